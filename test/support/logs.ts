/** Logs as Windows writes them where nothing is wrong, and one of each kind on a disk by its path. */

import type { LogKind } from '../../src/inspect/index.js';

export const LOG_OF: Readonly<Record<Exclude<LogKind, 'events' | 'machine'>, string>> = {
  sysprep: '\\Windows\\System32\\Sysprep\\Panther\\setupact.log',
  setup: '\\Windows\\Panther\\UnattendGC\\setupact.log',
  cbs: '\\Windows\\Logs\\CBS\\CBS.log',
  dism: '\\Windows\\Logs\\DISM\\dism.log',
  updates: '\\Windows\\SoftwareDistribution\\ReportingEvents.log',
  agent: '\\ProgramData\\ImageFactory\\agent.log',
  drivers: '\\Windows\\INF\\setupapi.dev.log',
  state: '\\Windows\\Setup\\State\\State.ini',
};

/** Without a time, so that the lines of a sample have theirs. */
const ORDINARY = [
  'Info                  CBS    Exec: Processing complete.  Session: 31171410_2467, Package: Package_for_KB5043080',
  'Info                  CBS    WcpInitialize: wcp.dll version 10.0.26100.1738 (WinBuild.160101.0800)',
  'Info                  CSI    00000009@2026/11/23:19:01:02.123 WcpInitialize (wcp.dll version 0.0.0.6)',
  'Info                  DISM   API: PID=3812 TID=3816 DismApi.dll: <----- Starting DismApi.dll session -----> - DismInitializeInternal',
  'Info                  DISM   DISM Provider Store: PID=3812 TID=3816 Loading Provider from location C:\\Windows\\System32\\Dism\\OSProvider.dll - CDISMProviderStore::Internal_GetProvider',
  'Info       [0x0f004d] SYSPRP The time is now 2026-11-23 20:01:02',
  "Info                  SYSPRP ActionPlatform::LaunchModule: Successfully executed 'Sysprep_Generalize_MountPointManager' from C:\\Windows\\System32\\setupcl.dll without error",
  'Info                  [windeploy.exe] Found no unattend file; proceeding without one.',
  'Info       [setup.exe] UnattendSearchExplicitPath: Found usable unattend file for pass [specialize] at [C:\\Windows\\Panther\\unattend.xml].',
  'Warning               SYSPRP WinMain: File operations pending',
  'Warning               DISM   DISM Provider Store: PID=3812 TID=3816 Failed to load the provider: C:\\Windows\\System32\\Dism\\SiloedPackageProvider.dll. - CDISMProviderStore::Internal_GetProvider(hr:0x8007007e)',
  '\t1\t147 [AGENT_DETECTION_FINISHED]\t101\t{00000000-0000-0000-0000-000000000000}\t0\t0\tUpdateOrchestrator\tSuccess\tSoftware Synchronization\tWindows Update Client successfully detected 3 updates.',
  '     dvi: {Core Device Install} 20:01:02.123',
  '     inf: {Configure Driver Package: C:\\Windows\\System32\\DriverStore\\FileRepository\\netvsc.inf_amd64\\netvsc.inf}',
  'step 1 of 3, apps.ps1',
  'Installing 7-Zip 24.09 (x64) ... done, 0 errors',
  'ImageState=IMAGE_STATE_COMPLETE',
];

/** 5,000 lines in which nothing is to be found, with `sample` in their midst. @returns how many stand before it */
export function among(sample: readonly string[]): { readonly lines: readonly string[]; readonly at: number } {
  const ordinary = Array.from(
    { length: 5000 },
    (_, index) => `${ORDINARY[index % ORDINARY.length]} ${index}`,
  );
  const at = 3333;
  return { lines: [...ordinary.slice(0, at), ...sample, ...ordinary.slice(at)], at };
}
