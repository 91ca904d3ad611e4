/** Each structure of a VHDX, wrong in one place: the test's name is what must be said. */

import { describe, expect, test } from '@jest/globals';
import { truncateSync, writeFileSync } from 'node:fs';
import { openDisk, readAt } from '../../src/disk/index.js';
import { contentOf, differenceAt, errorOf, noise } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { keepingReporter } from '../support/reporter.js';
import {
  BAT_AT,
  BLOCKS_AT,
  buildVhdx,
  HEADERS_AT,
  itemAt,
  METADATA_AT,
  MIB,
  REGION_TABLES_AT,
  sealHeader,
  sealRegionTable,
  writeRegion,
} from '../support/vhdx-builder.js';

const file = temporaryFolder();
const IMAGE = file('disk.vhdx');
const DATA = noise(1, MIB);
const MORE = noise(2, MIB);
const GUID = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

function image(change: (bytes: Buffer) => void): string {
  const bytes = buildVhdx({
    size: 4 * MIB,
    blocks: new Map([
      [0, { state: 6, data: DATA }],
      [2, { state: 6, data: MORE }],
    ]),
  });
  change(bytes);
  writeFileSync(IMAGE, bytes);
  return IMAGE;
}

function eachHeader(bytes: Buffer, change: (at: number) => void): void {
  HEADERS_AT.forEach((at, index) => {
    change(at);
    sealHeader(bytes, index);
  });
}

function eachRegionTable(bytes: Buffer, change: (at: number) => void): void {
  REGION_TABLES_AT.forEach((at, index) => {
    change(at);
    sealRegionTable(bytes, index);
  });
}

describe('damage that a copy makes good', () => {
  const broken = [
    ['one header with a wrong checksum', HEADERS_AT[0] + 100, /VHDX header: one of two is damaged .*CRC-32C/],
    [
      'the newer header without its signature',
      HEADERS_AT[1],
      /VHDX header: one of two is damaged .*no signature "head"/,
    ],
    [
      'the first region table with a wrong checksum',
      REGION_TABLES_AT[0] + 40,
      /region table: one of two is damaged/,
    ],
  ] as const;
  for (const [name, at, warning] of broken) {
    test(`${name} is warned about, and the disk is read`, async () => {
      const reporter = keepingReporter();
      const content = await contentOf(
        image((bytes) => bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)),
        { reporter },
      );
      expect(differenceAt(content.subarray(0, MIB), DATA)).toBe(-1);
      expect(reporter.warnings).toEqual([expect.stringMatching(warning)]);
    });
  }

  test('of two whole headers the one with the higher number counts', async () => {
    const path = image((bytes) => {
      bytes.writeUInt16LE(7, HEADERS_AT[0] + 66);
      sealHeader(bytes, 0);
    });
    await expect(contentOf(path)).resolves.toHaveLength(4 * MIB);
  });
});

interface Twin {
  readonly name: string;
  readonly change: (bytes: Buffer) => void;
  readonly code?: 'damaged' | 'unsupported';
  readonly says: RegExp;
}

const TWINS: readonly Twin[] = [
  {
    name: 'both headers have a wrong checksum',
    change: (bytes) => HEADERS_AT.forEach((at) => bytes.writeUInt8(1, at + 200)),
    says: /VHDX header: at byte 65536 CRC-32C 0x.* as it says; at byte 131072 CRC-32C/,
  },
  {
    name: 'two different headers have the same sequence number',
    change: (bytes) => {
      eachHeader(bytes, (at) => bytes.writeBigUInt64LE(5n, at + 8));
      bytes.writeUInt8(1, HEADERS_AT[0] + 32);
      sealHeader(bytes, 0);
    },
    says: /two headers with the sequence number 5/,
  },
  {
    name: 'version 2 of the format',
    change: (bytes) => eachHeader(bytes, (at) => bytes.writeUInt16LE(2, at + 66)),
    code: 'unsupported',
    says: /version 2 of the format, expected version 1/,
  },
  {
    name: 'the log ends behind the end of the file',
    change: (bytes) => eachHeader(bytes, (at) => bytes.writeBigUInt64LE(BigInt(64 * MIB), at + 72)),
    says: /VHDX log: 1048576 bytes at byte 67108864, and the end of the file at byte 6291456/,
  },
  {
    name: 'the log is not on a whole megabyte',
    change: (bytes) => eachHeader(bytes, (at) => bytes.writeBigUInt64LE(BigInt(MIB + 4096), at + 72)),
    says: /VHDX log: 1048576 bytes at byte 1052672, expected whole megabytes/,
  },
  {
    name: 'the log lies on the metadata',
    change: (bytes) => eachHeader(bytes, (at) => bytes.writeBigUInt64LE(BigInt(METADATA_AT), at + 72)),
    says: /VHDX metadata: a place at byte 2097152 where something else lies/,
  },
  {
    name: 'both region tables have a wrong checksum',
    change: (bytes) => REGION_TABLES_AT.forEach((at) => bytes.writeUInt8(1, at + 60_000)),
    says: /region table: at byte 196608 CRC-32C .*; at byte 262144 CRC-32C/,
  },
  {
    name: 'a region table with 2048 entries',
    change: (bytes) => eachRegionTable(bytes, (at) => bytes.writeUInt32LE(2048, at + 8)),
    says: /region table: 2048 entries, expected 2047 at most/,
  },
  {
    name: 'a required region that is not known',
    change: (bytes) =>
      eachRegionTable(bytes, (at) => {
        bytes.writeUInt32LE(3, at + 8);
        writeRegion(bytes, at + 80, GUID, BLOCKS_AT);
      }),
    code: 'unsupported',
    says: new RegExp(`the required region ${GUID}`),
  },
  {
    name: 'a region twice',
    change: (bytes) => eachRegionTable(bytes, (at) => bytes.copy(bytes, at + 48, at + 16, at + 48)),
    says: /the region 2dc27766-f623-4200-9d64-115e9bfd4a08 twice/,
  },
  {
    name: 'no metadata region',
    change: (bytes) => eachRegionTable(bytes, (at) => bytes.writeUInt32LE(1, at + 8)),
    says: /no region of the metadata/,
  },
  {
    name: 'a region at an offset above 2^53',
    change: (bytes) => eachRegionTable(bytes, (at) => bytes.writeBigUInt64LE(2n ** 60n, at + 32)),
    says: /0x1000000000000000 as a size or offset/,
  },
  {
    name: 'the metadata without their signature',
    change: (bytes) => bytes.writeUInt8(0, METADATA_AT),
    says: /VHDX metadata: no signature "metadata"/,
  },
  {
    name: 'no file parameters',
    change: (bytes) =>
      bytes
        .fill(1, itemAt('fileParameters').entry, itemAt('fileParameters').entry + 16)
        .fill(0, itemAt('fileParameters').entry + 24, itemAt('fileParameters').entry + 28),
    says: /VHDX metadata: no file parameters/,
  },
  {
    name: 'a required metadata item that is not known',
    change: (bytes) => bytes.fill(0xab, itemAt('diskId').entry, itemAt('diskId').entry + 16),
    code: 'unsupported',
    says: /the required item abababab-abab-abab-abab-abababababab/,
  },
  {
    name: 'a metadata item that leaves its region',
    change: (bytes) => bytes.writeUInt32LE(MIB, itemAt('diskSize').entry + 16),
    says: /the item 2fa54224-cd1b-4876-b211-5dbed83bf4b8 of 8 bytes at byte 1048576 of the region/,
  },
  {
    name: 'a virtual disk size of 4 bytes',
    change: (bytes) => bytes.writeUInt32LE(4, itemAt('diskSize').entry + 20),
    says: /virtual disk size: 8 bytes wanted at byte 0, beyond the end/,
  },
  {
    name: 'a block size that is no power of two',
    change: (bytes) => bytes.writeUInt32LE(3 * MIB, itemAt('fileParameters').data),
    says: /blocks of 3145728 bytes, expected a power of two from 1 MiB to 256 MiB/,
  },
  {
    name: 'a block size of zero',
    change: (bytes) => bytes.writeUInt32LE(0, itemAt('fileParameters').data),
    says: /blocks of 0 bytes/,
  },
  {
    name: 'logical sectors of 520 bytes',
    change: (bytes) => bytes.writeUInt32LE(520, itemAt('sectorSize').data),
    says: /logical sectors of 520 bytes, expected 512 or 4096/,
  },
  {
    name: 'a disk of 65 TiB',
    change: (bytes) => bytes.writeBigUInt64LE(65n << 40n, itemAt('diskSize').data),
    says: /a disk of 71468255805440 bytes, expected whole sectors of 512 bytes, at most 64 TiB/,
  },
  {
    name: 'a disk larger than its block allocation table',
    change: (bytes) => bytes.writeBigUInt64LE(1n << 40n, itemAt('diskSize').data),
    says: /block allocation table: 1048576 bytes, expected 8390648 bytes for a disk of 1099511627776 bytes/,
  },
  {
    name: 'a block in a reserved state',
    change: (bytes) => bytes.writeUInt8(5, BAT_AT + 8),
    says: /VHDX block 1: the state 5, expected 0, 1, 2, 3 or 6/,
  },
  {
    name: 'a partly present block without a parent',
    change: (bytes) => bytes.writeUInt8(7, BAT_AT),
    says: /VHDX block 0: the state 7, expected 0, 1, 2, 3 or 6/,
  },
  {
    name: 'a block behind the end of the file',
    change: (bytes) => bytes.writeBigUInt64LE((100n << 20n) | 6n, BAT_AT + 16),
    says: /VHDX block 2: bytes 104857600 to 105906176 of a file that ends at byte 6291456/,
  },
  {
    name: 'a block at the largest offset there is',
    change: (bytes) => bytes.writeBigUInt64LE(0xfffffffffff00006n, BAT_AT),
    says: /VHDX block 0: bytes 18446744073708503000 to/,
  },
  {
    name: 'two blocks in one place',
    change: (bytes) => bytes.copy(bytes, BAT_AT + 8, BAT_AT, BAT_AT + 8),
    says: /VHDX block 1: a place at byte 4194304 where something else lies/,
  },
  {
    name: 'a block on the headers',
    change: (bytes) => bytes.writeBigUInt64LE(6n, BAT_AT),
    says: /VHDX block 0: a place at byte 0 where something else lies/,
  },
];

describe('is refused', () => {
  for (const { name, change, code = 'damaged', says } of TWINS) {
    test(name, async () => {
      const error = await errorOf(image(change));
      expect(error.message).toMatch(says);
      expect(error.code).toBe(code);
    });
  }

  test('truncated: the message names block, place and the end of the file', async () => {
    const path = image(() => {});
    truncateSync(path, BLOCKS_AT + MIB + 5000);
    const error = await errorOf(path);
    expect(error.message).toBe(
      `${path}: VHDX block 2: bytes 5242880 to 6291456 of a file that ends at byte 5247880. ` +
        'The file is truncated: fetch or copy it again.',
    );
    expect(error.exitStatus).toBe(3);
  });

  test('nothing but the signature', async () => {
    writeFileSync(IMAGE, 'vhdxfile');
    expect((await errorOf(IMAGE)).message).toMatch(
      /VHDX header: at byte 65536 the end of the file at byte 8/,
    );
  });
});

test('a region and a metadata item that are not known but not required do not matter', async () => {
  const path = image((bytes) => {
    eachRegionTable(bytes, (at) => {
      bytes.writeUInt32LE(3, at + 8);
      writeRegion(bytes, at + 80, GUID, BLOCKS_AT);
      bytes.writeUInt32LE(0, at + 80 + 28);
    });
    const { entry } = itemAt('parentLocator');
    bytes.writeUInt16LE(6, METADATA_AT + 10);
    bytes.fill(0xcd, entry, entry + 16);
  });
  expect(differenceAt((await contentOf(path)).subarray(0, MIB), DATA)).toBe(-1);
});

test('a block allocation table of a 64 TiB disk is not read as a whole', async () => {
  const size = 64 * 1024 ** 4;
  const tableSize = 8 * (size / MIB + size / (4096 * MIB));
  const path = image((bytes) => {
    bytes.writeBigUInt64LE(BigInt(size), itemAt('diskSize').data);
    eachRegionTable(bytes, (at) => {
      bytes.writeBigUInt64LE(BigInt(8 * MIB), at + 32);
      bytes.writeUInt32LE(Math.ceil(tableSize / MIB) * MIB, at + 40);
    });
  });
  truncateSync(path, 8 * MIB + Math.ceil(tableSize / MIB) * MIB);
  const before = process.memoryUsage().arrayBuffers;
  const disk = await openDisk(path);
  expect(disk.size).toBe(size);
  expect((await readAt(disk, size - 4096, 4096)).every((byte) => byte === 0)).toBe(true);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * MIB);
  await disk.close();
});
