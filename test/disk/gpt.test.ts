/** sgdisk writes a GPT; we list what it wrote, and refuse what contradicts itself. */

import { describe, expect, test } from '@jest/globals';
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { listPartitions, openDisk } from '../../src/disk/index.js';
import { convert } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { blankDisk, partitionsOf, refusalOf } from '../support/partitions.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import { buildVhdx, MIB } from '../support/vhdx-builder.js';

const file = temporaryFolder();
const RAW = file('disk.raw');
const GPT = file('gpt.raw');

/** The layout of a Windows installation, with a hole in the numbers. sgdisk takes a second, so it writes it once. */
async function windowsGpt(): Promise<string> {
  if (!existsSync(GPT)) {
    const args = [
      '-n 1:2048:+4M -t 1:ef00 -c 1:EFI_system_partition',
      '-n 2:0:+4M -t 2:0c01 -c 2:Microsoft_reserved_partition',
      '-n 4:0:+20M -t 4:0700 -c 4:Basic_data_partition -u 4:01234567-89AB-CDEF-0123-456789ABCDEF',
      '-n 5:0:0 -t 5:2700 -c 5:日本語_🖥',
    ].flatMap((line) => line.split(' ').map((arg) => arg.replaceAll('_', ' ')));
    await runPeer('sgdisk', [...args, blankDisk(RAW, 40 * MIB)]);
    copyFileSync(RAW, GPT);
  }
  copyFileSync(GPT, RAW);
  return RAW;
}

const WINDOWS = [
  {
    number: 1,
    type: { name: 'EFI system', code: 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b' },
    offset: MIB,
    size: 4 * MIB,
  },
  {
    number: 2,
    type: { name: 'Microsoft reserved' },
    offset: 5 * MIB,
    size: 4 * MIB,
    name: 'Microsoft reserved partition',
  },
  {
    number: 4,
    type: { name: 'Basic data' },
    offset: 9 * MIB,
    size: 20 * MIB,
    id: '01234567-89ab-cdef-0123-456789abcdef',
  },
  {
    number: 5,
    type: { name: 'Windows recovery' },
    offset: 29 * MIB,
    size: 11 * MIB - 33 * 512,
    name: '日本語 🖥',
  },
];

describe('a GPT that sgdisk wrote', () => {
  testWith(['sgdisk'], 'lists numbers, types, names and places', async () => {
    expect(await partitionsOf(await windowsGpt())).toMatchObject(WINDOWS);
  });

  testWith(['sgdisk', 'qemu-img'], 'is the same through a VHDX and a VHD', async () => {
    const path = await windowsGpt();
    for (const [format, options] of [
      ['vhdx', ''],
      ['vpc', 'subformat=fixed,force_size=on'],
    ] as const) {
      expect(await partitionsOf(await convert(path, file(format), format, options))).toMatchObject(WINDOWS);
    }
  });

  testWith(['sgdisk'], 'whose primary header is damaged is read from its copy, with a warning', async () => {
    const path = await windowsGpt();
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(512 + 56) ^ 1, 512 + 56);
    writeFileSync(path, bytes);
    const reporter = keepingReporter();
    expect(await partitionsOf(path, reporter)).toMatchObject(WINDOWS);
    expect(reporter.warnings).toEqual([
      expect.stringMatching(
        /partition table is damaged \(CRC-32 0x.*\); its copy at the end of the disk is used/,
      ),
    ]);
  });

  testWith(
    ['sgdisk'],
    'whose primary entries are damaged is read from its copy, with a warning',
    async () => {
      const path = await windowsGpt();
      const bytes = readFileSync(path);
      bytes.writeUInt8(9, 1024 + 32);
      writeFileSync(path, bytes);
      const reporter = keepingReporter();
      expect(await partitionsOf(path, reporter)).toMatchObject(WINDOWS);
      expect(reporter.warnings).toEqual([expect.stringMatching(/CRC-32 0x[0-9a-f]+ of the entries/)]);
    },
  );

  testWith(['sgdisk'], 'whose first megabyte was wiped is read from its copy', async () => {
    const path = await windowsGpt();
    writeFileSync(path, readFileSync(path).fill(0, 0, MIB));
    const reporter = keepingReporter();
    expect(await partitionsOf(path, reporter)).toMatchObject(WINDOWS);
    expect(reporter.warnings).toEqual([
      expect.stringMatching(/protective MBR of the partition table is missing/),
      expect.stringMatching(/no signature "EFI PART"/),
    ]);
  });
});

/** The image with both GPT headers and tables changed and sealed again. */
async function changedGpt(change: (header: Buffer, entries: Buffer) => void): Promise<string> {
  const path = await windowsGpt();
  const bytes = readFileSync(path);
  const end = bytes.length;
  for (const [header, entries] of [
    [bytes.subarray(512, 1024), bytes.subarray(1024, 1024 + 16_384)],
    [bytes.subarray(end - 512), bytes.subarray(end - 512 - 16_384, end - 512)],
  ] as const) {
    change(header, entries);
    header.writeUInt32LE(crc32(entries), 88);
    header.writeUInt32LE(0, 16);
    header.writeUInt32LE(crc32(header.subarray(0, 92)), 16);
  }
  writeFileSync(path, bytes);
  return path;
}

describe('a GPT is refused', () => {
  const twins: [string, (header: Buffer, entries: Buffer) => void, RegExp][] = [
    [
      'with a partition behind the end of the disk',
      (_header, entries) => entries.writeBigUInt64LE(81_920n, 3 * 128 + 40),
      /GPT entry 4: sectors 18432 to 81920, expected a range within the disk's 81920 sectors/,
    ],
    [
      'with a partition that ends before it begins',
      (_header, entries) => entries.writeBigUInt64LE(4n, 3 * 128 + 40),
      /GPT entry 4: sectors 18432 to 4, /,
    ],
    [
      'with partitions on top of each other',
      (_header, entries) => entries.writeBigUInt64LE(15_000n, 3 * 128 + 32),
      /partition table: partitions 2 and 4, which overlap/,
    ],
    [
      'with a partition at a sector above 2^53',
      (_header, entries) => entries.writeBigUInt64LE(2n ** 62n, 3 * 128 + 32),
      /GPT entry 4: 0x4000000000000000 as a size or offset/,
    ],
    ['with entries of 100 bytes', (header) => header.writeUInt32LE(100, 84), /entries of 100 bytes/],
    [
      'with 4 billion entries',
      (header) => header.writeUInt32LE(0xffffffff, 80),
      /4294967295 entries of 128 bytes, expected 4194304 bytes at most/,
    ],
    [
      'with entries behind the end of the disk',
      (header) => header.writeBigUInt64LE(500_000n, 72),
      /entries in sector 500000, expected a place within the disk of 41943040 bytes/,
    ],
    [
      'with a revision of 2.0',
      (header) => header.writeUInt32LE(0x20000, 8),
      /revision 0x20000, expected 0x10000/,
    ],
    [
      'with a header that lies elsewhere',
      (header) => header.writeBigUInt64LE(77n, 24),
      /a header that belongs into sector 77/,
    ],
  ];
  for (const [name, change, says] of twins) {
    testWith(['sgdisk'], name, async () => {
      expect(await refusalOf(await changedGpt(change))).toMatch(says);
    });
  }

  testWith(['sgdisk'], 'with a header of 91 bytes, in both places by name', async () => {
    const path = await windowsGpt();
    const bytes = readFileSync(path);
    for (const at of [512, bytes.length - 512]) bytes.writeUInt32LE(91, at + 12);
    writeFileSync(path, bytes);
    expect(await refusalOf(path)).toMatch(
      /GPT: a header of 91 bytes, expected 92 to 512; and in the copy at the end of the disk a header of 91 bytes,/,
    );
  });

  testWith(['sgdisk'], 'of a truncated raw disk', async () => {
    const path = await windowsGpt();
    truncateSync(path, 20 * MIB);
    expect(await refusalOf(path)).toMatch(
      /GPT entry 4: sectors 18432 to 59391, .* within the disk's 40960 sectors/,
    );
  });
});

/** sgdisk takes a file's sectors for 512 bytes, so the table is written here. */
function gpt4kn(): Buffer {
  const disk = Buffer.alloc(8 * MIB);
  const sectors = disk.length / 4096;
  const entries = Buffer.alloc(16_384);
  entries.set(Buffer.from('a2a0d0ebe5b9334487c068b6b72699c7', 'hex'), 0);
  entries.fill(7, 16, 32);
  entries.writeBigUInt64LE(256n, 32);
  entries.writeBigUInt64LE(1023n, 40);
  entries.write('Windows', 56, 'utf16le');
  const header = (self: number, other: number, table: number): Buffer => {
    const bytes = Buffer.alloc(92);
    bytes.write('EFI PART', 0, 'latin1');
    bytes.writeUInt32LE(0x10000, 8);
    bytes.writeUInt32LE(92, 12);
    bytes.writeBigUInt64LE(BigInt(self), 24);
    bytes.writeBigUInt64LE(BigInt(other), 32);
    bytes.writeBigUInt64LE(BigInt(table), 72);
    bytes.writeUInt32LE(128, 80);
    bytes.writeUInt32LE(128, 84);
    bytes.writeUInt32LE(crc32(entries), 88);
    bytes.writeUInt32LE(crc32(bytes), 16);
    return bytes;
  };
  disk.writeUInt8(0xee, 446 + 4);
  disk.writeUInt32LE(0xffffffff, 446 + 12);
  disk.writeUInt16LE(0xaa55, 510);
  disk.set(header(1, sectors - 1, 2), 4096);
  disk.set(entries, 8192);
  disk.set(entries, (sectors - 5) * 4096);
  disk.set(header(sectors - 1, 1, sectors - 5), (sectors - 1) * 4096);
  return disk;
}

describe('a GPT with 4096-byte sectors', () => {
  const expected = [{ number: 1, name: 'Windows', offset: MIB, size: 3 * MIB, type: { name: 'Basic data' } }];

  test('is found in a raw image, whose sector size it gives away', async () => {
    writeFileSync(RAW, gpt4kn());
    const disk = await openDisk(RAW);
    expect(disk.sectorSize).toBe(4096);
    expect(await listPartitions(disk)).toMatchObject(expected);
    await disk.close();
  });

  test('is found by its copy where the start of a raw image was wiped', async () => {
    writeFileSync(RAW, gpt4kn().fill(0, 0, 65_536));
    expect(await partitionsOf(RAW)).toMatchObject(expected);
  });

  test('is found in a VHDX with such sectors', async () => {
    const raw = gpt4kn();
    const blocks = new Map(
      Array.from({ length: 8 }, (_, block) => [
        block,
        { state: 6, data: raw.subarray(block * MIB, (block + 1) * MIB) },
      ]),
    );
    writeFileSync(file('4kn.vhdx'), buildVhdx({ size: 8 * MIB, sectorSize: 4096, blocks }));
    expect(await partitionsOf(file('4kn.vhdx'))).toMatchObject(expected);
  });
});

test('a protective MBR without a GPT is damage', async () => {
  const bytes = Buffer.alloc(MIB);
  bytes.writeUInt8(0xee, 446 + 4);
  bytes.writeUInt16LE(0xaa55, 510);
  writeFileSync(RAW, bytes);
  expect(await refusalOf(RAW)).toMatch(/GPT: no signature "EFI PART"; and in the copy/);
});
