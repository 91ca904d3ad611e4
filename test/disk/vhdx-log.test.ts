/** The log of a VHDX that was not closed: what is replayed, and what is not. */

import { describe, expect, test } from '@jest/globals';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { contentOf, convert, differenceAt, errorOf, noise } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import {
  BAT_AT,
  BLOCKS_AT,
  buildVhdx,
  itemAt,
  LOG_AT,
  logEntry,
  METADATA_AT,
  MIB,
  putLogEntry,
  REGION_TABLES_AT,
  seal,
  type LogWrite,
} from '../support/vhdx-builder.js';

const file = temporaryFolder();
const IMAGE = file('dirty.vhdx');
const GUID = '01234567-89ab-cdef-0123-456789abcdef';
const OTHER_GUID = 'fedcba98-7654-3210-fedc-ba9876543210';
const DATA = [noise(1, MIB), noise(2, MIB), noise(3, MIB)] as const;
const ZEROS = new Uint8Array(MIB);

/** Three blocks lie in the file, and none is in the table yet: that was still in the log when the power failed. */
function dirtyDisk(): Buffer {
  return Buffer.concat([buildVhdx({ size: 4 * MIB, logGuid: GUID }), ...DATA]);
}

/** The first sector of the table, with the blocks that lie at these numbers of the disk. */
function table(blocks: Readonly<Record<number, number>>): LogWrite {
  const data = Buffer.alloc(4096);
  for (const [block, place] of Object.entries(blocks)) {
    data.writeBigUInt64LE(6n | (BigInt(BLOCKS_AT / MIB + place) << 20n), Number(block) * 8);
  }
  return { at: BAT_AT, data };
}

function entry(sequence: number, tail: number, writes: readonly LogWrite[], more = {}): Buffer {
  return logEntry({ guid: GUID, sequence, tail, writes, ...more });
}

async function blocksOf(bytes: Buffer): Promise<(number | 'other')[]> {
  writeFileSync(IMAGE, bytes);
  const content = await contentOf(IMAGE);
  return [0, 1, 2, 3].map((block) => {
    const found = content.subarray(block * MIB, (block + 1) * MIB);
    if (differenceAt(found, ZEROS) < 0) return -1;
    const index = DATA.findIndex((data) => differenceAt(found, data) < 0);
    return index < 0 ? 'other' : index;
  });
}

async function refusal(bytes: Buffer): Promise<string> {
  writeFileSync(IMAGE, bytes);
  const error = await errorOf(IMAGE);
  expect(error.code).toBe('damaged');
  return error.message;
}

describe('a log is replayed in memory', () => {
  test('one entry with one sector', async () => {
    const bytes = dirtyDisk();
    putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 2, 3: 0 })]));
    expect(await blocksOf(bytes)).toEqual([2, -1, -1, 0]);
  });

  test('the file is not changed', async () => {
    const bytes = dirtyDisk();
    putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 2 })]));
    await blocksOf(bytes);
    expect(Buffer.compare(readFileSync(IMAGE), bytes)).toBe(0);
  });

  test('of several entries the later ones win', async () => {
    const bytes = dirtyDisk();
    const next = putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0, 1: 1, 2: 2 })]));
    putLogEntry(bytes, next, entry(2, 0, [table({ 1: 2 })]));
    expect(await blocksOf(bytes)).toEqual([-1, 2, -1, -1]);
  });

  test('a zero descriptor clears, and what comes behind it writes again', async () => {
    const bytes = dirtyDisk();
    bytes.writeBigUInt64LE(6n | (4n << 20n), BAT_AT + 24);
    const writes = [{ at: BAT_AT, zeros: 8192 }, table({ 1: 1 })];
    putLogEntry(bytes, 0, entry(1, 0, writes));
    expect(await blocksOf(bytes)).toEqual([-1, 1, -1, -1]);
    const reversed = dirtyDisk();
    putLogEntry(reversed, 0, entry(1, 0, writes.toReversed()));
    expect(await blocksOf(reversed)).toEqual([-1, -1, -1, -1]);
  });

  test('an entry that goes around the end of the log', async () => {
    const bytes = dirtyDisk();
    const tail = MIB - 4096;
    const next = putLogEntry(bytes, tail, entry(7, tail, [table({ 0: 1 })]));
    expect(next).toBe(4096);
    putLogEntry(bytes, next, entry(8, tail, [table({ 0: 2 })]));
    expect(await blocksOf(bytes)).toEqual([2, -1, -1, -1]);
  });

  test('an entry with more descriptors than one sector holds', async () => {
    const bytes = dirtyDisk();
    const far = Array.from({ length: 200 }, (_, index) => ({
      at: BAT_AT + 8192 + index * 4096,
      zeros: 4096,
    }));
    putLogEntry(bytes, 0, entry(1, 0, [...far, table({ 2: 0 })]));
    expect(await blocksOf(bytes)).toEqual([-1, -1, 0, -1]);
  });

  test('metadata and region tables in the log count, too', async () => {
    const bytes = dirtyDisk();
    const regions = bytes.subarray(REGION_TABLES_AT[0], REGION_TABLES_AT[0] + 4096);
    const metadata = bytes.subarray(METADATA_AT, METADATA_AT + 4096);
    const size = bytes.subarray(itemAt('diskSize').data, itemAt('diskSize').data + 4096);
    const writes = [
      { at: REGION_TABLES_AT[0], data: Buffer.from(regions) },
      { at: METADATA_AT, data: Buffer.from(metadata) },
      { at: itemAt('diskSize').data, data: Buffer.from(size) },
      table({ 0: 0 }),
    ];
    [REGION_TABLES_AT[0], REGION_TABLES_AT[1], METADATA_AT].forEach((at) => bytes.fill(0xff, at, at + 4096));
    bytes.fill(0xff, itemAt('diskSize').data, itemAt('diskSize').data + 8);
    putLogEntry(bytes, 0, entry(1, 0, writes));
    expect(await blocksOf(bytes)).toEqual([0, -1, -1, -1]);
  });

  test('a file that the replay makes longer ends in zeros', async () => {
    const bytes = dirtyDisk();
    putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 2, 1: 3 })], { lastFileOffset: bytes.length + MIB }));
    expect(await blocksOf(bytes)).toEqual([2, -1, -1, -1]);
  });

  test('the log may be written by a host with larger sectors', async () => {
    const bytes = dirtyDisk();
    const padded = Buffer.concat([entry(1, 0, [table({ 0: 1 })]), Buffer.alloc(8192)]);
    padded.writeUInt32LE(padded.length, 8);
    seal(padded, 0, padded.length);
    const next = putLogEntry(bytes, 0, padded);
    putLogEntry(bytes, next, entry(2, 0, [table({ 0: 2 })]));
    expect(await blocksOf(bytes)).toEqual([2, -1, -1, -1]);
  });
});

describe('what is not replayed', () => {
  test('anything while the header names no log', async () => {
    const bytes = Buffer.concat([buildVhdx({ size: 4 * MIB }), ...DATA]);
    putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0 })]));
    expect(await blocksOf(bytes)).toEqual([-1, -1, -1, -1]);
  });

  test('entries of an earlier session', async () => {
    const bytes = dirtyDisk();
    const next = putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0 })]));
    putLogEntry(bytes, next, logEntry({ guid: OTHER_GUID, sequence: 2, tail: 0, writes: [table({ 0: 1 })] }));
    expect(await blocksOf(bytes)).toEqual([0, -1, -1, -1]);
  });

  test('an older sequence in another part of the ring', async () => {
    const bytes = dirtyDisk();
    putLogEntry(bytes, 0, entry(3, 0, [table({ 0: 0 })]));
    putLogEntry(bytes, 65_536, entry(9, 65_536, [table({ 0: 1 })]));
    putLogEntry(bytes, 131_072, entry(5, 131_072, [table({ 0: 2 })]));
    expect(await blocksOf(bytes)).toEqual([1, -1, -1, -1]);
  });

  test('entries before the tail, whose updates are in place already', async () => {
    const bytes = dirtyDisk();
    const tail = putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0 }), { at: BAT_AT + 4096, zeros: 4096 }]));
    const third = putLogEntry(bytes, tail, entry(2, tail, [{ at: BAT_AT + 4096, zeros: 4096 }]));
    putLogEntry(bytes, third, entry(3, tail, [{ at: BAT_AT + 8192, zeros: 4096 }]));
    expect(await blocksOf(bytes)).toEqual([-1, -1, -1, -1]);
  });

  const torn: [string, (second: Buffer) => void][] = [
    ['its data', (second) => second.writeUInt8(second.readUInt8(5000) ^ 1, 5000)],
    ['its descriptor', (second) => second.writeUInt8(0, 64)],
    ['its last sector, which never came', (second) => second.fill(0, second.length - 4096)],
  ];
  for (const [what, tear] of torn) {
    test(`a last entry that is torn in ${what}`, async () => {
      const bytes = dirtyDisk();
      const next = putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0 })]));
      const second = entry(2, 0, [table({ 0: 1 })]);
      tear(second);
      putLogEntry(bytes, next, second);
      expect(await blocksOf(bytes)).toEqual([0, -1, -1, -1]);
    });
  }

  test('an entry whose checksum is right but whose data sector has another number', async () => {
    const bytes = dirtyDisk();
    const next = putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0 })]));
    const second = entry(2, 0, [table({ 0: 1 })]);
    second.writeUInt32LE(1, second.length - 4);
    seal(second, 0, second.length);
    putLogEntry(bytes, next, second);
    expect(await blocksOf(bytes)).toEqual([0, -1, -1, -1]);
  });
});

describe('is refused', () => {
  test('a log without a complete sequence of entries', async () => {
    const says = 'no complete sequence of entries, though the disk was not closed cleanly';
    expect(await refusal(dirtyDisk())).toMatch(says);
    const tailless = dirtyDisk();
    putLogEntry(tailless, 4096, entry(5, 0, [table({ 0: 0 })]));
    expect(await refusal(tailless)).toMatch(says);
    const torn = dirtyDisk();
    putLogEntry(torn, 0, entry(1, 0, [table({ 0: 0 })]).fill(0, 8000));
    expect(await refusal(torn)).toMatch(says);
  });

  test('a file shorter than its log knew it to be', async () => {
    const bytes = dirtyDisk();
    putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 0 })], { flushedFileOffset: bytes.length + MIB }));
    expect(await refusal(bytes)).toMatch(
      /VHDX log: the end of the file at byte 7340032, expected 8388608 bytes at least/,
    );
  });

  test('a replayed table that leads out of the file', async () => {
    const bytes = dirtyDisk();
    putLogEntry(bytes, 0, entry(1, 0, [table({ 0: 50 })]));
    expect(await refusal(bytes)).toMatch(
      /VHDX block 0: bytes 56623104 to 57671680 of a file that ends at byte 7340032/,
    );
  });

  test('a log that is too large to be replayed in memory', async () => {
    const bytes = dirtyDisk();
    [64, 128].forEach((at) => {
      bytes.writeUInt32LE(1024 * MIB, at * 1024 + 68);
      bytes.writeBigUInt64LE(BigInt(16 * MIB), at * 1024 + 72);
      seal(bytes, at * 1024, 4096);
    });
    writeFileSync(IMAGE, bytes);
    truncateSync(IMAGE, 1040 * MIB);
    expect((await errorOf(IMAGE)).toJSON()).toMatchObject({
      code: 'unsupported',
      found: '1073741824 bytes that must be replayed',
    });
  });

  test('a log of nothing but entries that claim all of it', async () => {
    const bytes = dirtyDisk();
    for (let at = 0; at < MIB; at += 4096) {
      const liar = entry(1, 0, []);
      liar.writeUInt32LE(MIB, 8);
      bytes.set(liar, LOG_AT + at);
    }
    expect(await refusal(bytes)).toMatch('no complete sequence of entries');
  });
});

testWith(['qemu-img'], 'qemu-img replays the same log into the same disk', async () => {
  const bytes = dirtyDisk();
  const tail = MIB - 8192;
  let next = putLogEntry(bytes, tail, entry(7, tail, [table({ 0: 1, 3: 2 })]));
  next = putLogEntry(bytes, next, entry(8, tail, [{ at: BAT_AT, zeros: 4096 }]));
  putLogEntry(bytes, next, entry(9, tail, [table({ 1: 2, 2: 0 })]));
  writeFileSync(IMAGE, bytes);
  const ours = await contentOf(IMAGE);
  const copy = file('replayed-by-qemu.vhdx');
  copyFileSync(IMAGE, copy);
  await runPeer('qemu-img', ['check', '-r', 'all', copy]);
  const theirs = readFileSync(await convert(copy, file('replayed-by-qemu.raw'), 'raw'));
  expect(differenceAt(ours, theirs)).toBe(-1);
  expect(differenceAt(ours.subarray(MIB, 2 * MIB), DATA[2])).toBe(-1);
});
