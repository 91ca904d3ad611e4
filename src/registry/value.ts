/**
 * Values of a key.
 *
 * ```
 * vk:  0 2 "vk"  2 2 bytes of the name  4 4 bytes of data  8 4 cell of the data  12 4 type  16 2 flags  20 name
 *      data of up to four bytes lies in place of its cell, and the top bit of its size is set;
 *      data above 16,344 bytes lies in segments (from version 1.4 on)
 * db:  0 2 "db"  2 2 count of segments  4 4 cell with a list of u32 cells
 * ```
 */

import { readBytes, readU16, readU32, readUtf16, seek, type Cursor } from '../bytes/index.js';
import { cellAt, damaged, recordAt, type Bins } from './bins.js';

export const VALUE_TYPE = {
  NONE: 0,
  SZ: 1,
  EXPAND_SZ: 2,
  BINARY: 3,
  DWORD: 4,
  DWORD_BIG_ENDIAN: 5,
  LINK: 6,
  MULTI_SZ: 7,
  RESOURCE_LIST: 8,
  FULL_RESOURCE_DESCRIPTOR: 9,
  RESOURCE_REQUIREMENTS_LIST: 10,
  QWORD: 11,
} as const;

export interface Value {
  /** '' for the default value. */
  readonly name: string;
  /** A value of VALUE_TYPE, or any other number: Windows stores what a program gives it. */
  readonly type: number;
  readonly data: Uint8Array;
}

const IN_PLACE = 0x80000000;
const NAME_IS_LATIN1 = 0x1;
const SEGMENT_SIZE = 16344;

/** @throws damaged */
export function readValue(bins: Bins, offset: number): Value {
  const cursor = recordAt(bins, offset, 'value', 'vk');
  const nameLength = readU16(cursor);
  const sizeField = readU32(cursor);
  const dataAt = cursor.position;
  const dataCell = readU32(cursor);
  const type = readU32(cursor);
  const flags = readU16(cursor);
  seek(cursor, 20);
  const name = readName(cursor, nameLength, (flags & NAME_IS_LATIN1) !== 0);
  const size = sizeField % IN_PLACE;
  if (sizeField < IN_PLACE)
    return { name, type, data: size === 0 ? NOTHING : readData(bins, dataCell, size) };
  if (size > 4) throw damaged(cursor.what, `${size} bytes of data in place`, 'four at most');
  return { name, type, data: cursor.bytes.subarray(dataAt, dataAt + size) };
}

const NOTHING = new Uint8Array(0);

/** A name in Latin-1 or UTF-16. */
export function readName(cursor: Cursor, byteLength: number, isLatin1: boolean): string {
  if (!isLatin1) return readUtf16(cursor, byteLength);
  return Buffer.from(readBytes(cursor, byteLength)).toString('latin1');
}

function readData(bins: Bins, offset: number, size: number): Uint8Array {
  const cell = cellAt(bins, offset, 'data');
  // A cell that holds all of it is no list of segments: hivex and Windows NT 4 store large data so.
  if (size <= cell.bytes.length) return cell.bytes.subarray(0, size);
  if (size > bins.bytes.length) throw damaged(cell.what, `${size} bytes of data`, 'less than the hive has');
  return readSegments(bins, offset, size);
}

function readSegments(bins: Bins, offset: number, size: number): Uint8Array {
  const cursor = recordAt(bins, offset, 'large data', 'db');
  const count = readU16(cursor);
  if (count !== Math.ceil(size / SEGMENT_SIZE)) {
    throw damaged(cursor.what, `${count} segments for ${size} bytes`, `${Math.ceil(size / SEGMENT_SIZE)}`);
  }
  const list = cellAt(bins, readU32(cursor), 'list of segments');
  const data = new Uint8Array(size);
  for (let done = 0; done < size; done += SEGMENT_SIZE) {
    const segment = cellAt(bins, readU32(list), 'segment');
    data.set(readBytes(segment, Math.min(SEGMENT_SIZE, size - done)), done);
  }
  return data;
}

/** REG_SZ, REG_EXPAND_SZ (not expanded) and REG_LINK, up to the first NUL; null for another type. */
export function stringOf({ type, data }: Value): string | null {
  if (type !== VALUE_TYPE.SZ && type !== VALUE_TYPE.EXPAND_SZ && type !== VALUE_TYPE.LINK) return null;
  return utf16(data).split('\0', 1)[0] ?? '';
}

/** REG_MULTI_SZ up to the empty string that ends it, or a string as a list of one; null for another type. */
export function multiStringOf(value: Value): string[] | null {
  if (value.type !== VALUE_TYPE.MULTI_SZ) {
    const single = stringOf(value);
    return single === null ? null : single === '' ? [] : [single];
  }
  const strings = utf16(value.data).split('\0');
  const end = strings.indexOf('');
  return end === -1 ? strings : strings.slice(0, end);
}

/** REG_DWORD in either byte order; null for another type. */
export function dwordOf({ type, data }: Value): number | null {
  if (data.length < 4) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type === VALUE_TYPE.DWORD) return view.getUint32(0, true);
  return type === VALUE_TYPE.DWORD_BIG_ENDIAN ? view.getUint32(0, false) : null;
}

/** REG_QWORD; null for another type. */
export function qwordOf({ type, data }: Value): bigint | null {
  if (type !== VALUE_TYPE.QWORD || data.length < 8) return null;
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getBigUint64(0, true);
}

function utf16(data: Uint8Array): string {
  const even = data.length - (data.length % 2);
  return Buffer.from(data.buffer, data.byteOffset, even).toString('utf16le');
}
