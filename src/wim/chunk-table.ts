/**
 * A compressed resource: the chunk table, then the chunks back to back.
 *
 * The table has an entry for every chunk but the first: where it begins, counted from the end of the table. Entries
 * have four bytes up to a content of 0xffff_ffff bytes, and eight from 4 GiB on. A chunk that did not shrink is stored
 * as it is.
 */

import { damaged } from './damage.js';

/** How many chunks a content of `size` bytes has. */
export function chunkCount(size: number, chunkSize: number): number {
  return Math.ceil(size / chunkSize);
}

/** Bytes of an entry. */
export function entryWidth(size: number): 4 | 8 {
  return size <= 0xffff_ffff ? 4 : 8;
}

/** Bytes of the table of a content of `size` bytes. */
export function chunkTableSize(size: number, chunkSize: number): number {
  return Math.max(chunkCount(size, chunkSize) - 1, 0) * entryWidth(size);
}

/** @param sizes bytes of each stored chunk @returns the table of a content of `size` bytes */
export function buildChunkTable(sizes: Iterable<number>, size: number, chunkSize: number): Buffer {
  const width = entryWidth(size);
  const table = Buffer.alloc(chunkTableSize(size, chunkSize));
  let begin = 0;
  let at = -width;
  for (const stored of sizes) {
    if (at >= 0) writeEntry(table, at, begin, width);
    begin += stored;
    at += width;
  }
  return table;
}

function writeEntry(table: Buffer, at: number, value: number, width: 4 | 8): void {
  table.writeUInt32LE(value % 2 ** 32, at);
  if (width === 8) table.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}

/**
 * Where the chunks of a part of a resource begin.
 *
 * @param table the entries of the chunks after the first one of `range`, and one more unless the last chunk is in it
 * @param first begin of the first chunk: 0, or the entry before those in `table`
 * @returns one begin more than there are chunks; counted from the end of the table
 */
export function chunkBegins(table: Buffer, first: number, end: number | null, width: 4 | 8): number[] {
  const begins = [first];
  for (let at = 0; at < table.length; at += width) {
    begins.push(table.readUInt32LE(at) + (width === 8 ? table.readUInt32LE(at + 4) * 2 ** 32 : 0));
  }
  if (end !== null) begins.push(end);
  return begins;
}

/**
 * @param begins one more than there are chunks
 * @param size bytes of the content of these chunks
 * @returns bytes of each stored chunk
 * @throws damaged where a chunk has no bytes, or more than its content
 */
export function chunkSizes(
  begins: readonly number[],
  size: number,
  chunkSize: number,
  what: string,
): Uint32Array {
  const sizes = new Uint32Array(begins.length - 1);
  for (let index = 0; index < sizes.length; index++) {
    const stored = (begins[index + 1] as number) - (begins[index] as number);
    const content = Math.min(chunkSize, size - index * chunkSize);
    if (!(stored > 0 && stored <= content)) {
      throw damaged(
        what,
        `a chunk of ${stored} stored bytes for ${content} bytes of content`,
        `1 to ${content}`,
      );
    }
    sizes[index] = stored;
  }
  return sizes;
}
