/**
 * The first 208 bytes of every archive.
 *
 * | at   | size | |
 * | ---- | ---- | - |
 * | 0x00 | 8    | `MSWIM\0\0\0` |
 * | 0x08 | 4    | size of the header: 208 |
 * | 0x0c | 4    | version |
 * | 0x10 | 4    | flags, HEADER_FLAG |
 * | 0x14 | 4    | chunk size; 0 without compression |
 * | 0x18 | 16   | GUID; the parts of a split set share it |
 * | 0x28 | 2+2  | part, parts |
 * | 0x2c | 4    | images |
 * | 0x30 | 24   | resource header of the blob table |
 * | 0x48 | 24   | of the XML |
 * | 0x60 | 24   | of the metadata of the image that boots |
 * | 0x78 | 4    | index of the image that boots, from 1 |
 * | 0x7c | 24   | resource header of the integrity table: aligned to four bytes only |
 * | 0x94 | 60   | zeros |
 */

import { ByteWriter, cursorOver, readBytes, readU16, readU32, type Cursor } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { damaged } from './damage.js';
import { HEADER_FLAG, HEADER_SIZE, MAX_IMAGES, VERSION, VERSION_SOLID } from './format.js';
import { readResourceHeader, writeResourceHeader, type ResourceHeader } from './resource-header.js';
import type { ArchiveCompression } from './types.js';

const MAGIC = 'MSWIM\0\0\0';
export const MAGIC_SIZE = MAGIC.length;
const MAGIC_PIPABLE = 'WLPWM\0\0\0';

export interface Header {
  readonly version: number;
  readonly flags: number;
  readonly chunkSize: number;
  /** 16 bytes. */
  readonly guid: Uint8Array;
  readonly part: number;
  readonly parts: number;
  readonly imageCount: number;
  readonly blobTable: ResourceHeader;
  readonly xml: ResourceHeader;
  readonly bootMetadata: ResourceHeader;
  readonly bootIndex: number;
  readonly integrity: ResourceHeader;
}

/**
 * @param bytes what the file begins with, at least 208 bytes
 * @param what for errors: the path
 * @throws damaged, unsupported
 */
export function readHeader(bytes: Uint8Array, what: string): Header {
  const cursor = cursorOver(bytes, `${what}: header`);
  checkMagic(readBytes(cursor, MAGIC_SIZE), what);
  const size = readU32(cursor);
  if (size !== HEADER_SIZE) throw damaged(cursor.what, `a header of ${size} bytes`, `${HEADER_SIZE}`);
  const version = readU32(cursor);
  checkVersion(version, what);
  const flags = readU32(cursor);
  const chunkSize = readU32(cursor);
  const guid = readBytes(cursor, 16).slice();
  const part = readU16(cursor);
  const parts = readU16(cursor);
  if (part === 0 || part > parts) throw damaged(cursor.what, `part ${part} of ${parts}`);
  const imageCount = readU32(cursor);
  if (imageCount > MAX_IMAGES) throw damaged(cursor.what, `${imageCount} images`, `${MAX_IMAGES} at most`);
  const blobTable = readResourceHeader(cursor);
  const xml = readResourceHeader(cursor);
  const bootMetadata = readResourceHeader(cursor);
  const bootIndex = readU32(cursor);
  const integrity = readResourceHeader(cursor);
  const header = { version, flags, chunkSize, guid, part, parts, imageCount, blobTable, xml };
  checkCompression(cursor, flags, chunkSize);
  return { ...header, bootMetadata, bootIndex, integrity };
}

export function writeHeader(header: Header): Uint8Array {
  const writer = new ByteWriter(HEADER_SIZE);
  writer.raw(Buffer.from(MAGIC, 'latin1')).u32(HEADER_SIZE).u32(header.version).u32(header.flags);
  writer.u32(header.chunkSize).raw(header.guid).u16(header.part).u16(header.parts).u32(header.imageCount);
  writeResourceHeader(writer, header.blobTable);
  writeResourceHeader(writer, header.xml);
  writeResourceHeader(writer, header.bootMetadata);
  writer.u32(header.bootIndex);
  writeResourceHeader(writer, header.integrity);
  return writer.zeros(HEADER_SIZE - writer.length).finish();
}

export function compressionOf(flags: number): ArchiveCompression {
  if ((flags & HEADER_FLAG.COMPRESSION) === 0) return 'none';
  if ((flags & HEADER_FLAG.COMPRESS_LZX) !== 0) return 'lzx';
  if ((flags & HEADER_FLAG.COMPRESS_XPRESS) !== 0) return 'xpress';
  return 'lzms';
}

/** @param bytes those that the file begins with, as many as it has @throws damaged, unsupported */
export function checkMagic(bytes: Uint8Array, what: string): void {
  const magic = Buffer.from(bytes).toString('latin1');
  if (magic === MAGIC) return;
  if (magic === MAGIC_PIPABLE) {
    throw new FactoryError('unsupported', {
      subject: what,
      found: 'a pipable archive, which only wimlib reads',
      expected: 'a WIM as Microsoft writes it',
      next: 'export it with "wimlib-imagex export --not-pipable"',
    });
  }
  throw new FactoryError('damaged', {
    subject: what,
    found: bytes.length === 0 ? 'an empty file' : 'no WIM: its first bytes are not "MSWIM"',
    expected: 'a .wim, .swm or .esd file',
    next: 'check the path, or fetch it again',
  });
}

function checkVersion(version: number, what: string): void {
  if (version === VERSION || version === VERSION_SOLID) return;
  throw new FactoryError('unsupported', {
    subject: what,
    found: `a WIM of version 0x${version.toString(16)}`,
    expected: 'version 0x10d00 or 0xe00',
    next: 'export it with a current DISM',
  });
}

function checkCompression(cursor: Cursor, flags: number, chunkSize: number): void {
  if ((flags & HEADER_FLAG.COMPRESSION) === 0) return;
  const { COMPRESS_XPRESS, COMPRESS_LZX, COMPRESS_LZMS } = HEADER_FLAG;
  const kinds = [COMPRESS_XPRESS, COMPRESS_LZX, COMPRESS_LZMS].filter((flag) => (flags & flag) !== 0);
  if (kinds.length !== 1) {
    throw damaged(cursor.what, `flags 0x${flags.toString(16)}`, 'one kind of compression');
  }
  const isPowerOfTwo = chunkSize !== 0 && (chunkSize & (chunkSize - 1)) === 0;
  if (!isPowerOfTwo || chunkSize < 4096 || chunkSize > 2 ** 30) {
    throw damaged(cursor.what, `a chunk size of ${chunkSize} bytes`, 'a power of two from 4096 to 2^30');
  }
}
