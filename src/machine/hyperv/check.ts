/** `doctor` for Hyper-V: what a build needs of this host, each with the command that mends it. */

import { formatBytes } from '../../bytes/index.js';
import { fromSystemError } from '../../errors.js';
import { isRunning } from '../../output.js';
import { checkRunner, isOlder, runnerFolder, runnerService } from '../runner.js';
import type { CheckRequest, Finding } from '../types.js';
import type { Host } from './host.js';
import { ownerIn } from './marker.js';

interface Problem {
  readonly message: string;
  readonly id: string;
}

/** As `get-host.ps1` gives them; null where the host did not say. */
export interface HostFacts {
  readonly account: string;
  readonly sid: string;
  readonly elevated: boolean;
  readonly windows: string | null;
  readonly build: string | null;
  /** Whether Windows runs on a hypervisor: with the role it is Hyper-V's own. */
  readonly hypervisor: boolean | null;
  readonly isClient: boolean;
  readonly freeMemory: number;
  /** "Running", "Stopped"; '' where there is no such service. */
  readonly vmms: string;
  readonly switches: readonly string[];
  readonly machines: readonly { readonly name: string; readonly notes: string }[];
  readonly fileSystem: string;
  readonly driveLetter: string;
  readonly deduplication: string;
  readonly freeSpace: number | null;
  readonly denyWriteAccess: number | null;
  readonly tools: Readonly<Record<'dism.exe' | 'bcdboot.exe', string | null>>;
  readonly problems: Readonly<Record<string, Problem>>;
}

export async function check(host: Host, request: CheckRequest): Promise<readonly Finding[]> {
  const runner = await checkRunner(process.env).catch(() => []);
  let facts: HostFacts;
  try {
    const { workDirectory } = request;
    facts = await host.scripts.call<HostFacts>('get-host', { workDirectory }, { subject: 'this host' });
  } catch (error) {
    const { code, details } = fromSystemError(error, 'this host');
    if (code === 'tool' && process.platform !== 'win32') return [noWindows(), ...runner];
    const { found, next = 'build on Windows with Hyper-V, or with "hypervisor: qemu"' } = details;
    return [
      { subject: 'Windows PowerShell', state: 'error', found: `${details.subject}: ${found}`, next },
      ...runner,
    ];
  }
  const folder = runnerFolder(process.env);
  const service = folder === null ? null : await runnerService(folder);
  return [...findingsOf(facts, request, service), ...runner];
}

function noWindows(): Finding {
  return {
    subject: 'Hyper-V',
    state: 'error',
    found: `there is none on ${process.platform === 'linux' ? 'Linux' : process.platform}`,
    expected: 'a Windows host, for "hypervisor: hyperv"',
    next: 'build on a Windows host with Hyper-V (docs/hyperv.md); here "qemu" installs from an ISO (docs/qemu.md), and "none" takes a disk as it is',
  };
}

/** @param service the runner's, where it runs as one */
export function findingsOf(facts: HostFacts, request: CheckRequest, service: string | null): Finding[] {
  return [
    elevation(facts, service),
    ...hyperV(facts),
    ...networkSwitch(facts, request),
    memory(facts, request),
    ...workDirectory(facts, request),
    bitLocker(facts),
    ...tools(facts, request),
    ...leftovers(facts),
  ];
}

const NETWORK_SERVICE = 'S-1-5-20';
const LOCAL_SERVICE = 'S-1-5-19';

function elevation({ account, elevated, sid }: HostFacts, service: string | null): Finding {
  const subject = 'elevation';
  if (elevated) return { subject, state: 'ok', found: `${account} is an administrator` };
  const expected = 'an administrator: membership in Hyper-V Administrators is not enough to attach disks';
  if (sid !== NETWORK_SERVICE && sid !== LOCAL_SERVICE && service === null) {
    const next = 'run it from a console that was started with "Run as administrator"';
    return { subject, state: 'error', found: `${account} runs without administrator rights`, expected, next };
  }
  const name = service ?? 'NAME OF THE SERVICE';
  return {
    subject,
    state: 'error',
    found: `${account}, the account of the service, is no administrator${sid === NETWORK_SERVICE ? '; it is what a runner gets unless another one is named' : ''}`,
    expected,
    next: `as an administrator run: sc.exe config "${name}" obj= LocalSystem; Restart-Service "${name}"`,
  };
}

function hyperV({ build, hypervisor, isClient, problems, vmms, windows }: HostFacts): Finding[] {
  const install = isClient
    ? 'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All'
    : 'Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart';
  const subject = 'Hyper-V';
  const module: Finding =
    problems['machines'] === undefined
      ? { subject: 'the PowerShell module Hyper-V', state: 'ok', found: 'answers' }
      : {
          subject: 'the PowerShell module Hyper-V',
          state: 'error',
          found: isMissing(problems['machines']) ? 'is not installed' : problems['machines'].message,
          next: isMissing(problems['machines'])
            ? `as an administrator run: ${install}`
            : 'mend what it says, and run "image-factory doctor" again',
        };
  if (vmms === 'Running' && hypervisor === false) {
    const found = 'is installed, and its hypervisor does not run';
    const next =
      'turn virtualization on in the firmware, as an administrator run: bcdedit.exe /set hypervisorlaunchtype auto, and restart';
    return [{ subject, state: 'error', found, next }, module];
  }
  if (vmms === 'Running') {
    return [
      { subject, state: 'ok', found: `runs on ${windows ?? 'Windows'}, build ${build ?? 'unknown'}` },
      module,
    ];
  }
  const role: Finding =
    vmms === ''
      ? { subject, state: 'error', found: 'is not installed', next: `as an administrator run: ${install}` }
      : {
          subject,
          state: 'error',
          found: `its service vmms is ${vmms.toLowerCase()}`,
          expected: 'running',
          next: 'as an administrator run: Set-Service vmms -StartupType Automatic; Start-Service vmms',
        };
  return [role, module];
}

function isMissing({ id }: Problem): boolean {
  return id.startsWith('CommandNotFoundException') || id.startsWith('CouldNotAutoLoadModule');
}

function networkSwitch({ problems, switches }: HostFacts, { network }: CheckRequest): Finding[] {
  if (network === null || problems['switches'] !== undefined) return [];
  const subject = `the switch ${network}`;
  if (switches.some((name) => name.toLowerCase() === network.toLowerCase())) {
    return [{ subject, state: 'ok', found: 'exists' }];
  }
  const others = switches.length === 0 ? 'none' : switches.map((name) => `"${name}"`).join(', ');
  return [
    {
      subject,
      state: 'error',
      found: `does not exist; this host has ${others}`,
      next: 'name another one with "machine.network" in the definition, or make it with New-VMSwitch',
    },
  ];
}

function memory({ freeMemory }: HostFacts, request: CheckRequest): Finding {
  const subject = 'memory';
  const found = `${formatBytes(freeMemory)} free`;
  if (freeMemory >= request.memory) return { subject, state: 'ok', found };
  return {
    subject,
    state: 'error',
    found,
    expected: `${formatBytes(request.memory)} for the machine`,
    next: 'turn other machines off, or give this one less with "machine.memory" in the definition',
  };
}

function workDirectory(facts: HostFacts, { space, workDirectory: folder }: CheckRequest): Finding[] {
  const { deduplication, driveLetter, fileSystem, freeSpace, problems } = facts;
  const subject = `the work directory ${folder}`;
  const elsewhere = 'choose a folder on a local NTFS volume with --work';
  if (freeSpace === null) {
    const why = problems['volume']?.message ?? 'Windows does not say on which volume it lies';
    return [
      { subject, state: 'error', found: why, expected: 'a folder on a local NTFS volume', next: elsewhere },
    ];
  }
  const findings: Finding[] = [];
  if (fileSystem !== 'NTFS') {
    const found = `is on ${fileSystem === '' ? 'an unknown file system' : fileSystem}`;
    const expected = 'NTFS: on ReFS and others images cannot be applied through folders';
    findings.push({ subject, state: 'error', found, expected, next: elsewhere });
  }
  if (!['', 'Disabled', 'NotAvailable'].includes(deduplication)) {
    const found = `is on a volume with deduplication (${deduplication})`;
    const next = `as an administrator run: Disable-DedupVolume -Volume ${driveLetter}: , or ${elsewhere}`;
    findings.push({ subject, state: 'warning', found, expected: 'a volume without it', next });
  }
  const [, letter] = /^([a-z]):/i.exec(folder) ?? [];
  if (letter !== undefined && letter.toUpperCase() !== driveLetter) {
    const volume = driveLetter === '' ? 'a volume without a letter' : `the volume of ${driveLetter}:`;
    const found = `is on ${volume}, reached through a folder`;
    const expected = 'a path that begins with the letter of its volume';
    findings.push({ subject, state: 'warning', found, expected, next: elsewhere });
  }
  const free = `${formatBytes(freeSpace)} free`;
  if (freeSpace < space) {
    const next = 'free space, remove old bases from its folder "bases", or choose another volume with --work';
    findings.push({ subject, state: 'error', found: free, expected: `${formatBytes(space)} or more`, next });
  }
  return findings.length > 0 ? findings : [{ subject, state: 'ok', found: `${fileSystem}, ${free}` }];
}

const POLICY = String.raw`HKLM:\SYSTEM\CurrentControlSet\Policies\Microsoft\FVE`;

function bitLocker({ denyWriteAccess }: HostFacts): Finding {
  const subject = 'the BitLocker policy';
  if (denyWriteAccess !== 1)
    return { subject, state: 'ok', found: 'lets disks be written that are not encrypted' };
  return {
    subject,
    state: 'error',
    found:
      'denies writing to fixed disks that are not encrypted (FDVDenyWriteAccess is 1), and a new disk is none that is',
    next: `take this host out of the policy, or as an administrator run: Set-ItemProperty ${POLICY} FDVDenyWriteAccess 0`,
  };
}

function tools(facts: HostFacts, { imageVersion }: CheckRequest): Finding[] {
  return (['dism.exe', 'bcdboot.exe'] as const).map((subject): Finding => {
    const version = facts.tools[subject];
    if (version === null) {
      const why = facts.problems[subject]?.message ?? 'its version cannot be read';
      const next = 'repair the files of Windows on this host: sfc.exe /scannow';
      return { subject, state: 'warning', found: why, next };
    }
    const found = `version ${version}`;
    // 10.0.26100.1 is of build 26100.1.
    if (imageVersion === null || !isOlder(buildOf(version), imageVersion.split('.')[0] ?? '')) {
      return { subject, state: 'ok', found };
    }
    return {
      subject,
      state: 'warning',
      found,
      expected: `that of the image's build ${imageVersion} or newer`,
      next:
        subject === 'dism.exe'
          ? 'build on a host whose Windows is no older than the image; many images apply all the same'
          : "nothing as long as the image's own bcdboot.exe runs here, for that one comes first",
    };
  });
}

function buildOf(version: string): string {
  return version.split('.').slice(2, 3).join('');
}

function leftovers({ machines }: HostFacts): Finding[] {
  const dead = machines.filter(({ notes }) => {
    const owner = ownerIn(notes);
    return owner !== null && !isRunning(owner.pid);
  });
  if (dead.length === 0) return [];
  return [
    {
      subject: 'leftovers',
      state: 'warning',
      found: `machines of builds that have ended: ${dead.map(({ name }) => name).join(', ')}`,
      next: 'run "image-factory sweep"; what --keep-machine kept goes with "image-factory sweep --kept"',
    },
  ];
}
