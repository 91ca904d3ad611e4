/** The driver on a host that is played: its scripts run in PowerShell's own engine, disks are real files. */

import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { FactoryError } from '../../../src/errors.js';
import { createHypervisor } from '../../../src/machine/index.js';
import type { Finding, Hypervisor, MachineRequest, Owner, Resource } from '../../../src/machine/index.js';
import { writeUdfImage, type MediumSource } from '../../../src/media/index.js';
import { isRunning } from '../../../src/output.js';
import { startProcess, startOf } from '../../../src/process/index.js';
import { openSource } from '../../../src/source/index.js';
import { findOrNull } from '../../../src/tree/index.js';
import { DOUBLE_PEERS, WindowsHost, type HostOptions } from '../../double/index.js';
import { makeBin } from '../../powershell/index.js';
import { temporaryFolder } from '../../support/folder.js';
import { windowsFiles } from '../../support/linux-guest/windows-files.js';
import { runPeer, testWith } from '../../support/peers.js';
import { contentOf } from '../../support/wim.js';
import { keepingReporter, type KeptReporter } from '../../support/reporter.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
const at = temporaryFolder();
const start = process.cwd();
const environment = { ...process.env };
const ANSWER = String.raw`\Windows\Panther\unattend.xml`;

let bin = '';
let wim = '';
let host: WindowsHost;
let work = '';
let reporter: KeptReporter;
let hyperV: Hypervisor;
/** What the ledger holds. */
let journal: Resource[] = [];
let said: string[] = [];
/** Somebody listens to the machine. */
const listener = { hears: false };

beforeAll(async () => {
  if (process.platform === 'win32') return;
  bin = await makeBin(at('bin'));
  wim = await windowsImage();
});

beforeEach(async () => {
  work = await mkdtemp(at('work-'));
  // The pipe of a machine is a socket in the working directory.
  process.chdir(work);
});

afterEach(async () => {
  await host.close();
  process.chdir(start);
  process.env = { ...environment };
});

afterAll(() => {
  process.env = environment;
});

/** A Windows with as few files as there can be, as a split set has it. */
async function windowsImage(): Promise<string> {
  const folder = at('windows');
  for (const [name, content] of Object.entries(windowsFiles('IMAGE_STATE_COMPLETE'))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const file = at('install.wim');
  await runPeer('wimlib-imagex', ['capture', folder, file, 'Windows']);
  return file;
}

async function play(
  options: Partial<HostOptions>,
  to: KeptReporter = keepingReporter(),
  onIntend: (resource: Resource) => void = () => undefined,
): Promise<void> {
  host = await WindowsHost.start({ guest: () => Promise.resolve(), cwd: work, ...options });
  Object.assign(process.env, host.environment(bin));
  reporter = to;
  journal = [];
  said = [];
  hyperV = await createHypervisor('hyperv', {
    reporter,
    workDirectory: work,
    ledger: {
      intend(resource) {
        journal.push(resource);
        said.push(resource.kind);
        onIntend(resource);
        return Promise.resolve();
      },
      gone(resource) {
        journal = journal.filter((one) => JSON.stringify(one) !== JSON.stringify(resource));
        return Promise.resolve();
      },
    },
  });
}

function driverTest(name: string, body: () => Promise<void>, options: Partial<HostOptions> = {}): void {
  const peers = [...DOUBLE_PEERS, 'dotnet', 'wimlib-imagex', '7z'] as const;
  testWith(peers, name, async () => {
    await play(options);
    await body();
    expect(host.failures).toEqual([]);
    expect(host.violations).toEqual([]);
    expect(readdirSync(path.join(work, 'hyperv', 'calls'))).toEqual([]);
  });
}

function owner(): Owner {
  return {
    tool: 'image-factory',
    build: 'win11-0123456789ab',
    run: 'run-1',
    host: hostname(),
    pid: process.pid,
    started: '2026-11-23T10:00:00.000Z',
    folder: path.join(work, 'win11-0123456789ab'),
  };
}

function machineRequest(disk: string, more: Partial<MachineRequest> = {}): MachineRequest {
  return {
    name: `imgf-${path.basename(work)}`,
    folder: path.join(work, 'machine'),
    disk,
    media: [],
    bootMedium: false,
    cpus: 2,
    memory: 2 * GIB,
    network: null,
    owner: owner(),
    ...more,
  };
}

async function base(source = wim): Promise<string> {
  const disk = path.join(work, 'base.vhdx');
  await hyperV.apply?.({ source, index: 1, disk, size: 512 * MIB, folder: path.join(work, 'apply') });
  return disk;
}

async function blank(): Promise<string> {
  const disk = path.join(work, 'blank.vhdx');
  await hyperV.blank(disk, 512 * MIB);
  return disk;
}

async function child(parent: string): Promise<string> {
  const disk = path.join(work, 'child.vhdx');
  await hyperV.child(parent, disk);
  return disk;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Read by our own reader, through the chain of disks. */
async function textIn(disk: string, name: string): Promise<string | null> {
  const source = await openSource(disk, { reporter });
  try {
    const found = await findOrNull(source.tree, name);
    return found === null ? null : (await contentOf(source.tree, found.entry)).toString();
  } finally {
    await source.close();
  }
}

async function failureOf(work: Promise<unknown> | undefined): Promise<FactoryError> {
  const error = await work?.then(
    () => null,
    (problem: unknown) => problem,
  );
  expect(error).toBeInstanceOf(FactoryError);
  return error as FactoryError;
}

driverTest(
  'an image becomes a disk with ESP, MSR and Windows, read-only, with nothing left on the host',
  async () => {
    const disk = await base();
    expect(statSync(disk).mode & 0o222).toBe(0);
    expect(readdirSync(path.dirname(disk)).filter((name) => name.endsWith('.vhdx'))).toEqual(['base.vhdx']);
    const { partitiontable } = JSON.parse(await partitionsOf(disk)) as {
      partitiontable: { partitions: { type: string; size: number }[] };
    };
    expect(
      partitiontable.partitions.map(({ type, size }) => [type.toLowerCase(), (size * 512) / MIB]),
    ).toEqual([
      ['c12a7328-f81f-11d2-ba4b-00a0c93ec93b', 260],
      ['e3c9e316-0b5c-4db8-817d-f92df00215ae', 16],
      ['ebd0a0a2-b9e5-4433-87c0-68b6b72699c7', expect.any(Number)],
    ]);
    expect(await textIn(disk, String.raw`\Windows\Setup\State\State.ini`)).toContain('IMAGE_STATE_COMPLETE');
    expect(host.leftovers).toEqual([]);
    expect(journal).toEqual([]);
    expect(said).toEqual(['file', 'access-path', 'access-path', 'disk-mount', 'process']);
  },
);

async function partitionsOf(disk: string): Promise<string> {
  const raw = `${disk}.raw`;
  await runPeer('qemu-img', ['convert', '-O', 'raw', disk, raw]);
  return await runPeer('sfdisk', ['--json', raw]);
}

driverTest('the answer file goes into a child, and not into its parent', async () => {
  const parent = await base();
  const before = hashOf(parent);
  const disk = await child(parent);
  await hyperV.inject?.(disk, new Map([[ANSWER, Buffer.from('<unattend/>')]]), path.join(work, 'inject'));
  expect(await textIn(disk, ANSWER)).toBe('<unattend/>');
  expect(hashOf(parent)).toBe(before);
  expect(await hyperV.readable(disk, work)).toBe(disk);
  expect(host.leftovers).toEqual([]);
  expect(journal).toEqual([]);
});

driverTest('a child of a disk outside of the work directory gets the answer file too', async () => {
  const elsewhere = mkdtempSync(path.join(path.dirname(work), 'elsewhere-'));
  const parent = path.join(elsewhere, 'mine.vhdx');
  renameSync(await base(), parent);
  const disk = await child(parent);
  await hyperV.inject?.(disk, new Map([[ANSWER, Buffer.from('<unattend/>')]]), path.join(work, 'inject'));
  const source = await openSource(disk, { reporter, parentFolders: [elsewhere] });
  expect(await findOrNull(source.tree, ANSWER)).not.toBeNull();
  await source.close();
  expect(host.leftovers).toEqual([]);
});

async function isoOf(name: string, inside: string, source: MediumSource): Promise<string> {
  const iso = path.join(work, name);
  const files = [{ path: inside, source }];
  await writeUdfImage(iso, { label: 'TEST', files, created: new Date(0) });
  return iso;
}

function windowsIso(): Promise<string> {
  return isoOf('windows.iso', String.raw`sources\install.wim`, { kind: 'file', file: wim });
}

function toolsIso(): Promise<string> {
  return isoOf('tools.iso', 'readme.txt', { kind: 'bytes', bytes: Buffer.from('x') });
}

driverTest('an ISO gives its image and is detached again', async () => {
  const disk = await base(await windowsIso());
  expect(await textIn(disk, String.raw`\Windows\System32\kernel32.dll`)).not.toBeNull();
  expect(said.slice(0, 2)).toEqual(['file', 'iso-mount']);
  expect(host.leftovers).toEqual([]);
  expect(journal).toEqual([]);
});

driverTest('an ISO that somebody else had attached stays attached', async () => {
  const iso = await windowsIso();
  await host.cmdlet('Mount-DiskImage', { ImagePath: [iso] });
  await base(iso);
  expect(said).not.toContain('iso-mount');
  expect(host.leftovers).toEqual([`attached ${iso}`]);
});

driverTest('an ISO without an image of Windows is refused by its name, and nothing is left', async () => {
  const iso = await toolsIso();
  const error = await failureOf(base(iso));
  expect(error.code).toBe('not-found');
  expect(error.message).toContain(`${iso}: no image of Windows`);
  expect(host.leftovers).toEqual([]);
  expect(journal).toEqual([]);
});

driverTest('what dism cannot apply leaves no disk and nothing attached', async () => {
  const damaged = path.join(work, 'damaged.wim');
  writeFileSync(damaged, readFileSync(wim).subarray(0, 1000));
  const error = await failureOf(base(damaged));
  expect(error.message).toContain(`${damaged}: dism.exe ended with exit code 13: `);
  expect(error.message).toContain('dism-apply.log');
  expect(readdirSync(work).filter((name) => name.endsWith('.vhdx'))).toEqual([]);
  expect(host.leftovers).toEqual([]);
  expect(journal).toEqual([]);
});

driverTest('whoever stops it while dism works finds nothing left, and no dism', async () => {
  const stop = new AbortController();
  const reason = new FactoryError('interrupted', { subject: 'test', found: 'enough' });
  await host.close();
  await play({}, keepingReporter(stop.signal), (resource) => {
    if (resource.kind === 'process') stop.abort(reason);
  });
  expect(await failureOf(base())).toBe(reason);
  expect(said.at(-1)).toBe('process');
  expect(readdirSync(work).filter((name) => name.endsWith('.vhdx'))).toEqual([]);
  expect(host.leftovers).toEqual([]);
  expect(journal).toEqual([]);
});

driverTest(
  'a machine is made as a build needs it, and talks, resets, shows its screen and powers off',
  async () => {
    const disk = await child(await blank());
    const medium = path.join(work, 'payload.iso');
    writeFileSync(medium, 'medium');
    const request = machineRequest(disk, { media: [medium] });
    const machine = await hyperV.create(request);

    const [made] = host.machines.all;
    expect(made).toMatchObject({ name: request.name, generation: 2, memory: 2 * GIB, adapters: [] });
    expect(made?.settings).toMatchObject({
      AutomaticCheckpointsEnabled: false,
      CheckpointType: 'Disabled',
      AutomaticStartAction: 'Nothing',
      AutomaticStopAction: 'TurnOff',
      EnableSecureBoot: 'Off',
      PauseAfterBootFailure: 'On',
      ProcessorCount: 2,
    });
    expect(JSON.parse(String(made?.settings['Notes']))).toEqual(owner());
    expect(made?.disks.map((drive) => drive.path)).toEqual([disk]);
    expect(made?.bootsFromMedium).toBe(false);
    expect(made?.pipe).toBe(String.raw`\\.\pipe` + `\\${request.name}`);
    expect(journal).toEqual([{ kind: 'machine', hypervisor: 'hyperv', name: request.name }]);
    expect(await machine.state()).toBe('off');
    expect(await machine.screenshot()).toBeNull();

    await machine.start();
    expect(await machine.state()).toBe('running');
    let heard = '';
    let isDetached = false;
    for await (const bytes of machine.console(new AbortController().signal)) {
      heard += Buffer.from(bytes).toString();
      listener.hears = true;
      if (isDetached || !heard.endsWith('ready\n')) continue;
      isDetached = true;
      const shot = Buffer.from((await machine.screenshot()) ?? []);
      expect(shot.subarray(1, 4).toString()).toBe('PNG');
      await machine.detachMedia();
    }
    expect(heard).toContain('first boot\n');
    expect(heard).toContain('ready\n');
    expect(await machine.state()).toBe('off');
    const events = (await machine.events()).map((event) => event.replace(/^\S+ /, '').replace(/ \(.*/, ''));
    expect(events.toSorted()).toEqual([
      '18500: the machine was started',
      '18508: the guest shut itself down',
      '18514: the guest reset itself',
      '18601: the guest has booted',
    ]);

    await machine.turnOff();
    await machine.remove();
    await machine.remove();
    expect(await machine.state()).toBe('gone');
    expect(existsSync(request.folder)).toBe(false);
    expect(existsSync(disk)).toBe(true);
    expect(host.leftovers).toEqual([]);
    expect(journal).toEqual([]);
  },
  {
    guest: async (machine) => {
      while (!listener.hears) {
        machine.write('first boot\n');
        await machine.sleep(100);
      }
      await machine.reboot();
      // Until somebody listens again, what is said is lost.
      while (machine.media.length > 0) {
        machine.write('ready\n');
        await machine.sleep(500);
      }
    },
  },
);

driverTest(
  'a machine gets the switch that it is given and boots from its medium, and is turned off in the middle of its work',
  async () => {
    const disk = await blank();
    const medium = path.join(work, 'setup.iso');
    writeFileSync(medium, 'medium');
    const machine = await hyperV.create(
      machineRequest(disk, { media: [medium], bootMedium: true, network: 'Default Switch' }),
    );
    expect(host.machines.all[0]?.adapters).toMatchObject([{ switchName: 'Default Switch' }]);
    expect(host.machines.all[0]?.bootsFromMedium).toBe(true);
    await machine.start();
    await machine.turnOff();
    await machine.turnOff();
    expect(await machine.state()).toBe('off');
    await machine.remove();
    expect(host.leftovers).toEqual([]);
  },
  { guest: (machine) => machine.hang() },
);

driverTest(
  'a machine that is larger than the host is refused when it starts',
  async () => {
    const disk = await blank();
    const machine = await hyperV.create(machineRequest(disk, { memory: 4 * GIB }));
    const error = await failureOf(machine.start());
    expect(error.code).toBe('memory');
    expect(error.message).toContain('machine.memory');
    await machine.remove();
  },
  { memory: 2 * GIB },
);

driverTest(
  'what cannot be made is refused by its name, and a machine that is half made is removed',
  async () => {
    const disk = await blank();
    expect(await failureOf(hyperV.blank(disk, 512 * MIB))).toMatchObject({ code: 'exists' });
    const orphan = hyperV.child(path.join(work, 'absent.vhdx'), path.join(work, 'child.vhdx'));
    expect(await failureOf(orphan)).toMatchObject({ code: 'not-found' });

    const request = machineRequest(disk, { media: [path.join(work, 'absent.iso')] });
    const error = await failureOf(hyperV.create(request));
    expect(error.message).toContain('Add-VMDvdDrive failed');
    expect(existsSync(request.folder)).toBe(false);
    expect(host.leftovers).toEqual([]);
    expect(journal).toEqual([]);
  },
);

driverTest('whoever stops it while a machine is made finds no machine', async () => {
  const stop = new AbortController();
  const reason = new FactoryError('interrupted', { subject: 'test', found: 'enough' });
  await host.close();
  await play({}, keepingReporter(stop.signal), (resource) => {
    if (resource.kind === 'machine') setTimeout(() => stop.abort(reason), 300);
  });
  const disk = await blank();
  expect(await failureOf(hyperV.create(machineRequest(disk)))).toBe(reason);
  expect(host.leftovers).toEqual([]);
  expect(journal).toEqual([]);
  expect(reporter.warnings).toEqual([]);
});

driverTest(
  'a disk that a machine uses is busy for whoever wants to attach it',
  async () => {
    const disk = await child(await base());
    const machine = await hyperV.create(machineRequest(disk));
    await machine.start();
    const files = new Map([[ANSWER, Buffer.from('x')]]);
    const error = await failureOf(hyperV.inject?.(disk, files, path.join(work, 'inject')));
    expect(error.code).toBe('busy');
    expect(journal.map(({ kind }) => kind)).toEqual(['machine']);
    await machine.remove();
  },
  { guest: (machine) => machine.hang() },
);

driverTest(
  'a sweep removes what a dead run left, and nothing of anybody else',
  async () => {
    const disk = await blank();
    const iso = await toolsIso();
    const machine = await hyperV.create(machineRequest(disk));
    await machine.start();
    const kept = { name: 'imgf-kept', folder: path.join(work, 'kept') };
    await hyperV.create(machineRequest(disk, kept));
    const foreign = { Path: work, Generation: 2, MemoryStartupBytes: GIB, NoVHD: true };
    await host.cmdlet('New-VM', { Name: 'imgf-foreign', ...foreign });
    await host.cmdlet('New-VM', { Name: 'imgf-other', ...foreign });
    const other = { ...owner(), build: 'another-0123456789ab' };
    await host.cmdlet('Set-VM', { Name: ['imgf-other'], Notes: JSON.stringify(other) });
    const left = path.join(work, 'left.vhdx');
    await hyperV.blank(left, 512 * MIB);
    await host.cmdlet('Mount-VHD', { Path: [left] });
    await host.cmdlet('Mount-DiskImage', { ImagePath: [iso] });
    const access = path.join(work, 'access');
    mkdirSync(access);
    const tool = await startProcess(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);

    const resources: Resource[] = [
      { kind: 'file', path: left },
      { kind: 'disk-mount', path: left },
      { kind: 'disk-mount', path: path.join(work, 'never-made.vhdx') },
      { kind: 'iso-mount', path: iso },
      { kind: 'access-path', path: access },
      { kind: 'machine', hypervisor: 'hyperv', name: 'imgf-foreign' },
      { kind: 'process', pid: tool.pid, command: 'dism.exe', started: await startOf(tool.pid) },
      { kind: 'process', pid: process.pid, command: 'dism.exe', started: 'another one of that number' },
    ];
    const before = host.leftovers;
    const planned = await hyperV.sweep(resources, owner(), true, [kept.name]);
    expect(host.leftovers).toEqual(before);

    const removals = await hyperV.sweep(resources, owner(), false, [kept.name]);
    expect(removals.map(({ resource, failure }) => [resource.kind, failure])).toEqual([
      ['process', null],
      ['process', null],
      ['machine', expect.stringContaining('Remove-VM -Name imgf-foreign')],
      ['machine', null],
      ['access-path', null],
      ['disk-mount', null],
      ['disk-mount', null],
      ['iso-mount', null],
      ['file', null],
    ]);
    expect(planned).toEqual(removals);
    expect(isRunning(tool.pid)).toBe(false);
    expect(existsSync(access)).toBe(false);
    expect(existsSync(left)).toBe(false);
    expect(existsSync(disk)).toBe(true);
    expect(host.leftovers.map((text) => text.split(',')[0])).toEqual([
      'machine imgf-kept',
      'machine imgf-foreign',
      'machine imgf-other',
    ]);
  },
  { guest: (machine) => machine.hang() },
);

driverTest('what a dead run had called may end before anything else is done', async () => {
  const calls = path.join(work, 'hyperv', 'calls');
  mkdirSync(calls, { recursive: true });
  const left = await startProcess(process.execPath, ['-e', 'setTimeout(() => {}, 2000)']);
  const facts = { pid: left.pid, started: await startOf(left.pid) };
  const dead = 2 ** 22 + 1;
  writeFileSync(path.join(calls, `${dead}-a.process.json`), JSON.stringify(facts));
  writeFileSync(path.join(calls, `${dead}-a.request.json`), '{}');
  writeFileSync(path.join(calls, `${dead}-c.process.json`), '{"pid":');
  const stranger = { pid: process.pid, started: 'another one of that number' };
  writeFileSync(path.join(calls, `${dead}-b.process.json`), JSON.stringify(stranger));
  await hyperV.sweep([], owner(), false, []);
  expect(await left.ended).toBe(0);
});

driverTest('a sweep says what it cannot remove, and goes on with the rest', async () => {
  const disk = await child(await base());
  const mounted = path.join(work, 'inject');
  mkdirSync(mounted);
  await host.cmdlet('Mount-VHD', { Path: [disk] });
  const [{ DiskNumber } = {}] = (await host.cmdlet('Get-VHD', { Path: [disk] })) as { DiskNumber?: number }[];
  const place = { DiskNumber: [DiskNumber], PartitionNumber: [3], AccessPath: mounted };
  await host.cmdlet('Add-PartitionAccessPath', place);
  const held = openSync(path.join(mounted, 'Windows', 'held'), 'w');
  const resources: Resource[] = [
    { kind: 'disk-mount', path: disk },
    { kind: 'access-path', path: mounted },
  ];
  const failed = await hyperV.sweep(resources, owner(), false, []);
  closeSync(held);
  expect(failed.map(({ failure }) => typeof failure)).toEqual(['string', 'string']);
  expect(existsSync(path.join(mounted, 'Windows', 'System32'))).toBe(true);
  const swept = await hyperV.sweep(resources, owner(), false, []);
  expect(swept.map(({ failure }) => failure)).toEqual([null, null]);
  expect(host.leftovers).toEqual([]);
});

function lackingOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ state }) => state !== 'ok').map(({ subject, found }) => `${subject}: ${found}`);
}

driverTest('doctor finds nothing to say of a host that is ready', async () => {
  const request = { cpus: 2, memory: GIB, space: MIB, network: 'Default Switch', workDirectory: work };
  const findings = await hyperV.check({ ...request, imageVersion: '26100.1' });
  expect(lackingOf(findings)).toEqual([]);
  expect(findings.map(({ subject }) => subject)).toEqual([
    'elevation',
    'Hyper-V',
    'the PowerShell module Hyper-V',
    'the switch Default Switch',
    'memory',
    `the work directory ${work}`,
    'the BitLocker policy',
    'dism.exe',
    'bcdboot.exe',
  ]);
});

driverTest(
  'doctor says of a host without Hyper-V how to install it, and of a large machine that it is too large',
  async () => {
    const request = { cpus: 2, memory: 64 * GIB, space: MIB, network: null, workDirectory: work };
    const findings = await hyperV.check({ ...request, imageVersion: '28000.1' });
    expect(lackingOf(findings)).toEqual([
      'Hyper-V: is not installed',
      'the PowerShell module Hyper-V: is not installed',
      'memory: 16.0 GiB free',
      'dism.exe: version 10.0.26100.1150',
      'bcdboot.exe: version 10.0.26100.1150',
    ]);
    const role = findings.find(({ subject }) => subject === 'Hyper-V');
    expect(role?.next).toContain('Install-WindowsFeature Hyper-V');
  },
  { hyperV: false },
);
