/**
 * A bounded reader over bytes, little endian as every Windows format is, and its big-endian twins for VHD.
 * Each read checks its range first: what lies outside is a `damaged` error that names the structure.
 */

import { FactoryError } from '../errors.js';

export interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** The structure, for errors: "install.wim: header". */
  readonly what: string;
  position: number;
}

/** A cursor at the start of `bytes`. */
export function cursorOver(bytes: Uint8Array, what: string): Cursor {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), what, position: 0 };
}

/** How many bytes lie between the cursor and the end. */
export function remaining(cursor: Cursor): number {
  return cursor.bytes.length - cursor.position;
}

/** @throws damaged when `position` lies outside the bytes */
export function seek(cursor: Cursor, position: number): void {
  if (!Number.isSafeInteger(position) || position < 0 || position > cursor.bytes.length) {
    throw outOfBounds(cursor, position, 0);
  }
  cursor.position = position;
}

/** Moves over `length` bytes and returns where they began. */
export function skip(cursor: Cursor, length: number): number {
  const start = cursor.position;
  if (!Number.isSafeInteger(length) || length < 0 || length > cursor.bytes.length - start) {
    throw outOfBounds(cursor, start, length);
  }
  cursor.position = start + length;
  return start;
}

export function readU8(cursor: Cursor): number {
  return cursor.view.getUint8(skip(cursor, 1));
}

export function readU16(cursor: Cursor): number {
  return cursor.view.getUint16(skip(cursor, 2), true);
}

export function readU32(cursor: Cursor): number {
  return cursor.view.getUint32(skip(cursor, 4), true);
}

export function readU64(cursor: Cursor): bigint {
  return cursor.view.getBigUint64(skip(cursor, 8), true);
}

/** A 64-bit size or offset. @throws damaged above 2^53 - 1 */
export function readSize(cursor: Cursor): number {
  const value = readU64(cursor);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new FactoryError('damaged', {
      subject: cursor.what,
      found: `0x${value.toString(16)} as a size or offset at byte ${cursor.position - 8}`,
      expected: 'less than 2^53',
    });
  }
  return Number(value);
}

export function readU32Be(cursor: Cursor): number {
  return cursor.view.getUint32(skip(cursor, 4), false);
}

export function readU64Be(cursor: Cursor): bigint {
  return cursor.view.getBigUint64(skip(cursor, 8), false);
}

/** The next `length` bytes, not copied. */
export function readBytes(cursor: Cursor, length: number): Uint8Array {
  const start = skip(cursor, length);
  return cursor.bytes.subarray(start, start + length);
}

/** UTF-16LE of `byteLength` bytes; unpaired surrogates stay as they are. @throws damaged on an odd length */
export function readUtf16(cursor: Cursor, byteLength: number): string {
  if (byteLength % 2 !== 0) {
    throw new FactoryError('damaged', {
      subject: cursor.what,
      found: `a UTF-16 string of ${byteLength} bytes at byte ${cursor.position}`,
      expected: 'an even number',
    });
  }
  const start = skip(cursor, byteLength);
  return Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset + start, byteLength).toString('utf16le');
}

function outOfBounds(cursor: Cursor, position: number, length: number): FactoryError {
  return new FactoryError('damaged', {
    subject: cursor.what,
    found: `${length} bytes wanted at byte ${position}, beyond the end`,
    expected: `${cursor.bytes.length} bytes at most`,
    next: 'the file is truncated or damaged: fetch or make it again',
  });
}
