/** What is on a disk: file systems by their first sector, a partition as a device, a disk that is itself a volume. */

import { describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  listPartitions,
  openDisk,
  openPartition,
  openRaw,
  readAt,
  type Partition,
} from '../../src/disk/index.js';
import { temporaryFolder } from '../support/folder.js';
import { blankDisk, partitionsOf } from '../support/partitions.js';
import { runPeer, testWith } from '../support/peers.js';
import { MIB } from '../support/vhdx-builder.js';

const file = temporaryFolder();
const RAW = file('disk.raw');

describe('a volume', () => {
  testWith(['mkntfs'], 'without a partition table is partition 0, the whole disk', async () => {
    const path = blankDisk(RAW, 20 * MIB);
    await runPeer('mkntfs', ['-F', '-q', '-Q', path]);
    const disk = await openDisk(path);
    const [partition, ...others] = await listPartitions(disk);
    expect(others).toEqual([]);
    expect(partition).toMatchObject({
      number: 0,
      scheme: 'none',
      offset: 0,
      size: 20 * MIB,
      fileSystem: 'ntfs',
    });
    expect(openPartition(disk, partition as Partition).label).toBe(path);
    await disk.close();
  });

  const sectors: [string, (sector: Buffer) => void][] = [
    ['ntfs', (sector) => sector.write('NTFS    ', 3)],
    ['exfat', (sector) => sector.write('EXFAT   ', 3)],
    ['bitlocker', (sector) => sector.write('-FVE-FS-', 3)],
    ['refs', (sector) => sector.write('ReFS', 3)],
    ['fat', (sector) => sector.write('FAT16   ', 0x36)],
    ['fat', (sector) => sector.write('FAT32   ', 0x52)],
    [
      'bitlocker',
      (sector) => {
        sector.write('FAT32   ', 0x52);
        sector.set(Buffer.from('3bd66749292ed84a8399f6a339e3d001', 'hex'), 0x1a8);
      },
    ],
    ['unknown', () => {}],
  ];
  testWith(
    ['sgdisk'],
    'is told by its first sector: NTFS, exFAT, FAT, ReFS, BitLocker and BitLocker To Go',
    async () => {
      const path = blankDisk(RAW, 12 * MIB);
      await runPeer('sgdisk', sectors.flatMap((_, index) => ['-n', `${index + 1}:0:+1M`]).concat(path));
      const bytes = readFileSync(path);
      sectors.forEach(([, write], index) => {
        write(bytes.subarray((index + 1) * MIB, (index + 1) * MIB + 512));
      });
      writeFileSync(path, bytes);
      expect((await partitionsOf(path)).map(({ fileSystem }) => fileSystem)).toEqual(
        sectors.map(([name]) => name),
      );
    },
  );

  testWith(
    ['sgdisk'],
    'has its partition number in its name, and ends where the partition ends',
    async () => {
      const path = blankDisk(RAW, 10 * MIB);
      await runPeer('sgdisk', ['-n', '4:2048:+4M', path]);
      const bytes = readFileSync(path);
      bytes.fill(0x77, MIB, MIB + 100);
      writeFileSync(path, bytes);
      const disk = await openDisk(path);
      const windows = (await listPartitions(disk)).find(({ number }) => number === 4) as Partition;
      const volume = openPartition(disk, windows);
      expect([volume.label, volume.size, volume.sectorSize]).toEqual([`${path}#4`, 4 * MIB, 512]);
      expect(await readAt(volume, 98, 4)).toEqual(Uint8Array.of(0x77, 0x77, 0, 0));
      await expect(readAt(volume, 4 * MIB - 1, 2)).rejects.toThrow(
        `${path}#4: 2 bytes wanted at byte ${4 * MIB - 1}, beyond the end at byte ${4 * MIB}`,
      );
      await volume.close();
      expect(await readAt(disk, MIB, 1)).toEqual(Uint8Array.of(0x77));
      await disk.close();
    },
  );
});

test('a disk of nothing but zeros has neither a table nor a file system', async () => {
  const disk = await openRaw(blankDisk(RAW, MIB));
  await expect(listPartitions(disk)).rejects.toMatchObject({
    code: 'unsupported',
    details: { found: 'neither a partition table nor a file system' },
  });
  await disk.close();
});
