/**
 * An entry of an image's metadata (Microsoft: directory entry).
 *
 * | at   | size | |
 * | ---- | ---- | - |
 * | 0x00 | 8    | length, without the extra streams; 8 or less ends a directory |
 * | 0x08 | 4    | attributes |
 * | 0x0c | 4    | index of the security descriptor |
 * | 0x10 | 8    | where the directory's entries begin, from the start of the metadata; 0 for none |
 * | 0x18 | 16   | zeros |
 * | 0x28 | 8×3  | times: created, accessed, modified |
 * | 0x40 | 20   | SHA-1 of the unnamed stream |
 * | 0x54 | 4    | unknown |
 * | 0x58 | 8    | reparse point: tag, u16 reserved, u16 flags; else the number of its hard-link group |
 * | 0x60 | 2    | count of extra streams |
 * | 0x62 | 2    | bytes of the short name |
 * | 0x64 | 2    | bytes of the name |
 * | 0x66 |      | name and a NUL, short name and a NUL (nothing for one that is empty), zeros up to a multiple of 8 |
 * |      |      | tagged items: u32 tag, u32 length, data, zeros up to a multiple of 8 |
 *
 * An extra stream: u64 length (a multiple of 8), u64 zero, SHA-1, u16 bytes of the name, name and a NUL if it has one.
 */

import { isZero, type ByteWriter } from '../bytes/index.js';
import { FILE_ATTRIBUTE, type ExtendedAttribute } from '../tree/index.js';
import { damaged } from './damage.js';

export const DENTRY_SIZE = 0x66;
export const SHA1_AT = 0x40;
export const SUBDIR_AT = 0x10;
export const LINK_GROUP_AT = 0x58;
export const REPARSE_TAG_AT = 0x58;
export const REPARSE_FLAGS_AT = 0x5e;
export const EXTRA_STREAM_SIZE = 38;
export const EXTRA_SHA1_AT = 16;

/** A tagged item. */
export const ITEM = { OBJECT_ID: 1, EXTENDED_ATTRIBUTES: 2 } as const;

/** Set in the flags of a reparse point whose target was not made relative to the image's root. */
export const RP_NOT_FIXED = 1;

/** A named stream, or one of several. */
export interface RawStream {
  readonly name: string;
  /** Zeros for an empty one. */
  readonly sha1: Uint8Array;
}

/** The metadata of an image, with what is needed to read entries where they stand. */
export interface Metadata {
  readonly bytes: Buffer;
  /** For errors. */
  readonly what: string;
}

/** @returns the end of the entry with its extra streams, or null where `at` ends the directory. @throws damaged */
export function endOfDentry({ bytes, what }: Metadata, at: number): number | null {
  if (at % 8 !== 0) throw damaged(what, `an entry at byte ${at}`, 'a multiple of 8');
  if (at > bytes.length - 8) throw damaged(what, `an entry at byte ${at}`, `less than ${bytes.length}`);
  const length = readLength(bytes, at);
  if (length <= 8) return null;
  let end = at + align8(length);
  if (length < DENTRY_SIZE || end > bytes.length) {
    throw damaged(
      what,
      `an entry of ${length} bytes at byte ${at}`,
      `${DENTRY_SIZE} to ${bytes.length - at}`,
    );
  }
  const names = bytes.readUInt16LE(at + 0x62) + bytes.readUInt16LE(at + 0x64);
  if (DENTRY_SIZE + names > length) throw damaged(what, `names of ${names} bytes in the entry at byte ${at}`);
  for (let left = bytes.readUInt16LE(at + 0x60); left > 0; left--) {
    const size = end <= bytes.length - EXTRA_STREAM_SIZE ? align8(readLength(bytes, end)) : Infinity;
    if (size < EXTRA_STREAM_SIZE || size > bytes.length - end) {
      throw damaged(what, `an extra stream at byte ${end} that does not fit`);
    }
    if (EXTRA_STREAM_SIZE + bytes.readUInt16LE(end + 36) > size) {
      throw damaged(what, `an extra stream at byte ${end} whose name does not fit`);
    }
    end += size;
  }
  return end;
}

export function attributesOf({ bytes }: Metadata, at: number): number {
  return bytes.readUInt32LE(at + 8);
}

/** Where the entries of a directory begin; 0 for none, NaN where they lie outside. */
export function subdirOf({ bytes }: Metadata, at: number): number {
  const high = bytes.readUInt32LE(at + SUBDIR_AT + 4);
  return high === 0 ? bytes.readUInt32LE(at + SUBDIR_AT) : Number.NaN;
}

export function isReparsePoint(metadata: Metadata, at: number): boolean {
  return (attributesOf(metadata, at) & FILE_ATTRIBUTE.REPARSE_POINT) !== 0;
}

/** Bytes of the name, as a key of sets: a latin1 string. */
export function nameKey({ bytes }: Metadata, at: number): string {
  return bytes.toString('latin1', at + DENTRY_SIZE, at + DENTRY_SIZE + bytes.readUInt16LE(at + 0x64));
}

export function nameOf({ bytes }: Metadata, at: number): string {
  return bytes.toString('utf16le', at + DENTRY_SIZE, at + DENTRY_SIZE + bytes.readUInt16LE(at + 0x64));
}

export function shortNameOf({ bytes }: Metadata, at: number): string {
  const length = bytes.readUInt16LE(at + 0x64);
  const start = at + DENTRY_SIZE + (length === 0 ? 0 : length + 2);
  const end = Math.min(start + bytes.readUInt16LE(at + 0x62), at + readLength(bytes, at));
  return start >= end ? '' : bytes.toString('utf16le', start, end);
}

export function sha1At({ bytes }: Metadata, at: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + at, 20);
}

/** The extra streams in their order. The entry was checked by `endOfDentry`. */
export function extraStreams(metadata: Metadata, at: number): RawStream[] {
  const { bytes } = metadata;
  const streams: RawStream[] = [];
  let start = at + align8(readLength(bytes, at));
  for (let left = bytes.readUInt16LE(at + 0x60); left > 0; left--) {
    const name = start + EXTRA_STREAM_SIZE;
    const length = bytes.readUInt16LE(start + 36);
    streams.push({
      name: bytes.toString('utf16le', name, name + length),
      sha1: sha1At(metadata, start + EXTRA_SHA1_AT),
    });
    start += align8(readLength(bytes, start));
  }
  return streams;
}

/** What the streams of an entry are, whatever the layout that its writer chose. */
export interface Streams {
  readonly reparse: Uint8Array | null;
  /** Zeros where it is empty; null where there is none. */
  readonly unnamed: Uint8Array | null;
  readonly named: readonly RawStream[];
}

/**
 * Writers disagree on where the streams stand: the main hash, or an extra stream without a name. A reparse point's
 * first unnamed stream is its reparse data, the second one its content.
 */
export function classifyStreams(metadata: Metadata, at: number): Streams {
  const main = sha1At(metadata, at + SHA1_AT);
  const extra = extraStreams(metadata, at);
  const unnamed = extra.filter(({ name }) => name === '').map(({ sha1 }) => sha1);
  if (!isZero(main) || unnamed.length === 0) unnamed.unshift(main);
  const reparse = isReparsePoint(metadata, at) ? (unnamed.shift() ?? null) : null;
  return { reparse, unnamed: unnamed[0] ?? null, named: extra.filter(({ name }) => name !== '') };
}

/** The data of a tagged item; null where the entry has none. */
export function taggedItem({ bytes }: Metadata, at: number, wanted: number): Buffer | null {
  const end = at + readLength(bytes, at);
  const nameBytes = bytes.readUInt16LE(at + 0x64);
  const shortBytes = bytes.readUInt16LE(at + 0x62);
  const names = (nameBytes === 0 ? 0 : nameBytes + 2) + (shortBytes === 0 ? 0 : shortBytes + 2);
  let item = at + align8(DENTRY_SIZE + names);
  while (item + 8 <= end) {
    const length = bytes.readUInt32LE(item + 4);
    if (length > end - item - 8) return null;
    if (bytes.readUInt32LE(item) === wanted) return bytes.subarray(item + 8, item + 8 + length);
    item += 8 + align8(length);
  }
  return null;
}

/** Entry: u16 bytes of the value, u8 characters of the name, u8 flags, name and a NUL, value; nothing is aligned. */
export function readExtendedAttributes(data: Buffer, what: string): ExtendedAttribute[] {
  const attributes: ExtendedAttribute[] = [];
  for (let at = 0; at + 4 <= data.length;) {
    const value = at + 4 + (data[at + 2] as number) + 1;
    const end = value + data.readUInt16LE(at);
    if (end > data.length)
      throw damaged(what, `an extended attribute of ${end - at} bytes in ${data.length - at}`);
    const name = data.toString('latin1', at + 4, value - 1);
    // The list may be padded with zeros.
    if (name !== '') {
      attributes.push({
        name,
        flags: data[at + 3] as number,
        value: new Uint8Array(data.subarray(value, end)),
      });
    }
    at = end;
  }
  return attributes;
}

export function writeExtendedAttributes(writer: ByteWriter, attributes: readonly ExtendedAttribute[]): void {
  for (const { name, flags, value } of attributes) {
    writer
      .u16(value.length)
      .u8(name.length)
      .u8(flags)
      .raw(Buffer.from(`${name}\0`, 'latin1'))
      .raw(value);
  }
}

export function align8(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function readLength(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}
