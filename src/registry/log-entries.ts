/**
 * A log of the new format (Windows 8.1 and later): a base block of one sector, then entries.
 *
 * ```
 *   0  4  "HvLE"                            20  4  count of pages
 *   4  4  bytes of this entry               24  8  hash 1: Marvin32 of what follows byte 40
 *   8  4  flags                             32  8  hash 2: Marvin32 of the first 32 bytes
 *  12  4  sequence number                   40  8  of each page: u32 offset from the first hive bin, u32 bytes
 *  16  4  bytes of hive bins                       then the pages, one after the other
 * ```
 *
 * An entry begins at a multiple of 512 bytes. What follows the last one of a run are remnants of older runs.
 */

import { marvin32 } from './marvin32.js';

const HEADER_SIZE = 40;
const ALIGNMENT = 512;
const SIGNATURE = 0x454c7648;

export interface Page {
  /** Bytes from the first hive bin. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface LogEntry {
  readonly sequence: number;
  /** Bytes of hive bins once the entry is applied. */
  readonly binsSize: number;
  readonly pages: readonly Page[];
}

/** The run of whole entries with rising sequence numbers at the start of a log. */
export function readLogEntries(log: Uint8Array, start: number): LogEntry[] {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const entries: LogEntry[] = [];
  for (let at = start; at + HEADER_SIZE <= log.length;) {
    const size = view.getUint32(at + 4, true);
    if (size < HEADER_SIZE || size % ALIGNMENT !== 0 || size > log.length - at) break;
    const entry = readEntry(log.subarray(at, at + size));
    const last = entries.at(-1);
    if (entry === null || (last !== undefined && entry.sequence !== last.sequence + 1)) break;
    entries.push(entry);
    at += size;
  }
  return entries;
}

function readEntry(bytes: Uint8Array): LogEntry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== SIGNATURE) return null;
  if (view.getBigUint64(32, true) !== marvin32(bytes.subarray(0, 32))) return null;
  if (view.getBigUint64(24, true) !== marvin32(bytes.subarray(HEADER_SIZE))) return null;
  const binsSize = view.getUint32(16, true);
  const pages = binsSize % 4096 === 0 ? readPages(bytes, view.getUint32(20, true), binsSize) : null;
  return pages === null ? null : { sequence: view.getUint32(12, true), binsSize, pages };
}

function readPages(bytes: Uint8Array, count: number, binsSize: number): Page[] | null {
  if (count > (bytes.length - HEADER_SIZE) / 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pages: Page[] = [];
  let content = HEADER_SIZE + count * 8;
  for (let index = 0; index < count; index++) {
    const offset = view.getUint32(HEADER_SIZE + index * 8, true);
    const size = view.getUint32(HEADER_SIZE + index * 8 + 4, true);
    if (size > bytes.length - content || offset + size > binsSize) return null;
    pages.push({ offset, bytes: bytes.subarray(content, content + size) });
    content += size;
  }
  return pages;
}
