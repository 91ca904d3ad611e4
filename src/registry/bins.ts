/**
 * Hive bins and the cells in them.
 *
 * ```
 * hive bin, 32 bytes, a multiple of 4,096 with its cells      cell, a multiple of 8 bytes
 *    0  4  "hbin"                                                0  4  i32: bytes, negative while in use
 *    4  4  its offset from the first hive bin                    4     content
 *    8  4  bytes of it
 *   20  8  last written, in the first one
 * ```
 */

import { cursorOver, type Cursor } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { BASE_BLOCK_SIZE } from './base-block.js';

const BIN_HEADER_SIZE = 32;
const BIN_UNIT = 4096;
const SIGNATURE = 0x6e696268;

/** The hive bins of one hive, each checked. */
export interface Bins {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** For each 4,096 bytes of bins the bounds of the bin that they belong to: start, end. */
  readonly bounds: Uint32Array;
}

/**
 * @param hive base block and bins
 * @throws damaged when a bin is not where the one before it ends
 */
export function openBins(hive: Uint8Array, binsSize: number, what: string): Bins {
  const bytes = hive.subarray(BASE_BLOCK_SIZE, BASE_BLOCK_SIZE + binsSize);
  if (bytes.length !== binsSize || binsSize === 0 || binsSize % BIN_UNIT !== 0) {
    throw damaged(
      what,
      `${bytes.length} bytes of hive bins`,
      `${binsSize}, a multiple of 4096, as its base block says`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bounds = new Uint32Array((binsSize / BIN_UNIT) * 2);
  for (let start = 0; start < binsSize;) {
    const size = view.getUint32(start + 8, true);
    const isBin = view.getUint32(start, true) === SIGNATURE && view.getUint32(start + 4, true) === start;
    if (!isBin || size === 0 || size % BIN_UNIT !== 0 || size > binsSize - start) {
      throw damaged(what, `no hive bin at ${hex(start)}`, 'bins without gaps');
    }
    for (let at = start; at < start + size; at += BIN_UNIT)
      bounds.set([start, start + size], (at / BIN_UNIT) * 2);
    start += size;
  }
  return { what, bytes, view, bounds };
}

/**
 * The content of the cell at `offset`.
 *
 * @param kind what is expected there, for errors: "key"
 * @throws damaged when no cell in use lies there within one bin
 */
export function cellAt(bins: Bins, offset: number, kind: string): Cursor {
  const page = Math.floor(offset / BIN_UNIT) * 2;
  const start = bins.bounds[page];
  const end = bins.bounds[page + 1];
  if (start === undefined || end === undefined || offset % 8 !== 0 || offset < start + BIN_HEADER_SIZE) {
    throw damaged(bins.what, `a ${kind} at ${hex(offset)}`, 'a cell in a hive bin');
  }
  const size = -bins.view.getInt32(offset, true);
  if (size < 8 || size % 8 !== 0 || size > end - offset) {
    throw damaged(
      bins.what,
      `a ${kind} at ${hex(offset)} in a cell of ${size} bytes`,
      'a cell that is in use and ends in its bin',
    );
  }
  return cursorOver(
    bins.bytes.subarray(offset + 4, offset + size),
    `${bins.what}: ${kind} at ${hex(offset)}`,
  );
}

/** A cell whose content begins with a signature of two letters. @returns the cursor behind it */
export function recordAt(bins: Bins, offset: number, kind: string, signature: string): Cursor {
  const cursor = cellAt(bins, offset, kind);
  const found = signatureOf(cursor);
  if (found !== signature) throw damaged(cursor.what, `the signature "${found}"`, `"${signature}"`);
  cursor.position = 2;
  return cursor;
}

/** The first two bytes as letters; every cell has at least four. */
export function signatureOf(cursor: Cursor): string {
  return Buffer.from(cursor.bytes.subarray(0, 2)).toString('latin1');
}

export function damaged(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('damaged', {
    subject,
    found,
    expected,
    next: 'the registry hive is damaged: take it from a backup, or capture the machine again',
  });
}

export function hex(offset: number): string {
  return `0x${offset.toString(16)}`;
}
