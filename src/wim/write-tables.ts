/** The end of an archive, or of a part of one: blob table, XML, integrity table; and the header, which says where they are. */

import { createHash } from 'node:crypto';
import { RESOURCE_FLAG } from './format.js';
import { writeHeader, type Header } from './header.js';
import type { OutputFile } from './output-file.js';
import { NO_RESOURCE, type ResourceHeader } from './resource-header.js';

export interface Tables extends Omit<Header, 'blobTable' | 'xml' | 'integrity'> {
  readonly table: Uint8Array;
  readonly xml: Uint8Array;
}

/** @param out at the end of the resources; there is an integrity table where it was hashed */
export async function writeTables(out: OutputFile, tables: Tables): Promise<Header> {
  const { table, xml: text, ...facts } = tables;
  const blobTable = await append(out, table, RESOURCE_FLAG.METADATA);
  const hashes = out.takeIntegrityTable();
  const xml = await append(out, text, RESOURCE_FLAG.METADATA);
  const integrity = hashes === null ? NO_RESOURCE : await append(out, hashes, 0);
  const header = { ...facts, blobTable, xml, integrity };
  await out.patch(0, writeHeader(header));
  return header;
}

async function append(out: OutputFile, bytes: Uint8Array, flags: number): Promise<ResourceHeader> {
  const offset = out.position;
  await out.append(bytes);
  return { storedSize: bytes.length, flags, offset, size: bytes.length };
}

/** The GUID of what is in these bytes: version 8, "custom", of RFC 9562. */
export function contentGuid(...contents: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const bytes of contents) hash.update(bytes);
  const guid = new Uint8Array(hash.digest().subarray(0, 16));
  // Windows stores the third group little endian: its first digit is in the second byte.
  guid[7] = ((guid[7] as number) & 0x0f) | 0x80;
  guid[8] = ((guid[8] as number) & 0x3f) | 0x80;
  return guid;
}
