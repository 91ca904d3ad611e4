/** Reads the resources of an archive in pieces, whatever their size. */

import { takeBuffer } from '../bytes/index.js';
import { decompressNow, type Format, type StoredRun } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import { chunkBegins, chunkCount, chunkSizes, chunkTableSize, entryWidth } from './chunk-table.js';
import type { ArchiveBytes } from './archive-bytes.js';
import { damaged } from './damage.js';
import { RESOURCE_FLAG } from './format.js';
import type { ResourceHeader } from './resource-header.js';
import type { ArchiveCompression } from './types.js';

/** Bytes of content that are read and decompressed at a time. */
export const PIECE_SIZE = 1 << 20;

/** Entries of a chunk table that are held at a time. */
const TABLE_WINDOW = 1 << 14;

/** Resources up to here are read together with those that follow them, when they are asked for one after the other. */
const NEAR_SIZE = 1 << 17;
const WINDOW_SIZE = 1 << 20;

/** What was read last of a file's small resources. */
export interface Window {
  start: number;
  end: number;
  bytes: Promise<Buffer>;
}

/** The file that holds resources, and how it compresses them. */
export interface ResourceFile {
  /** For errors: the path. */
  readonly path: string;
  readonly bytes: ArchiveBytes;
  readonly size: number;
  readonly compression: ArchiveCompression;
  readonly chunkSize: number;
  readonly window: Window;
}

export function newWindow(): Window {
  return { start: 0, end: 0, bytes: Promise.resolve(Buffer.alloc(0)) };
}

/** @throws damaged when the file ends before */
export async function readAt(
  file: ResourceFile,
  position: number,
  length: number,
  what: string,
): Promise<Buffer> {
  // Before memory is taken for what is not there.
  if (length > file.size - position) throw truncated(what, file.size, position + length);
  const bytes = Buffer.allocUnsafeSlow(length);
  await readInto(file, position, bytes, what);
  return bytes;
}

/** Fills `bytes`. @throws damaged when the file ends before */
export async function readInto(
  file: ResourceFile,
  position: number,
  bytes: Buffer,
  what: string,
): Promise<void> {
  if (bytes.length > file.size - position) throw truncated(what, file.size, position + bytes.length);
  await file.bytes.read(position, bytes);
}

/**
 * As `readAt`, for what is small: a trip to the file for each of many small resources takes longer than unpacking it.
 *
 * @returns bytes that others are given too: not to be changed
 */
async function readNear(file: ResourceFile, position: number, length: number, what: string): Promise<Buffer> {
  if (length > NEAR_SIZE) return readAt(file, position, length, what);
  const { window } = file;
  if (position < window.start || position + length > window.end) {
    const isNext = position >= window.start && position <= window.end + NEAR_SIZE;
    const size = isNext ? Math.max(Math.min(WINDOW_SIZE, file.size - position), length) : length;
    window.start = position;
    window.end = position + size;
    window.bytes = readAt(file, position, size, what).catch((error: unknown) => {
      window.end = window.start;
      throw error;
    });
  }
  const { start, bytes } = window;
  return (await bytes).subarray(position - start, position - start + length);
}

/** The bytes of a resource as they are stored. @throws damaged, unsupported */
export async function* readStored(file: ResourceFile, resource: ResourceHeader, what: string) {
  refuseSolid(resource, what);
  const { offset, storedSize } = resource;
  if (storedSize > 0 && storedSize <= NEAR_SIZE) {
    yield Buffer.from(await readNear(file, offset, storedSize, what));
    return;
  }
  for (let done = 0; done < storedSize; done += PIECE_SIZE) {
    const piece = takeBuffer(Math.min(PIECE_SIZE, storedSize - done));
    await readInto(file, offset + done, piece, what);
    yield piece;
  }
}

/**
 * The content of a resource in pieces of at most 1 MiB, which are the caller's to keep.
 *
 * @throws damaged; unsupported for LZMS, solid resources and unusual chunk sizes
 */
export async function* readContent(
  file: ResourceFile,
  resource: ResourceHeader,
  what: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!isCompressed(resource)) {
    yield* readStored(file, resource, what);
    return;
  }
  const format = formatOf(file, resource, what);
  for await (const run of readRuns(file, resource, what)) {
    const content = decompressNow(format, file.chunkSize, run, run.size, what);
    for (let at = 0; at < content.length; at += PIECE_SIZE) yield content.subarray(at, at + PIECE_SIZE);
  }
}

/** A whole content, where it is known to be small enough. */
export async function readWhole(file: ResourceFile, resource: ResourceHeader, what: string): Promise<Buffer> {
  const content = Buffer.allocUnsafeSlow(resource.size);
  let length = 0;
  for await (const piece of readContent(file, resource, what)) {
    content.set(piece, length);
    length += piece.length;
  }
  return content;
}

/**
 * The stored chunks of a compressed resource in order, a run for each `PIECE_SIZE` bytes of content.
 *
 * @throws damaged
 */
export async function* readRuns(
  file: ResourceFile,
  resource: ResourceHeader,
  what: string,
): AsyncGenerator<StoredRun, void, undefined> {
  const { chunkSize } = file;
  const { size, storedSize, offset } = resource;
  if (size <= PIECE_SIZE && storedSize <= PIECE_SIZE) {
    // What is small is read in one go, table and all.
    yield wholeRun(resource, chunkSize, await readNear(file, offset, storedSize, what), what);
    return;
  }
  const tableSize = checkTable(resource, chunkSize, what);
  const read = (at: number, length: number) => readAt(file, offset + at, length, what);
  const step = Math.max(Math.floor(PIECE_SIZE / chunkSize), 1);
  const window = Math.max(TABLE_WINDOW - (TABLE_WINDOW % step), step);
  const chunks = chunkCount(size, chunkSize);
  const width = entryWidth(size);
  let begin = 0;
  for (let first = 0; first < chunks; first += window) {
    const last = Math.min(first + window, chunks);
    const entries = await read(first * width, (Math.min(last, chunks - 1) - first) * width);
    const begins = chunkBegins(entries, begin, last === chunks ? storedSize - tableSize : null, width);
    const windowSize = Math.min(size - first * chunkSize, window * chunkSize);
    const sizes = chunkSizes(begins, windowSize, chunkSize, what);
    for (let chunk = 0; chunk < sizes.length; chunk += step) {
      const end = Math.min(chunk + step, sizes.length);
      const from = begins[chunk] as number;
      const data = await read(tableSize + from, (begins[end] as number) - from);
      const content = Math.min(windowSize - chunk * chunkSize, step * chunkSize);
      yield { data, sizes: sizes.subarray(chunk, end), size: content, what };
    }
    begin = begins[sizes.length] as number;
  }
}

/**
 * A compressed resource of one piece.
 *
 * @param stored the resource as it is stored
 * @throws damaged
 */
export function wholeRun(
  resource: ResourceHeader,
  chunkSize: number,
  stored: Buffer,
  what: string,
): StoredRun {
  const { size, storedSize } = resource;
  const tableSize = checkTable(resource, chunkSize, what);
  const data = stored.subarray(tableSize);
  const begins = chunkBegins(stored.subarray(0, tableSize), 0, storedSize - tableSize, entryWidth(size));
  return { data, sizes: chunkSizes(begins, size, chunkSize, what), size, what };
}

function checkTable({ size, storedSize }: ResourceHeader, chunkSize: number, what: string): number {
  const tableSize = chunkTableSize(size, chunkSize);
  if (tableSize < storedSize) return tableSize;
  throw damaged(what, `${storedSize} stored bytes`, `more than its chunk table of ${tableSize} bytes`);
}

export function isCompressed(resource: ResourceHeader): boolean {
  return (resource.flags & RESOURCE_FLAG.COMPRESSED) !== 0;
}

/** How a compressed resource is decoded. @throws damaged, unsupported */
export function formatOf(file: ResourceFile, resource: ResourceHeader, what: string): Format {
  const { compression } = file;
  refuseSolid(resource, what);
  if (compression === 'lzms') throw unsupported(what, 'is compressed with LZMS, which is not read yet');
  if (compression === 'none') throw damaged(what, 'compressed in an archive without compression');
  return compression;
}

/** A content in a solid resource has no stored bytes of its own. @throws unsupported */
function refuseSolid({ flags }: ResourceHeader, what: string): void {
  if ((flags & RESOURCE_FLAG.SOLID) !== 0)
    throw unsupported(what, 'is in a solid resource, which is not read yet');
}

function unsupported(subject: string, found: string): FactoryError {
  return new FactoryError('unsupported', {
    subject,
    found,
    next: 'export the image with "dism /Export-Image /Compress:max" or "wimlib-imagex export --compress=LZX"',
  });
}

function truncated(what: string, found: number, expected: number): FactoryError {
  return damaged(what, `the file ends at byte ${found}`, `byte ${expected} at least`);
}
