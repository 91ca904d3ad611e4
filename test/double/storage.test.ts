/** The double's disks, volumes and ISOs, judged by the peers, and what it refuses. */

import { afterEach, describe, expect } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { openDisk, listPartitions } from '../../src/disk/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith, type Peer } from '../support/peers.js';
import { withVhdiMount } from '../support/vhdi.js';
import { DOUBLE_PEERS, Refusal, WindowsHost } from './index.js';

const at = temporaryFolder();
const GIB = 2 ** 30;
const BASIC = '{ebd0a0a2-b9e5-4433-87c0-68b6b72699c7}';
const SYSTEM = '{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}';

let host: WindowsHost | null = null;
afterEach(async () => {
  await host?.close();
  host = null;
});

async function newHost(): Promise<WindowsHost> {
  host = await WindowsHost.start({ guest: () => Promise.resolve(), cwd: at() });
  return host;
}

function doubleTest(
  name: string,
  body: (host: WindowsHost) => Promise<void>,
  more: readonly Peer[] = [],
): void {
  testWith([...DOUBLE_PEERS, ...more], name, async () => body(await newHost()));
}

type Facts = Record<string, unknown>;

async function one(host: WindowsHost, name: string, parameters: Facts): Promise<Facts> {
  return (await host.cmdlet(name, parameters))[0] as Facts;
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was not refused');
  return error;
}

/** A disk of the three partitions of a Windows, the last one at `volume`. @returns its number */
async function partitioned(host: WindowsHost, file: string, volume: string): Promise<number> {
  await host.cmdlet('New-VHD', { Path: [file], SizeBytes: 600 << 20, Dynamic: true });
  await host.cmdlet('Mount-VHD', { Path: [file], NoDriveLetter: true });
  const { DiskNumber: number } = await one(host, 'Get-VHD', { Path: [file] });
  await host.cmdlet('Initialize-Disk', { Number: [number], PartitionStyle: 'GPT' });
  await host.cmdlet('Remove-Partition', { DiskNumber: [number], PartitionNumber: [1] });
  const esp = await one(host, 'New-Partition', { DiskNumber: [number], Size: 260 << 20, GptType: BASIC });
  const os = await one(host, 'New-Partition', { DiskNumber: [number], UseMaximumSize: true, GptType: BASIC });
  await host.cmdlet('Format-Volume', { Partition: esp, FileSystem: 'FAT32', NewFileSystemLabel: 'System' });
  await host.cmdlet('Format-Volume', { Partition: os, FileSystem: 'NTFS', NewFileSystemLabel: 'Windows' });
  await host.cmdlet('Set-Partition', {
    DiskNumber: number,
    PartitionNumber: esp['PartitionNumber'],
    GptType: SYSTEM,
  });
  mkdirSync(volume, { recursive: true });
  const place = { DiskNumber: [number], PartitionNumber: [os['PartitionNumber']] };
  await host.cmdlet('Add-PartitionAccessPath', { ...place, AccessPath: volume });
  return number as number;
}

describe('disks', () => {
  doubleTest('New-VHD makes a dynamic VHDX that qemu-img reads', async (host) => {
    const file = at('dynamic.vhdx');
    const made = await one(host, 'New-VHD', { Path: [file], SizeBytes: 80 * GIB, Dynamic: true });
    expect(made).toMatchObject({ VhdType: 'Dynamic', Size: 80 * GIB, BlockSize: 32 << 20, ParentPath: '' });
    const info = JSON.parse(await runPeer('qemu-img', ['info', '--output=json', file])) as Facts;
    expect(info).toMatchObject({ format: 'vhdx', 'virtual-size': 80 * GIB });
  });

  doubleTest(
    'New-VHD -ParentPath makes a child whose locator names its parent as Windows writes it',
    async (host) => {
      mkdirSync(at('bases'), { recursive: true });
      await host.cmdlet('New-VHD', { Path: [at('bases/base.vhdx')], SizeBytes: GIB, Dynamic: true });
      const words = { Path: [at('child.vhdx')], ParentPath: at('bases/base.vhdx'), Differencing: true };
      const made = await one(host, 'New-VHD', words);
      expect(made).toMatchObject({ VhdType: 'Differencing', Size: GIB, ParentPath: at('bases/base.vhdx') });
      const text = readFileSync(at('child.vhdx')).toString('utf16le');
      expect(text).toContain('..\\bases\\base.vhdx'.replace('..', '.'));
      const disk = await openDisk(at('child.vhdx'), { parentFolders: [at('bases')] }).catch(
        (error: unknown) => error,
      );
      // An empty disk has no partition table, by which the room `disk` would know it; its chain it has opened.
      await (disk as { close(): Promise<void> }).close();
    },
  );

  doubleTest(
    'what is written through an access path is in the VHDX after Dismount-VHD, and in a child only what differs',
    async (host) => {
      const [base, child, root] = [at('b.vhdx'), at('c.vhdx'), at('os')];
      await partitioned(host, base, root);
      mkdirSync(`${root}/Windows/Panther`, { recursive: true });
      writeFileSync(`${root}/Windows/base.txt`, 'base');
      await host.cmdlet('Dismount-VHD', { Path: [base] });
      expect(existsSync(`${root}/Windows`)).toBe(false);
      expect(host.leftovers).toEqual([]);

      await host.cmdlet('New-VHD', { Path: [child], ParentPath: base, Differencing: true });
      await host.cmdlet('Mount-VHD', { Path: [child], NoDriveLetter: true });
      const { DiskNumber: number } = await one(host, 'Get-VHD', { Path: [child] });
      const partitions = (await host.cmdlet('Get-Partition', { DiskNumber: [number] })) as Facts[];
      expect(partitions.map(({ Type }) => Type)).toEqual(['System', 'Basic']);
      const place = { DiskNumber: [number], PartitionNumber: [2], AccessPath: root };
      await host.cmdlet('Add-PartitionAccessPath', place);
      expect(readFileSync(`${root}/Windows/base.txt`, 'utf8')).toBe('base');
      writeFileSync(`${root}/Windows/Panther/unattend.xml`, '<unattend/>');
      await host.cmdlet('Remove-PartitionAccessPath', place);
      await host.cmdlet('Dismount-VHD', { DiskNumber: [number] });

      const disk = await openDisk(child);
      expect((await listPartitions(disk)).map(({ size }) => size)).toEqual(
        partitions.map(({ Size }) => Size),
      );
      await disk.close();
      // libvhdi opens the chain, and ntfs-3g's tools find the file in it.
      await withVhdiMount(child, async (raw) => {
        const offset = String(partitions[1]?.['Offset']);
        await runPeer('sh', [
          '-c',
          `dd if="$0" of="$1" bs=1M iflag=skip_bytes conv=sparse skip=${offset}`,
          raw,
          at('os.raw'),
        ]);
        const text = await runPeer('ntfscat', [at('os.raw'), '/Windows/Panther/unattend.xml']);
        expect(text).toBe('<unattend/>');
      });
      expect(execFileSync('stat', ['-c', '%b', child]).toString().trim()).not.toBe('0');
    },
    ['vhdimount'],
  );

  doubleTest(
    'Mount-DiskImage shows the files of an ISO under a letter',
    async (host) => {
      mkdirSync(at('iso/sources'), { recursive: true });
      writeFileSync(at('iso/sources/install.wim'), 'MSWIM');
      await runPeer('xorriso', ['-as', 'mkisofs', '-quiet', '-J', '-o', at('setup.iso'), at('iso')]);
      await host.cmdlet('Mount-DiskImage', { ImagePath: [at('setup.iso')], StorageType: 'ISO' });
      const image = await one(host, 'Get-DiskImage', { ImagePath: [at('setup.iso')] });
      expect(image).toMatchObject({ Attached: true });
      const volume = await one(host, 'Get-Volume', { DiskImage: image });
      const { C: system } = JSON.parse(host.environment('')['IMAGE_FACTORY_DRIVES'] ?? '') as Record<
        string,
        string
      >;
      const drive = path.join(path.dirname(system ?? ''), String(volume['DriveLetter']));
      expect(readFileSync(path.join(drive, 'sources/install.wim'), 'utf8')).toBe('MSWIM');
      expect(() => unlinkSync(at('setup.iso'))).toThrow(/EPERM|EBUSY/);
      await host.cmdlet('Dismount-DiskImage', { ImagePath: [at('setup.iso')] });
      expect(readdirSync(drive)).toEqual([]);
      expect(host.leftovers).toEqual([]);
    },
    ['xorriso', '7z'],
  );
});

describe('refusals', () => {
  doubleTest('New-VHD on an existing file', async (host) => {
    writeFileSync(at('there.vhdx'), '');
    const words = { Path: [at('there.vhdx')], SizeBytes: GIB, Dynamic: true };
    expect(await refusalOf(host.cmdlet('New-VHD', words))).toMatchObject({
      hresult: '0x80070050',
      category: 'ResourceExists',
      id: 'OperationFailed,Microsoft.HyperV.PowerShell.Commands.NewVhd',
    });
    expect(readFileSync(at('there.vhdx'), 'utf8')).toBe('');
  });

  doubleTest('Mount-VHD twice, and deletion while it is mounted', async (host) => {
    const file = at('twice.vhdx');
    await host.cmdlet('New-VHD', { Path: [file], SizeBytes: GIB, Dynamic: true });
    await host.cmdlet('Mount-VHD', { Path: [file] });
    expect(await refusalOf(host.cmdlet('Mount-VHD', { Path: [file] }))).toMatchObject({
      hresult: '0x80070020',
    });
    expect(() => unlinkSync(file)).toThrow(/EPERM|EBUSY/);
    expect(() => renameSync(file, at('other.vhdx'))).toThrow(/EPERM|EBUSY/);
    expect(() => writeFileSync(file, '')).toThrow(/EPERM|EBUSY/);
    await host.cmdlet('Dismount-VHD', { Path: [file] });
    rmSync(file);
    expect(host.violations).toEqual([]);
  });

  doubleTest('Mount-VHD of a file that is marked read-only', async (host) => {
    const file = at('read-only.vhdx');
    await host.cmdlet('New-VHD', { Path: [file], SizeBytes: GIB, Dynamic: true });
    chmodSync(file, 0o444);
    expect(await refusalOf(host.cmdlet('Mount-VHD', { Path: [file] }))).toMatchObject({
      hresult: '0x80070005',
    });
    await host.cmdlet('Mount-VHD', { Path: [file], ReadOnly: true });
    const { DiskNumber } = await one(host, 'Get-VHD', { Path: [file] });
    const initialize = host.cmdlet('Initialize-Disk', { Number: [DiskNumber] });
    expect(await refusalOf(initialize)).toMatchObject({ id: 'StorageWMI 41002,Initialize-Disk' });
  });

  doubleTest('Dismount-VHD while a file of its volume is open', async (host) => {
    const [file, root] = [at('busy.vhdx'), at('busy')];
    await partitioned(host, file, root);
    const open = openSync(`${root}/held.txt`, 'w');
    const refusal = await refusalOf(host.cmdlet('Dismount-VHD', { Path: [file] }));
    closeSync(open);
    expect(refusal).toMatchObject({ hresult: '0x800700AA', category: 'ResourceBusy' });
    expect(host.leftovers).toEqual([`attached ${file}`, `access path ${root}`]);
    await host.cmdlet('Dismount-VHD', { Path: [file] });
  });

  doubleTest('a parent that is written to while its child is attached', async (host) => {
    const [base, child] = [at('parent.vhdx'), at('of-parent.vhdx')];
    await host.cmdlet('New-VHD', { Path: [base], SizeBytes: GIB, Dynamic: true });
    await host.cmdlet('New-VHD', { Path: [child], ParentPath: base, Differencing: true });
    await host.cmdlet('Mount-VHD', { Path: [child] });
    expect(await refusalOf(host.cmdlet('Mount-VHD', { Path: [base] }))).toMatchObject({
      hresult: '0x80070020',
    });
    expect(() => unlinkSync(base)).toThrow(/EPERM|EBUSY/);
    // Two children of one parent are no quarrel.
    const other = at('other-child.vhdx');
    await host.cmdlet('New-VHD', { Path: [other], ParentPath: base, Differencing: true });
    await host.cmdlet('Mount-VHD', { Path: [other] });
  });

  doubleTest('a child whose parent was changed, and one whose parent is gone', async (host) => {
    const [base, child, root] = [at('changing.vhdx'), at('orphan.vhdx'), at('changing')];
    await partitioned(host, base, root);
    await host.cmdlet('Dismount-VHD', { Path: [base] });
    await host.cmdlet('New-VHD', { Path: [child], ParentPath: base, Differencing: true });
    await host.cmdlet('Mount-VHD', { Path: [base] });
    const { DiskNumber } = await one(host, 'Get-VHD', { Path: [base] });
    const place = { DiskNumber: [DiskNumber], PartitionNumber: [2], AccessPath: root };
    await host.cmdlet('Add-PartitionAccessPath', place);
    writeFileSync(`${root}/changed.txt`, 'changed');
    await host.cmdlet('Dismount-VHD', { Path: [base] });
    expect(await refusalOf(host.cmdlet('Mount-VHD', { Path: [child] }))).toMatchObject({
      hresult: '0xC03A000E',
    });
    rmSync(base);
    expect(await refusalOf(host.cmdlet('Mount-VHD', { Path: [child] }))).toMatchObject({
      hresult: '0xC03A000D',
    });
  });

  doubleTest('what Storage refuses of partitions and access paths', async (host) => {
    const [file, root] = [at('partitions.vhdx'), at('partitions')];
    await host.cmdlet('New-VHD', { Path: [at('raw.vhdx')], SizeBytes: GIB, Dynamic: true });
    await host.cmdlet('Mount-VHD', { Path: [at('raw.vhdx')] });
    const { DiskNumber: raw } = await one(host, 'Get-VHD', { Path: [at('raw.vhdx')] });
    const number = await partitioned(host, file, root);
    const ids = [
      await refusalOf(host.cmdlet('New-Partition', { DiskNumber: [raw], Size: 1 << 20 })),
      await refusalOf(host.cmdlet('Initialize-Disk', { Number: [number] })),
      await refusalOf(host.cmdlet('New-Partition', { DiskNumber: [number], Size: GIB })),
      await refusalOf(
        host.cmdlet('Format-Volume', {
          Partition: { DiskNumber: number, PartitionNumber: 1 },
          FileSystem: 'FAT32',
        }),
      ),
      await refusalOf(
        host.cmdlet('Add-PartitionAccessPath', {
          DiskNumber: [number],
          PartitionNumber: [1],
          AccessPath: root,
        }),
      ),
    ].map(({ id }) => id);
    expect(ids).toEqual([
      'StorageWMI 41000,New-Partition',
      'StorageWMI 41001,Initialize-Disk',
      'StorageWMI 40000,New-Partition',
      'StorageWMI 5,Format-Volume',
      'StorageWMI 42002,Add-PartitionAccessPath',
    ]);
    mkdirSync(at('full/of'), { recursive: true });
    const second = { DiskNumber: [number], PartitionNumber: [1], AccessPath: at('full') };
    const refusal = await refusalOf(host.cmdlet('Add-PartitionAccessPath', second));
    expect(refusal).toMatchObject({ id: 'StorageWMI 42007,Add-PartitionAccessPath' });
  });

  doubleTest('a parameter and a cmdlet that nobody has played yet', async (host) => {
    const unknown = [host.cmdlet('Mount-VHD', { SnapshotId: 'x' }), host.cmdlet('Merge-VHD', {})];
    for (const call of unknown) expect(await refusalOf(call)).toMatchObject({ id: 'NotPlayed' });
  });
});
