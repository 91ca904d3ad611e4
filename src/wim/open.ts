/** Opens one file: an archive, or a part of a split set by itself. */

import { FactoryError, fromSystemError } from '../errors.js';
import type { ArchiveBytes, OpenArchiveBytes } from './archive-bytes.js';
import { MAX_METADATA, WimArchive, type ArchiveFile } from './archive.js';
import { readBlobTable, type BlobTable } from './blob-table.js';
import { damaged } from './damage.js';
import { HEADER_FLAG, HEADER_SIZE } from './format.js';
import { checkMagic, compressionOf, MAGIC_SIZE, readHeader, type Header } from './header.js';
import { readArchiveXml } from './read-xml.js';
import { newWindow, readAt, readWhole, type ResourceFile } from './resource.js';
import type { ResourceHeader } from './resource-header.js';
import { checkXmlSize, decodeXml } from './xml.js';

/** @throws not-found, permission, damaged, unsupported */
export async function openPart(path: string, openBytes: OpenArchiveBytes): Promise<WimArchive> {
  const bytes = await openBytes(path);
  try {
    return new WimArchive(await readFacts(bytes, path));
  } catch (error) {
    await bytes.close();
    throw fromSystemError(error, path);
  }
}

async function readFacts(bytes: ArchiveBytes, path: string): Promise<ArchiveFile> {
  const { size } = bytes;
  const bare: ResourceFile = { path, bytes, size, compression: 'none', chunkSize: 0, window: newWindow() };
  if (size < HEADER_SIZE) checkMagic(await readAt(bare, 0, Math.min(size, MAGIC_SIZE), path), path);
  const header = readHeader(await readAt(bare, 0, HEADER_SIZE, `${path}: header`), path);
  if ((header.flags & HEADER_FLAG.WRITE_IN_PROGRESS) !== 0) {
    throw new FactoryError('damaged', {
      subject: path,
      found: 'a change to this archive was begun and not completed',
      next: 'wait for the program that writes it; if none does, make it again',
    });
  }
  const compression = compressionOf(header.flags);
  const file = { ...bare, compression, chunkSize: compression === 'none' ? 0 : header.chunkSize };
  const xml = decodeXml(await readTable(file, header.xml, 'XML', checkXmlSize), `${path}: XML`);
  const contents = readArchiveXml(xml, header.imageCount, `${path}: XML`);
  if (contents.encrypted) return { file, header, xml, contents, table: { blobs: new Map(), metadata: [] } };
  const entries = await readTable(file, header.blobTable, 'blob table', checkTableSize);
  const table = readBlobTable(entries, { part: header.part, fileSize: size, what: path });
  checkMetadataCount(header, table, path);
  return { file, header, xml, contents, table };
}

async function readTable(
  file: ResourceFile,
  resource: ResourceHeader,
  name: string,
  checkSize: (size: number, what: string) => void,
): Promise<Buffer> {
  const what = `${file.path}: ${name}`;
  const { offset, storedSize, size, flags } = resource;
  if (storedSize > file.size - offset) {
    throw damaged(what, `${storedSize} bytes at ${offset} of a file of ${file.size} bytes`);
  }
  checkSize(size, what);
  // Microsoft's tools write it uncompressed; others have compressed it.
  const isStored = (flags & 0x4) === 0;
  if (isStored && storedSize !== size) throw damaged(what, `${storedSize} stored bytes`, `${size}`);
  return readWhole(file, resource, what);
}

function checkTableSize(size: number, what: string): void {
  if (size > MAX_METADATA) throw damaged(what, `${size} bytes`, `${MAX_METADATA} at most`);
}

function checkMetadataCount(header: Header, { metadata }: BlobTable, path: string): void {
  if (metadata.length === header.imageCount || (header.part > 1 && metadata.length === 0)) return;
  throw damaged(`${path}: blob table`, `metadata of ${metadata.length} images`, `${header.imageCount}`);
}
