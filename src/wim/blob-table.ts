/**
 * The blob table (Microsoft: lookup table): where each content lies, by its SHA-1. Entries of 50 bytes.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 24   | resource header |
 * | 24 | 2    | part |
 * | 26 | 4    | references |
 * | 30 | 20   | SHA-1 of the content |
 *
 * Metadata resources stand here too; the images own them in the order of the table. Inside a run of SOLID entries one
 * whose size is 0x1_0000_0000 is a solid resource, and the others are contents whose offset counts from its start and
 * whose stored size is their size.
 */

import { ByteWriter, isZero } from '../bytes/index.js';
import { damaged } from './damage.js';
import { RESOURCE_FLAG, blobKey } from './format.js';
import { writeResourceHeader } from './resource-header.js';
import type { WimBlob } from './types.js';

export const BLOB_ENTRY_SIZE = 50;

const SOLID_RESOURCE_SIZE = 0x1_0000_0000;

export interface BlobTable {
  /** By `blobKey`, without metadata, in the order of the table. */
  readonly blobs: Map<string, WimBlob>;
  /** The metadata resource of each image, in the order of the images. */
  readonly metadata: WimBlob[];
}

export interface TableLimits {
  readonly part: number;
  readonly fileSize: number;
  /** For errors: the path. */
  readonly what: string;
}

/** @throws damaged */
export function readBlobTable(bytes: Uint8Array, limits: TableLimits): BlobTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table: BlobTable = { blobs: new Map(), metadata: [] };
  for (let at = 0; at + BLOB_ENTRY_SIZE <= bytes.length; at += BLOB_ENTRY_SIZE) {
    const blob: WimBlob = {
      sha1: new Uint8Array(bytes.buffer, bytes.byteOffset + at + 30, 20),
      size: sizeAt(view, at + 16, limits),
      storedSize: storedSizeAt(view, at, limits),
      offset: sizeAt(view, at + 8, limits),
      flags: view.getUint8(at + 7),
      refs: view.getUint32(at + 26, true),
      part: view.getUint16(at + 24, true),
    };
    // What Microsoft's own tools have written and everyone reads over.
    if (blob.part !== limits.part || isZero(blob.sha1)) continue;
    if ((blob.flags & RESOURCE_FLAG.SOLID) !== 0) addSolid(table, blob);
    else if (blob.size !== 0) {
      checkPlace(blob, at, limits);
      // An image that was replaced leaves its metadata behind with no references: WinPE.wim of the WAIK has three.
      if ((blob.flags & RESOURCE_FLAG.METADATA) === 0) addBlob(table, blob);
      else if (blob.refs !== 0) table.metadata.push(blob);
    }
  }
  return table;
}

/** Half a million of them are read at once: no object is made on the way. */
function sizeAt(view: DataView, at: number, limits: TableLimits): number {
  return checkedSize(view.getUint32(at, true), view.getUint32(at + 4, true), at, limits);
}

function storedSizeAt(view: DataView, at: number, limits: TableLimits): number {
  return checkedSize(view.getUint32(at, true), view.getUint32(at + 4, true) & 0xff_ffff, at, limits);
}

function checkedSize(low: number, high: number, at: number, { what }: TableLimits): number {
  if (high < 2 ** 21) return high * 2 ** 32 + low;
  const found = `0x${high.toString(16)}${low.toString(16).padStart(8, '0')} as a size or offset at byte ${at}`;
  throw damaged(`${what}: blob table`, found, 'less than 2^53');
}

export function writeBlobTable(blobs: readonly WimBlob[]): Uint8Array {
  const writer = new ByteWriter(blobs.length * BLOB_ENTRY_SIZE);
  for (const blob of blobs) {
    writeResourceHeader(writer, blob);
    writer.u16(blob.part).u32(blob.refs).raw(blob.sha1);
  }
  return writer.finish();
}

function addSolid(table: BlobTable, blob: WimBlob): void {
  if (blob.size === SOLID_RESOURCE_SIZE || blob.storedSize === 0) return;
  addBlob(table, { ...blob, size: blob.storedSize, storedSize: 0 });
}

function addBlob({ blobs }: BlobTable, blob: WimBlob): void {
  const key = blobKey(blob.sha1);
  if (!blobs.has(key)) blobs.set(key, blob);
}

function checkPlace(blob: WimBlob, at: number, { fileSize, what }: TableLimits): void {
  const isCompressed = (blob.flags & RESOURCE_FLAG.COMPRESSED) !== 0;
  const subject = `${what}: blob table, entry at byte ${at}`;
  if (blob.storedSize > fileSize - blob.offset) {
    throw damaged(subject, `${blob.storedSize} bytes at ${blob.offset} of a file of ${fileSize} bytes`);
  }
  if (!isCompressed && blob.storedSize !== blob.size) {
    throw damaged(
      subject,
      `${blob.storedSize} stored bytes for an uncompressed content of ${blob.size} bytes`,
    );
  }
}
