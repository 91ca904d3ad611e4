/** Writes the transaction logs of a hive as Windows does, for a hive that is to become `after`. */

import { marvin32 } from '../../src/registry/marvin32.js';
import { sealBaseBlock } from './hive-writer.js';

const BASE = 4096;
const SECTOR = 512;

/** The hive in the middle of a write: its first sequence number is one ahead. */
export function interrupted(hive: Buffer): Buffer {
  const dirty = Buffer.from(hive);
  dirty.writeUInt32LE(dirty.readUInt32LE(4) + 1, 4);
  sealBaseBlock(dirty);
  return dirty;
}

/** One entry of a log of the new format: the pages of `after` that differ from `before`. */
export function logEntry(before: Buffer, after: Buffer, sequence: number): Buffer {
  const offsets = changedPages(before, after, 4096);
  const pages = offsets.map((offset) => after.subarray(BASE + offset, BASE + offset + 4096));
  const references = Buffer.alloc(offsets.length * 8);
  for (const [index, offset] of offsets.entries()) {
    references.writeUInt32LE(offset, index * 8);
    references.writeUInt32LE(4096, index * 8 + 4);
  }
  const size = Math.ceil((40 + references.length + pages.length * 4096) / SECTOR) * SECTOR;
  const entry = Buffer.alloc(size);
  Buffer.concat([references, ...pages]).copy(entry, 40);
  entry.write('HvLE', 'latin1');
  entry.writeUInt32LE(size, 4);
  entry.writeUInt32LE(sequence, 12);
  entry.writeUInt32LE(after.length - BASE, 16);
  entry.writeUInt32LE(offsets.length, 20);
  sealEntry(entry);
  return entry;
}

/** Sets the two hashes of an entry that was changed. */
export function sealEntry(entry: Buffer): void {
  entry.writeBigUInt64LE(marvin32(entry.subarray(40)), 24);
  entry.writeBigUInt64LE(marvin32(entry.subarray(0, 32)), 32);
}

/** A log of the new format. @param hive whose base block it copies @param sector where the entries begin */
export function newLog(hive: Buffer, sequence: number, entries: readonly Buffer[], sector = SECTOR): Buffer {
  return Buffer.concat([logBase(hive, 6, sequence, sector), ...entries]);
}

/** A log of the old format that makes `before` into `after`. */
export function oldLog(before: Buffer, after: Buffer, sequence: number, fileType: 1 | 2 = 1): Buffer {
  const base = logBase(after, fileType, sequence, SECTOR);
  before.copy(base, 12, 12, 20);
  sealBaseBlock(base);
  const offsets = changedPages(before, after, SECTOR);
  const bitmap = Buffer.alloc((after.length - BASE) / SECTOR / 8);
  for (const offset of offsets) {
    const bit = offset / SECTOR;
    bitmap[bit >>> 3] = (bitmap[bit >>> 3] as number) | (1 << (bit & 7));
  }
  const vector = Buffer.alloc(Math.ceil((4 + bitmap.length) / SECTOR) * SECTOR);
  vector.write('DIRT', 'latin1');
  bitmap.copy(vector, 4);
  const pages = offsets.map((offset) => after.subarray(BASE + offset, BASE + offset + SECTOR));
  return Buffer.concat([base, vector, ...pages]);
}

function logBase(hive: Buffer, fileType: number, sequence: number, sector: number): Buffer {
  const base = Buffer.alloc(sector);
  hive.copy(base, 0, 0, sector);
  base.writeUInt32LE(sequence, 4);
  base.writeUInt32LE(sequence, 8);
  base.writeUInt32LE(fileType, 28);
  base.writeUInt32LE(sector / SECTOR, 44);
  sealBaseBlock(base);
  return base;
}

function changedPages(before: Buffer, after: Buffer, size: number): number[] {
  const offsets: number[] = [];
  for (let at = BASE; at < after.length; at += size) {
    const same =
      at + size <= before.length && before.subarray(at, at + size).equals(after.subarray(at, at + size));
    if (!same) offsets.push(at - BASE);
  }
  return offsets;
}
