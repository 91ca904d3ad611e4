/**
 * Cabinets: what they list, and the content of a small file.
 *
 * ```
 * header  0 4 "MSCF"               25 1 major version, 1      30 2 flags: 1 previous, 2 next, 4 reserved areas
 *         8 4 bytes of the cabinet 26 2 count of folders      36   with flag 4: u16 bytes behind the header,
 *        16 4 where the list is    28 2 count of files             u8 bytes behind each folder, u8 … data block
 * folder  0 4 where its data is  4 2 count of data blocks  6 2 compression: 0 none, 1 MSZIP, 3 LZX with its window
 * file    0 4 bytes  4 4 offset in its folder  8 2 folder  10 2 date  12 2 time  14 2 attributes  16 name, NUL
 * data    0 4 checksum  4 2 bytes  6 2 bytes when decompressed: a folder's files, one after the other
 * ```
 *
 * What follows the cabinet, as a signature does, is not counted. Source: [MS-CAB], Microsoft Cabinet Format.
 */

import { inflateRawSync } from 'node:zlib';
import {
  cursorOver,
  readBytes,
  readU16,
  readU32,
  readU8,
  remaining,
  seek,
  skip,
  type Cursor,
} from '../bytes/index.js';
import { readAt, type ByteSource } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import { decompressLzx, type Frame } from './lzx.js';

const HEADER_SIZE = 36;
const FOLDER_SIZE = 8;
const DATA_SIZE = 8;
/** Of one file: 16 bytes, a name of at most 255, and its end. */
const LARGEST_ENTRY = 16 + 256;
const SMALLEST_ENTRY = 16 + 2;
const NAME_IS_UTF8 = 0x80;
const IS_SPLIT = 0x3;
const HAS_RESERVE = 0x4;
/** Bytes of a data block when decompressed. */
const BLOCK = 32_768;
/** Files that are read here are metadata: their folder is no larger. */
const LARGEST_FOLDER = 64 << 20;

export interface CabinetFile {
  /** With `\` between folders. */
  readonly name: string;
  readonly size: number;
  /** The folder whose data holds it, and where there. */
  readonly folder: number;
  readonly offset: number;
}

interface Folder {
  readonly at: number;
  readonly blocks: number;
  readonly compression: number;
}

export interface Cabinet {
  readonly files: readonly CabinetFile[];
  /** @throws damaged; unsupported for a compression that nobody uses, or a cabinet that goes on in another one */
  read(file: CabinetFile): Promise<Uint8Array>;
}

/** @throws damaged where it is no cabinet, is shorter than it says, or its list does not hold what it says */
export async function openCabinet(source: ByteSource): Promise<Cabinet> {
  const header = cursorOver(await readAt(source, 0, HEADER_SIZE), `${source.label}: cabinet header`);
  skip(header, 8);
  const size = readU32(header);
  if (size > source.size) {
    throw new FactoryError('damaged', {
      subject: source.label,
      found: `${source.size} bytes`,
      expected: `a cabinet of ${size} bytes`,
      next: 'the download is not whole: fetch the file again',
    });
  }
  skip(header, 4);
  const listAt = readU32(header);
  seek(header, 25);
  const major = readU8(header);
  if (major !== 1) throw unsupported(source, `a cabinet of version ${major}`, 'version 1');
  const folderCount = readU16(header);
  const fileCount = readU16(header);
  const flags = readU16(header);
  const files = await listFiles(source, { size, listAt, fileCount });
  return {
    files,
    async read(file) {
      if ((flags & IS_SPLIT) !== 0)
        throw unsupported(source, 'one of several cabinets', 'a cabinet by itself');
      const reserve = await readReserve(source, flags);
      const length = folderCount * (FOLDER_SIZE + reserve.folder);
      const bytes = await readAt(source, HEADER_SIZE + reserve.header, Math.min(length, size));
      const folders = cursorOver(bytes, `${source.label}: folders`);
      seek(folders, file.folder * (FOLDER_SIZE + reserve.folder));
      const folder = { at: readU32(folders), blocks: readU16(folders), compression: readU16(folders) };
      const data = await readFolder(source, { ...folder, reserve: reserve.data, end: size });
      const content = cursorOver(data, `${source.label}: ${file.name}`);
      seek(content, file.offset);
      return readBytes(content, file.size);
    },
  };
}

interface ListPlace {
  readonly size: number;
  readonly listAt: number;
  readonly fileCount: number;
}

async function listFiles(source: ByteSource, { size, listAt, fileCount }: ListPlace): Promise<CabinetFile[]> {
  const length = Math.min(fileCount * LARGEST_ENTRY, size - listAt);
  if (fileCount * SMALLEST_ENTRY > length) {
    throw new FactoryError('damaged', {
      subject: source.label,
      found: `a list of ${fileCount} files at byte ${listAt}`,
      expected: `it within ${size} bytes`,
    });
  }
  const list = cursorOver(await readAt(source, listAt, length), `${source.label}: list of files`);
  return Array.from({ length: fileCount }, () => {
    const bytes = readU32(list);
    const offset = readU32(list);
    const folder = readU16(list);
    skip(list, 4);
    const isUtf8 = (readU16(list) & NAME_IS_UTF8) !== 0;
    return { name: readName(list, isUtf8), size: bytes, folder, offset };
  });
}

function readName(list: Cursor, isUtf8: boolean): string {
  const end = list.bytes.indexOf(0, list.position);
  const name = readBytes(list, end === -1 ? remaining(list) + 1 : end - list.position);
  skip(list, 1);
  return Buffer.from(name).toString(isUtf8 ? 'utf8' : 'latin1');
}

/** Bytes of the reserved areas; that of the header with the fields that say so. */
async function readReserve(source: ByteSource, flags: number) {
  if ((flags & HAS_RESERVE) === 0) return { header: 0, folder: 0, data: 0 };
  const sizes = cursorOver(await readAt(source, HEADER_SIZE, 4), `${source.label}: reserved areas`);
  return { header: 4 + readU16(sizes), folder: readU8(sizes), data: readU8(sizes) };
}

async function readFolder(
  source: ByteSource,
  { at, blocks, compression, reserve, end }: Folder & { readonly reserve: number; readonly end: number },
): Promise<Uint8Array> {
  const what = `${source.label}: data`;
  const most = Math.min(blocks * (DATA_SIZE + reserve + BLOCK * 2), end - at);
  if (most < 0) {
    throw new FactoryError('damaged', {
      subject: source.label,
      found: `data at byte ${at}`,
      expected: `it within ${end} bytes`,
    });
  }
  if (most > LARGEST_FOLDER) throw unsupported(source, `${most} bytes of data`, `${LARGEST_FOLDER} at most`);
  const data = cursorOver(await readAt(source, at, most), what);
  const frames = Array.from({ length: blocks }, (): Frame => {
    skip(data, 4);
    const bytes = readU16(data);
    const size = readU16(data);
    skip(data, reserve);
    if (size > BLOCK) {
      throw new FactoryError('damaged', {
        subject: what,
        found: `a block of ${size} bytes`,
        expected: `${BLOCK} at most`,
      });
    }
    return { data: readBytes(data, bytes), size };
  });
  const size = frames.reduce((sum, frame) => sum + frame.size, 0);
  if (size > LARGEST_FOLDER) throw unsupported(source, `${size} bytes of data`, `${LARGEST_FOLDER} at most`);
  const kind = compression & 0xf;
  if (kind === 3) return decompressLzx(frames, (compression >> 8) & 0x1f, what);
  if (kind !== 0 && kind !== 1) throw unsupported(source, `compression ${kind}`, 'none, MSZIP or LZX');
  return Buffer.concat(kind === 0 ? frames.map((frame) => frame.data) : inflate(frames, what));
}

/** Each block: "CK" and a deflated stream, which may refer to the block before. */
function inflate(frames: readonly Frame[], what: string): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (const { data, size } of frames) {
    const dictionary = blocks.at(-1);
    try {
      const options = dictionary === undefined ? {} : { dictionary };
      blocks.push(inflateRawSync(data.subarray(2), { ...options, maxOutputLength: Math.max(1, size) }));
    } catch (error) {
      throw new FactoryError('damaged', {
        subject: what,
        found: error instanceof Error ? error.message : String(error),
        expected: 'MSZIP',
        cause: error,
      });
    }
  }
  return blocks;
}

function unsupported(source: ByteSource, found: string, expected: string): FactoryError {
  return new FactoryError('unsupported', { subject: source.label, found, expected });
}
