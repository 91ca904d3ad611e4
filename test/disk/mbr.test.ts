/** sfdisk writes an MBR with logical partitions; we list what it lists, and refuse what contradicts itself. */

import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { temporaryFolder } from '../support/folder.js';
import { blankDisk, partitionsOf, refusalOf } from '../support/partitions.js';
import { runPeer, testWith } from '../support/peers.js';
import { MIB } from '../support/vhdx-builder.js';

const file = temporaryFolder();
const RAW = file('disk.raw');

function mbr(): string {
  const path = blankDisk(RAW, 12 * MIB);
  const script = [
    'label: dos',
    'start=2048, size=2048, type=7, bootable',
    'start=4096, size=2048, type=27',
    'start=6144, size=16384, type=f',
    'start=8192, size=2048, type=7',
    'start=12288, size=2048, type=c',
    'start=16384, size=1024, type=83',
  ].join('\n');
  execFileSync('sfdisk', ['--quiet', path], { input: script });
  return path;
}

describe('an MBR that sfdisk wrote', () => {
  const SECTORS = [
    [1, '0x07', 'Basic data', 2048, 2048],
    [2, '0x27', 'Windows recovery', 4096, 2048],
    [5, '0x07', 'Basic data', 8192, 2048],
    [6, '0x0c', 'FAT32', 12_288, 2048],
    [7, '0x83', 'Linux file system', 16_384, 1024],
  ];

  testWith(['sfdisk'], 'lists primary and logical partitions as sfdisk does', async () => {
    const path = mbr();
    const ours = (await partitionsOf(path)).map(({ number, type, offset, size }) => [
      number,
      type.code,
      type.name,
      offset / 512,
      size / 512,
    ]);
    expect(ours).toEqual(SECTORS);
    const { partitiontable } = JSON.parse(await runPeer('sfdisk', ['--json', path])) as {
      partitiontable: { partitions: { node: string; start: number; size: number; type: string }[] };
    };
    const theirs = partitiontable.partitions
      .filter(({ type }) => type !== 'f')
      .map(({ node, start, size }) => [Number(node.slice(path.length)), start, size]);
    expect(ours.map(([number, , , start, size]) => [number, start, size])).toEqual(theirs);
  });

  const twins: [string, (bytes: Buffer) => void, RegExp][] = [
    [
      'with a chain of logical partitions that leads back to itself',
      (bytes) => bytes.writeUInt32LE(0, 12_288 * 512 - MIB + 462 + 8),
      /extended boot record at byte 3145728: a chain of records that leads back to itself/,
    ],
    [
      'with a chain that leads out of the extended partition',
      (bytes) => bytes.writeUInt32LE(200_000, 6144 * 512 + 462 + 8),
      /extended boot record at byte 3145728: bytes 105545728 to 105546240, expected a range within bytes 3145728 to/,
    ],
    [
      'with a record in the chain that is none',
      (bytes) => bytes.writeUInt8(0, 6144 * 512 + 510),
      /extended boot record at byte 3145728: no signature 55 aa/,
    ],
    [
      'with a logical partition that leaves the extended one',
      (bytes) => bytes.writeUInt32LE(0x7fffffff, 6144 * 512 + 446 + 12),
      /extended boot record at byte 3145728: bytes 4194304 to 1099515821568/,
    ],
    [
      'with logical partitions on top of each other',
      (bytes) => bytes.writeUInt32LE(5000, 6144 * 512 + 446 + 12),
      /partitions 5 and 6, which overlap/,
    ],
    [
      'with a primary partition behind the end of the disk',
      (bytes) => bytes.writeUInt32LE(1_000_000, 446 + 12),
      /MBR entry 1: bytes 1048576 to 513048576, expected a range within bytes 0 to 12582912/,
    ],
    [
      'with primary partitions on top of each other',
      (bytes) => bytes.writeUInt32LE(3000, 446 + 12),
      /partitions 1 and 2, which overlap/,
    ],
  ];
  for (const [name, change, says] of twins) {
    testWith(['sfdisk'], `is refused ${name}`, async () => {
      const path = mbr();
      const bytes = readFileSync(path);
      change(bytes);
      writeFileSync(path, bytes);
      expect(await refusalOf(path)).toMatch(says);
    });
  }

  test('is refused with an endless chain of logical partitions', async () => {
    const bytes = Buffer.alloc(MIB);
    const write = (at: number, slot: number, type: number, start: number, size: number): void => {
      bytes.writeUInt8(type, at + 446 + slot * 16 + 4);
      bytes.writeUInt32LE(start, at + 446 + slot * 16 + 8);
      bytes.writeUInt32LE(size, at + 446 + slot * 16 + 12);
      bytes.writeUInt16LE(0xaa55, at + 510);
    };
    write(0, 0, 0x0f, 1, 2000);
    for (let record = 0; record < 999; record++) {
      write((1 + record * 2) * 512, 0, 7, 1, 1);
      write((1 + record * 2) * 512, 1, 5, (record + 1) * 2, 2);
    }
    writeFileSync(RAW, bytes);
    expect(await refusalOf(RAW)).toMatch(
      /extended boot record at byte 262656: more than 256 records in the chain/,
    );
  });
});
