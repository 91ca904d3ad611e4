/**
 * Seeded damage to every structure of a disk image. It ends in a FactoryError that says so, or in a disk; where a
 * checksum covers the structure, in the right bytes.
 */

import { describe, expect, test } from '@jest/globals';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { listPartitions, openDisk, readAt, type BlockDevice } from '../../src/disk/index.js';
import { FactoryError } from '../../src/errors.js';
import { differenceAt, noise } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { seededRandom } from '../support/shapes.js';
import { buildVhd, sealVhd, VHD_BLOCK, VHD_HEADER_AT, VHD_TABLE_AT } from '../support/vhd-builder.js';
import {
  BAT_AT,
  buildVhdx,
  HEADERS_AT,
  itemAt,
  LOG_AT,
  logEntry,
  METADATA_AT,
  MIB,
  putLogEntry,
  REGION_TABLES_AT,
  seal,
} from '../support/vhdx-builder.js';

const file = temporaryFolder();
const ROUNDS = 150;
const GUID = '01234567-89ab-cdef-0123-456789abcdef';

interface Range {
  readonly from: number;
  readonly length: number;
}

/** What a damaged image gives: its first 4 MiB, or the error. Anything but a FactoryError fails the test. */
async function outcome(path: string): Promise<Uint8Array | FactoryError> {
  try {
    const disk = await openDisk(path);
    try {
      await readAt(disk, Math.max(0, disk.size - 4096), Math.min(4096, disk.size));
      await listPartitions(disk).catch(expectFactoryError);
      return await readAt(disk, 0, Math.min(disk.size, 4 * MIB));
    } finally {
      await disk.close();
    }
  } catch (error) {
    return expectFactoryError(error);
  }
}

function expectFactoryError(error: unknown): FactoryError {
  if (!(error instanceof FactoryError)) throw error;
  expect(['damaged', 'unsupported']).toContain(error.code);
  expect(error.message.length).toBeGreaterThan(20);
  return error;
}

/**
 * Damages one to four bytes in `ranges` of an image, many times over.
 *
 * @param reseal makes the checksums right again, as somebody with bad intent would
 * @returns how often there was an error, the right content, another content
 */
async function damage(
  image: Buffer,
  ranges: readonly Range[],
  seed: number,
  reseal: (bytes: Buffer) => void = () => {},
): Promise<{ errors: number; right: number; wrong: number }> {
  const path = file('damaged');
  writeFileSync(path, image);
  const expected = (await outcome(path)) as Uint8Array;
  const random = seededRandom(seed);
  const counts = { errors: 0, right: 0, wrong: 0 };
  const handle = openSync(path, 'r+');
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = Buffer.from(image);
    for (let change = 0; change <= random(4); change++) {
      const range = ranges[random(ranges.length)] as Range;
      const at = range.from + random(range.length);
      bytes.writeUInt8(random(2) === 0 ? random(256) : bytes.readUInt8(at) ^ (1 << random(8)), at);
    }
    reseal(bytes);
    writeSync(handle, bytes, 0, 4 * MIB, 0);
    if (bytes.length > 4 * MIB) writeSync(handle, bytes, bytes.length - 512, 512, bytes.length - 512);
    const found = await outcome(path);
    if (found instanceof FactoryError) counts.errors++;
    else if (found.length === expected.length && differenceAt(found, expected) < 0) counts.right++;
    else counts.wrong++;
  }
  closeSync(handle);
  return counts;
}

describe('a VHDX', () => {
  const headers = HEADERS_AT.map((from) => ({ from, length: 80 }));
  const regions = REGION_TABLES_AT.map((from) => ({ from, length: 80 }));
  const table = { at: BAT_AT, data: Buffer.alloc(4096) };
  table.data.writeBigUInt64LE(6n | (4n << 20n), 0);
  table.data.writeBigUInt64LE(6n | (5n << 20n), 24);
  const image = Buffer.concat([buildVhdx({ size: 4 * MIB, logGuid: GUID }), noise(1, 2 * MIB)]);
  const entry = logEntry({
    guid: GUID,
    sequence: 1,
    tail: 0,
    writes: [table, { at: BAT_AT + 8192, zeros: 4096 }],
  });
  putLogEntry(image, 0, entry);

  test('with damage under a checksum gives an error or the right bytes', async () => {
    const { errors, right, wrong } = await damage(image, [...headers, ...regions], 1);
    expect(wrong).toBe(0);
    expect(Math.min(errors, right)).toBeGreaterThan(10);
    expect(await damage(image, [{ from: LOG_AT, length: entry.length }], 2)).toEqual({
      errors: ROUNDS,
      right: 0,
      wrong: 0,
    });
  });

  test('with forged headers, region tables and log ends in an error or a disk', async () => {
    const log = { from: LOG_AT, length: 160 };
    const counts = await damage(image, [...headers, ...regions, log], 3, (bytes) => {
      HEADERS_AT.forEach((at) => seal(bytes, at, 4096));
      REGION_TABLES_AT.forEach((at) => seal(bytes, at, 65_536));
      const length = bytes.readUInt32LE(LOG_AT + 8);
      if (length <= MIB) seal(bytes, LOG_AT, length);
    });
    expect(counts.errors).toBeGreaterThan(50);
  });

  test('with forged metadata and block allocation table ends in an error or a disk', async () => {
    const clean = buildVhdx({
      size: 4 * MIB,
      blocks: new Map([
        [0, { state: 6, data: noise(1, MIB) }],
        [3, { state: 6, data: noise(2, MIB) }],
      ]),
    });
    const items = (['fileParameters', 'diskSize', 'sectorSize'] as const).map((name) => ({
      from: itemAt(name).data,
      length: 8,
    }));
    const ranges = [{ from: METADATA_AT, length: 32 + 5 * 32 }, ...items, { from: BAT_AT, length: 40 }];
    expect((await damage(clean, ranges, 4)).errors).toBeGreaterThan(50);
  });
});

describe('a VHD', () => {
  const image = buildVhd({
    size: 3 * VHD_BLOCK,
    blocks: new Map([
      [0, noise(1, VHD_BLOCK)],
      [2, noise(2, VHD_BLOCK)],
    ]),
  });
  const footers = [0, image.length - 512].map((from) => ({ from, length: 90 }));
  const header = { from: VHD_HEADER_AT, length: 60 };

  test('with damage under a checksum gives an error or the right bytes', async () => {
    const { errors, right, wrong } = await damage(image, [...footers, header], 5);
    expect(wrong).toBe(0);
    expect(Math.min(errors, right)).toBeGreaterThan(10);
  });

  test('with forged footer, header and block table ends in an error or a disk', async () => {
    const counts = await damage(
      image,
      [...footers, header, { from: VHD_TABLE_AT, length: 12 }],
      6,
      (bytes) => {
        for (const { from } of footers) sealVhd(bytes, from, 512, 64);
        sealVhd(bytes, VHD_HEADER_AT, 1024, 36);
      },
    );
    expect(counts.errors).toBeGreaterThan(50);
  });
});

test('a raw disk with a damaged MBR and logical partitions ends in an error or a list', async () => {
  const image = Buffer.alloc(4 * MIB);
  const write = (at: number, slot: number, type: number, start: number, size: number): void => {
    image.writeUInt8(type, at + 446 + slot * 16 + 4);
    image.writeUInt32LE(start, at + 446 + slot * 16 + 8);
    image.writeUInt32LE(size, at + 446 + slot * 16 + 12);
    image.writeUInt16LE(0xaa55, at + 510);
  };
  write(0, 0, 7, 63, 1000);
  write(0, 1, 0x0f, 2048, 4096);
  write(2048 * 512, 0, 7, 63, 500);
  write(2048 * 512, 1, 5, 1024, 1024);
  write(3072 * 512, 0, 7, 63, 500);
  const random = seededRandom(7);
  let errors = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = Buffer.from(image);
    for (let change = 0; change <= random(4); change++) {
      const record = [0, 2048 * 512, 3072 * 512][random(3)] as number;
      bytes.writeUInt8(random(256), record + 446 + random(32));
    }
    const found = await listPartitions(memoryDisk(bytes)).catch(expectFactoryError);
    if (found instanceof FactoryError) errors++;
    else expect(found.filter(({ offset, size }) => offset + size > bytes.length || size === 0)).toEqual([]);
  }
  expect(errors).toBeGreaterThan(50);
});

function memoryDisk(bytes: Buffer): BlockDevice {
  return {
    label: 'disk',
    size: bytes.length,
    sectorSize: 512,
    async read(offset, target) {
      expect(offset + target.length).toBeLessThanOrEqual(bytes.length);
      bytes.copy(target, 0, offset);
    },
    async close() {},
  };
}
