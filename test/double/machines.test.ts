/** The double's machines with guests that a test plays, and what it refuses. */

import { afterEach, expect } from '@jest/globals';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../support/folder.js';
import { testWith } from '../support/peers.js';
import { DOUBLE_PEERS, Refusal, WindowsHost, type HostOptions, type PlayedGuest } from './index.js';

const at = temporaryFolder();
const GIB = 2 ** 30;
const BASIC = '{ebd0a0a2-b9e5-4433-87c0-68b6b72699c7}';
const PIPE = String.raw`\\.\pipe\machine`;

let host: WindowsHost | null = null;
let count = 0;
afterEach(async () => {
  await host?.close();
  host = null;
});

type Facts = Record<string, unknown>;

function machineTest(
  name: string,
  guest: PlayedGuest,
  body: (host: WindowsHost) => Promise<void>,
  options: Partial<HostOptions> = {},
): void {
  testWith(DOUBLE_PEERS, name, async () => {
    host = await WindowsHost.start({ guest, cwd: at(), ...options });
    await body(host);
    expect(host.violations).toEqual([]);
  });
}

/** A machine over a child of a disk with one NTFS volume. @returns its disk */
async function newMachine(host: WindowsHost, name: string): Promise<string> {
  const [base, child] = [at(`${name}-${++count}.vhdx`), at(`${name}-${count}-child.vhdx`)];
  await host.cmdlet('New-VHD', { Path: [base], SizeBytes: 256 << 20, Dynamic: true });
  await host.cmdlet('Mount-VHD', { Path: [base] });
  const [{ DiskNumber } = {}] = (await host.cmdlet('Get-VHD', { Path: [base] })) as Facts[];
  await host.cmdlet('Initialize-Disk', { Number: [DiskNumber] });
  const [os] = await host.cmdlet('New-Partition', {
    DiskNumber: [DiskNumber],
    UseMaximumSize: true,
    GptType: BASIC,
  });
  await host.cmdlet('Format-Volume', { Partition: os, FileSystem: 'NTFS' });
  await host.cmdlet('Dismount-VHD', { Path: [base] });
  await host.cmdlet('New-VHD', { Path: [child], ParentPath: base, Differencing: true });
  await machineOn(host, name, child);
  return child;
}

async function machineOn(host: WindowsHost, name: string, disk: string): Promise<void> {
  const words = { Name: name, Path: at(), Generation: 2, MemoryStartupBytes: GIB, VHDPath: disk };
  await host.cmdlet('New-VM', words);
  await host.cmdlet('Set-VMComPort', { VMName: [name], Number: 1, Path: PIPE });
}

async function stateOf(host: WindowsHost, name: string): Promise<unknown> {
  return ((await host.cmdlet('Get-VM', { Name: [name] }))[0] as Facts)['State'];
}

async function untilOff(host: WindowsHost, name: string): Promise<void> {
  while ((await stateOf(host, name)) !== 'Off') await sleep(20);
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was not refused');
  return error;
}

/** All that one connection to the pipe brings. */
async function listen(): Promise<string> {
  // The whole path may be longer than a socket's name may be; from the folder it is not.
  const folder = process.cwd();
  process.chdir(at());
  const socket = createConnection(PIPE);
  process.chdir(folder);
  const pieces: Buffer[] = [];
  try {
    for await (const piece of socket) pieces.push(piece as Buffer);
  } catch {
    return '';
  }
  return Buffer.concat(pieces).toString();
}

machineTest(
  'what the guest writes to its disk is in the child when the machine is off, and the parent is as it was',
  (machine) => machine.onWindows((root) => writeFileSync(path.join(root, 'by-the-guest.txt'), machine.name)),
  async (host) => {
    const disk = await newMachine(host, 'writer');
    const parent = readFileSync(disk.replace('-child', ''));
    await host.cmdlet('Start-VM', { Name: ['writer'] });
    expect(await stateOf(host, 'writer')).toBe('Running');
    await untilOff(host, 'writer');
    await host.cmdlet('Mount-VHD', { Path: [disk] });
    const [{ DiskNumber } = {}] = (await host.cmdlet('Get-VHD', { Path: [disk] })) as Facts[];
    const folder = path.dirname(disk);
    const root = path.join(folder, 'volume');
    mkdirSync(root, { recursive: true });
    const place = { DiskNumber: [DiskNumber], PartitionNumber: [2], AccessPath: root };
    await host.cmdlet('Add-PartitionAccessPath', place);
    expect(readFileSync(path.join(root, 'by-the-guest.txt'), 'utf8')).toBe('writer');
    await host.cmdlet('Dismount-VHD', { Path: [disk] });
    expect(readFileSync(disk.replace('-child', '')).equals(parent)).toBe(true);
    expect(host.events.map(({ Id }) => Id)).toEqual([18_500, 18_601, 18_508]);
  },
);

machineTest(
  'the pipe is there while the machine runs, goes at each reset and loses what nobody reads',
  async (machine) => {
    machine.write('lost');
    await machine.sleep(500);
    machine.write('first boot');
    await machine.sleep(50);
    await machine.reboot();
    await machine.sleep(500);
    machine.write('second boot');
    await machine.sleep(50);
  },
  async (host) => {
    await newMachine(host, 'talker');
    expect(existsSync(path.join(at(), PIPE))).toBe(false);
    await host.cmdlet('Start-VM', { Name: ['talker'] });
    await sleep(50);
    expect(await listen()).toBe('first boot');
    expect(await listen()).toBe('second boot');
    await untilOff(host, 'talker');
    expect(existsSync(path.join(at(), PIPE))).toBe(false);
    expect(host.events.map(({ Id }) => Id)).toEqual([18_500, 18_601, 18_514, 18_508]);
  },
);

machineTest(
  'Set-VMDvdDrive without a path takes the medium out of a running machine, which sees it',
  (machine) => machine.mediaGone(),
  async (host) => {
    await newMachine(host, 'reader');
    writeFileSync(at('payload.iso'), 'payload');
    await host.cmdlet('Add-VMDvdDrive', { VMName: ['reader'], Path: at('payload.iso') });
    await host.cmdlet('Start-VM', { Name: ['reader'] });
    expect(() => unlinkSync(at('payload.iso'))).toThrow(/EPERM|EBUSY/);
    const [drive] = (await host.cmdlet('Get-VMDvdDrive', { VMName: ['reader'] })) as Facts[];
    expect(drive).toMatchObject({ ControllerNumber: 0, ControllerLocation: 1, Path: at('payload.iso') });
    await host.cmdlet('Set-VMDvdDrive', {
      VMName: 'reader',
      ControllerNumber: 0,
      ControllerLocation: 1,
      Path: null,
    });
    unlinkSync(at('payload.iso'));
    await untilOff(host, 'reader');
  },
);

machineTest(
  'a guest that stops with an error is told in the log',
  () => Promise.reject(new Error('triple fault')),
  async (host) => {
    await newMachine(host, 'crasher');
    await host.cmdlet('Start-VM', { Name: ['crasher'] });
    await untilOff(host, 'crasher');
    const events = await host.cmdlet('Get-WinEvent', {
      FilterHashtable: { LogName: 'Microsoft-Windows-Hyper-V-VMMS-Admin', StartTime: '2020-01-01T00:00:00Z' },
    });
    expect(events).toMatchObject([{ Id: 14_070, Properties: [{ Value: 'crasher' }, {}] }]);
    const none = host.cmdlet('Get-WinEvent', {
      FilterHashtable: { LogName: 'Microsoft-Windows-Hyper-V-VMMS-Admin', Id: 1 },
    });
    expect((await refusalOf(none)).id).toMatch(/^NoMatchingEventsFound,/);
  },
);

const hangs: PlayedGuest = (machine) => machine.hang();

machineTest(
  'a machine that runs is not removed, started again, changed or deleted under its feet',
  hangs,
  async (host) => {
    const disk = await newMachine(host, 'runner');
    await host.cmdlet('Start-VM', { Name: ['runner'] });
    const calls = [
      host.cmdlet('Remove-VM', { Name: ['runner'], Force: true }),
      host.cmdlet('Start-VM', { Name: ['runner'] }),
      host.cmdlet('Set-VMComPort', { VMName: ['runner'], Number: 1, Path: PIPE }),
      host.cmdlet('Set-VMFirmware', { VMName: ['runner'], EnableSecureBoot: 'Off' }),
    ];
    for (const call of calls) expect((await refusalOf(call)).id).toMatch(/^InvalidState,/);
    expect(() => unlinkSync(disk)).toThrow(/EPERM|EBUSY/);
    expect(() => unlinkSync(disk.replace('-child', ''))).toThrow(/EPERM|EBUSY/);
    expect(await refusalOf(host.cmdlet('Mount-VHD', { Path: [disk] }))).toMatchObject({
      hresult: '0x80070020',
    });
    expect(() => closeSync(openSync(disk, 'r+'))).toThrow(/EPERM|EBUSY/);
    await host.cmdlet('Stop-VM', { Name: ['runner'], TurnOff: true, Force: true });
    expect(await stateOf(host, 'runner')).toBe('Off');
    expect(host.events.at(-1)).toMatchObject({ Id: 18_502 });
    await host.cmdlet('Remove-VM', { Name: ['runner'], Force: true });
    expect(host.leftovers).toEqual([]);
    expect(existsSync(disk)).toBe(true);
  },
);

machineTest(
  'Start-VM without enough memory',
  hangs,
  async (host) => {
    await newMachine(host, 'first');
    await newMachine(host, 'second');
    await host.cmdlet('Start-VM', { Name: ['first'] });
    expect(await refusalOf(host.cmdlet('Start-VM', { Name: ['second'] }))).toMatchObject({
      hresult: '0x8007000E',
      id: 'OutOfMemory,Microsoft.HyperV.PowerShell.Commands.StartVM',
    });
    expect(await stateOf(host, 'second')).toBe('Off');
  },
  { memory: 1.5 * GIB },
);

machineTest(
  'Start-VM with a disk that is gone, one whose parent was changed, and one in use',
  hangs,
  async (host) => {
    rmSync(await newMachine(host, 'diskless'));
    const gone = await refusalOf(host.cmdlet('Start-VM', { Name: ['diskless'] }));
    expect(gone).toMatchObject({
      hresult: '0x80070002',
      id: 'OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM',
    });
    expect(gone.message).toContain('The system cannot find the file specified');

    const parent = (await newMachine(host, 'orphan')).replace('-child', '');
    await host.cmdlet('Mount-VHD', { Path: [parent] });
    const [{ DiskNumber } = {}] = (await host.cmdlet('Get-VHD', { Path: [parent] })) as Facts[];
    await host.cmdlet('Remove-Partition', { DiskNumber: [DiskNumber], PartitionNumber: [1] });
    await host.cmdlet('Dismount-VHD', { Path: [parent] });
    const changed = await refusalOf(host.cmdlet('Start-VM', { Name: ['orphan'] }));
    expect(changed).toMatchObject({ hresult: '0xC03A000E' });

    const disk = await newMachine(host, 'owner');
    await machineOn(host, 'thief', disk);
    await host.cmdlet('Start-VM', { Name: ['owner'] });
    expect(await refusalOf(host.cmdlet('Start-VM', { Name: ['thief'] }))).toMatchObject({
      hresult: '0x80070020',
    });
    await machineOn(host, 'other', disk);
    const twice = host.cmdlet('Add-VMHardDiskDrive', { VMName: ['other'], Path: disk });
    expect((await refusalOf(twice)).id).toMatch(/^ObjectInUse,/);
  },
);

machineTest('a machine, a switch and a disk that do not exist', hangs, async (host) => {
  const calls = [
    host.cmdlet('Get-VM', { Name: ['nobody'] }),
    host.cmdlet('Get-VMSwitch', { Name: 'nowhere' }),
    host.cmdlet('New-VM', { Name: 'x', SwitchName: 'nowhere' }),
  ];
  for (const call of calls) expect((await refusalOf(call)).id).toMatch(/^InvalidParameter,/);
  const diskless = host.cmdlet('New-VM', { Name: 'x', VHDPath: at('nothing.vhdx') });
  expect(await refusalOf(diskless)).toMatchObject({ hresult: '0x80070002' });
  expect(await host.cmdlet('Get-VM', { Name: ['imgf-*'] })).toEqual([]);
});

machineTest('the screen of a machine as 16 bits a pixel', hangs, async (host) => {
  await newMachine(host, 'shown');
  await host.cmdlet('Start-VM', { Name: ['shown'] });
  const namespace = { Namespace: String.raw`root\virtualization\v2` };
  const [machine] = (await host.cmdlet('Get-CimInstance', {
    ...namespace,
    ClassName: 'Msvm_ComputerSystem',
    Filter: "ElementName='shown'",
  })) as Facts[];
  const [settings] = await host.cmdlet('Get-CimAssociatedInstance', {
    InputObject: machine,
    ResultClassName: 'Msvm_VirtualSystemSettingData',
  });
  const [service] = await host.cmdlet('Get-CimInstance', {
    ...namespace,
    ClassName: 'Msvm_VirtualSystemManagementService',
  });
  const [shot] = await host.cmdlet('Invoke-CimMethod', {
    InputObject: service,
    MethodName: 'GetVirtualSystemThumbnailImage',
    Arguments: { TargetSystem: settings, WidthPixels: 4, HeightPixels: 2 },
  });
  const { base64 } = (shot as { ImageData: { base64: string } }).ImageData;
  // The first pixel of the played screen is 0, 10, 20 in eight bits a channel.
  expect(Buffer.from(base64, 'base64').readUInt16LE(0)).toBe(((10 >> 2) << 5) | (20 >> 3));
  expect(Buffer.from(base64, 'base64')).toHaveLength(16);
});
