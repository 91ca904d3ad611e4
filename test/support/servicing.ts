/** The packages of an installation, in the layout in which servicing keeps them: keys of the hive, and manifests. */

import { dword, qword, sz, type HiveKeySpec } from './hive-writer.js';

export interface PlayedPackage {
  /** `Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.9` */
  readonly name: string;
  /** CurrentState. */
  readonly state: number;
  /** What its manifest says; left out: it has none. */
  readonly kb?: string;
}

/** A package by its short name: `Package_for_RollupFix` and `26100.7171.1.9`. */
export const packageName = (name: string, version: string, language = ''): string =>
  `${name}~31bf3856ad364e35~amd64~${language}~${version}`;

/** As on installations of 2024 to 2026: the checkpoint is staged, what it was made on is superseded. */
export const SERVICED: readonly PlayedPackage[] = [
  { name: packageName('Microsoft-Windows-Foundation-Package', '10.0.26100.1742'), state: 0x80 },
  {
    name: packageName('Microsoft-Windows-Client-LanguagePack-Package', '10.0.26100.1742', 'de-DE'),
    state: 0x70,
  },
  { name: packageName('OpenSSH-Client-Package', '10.0.26100.1'), state: 0x20 },
  { name: packageName('Package_for_RollupFix', '26100.1742.1.10'), state: 0x40, kb: 'KB5043080' },
  { name: packageName('Package_for_RollupFix', '26100.6899.1.7'), state: 0x50, kb: 'KB5066835' },
  { name: packageName('Package_for_RollupFix', '26100.7171.1.9'), state: 0x70, kb: 'KB5068861' },
  { name: packageName('Package_for_ServicingStack_7010', '26100.7010.1.3'), state: 0x70, kb: 'KB5067035' },
  { name: packageName('Package_for_DotNetRollup_481', '10.0.9321.3'), state: 0x60, kb: 'KB5066131' },
  { name: packageName('Package_for_KB5054156', '26100.5074.1.1'), state: 0x80 },
  { name: packageName('Package_for_KB5007651', '10.0.29429.1000'), state: 0x65 },
  { name: packageName('Package_for_KB5034441', '26100.1.1.0'), state: 0x05 },
  { name: packageName('Package_for_KB5012170', '26100.1.1.2'), state: 0x00 },
  { name: packageName('Package_for_KB5050411', '26100.1.1.1'), state: 0xffffff90 },
];

/** Keys to put beside those of the hive SOFTWARE, from `CurrentVersion` of `Microsoft\Windows` on. */
export function servicingKeys(packages: readonly PlayedPackage[]): Readonly<Record<string, HiveKeySpec>> {
  const keys = Object.fromEntries(
    packages.map(({ name, state }) => [
      name,
      {
        values: {
          CurrentState: dword(state),
          InstallClient: sz('DISM Package Manager Provider'),
          InstallLocation: sz('\\\\?\\C:\\Windows\\SoftwareDistribution\\Download'),
          InstallName: sz(`${name}.mum`),
          InstallTimeHigh: dword(0x01dc5a00),
          InstallTimeLow: dword(0x12345678),
          Visibility: dword(name.startsWith('Package_for_') ? 1 : 2),
          LastProgress: qword(0n),
        },
        keys: { Owners: { values: { [name]: dword(0x20070) } } },
      },
    ]),
  );
  return { 'Component Based Servicing': { keys: { Packages: { keys } } } };
}

/** The manifest of a package as updates of 2026 have it, with a list of what it brings. */
export function manifestOf({ name, kb = '' }: PlayedPackage): string {
  const [identity = '', , , , version = ''] = name.split('~');
  const number = kb.slice(2);
  const update = `<update name="${number}-1_neutral"><package integrate="hidden"><assemblyIdentity name="Package_1_for_KB4000000" version="1.0" /></package></update>`;
  return [
    '\uFEFF<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
    `<assembly xmlns="urn:schemas-microsoft-com:asm.v3" manifestVersion="1.0" description="Fix for ${kb}" displayName="default" company="Microsoft Corporation" copyright="Microsoft Corporation" supportInformation="https://support.microsoft.com/help/${number}" creationTimeStamp="2025-11-06T21:27:54Z" lastUpdateTimeStamp="2025-11-06T21:27:54Z">`,
    `  <assemblyIdentity name="${identity}" version="${version}" processorArchitecture="amd64" language="neutral" buildType="release" publicKeyToken="31bf3856ad364e35" />`,
    `  <package identifier="${kb}" releaseType="Security Update" restart="possible">`,
    '    <parent buildCompare="EQ" integrate="separate" disposition="detect">',
    `      ${update.repeat(400)}`,
    '    </parent>',
    '  </package>',
    '</assembly>',
  ].join('\r\n');
}
