/**
 * The log of a VHDX: updates of its tables that may not have reached their place when the host lost power. A ring of
 * 4 KiB sectors; an entry is one or more sectors of descriptors, then one sector for each data descriptor.
 *
 *     entry                          zero descriptor          data descriptor        data sector
 *       0   4  "loge"                  0   4  "zero"            0   4  "desc"           0     4  "data"
 *       4   4  CRC-32C of the entry    8   8  length            4   4  trailing bytes   4     4  sequence, high half
 *       8   4  length                 16   8  place             8   8  leading bytes    8  4084  data
 *      12   4  tail                   24   8  sequence         16   8  place         4092     4  sequence, low half
 *      16   8  sequence number                                 24   8  sequence
 *      24   4  number of descriptors
 *      32  16  LogGuid
 *      48   8  FlushedFileOffset
 *      56   8  LastFileOffset
 *      64      descriptors of 32 bytes
 *
 * Data sectors lend their first eight and last four bytes to the signature and sequence number; the descriptor keeps
 * them. An entry may be longer than its sectors where the writer's host has larger ones. Source: MS-VHDX 2.3.
 */

import { crc32c, cursorOver, formatGuid, readBytes, readU32, readU64, type Cursor } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { ascii } from './file-system.js';
import type { Region, VhdxHeader } from './vhdx-header.js';
import type { Patch } from './vhdx-overlay.js';

const SECTOR = 4096;
const DESCRIPTOR = 32;
const ENTRY_HEADER = 64;
const DESCRIPTORS_A_SECTOR = SECTOR / DESCRIPTOR;

/** Windows makes logs of 1 MiB. The log is held in memory, so a giant one is refused before it is read. */
const LARGEST_LOG = 64 * 1024 * 1024;

/** No disk is larger than 64 TiB, so no file of one is larger than this. */
export const LARGEST_FILE = 128 * 1024 ** 4;

export interface ReplayedLog {
  /** In the order in which they are to be written. */
  readonly patches: readonly Patch[];
  /** Bytes that the file has after the replay. */
  readonly fileSize: number;
}

interface Entry {
  /** Bytes from the start of the log. */
  readonly offset: number;
  readonly length: number;
  readonly tail: number;
  readonly sequence: bigint;
  readonly flushedFileOffset: number;
  readonly lastFileOffset: number;
  readonly descriptors: number;
}

/**
 * What the log would change in the file.
 *
 * @throws damaged when the log holds no complete sequence, or the file is shorter than the log knew it to be
 */
export async function replayLog(file: ByteSource, header: VhdxHeader): Promise<ReplayedLog> {
  const subject = `${file.label}: VHDX log`;
  const log = await readLog(file, subject, header.log);
  const reader = new LogReader(log, header.logGuid);
  const sequence = activeSequence(reader);
  const head = sequence.at(-1);
  if (head === undefined) {
    throw damaged(
      subject,
      'no complete sequence of entries, though the disk was not closed cleanly',
      undefined,
      'open and close the disk once where it was used (Mount-VHD, Dismount-VHD), or make the image again',
    );
  }
  if (file.size < head.flushedFileOffset) {
    throw damaged(
      subject,
      `the end of the file at byte ${file.size}`,
      `${head.flushedFileOffset} bytes at least as the log says`,
      'the file is truncated: fetch or copy it again',
    );
  }
  const patches = sequence.flatMap((entry) => reader.patchesOf(entry) ?? []);
  const ends = patches.map(({ offset, length }) => offset + length);
  const fileSize = ends.reduce((a, b) => Math.max(a, b), Math.max(file.size, head.lastFileOffset));
  return { patches, fileSize };
}

async function readLog(file: ByteSource, subject: string, region: Region): Promise<Uint8Array> {
  if (region.length > LARGEST_LOG) {
    throw new FactoryError('unsupported', {
      subject,
      found: `${region.length} bytes that must be replayed`,
      expected: `${LARGEST_LOG} bytes at most`,
      next: 'open and close the disk once where it was used (Mount-VHD, Dismount-VHD)',
    });
  }
  return readAt(file, region.offset, region.length);
}

/**
 * The newest complete sequence from its tail to its head, by the steps of MS-VHDX 2.3.3; empty where there is none. A
 * sequence that lacks its tail lacks it from each of its later entries on, too: these are not tried again.
 */
function activeSequence(reader: LogReader): Entry[] {
  let active: Entry[] = [];
  const hopeless = new Set<number>();
  for (let start = 0; start < reader.length;) {
    const sequence = hopeless.has(start) ? [] : sequenceFrom(reader, start);
    const head = sequence.at(-1);
    const tail = sequence.findIndex((entry) => entry.offset === head?.tail);
    if (head === undefined || tail < 0) {
      for (const { offset } of sequence) hopeless.add(offset);
      start += SECTOR;
      continue;
    }
    if (head.sequence > (active.at(-1)?.sequence ?? 0n)) active = sequence.slice(tail);
    const end = head.offset + head.length;
    if (head.offset < start || end >= reader.length) break;
    start = end;
  }
  return active;
}

/** The entries from `start`, each with the number that follows. */
function sequenceFrom(reader: LogReader, start: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = start, used = 0; ;) {
    const entry = reader.entryAt(at);
    const last = entries.at(-1);
    if (entry === null || (last !== undefined && entry.sequence !== last.sequence + 1n)) return entries;
    used += entry.length;
    if (used > reader.length) return entries;
    entries.push(entry);
    at = (at + entry.length) % reader.length;
  }
}

/** Reads and checks entries; a doubtful one is null. What was checked once is remembered. */
class LogReader {
  readonly length: number;
  readonly #log: Uint8Array;
  readonly #guid: string;
  readonly #known = new Map<number, Entry | null>();
  /** Bytes that may still be hashed: entries that claim each other's sectors cannot make this slow. */
  #budget: number;

  constructor(log: Uint8Array, guid: string) {
    this.length = log.length;
    this.#log = log;
    this.#guid = guid;
    this.#budget = log.length * 8;
  }

  entryAt(offset: number): Entry | null {
    let entry = this.#known.get(offset);
    if (entry === undefined) {
      entry = ascii(this.#log, offset, 4) === 'loge' ? this.#parse(offset) : null;
      this.#known.set(offset, entry);
    }
    return entry;
  }

  #parse(offset: number): Entry | null {
    const cursor = cursorOver(this.#log.subarray(offset, offset + ENTRY_HEADER), 'log entry');
    cursor.position = 4;
    const crc = readU32(cursor);
    const length = readU32(cursor);
    const tail = readU32(cursor);
    const sequence = readU64(cursor);
    const descriptors = readU32(cursor);
    cursor.position = 32;
    const guid = formatGuid(readBytes(cursor, 16));
    const flushedFileOffset = readSizeOrNull(cursor);
    const lastFileOffset = readSizeOrNull(cursor);
    if (flushedFileOffset === null || lastFileOffset === null || guid !== this.#guid) return null;
    if (length === 0 || length % SECTOR !== 0 || length > this.length) return null;
    if (tail % SECTOR !== 0 || tail >= this.length || sequence === 0n) return null;
    if (!this.#hasCrc(offset, length, crc)) return null;
    const entry = { offset, length, tail, sequence, flushedFileOffset, lastFileOffset, descriptors };
    return this.patchesOf(entry) === null ? null : entry;
  }

  #hasCrc(offset: number, length: number, expected: number): boolean {
    this.#budget -= length;
    if (this.#budget < 0) return false;
    const atEnd = Math.min(length, this.length - offset);
    let crc = crc32c(this.#log.subarray(offset, offset + 4));
    crc = crc32c(new Uint8Array(4), crc);
    crc = crc32c(this.#log.subarray(offset + 8, offset + atEnd), crc);
    return crc32c(this.#log.subarray(0, length - atEnd), crc) === expected;
  }

  /** What an entry writes, null where its descriptors and data sectors do not belong together. */
  patchesOf({ offset, length, descriptors: count, sequence }: Entry): Patch[] | null {
    const descriptorSectors = Math.ceil((count + ENTRY_HEADER / DESCRIPTOR) / DESCRIPTORS_A_SECTOR);
    const sectors = length / SECTOR;
    if (descriptorSectors > sectors) return null;
    const patches: Patch[] = [];
    let dataSector = descriptorSectors;
    for (let index = 0; index < count; index++) {
      const at = (offset + ENTRY_HEADER + index * DESCRIPTOR) % this.length;
      const descriptor = this.#log.subarray(at, at + DESCRIPTOR);
      const patch =
        ascii(descriptor, 0, 4) === 'zero'
          ? zeroPatch(descriptor, sequence)
          : dataSector < sectors
            ? dataPatch(descriptor, this.#sector(offset + dataSector++ * SECTOR), sequence)
            : null;
      if (patch === null) return null;
      patches.push(patch);
    }
    return patches;
  }

  #sector(offset: number): Uint8Array {
    const at = offset % this.length;
    return this.#log.subarray(at, at + SECTOR);
  }
}

function zeroPatch(descriptor: Uint8Array, sequence: bigint): Patch | null {
  const cursor = cursorOver(descriptor, 'zero descriptor');
  cursor.position = 8;
  const length = readSizeOrNull(cursor);
  const offset = readSizeOrNull(cursor);
  if (length === null || offset === null || readU64(cursor) !== sequence) return null;
  return length % SECTOR === 0 && offset % SECTOR === 0 ? { offset, length, data: null } : null;
}

/** @param sector is copied only when all is well */
function dataPatch(descriptor: Uint8Array, sector: Uint8Array, sequence: bigint): Patch | null {
  if (ascii(descriptor, 0, 4) !== 'desc' || ascii(sector, 0, 4) !== 'data') return null;
  const cursor = cursorOver(descriptor, 'data descriptor');
  cursor.position = 4;
  const trailing = readBytes(cursor, 4);
  const leading = readBytes(cursor, 8);
  const offset = readSizeOrNull(cursor);
  const view = new DataView(sector.buffer, sector.byteOffset, SECTOR);
  const stamped = (BigInt(view.getUint32(4, true)) << 32n) | BigInt(view.getUint32(SECTOR - 4, true));
  if (offset === null || offset % SECTOR !== 0 || readU64(cursor) !== sequence || stamped !== sequence)
    return null;
  const data = sector.slice();
  data.set(leading, 0);
  data.set(trailing, SECTOR - 4);
  return { offset, length: SECTOR, data };
}

/** A place in the file, null beyond what any file of a disk can have. */
function readSizeOrNull(cursor: Cursor): number | null {
  const value = readU64(cursor);
  return value <= BigInt(LARGEST_FILE) ? Number(value) : null;
}
