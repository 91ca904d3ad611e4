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

import { ByteWriter, cursorOver, isZero, readBytes, readU16, readU32, remaining } from '../bytes/index.js';
import { damaged } from './damage.js';
import { RESOURCE_FLAG, blobKey } from './format.js';
import { readResourceHeader, writeResourceHeader } from './resource-header.js';
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
  const cursor = cursorOver(bytes, `${limits.what}: blob table`);
  const table: BlobTable = { blobs: new Map(), metadata: [] };
  while (remaining(cursor) >= BLOB_ENTRY_SIZE) {
    const at = cursor.position;
    const resource = readResourceHeader(cursor);
    const part = readU16(cursor);
    const refs = readU32(cursor);
    const sha1 = readBytes(cursor, 20);
    // What Microsoft's own tools have written and everyone reads over.
    if (part !== limits.part || isZero(sha1)) continue;
    const blob = { ...resource, part, refs, sha1 };
    if ((resource.flags & RESOURCE_FLAG.SOLID) !== 0) addSolid(table, blob);
    else if (resource.size !== 0) {
      checkPlace(blob, at, limits);
      // An image that was replaced leaves its metadata behind with no references: WinPE.wim of the WAIK has three.
      if ((resource.flags & RESOURCE_FLAG.METADATA) === 0) addBlob(table, blob);
      else if (refs !== 0) table.metadata.push(blob);
    }
  }
  return table;
}

export function writeBlobTable(blobs: Iterable<WimBlob>): Uint8Array {
  const writer = new ByteWriter(1 << 16);
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
