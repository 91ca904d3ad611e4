/** What `doctor` says of a host, fact by fact. */

import { describe, expect, test } from '@jest/globals';
import { findingsOf, type HostFacts } from '../../../src/machine/hyperv/check.js';
import { isOlder } from '../../../src/machine/runner.js';
import type { CheckRequest, Finding } from '../../../src/machine/types.js';

const GIB = 2 ** 30;

const READY: HostFacts = {
  account: String.raw`NT AUTHORITY\SYSTEM`,
  sid: 'S-1-5-18',
  elevated: true,
  windows: 'Microsoft Windows Server 2025 Datacenter',
  build: '26100',
  hypervisor: true,
  isClient: false,
  freeMemory: 32 * GIB,
  vmms: 'Running',
  switches: ['Build', 'External'],
  machines: [],
  fileSystem: 'NTFS',
  driveLetter: 'D',
  deduplication: 'Disabled',
  freeSpace: 500 * GIB,
  denyWriteAccess: null,
  tools: { 'dism.exe': '10.0.26100.1150', 'bcdboot.exe': '10.0.26100.1' },
  problems: {},
};

const REQUEST: CheckRequest = {
  cpus: 4,
  memory: 8 * GIB,
  space: 100 * GIB,
  network: 'build',
  workDirectory: String.raw`D:\image-factory`,
  imageVersion: '26100.4946',
};

function found(
  facts: Partial<HostFacts>,
  request: Partial<CheckRequest> = {},
  service: string | null = null,
) {
  const all = findingsOf({ ...READY, ...facts }, { ...REQUEST, ...request }, service);
  return all.filter(({ state }) => state !== 'ok');
}

function only(findings: readonly Finding[]): Finding {
  expect(findings).toHaveLength(1);
  return findings[0] as Finding;
}

test('a host that lacks nothing is fine in every respect', () => {
  expect(found({})).toEqual([]);
  expect(findingsOf(READY, REQUEST, null).map(({ subject }) => subject)).toEqual([
    'elevation',
    'Hyper-V',
    'the PowerShell module Hyper-V',
    'the switch build',
    'memory',
    String.raw`the work directory D:\image-factory`,
    'the BitLocker policy',
    'dism.exe',
    'bcdboot.exe',
  ]);
});

test('every warning and error names what mends it', () => {
  const worst = found(
    {
      elevated: false,
      vmms: '',
      freeMemory: 0,
      fileSystem: 'ReFS',
      deduplication: 'HyperV',
      driveLetter: 'E',
      freeSpace: 0,
      denyWriteAccess: 1,
      tools: { 'dism.exe': '10.0.20348.1', 'bcdboot.exe': null },
      switches: [],
    },
    {},
  );
  expect(worst).toHaveLength(11);
  for (const { next } of worst) expect(next).toMatch(/\w/);
});

describe('elevation', () => {
  test('explains NETWORK SERVICE and names the command for the service of the runner', () => {
    const account = String.raw`NT AUTHORITY\NETWORK SERVICE`;
    const service = 'actions.runner.acme-images.build-1';
    const finding = only(found({ elevated: false, account, sid: 'S-1-5-20' }, {}, service));
    expect(finding.state).toBe('error');
    expect(finding.found).toContain('it is what a runner gets unless another one is named');
    expect(finding.next).toBe(
      `as an administrator run: sc.exe config "${service}" obj= LocalSystem; Restart-Service "${service}"`,
    );
  });

  test('sends a person to an elevated console', () => {
    const finding = only(found({ elevated: false, account: String.raw`PC\ann`, sid: 'S-1-5-21-1-2-3-1001' }));
    expect(finding.found).toBe(String.raw`PC\ann runs without administrator rights`);
    expect(finding.next).toContain('Run as administrator');
  });
});

describe('Hyper-V', () => {
  const missing = { message: "'Hyper-V\\Get-VM' is not recognized", id: 'CommandNotFoundException' };

  test.each([
    [true, 'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All'],
    [false, 'Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart'],
  ])('is installed by the command of the edition (client: %s)', (isClient, command) => {
    const findings = found({ isClient, vmms: '', problems: { machines: missing, switches: missing } });
    expect(findings.map(({ found, next }) => [found, next])).toEqual([
      ['is not installed', `as an administrator run: ${command}`],
      ['is not installed', `as an administrator run: ${command}`],
    ]);
  });

  test('is started where its service is stopped', () => {
    expect(only(found({ vmms: 'Stopped' })).next).toContain('Start-Service vmms');
  });

  test('needs its hypervisor to run', () => {
    expect(only(found({ hypervisor: false })).next).toContain('hypervisorlaunchtype auto');
    expect(found({ hypervisor: null })).toEqual([]);
  });

  test('passes on what the module says', () => {
    const problems = {
      machines: { message: 'You do not have the required permission.', id: 'AccessDenied' },
    };
    expect(only(found({ problems })).found).toBe('You do not have the required permission.');
  });
});

test('a switch that is not there is told with those that are', () => {
  const finding = only(found({}, { network: 'Lab' }));
  expect(finding).toMatchObject({
    subject: 'the switch Lab',
    state: 'error',
    found: 'does not exist; this host has "Build", "External"',
  });
  expect(found({ switches: [] }, { network: null })).toEqual([]);
});

describe('the work directory', () => {
  test.each([
    ['error', { fileSystem: 'ReFS' }, 'is on ReFS'],
    ['warning', { deduplication: 'GeneralPurpose' }, 'is on a volume with deduplication (GeneralPurpose)'],
    ['warning', { driveLetter: 'C' }, 'is on the volume of C:, reached through a folder'],
    ['warning', { driveLetter: '' }, 'is on a volume without a letter, reached through a folder'],
    ['error', { freeSpace: 99 * GIB }, '99.0 GiB free'],
    ['error', { freeSpace: null, problems: { volume: { message: 'No volume.', id: 'x' } } }, 'No volume.'],
  ])('is %s for %j', (state, facts, text) => {
    expect(only(found(facts))).toMatchObject({ state, found: text });
  });
});

test('a policy that denies writing to new disks stops the build', () => {
  expect(only(found({ denyWriteAccess: 1 })).next).toContain('FDVDenyWriteAccess 0');
  expect(found({ denyWriteAccess: 0 })).toEqual([]);
});

describe('the tools', () => {
  const older = { 'dism.exe': '10.0.22621.2792', 'bcdboot.exe': '10.0.26100.1' } as const;

  test('are warned of where they are older than the image', () => {
    expect(only(found({ tools: older }))).toMatchObject({
      subject: 'dism.exe',
      state: 'warning',
      found: 'version 10.0.22621.2792',
      expected: "that of the image's build 26100.4946 or newer",
    });
  });

  test('are not compared before the image is known', () => {
    expect(found({ tools: older }, { imageVersion: null })).toEqual([]);
  });
});

function notes(pid: number): string {
  return JSON.stringify({ tool: 'image-factory', build: 'b', pid });
}

test('machines whose process is gone are leftovers; those of others and of living builds are not', () => {
  const machines = [
    { name: 'imgf-dead', notes: notes(2 ** 22 + 1) },
    { name: 'imgf-living', notes: notes(process.pid) },
    { name: 'DC01', notes: '' },
  ];
  expect(only(found({ machines }))).toMatchObject({
    subject: 'leftovers',
    state: 'warning',
    found: 'machines of builds that have ended: imgf-dead',
  });
});

test('versions are compared number by number', () => {
  expect(isOlder('2.99.0', '2.327.1')).toBe(true);
  expect(isOlder('2.327.1', '2.327.1')).toBe(false);
  expect(isOlder('3.0.0', '2.327.1')).toBe(false);
});
