/** sgdisk and sfdisk write partition tables; we list what they list, and refuse what contradicts itself. */

import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  listPartitions,
  openDisk,
  openPartition,
  openRaw,
  readAt,
  type Partition,
} from '../../src/disk/index.js';
import { FactoryError } from '../../src/errors.js';
import { convert } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import { buildVhdx, MIB } from '../support/vhdx-builder.js';

const file = temporaryFolder();
const RAW = file('disk.raw');
const GPT = file('gpt.raw');

function blank(size: number): string {
  writeFileSync(RAW, new Uint8Array(0));
  truncateSync(RAW, size);
  return RAW;
}

async function partitionsOf(path: string, reporter = keepingReporter()): Promise<Partition[]> {
  const disk = await openDisk(path, { reporter });
  try {
    return await listPartitions(disk, reporter);
  } finally {
    await disk.close();
  }
}

async function refusalOf(path: string): Promise<string> {
  const error: unknown = await partitionsOf(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FactoryError)) throw error ?? new Error('the table was read');
  expect(error.code).toBe('damaged');
  return error.message;
}

/** The layout of a Windows installation, with a hole in the numbers. sgdisk takes a second, so it writes it once. */
async function windowsGpt(): Promise<string> {
  if (!existsSync(GPT)) {
    const args = [
      '-n 1:2048:+4M -t 1:ef00 -c 1:EFI_system_partition',
      '-n 2:0:+4M -t 2:0c01 -c 2:Microsoft_reserved_partition',
      '-n 4:0:+20M -t 4:0700 -c 4:Basic_data_partition -u 4:01234567-89AB-CDEF-0123-456789ABCDEF',
      '-n 5:0:0 -t 5:2700 -c 5:日本語_🖥',
    ].flatMap((line) => line.split(' ').map((arg) => arg.replaceAll('_', ' ')));
    await runPeer('sgdisk', [...args, blank(40 * MIB)]);
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

function mbr(): string {
  const path = blank(12 * MIB);
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

describe('a volume', () => {
  testWith(['mkntfs'], 'without a partition table is partition 0, the whole disk', async () => {
    const path = blank(20 * MIB);
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
      const path = blank(12 * MIB);
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
      const path = await windowsGpt();
      const bytes = readFileSync(path);
      bytes.fill(0x77, 9 * MIB, 9 * MIB + 100);
      writeFileSync(path, bytes);
      const disk = await openDisk(path);
      const windows = (await listPartitions(disk)).find(({ number }) => number === 4) as Partition;
      const volume = openPartition(disk, windows);
      expect([volume.label, volume.size, volume.sectorSize]).toEqual([`${path}#4`, 20 * MIB, 512]);
      expect(await readAt(volume, 98, 4)).toEqual(Uint8Array.of(0x77, 0x77, 0, 0));
      await expect(readAt(volume, 20 * MIB - 1, 2)).rejects.toThrow(
        `${path}#4: 2 bytes wanted at byte ${20 * MIB - 1}, beyond the end at byte ${20 * MIB}`,
      );
      await volume.close();
      expect(await readAt(disk, 9 * MIB, 1)).toEqual(Uint8Array.of(0x77));
      await disk.close();
    },
  );
});

test('a disk of nothing but zeros has neither a table nor a file system', async () => {
  const disk = await openRaw(blank(MIB));
  await expect(listPartitions(disk)).rejects.toMatchObject({
    code: 'unsupported',
    details: { found: 'neither a partition table nor a file system' },
  });
  await disk.close();
});

test('a protective MBR without a GPT is damage', async () => {
  const bytes = Buffer.alloc(MIB);
  bytes.writeUInt8(0xee, 446 + 4);
  bytes.writeUInt16LE(0xaa55, 510);
  writeFileSync(RAW, bytes);
  expect(await refusalOf(RAW)).toMatch(/GPT: no signature "EFI PART"; and in the copy/);
});
