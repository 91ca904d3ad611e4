/** An archive that is open for reading. */

import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { equalBytes, formatGuid, toHex } from '../bytes/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import { readBlobTable, type BlobTable } from './blob-table.js';
import { damaged } from './damage.js';
import type { Metadata } from './dentry.js';
import { HEADER_FLAG, HEADER_SIZE, blobKey } from './format.js';
import { compressionOf, readHeader, type Header } from './header.js';
import { WimImageTree } from './image-tree.js';
import { indexMetadata, type MetadataIndex } from './metadata-index.js';
import { readArchiveXml, type ArchiveXml } from './read-xml.js';
import { readAt, readContent, readStored, readWhole, type ResourceFile } from './resource.js';
import type { ResourceHeader } from './resource-header.js';
import { readSecurityData, type SecurityData } from './security-data.js';
import type { ArchiveCompression, WimBlob, WimFacts, WimImageInfo } from './types.js';
import { checkXmlSize, decodeXml } from './xml.js';

/** A metadata resource is held in memory as a whole: half a million entries have 120 MB. */
const MAX_METADATA = 2 ** 30;
/** Real metadata shrinks to a tenth; more than this times the file's size is a bomb. */
const MAX_METADATA_RATIO = 512;

interface ArchiveParts {
  readonly file: ResourceFile;
  readonly header: Header;
  readonly xml: string;
  readonly contents: ArchiveXml;
  readonly table: BlobTable;
}

/**
 * Opens a WIM, a part of a split set or an ESD. Header and XML of every kind are read; what cannot be decoded yet
 * (LZMS, solid resources, encryption) is refused when it is asked for.
 *
 * @throws not-found, permission, damaged, unsupported
 */
export async function openWim(path: string): Promise<WimArchive> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw fromSystemError(error, path);
  }
  try {
    return new WimArchive(await readParts(handle, path));
  } catch (error) {
    await handle.close();
    throw fromSystemError(error, path);
  }
}

export class WimArchive implements WimFacts {
  readonly path: string;
  readonly guid: string;
  readonly compression: ArchiveCompression;
  readonly chunkSize: number;
  readonly version: number;
  readonly part: number;
  readonly parts: number;
  readonly flags: number;
  readonly bootIndex: number;
  readonly imageCount: number;
  readonly integrity: boolean;
  readonly size: number;
  readonly images: readonly WimImageInfo[];
  /** Without byte order mark. */
  readonly xml: string;
  /** An ESD whose contents cannot be read without a key; its blob table is not read either. */
  readonly encrypted: boolean;
  /** The header as it stands, for the other files of this room. */
  readonly header: Header;
  /** The file with its compression, for the other files of this room. */
  readonly file: ResourceFile;
  readonly #table: BlobTable;

  /** Use `openWim`. */
  constructor({ file, header, xml, contents, table }: ArchiveParts) {
    this.path = file.path;
    this.guid = formatGuid(header.guid);
    this.compression = file.compression;
    this.chunkSize = file.chunkSize;
    this.version = header.version;
    this.part = header.part;
    this.parts = header.parts;
    this.flags = header.flags;
    this.bootIndex = header.bootIndex;
    this.imageCount = header.imageCount;
    this.integrity = header.integrity.size !== 0;
    this.size = file.size;
    this.images = contents.images;
    this.xml = xml;
    this.encrypted = contents.encrypted;
    this.header = header;
    this.file = file;
    this.#table = table;
  }

  /** Every content in the order of the table, without metadata. */
  get blobs(): IterableIterator<WimBlob> {
    return this.#table.blobs.values();
  }

  get blobCount(): number {
    return this.#table.blobs.size;
  }

  /** The metadata resources of the images in their order; none in the later parts of a split set. */
  get metadata(): readonly WimBlob[] {
    return this.#table.metadata;
  }

  findBlob(sha1: Uint8Array): WimBlob | null {
    return this.#table.blobs.get(blobKey(sha1)) ?? null;
  }

  /**
   * @param selector a number from 1, or a name as it is written but for case
   * @throws not-found
   */
  selectImage(selector: string): WimImageInfo {
    const byNumber = /^\d+$/.test(selector) ? this.images[Number(selector) - 1] : undefined;
    const wanted = selector.toLowerCase();
    const found =
      byNumber ??
      this.images.find(({ name }) => name === selector) ??
      this.images.find(({ name }) => name.toLowerCase() === wanted);
    if (found !== undefined) return found;
    const list = this.images.map(({ index, name }) => `${index} "${name}"`).join(', ');
    throw new FactoryError('not-found', {
      subject: this.path,
      found: `no image "${selector}"`,
      expected: list === '' ? 'an archive with images' : `one of ${list}`,
    });
  }

  /**
   * @param index from 1
   * @throws not-found; damaged when its metadata is, or when a content is missing; unsupported for what is not read yet
   */
  async openImage(index: number): Promise<WimImageTree> {
    const info = this.selectImage(String(index));
    const parts = await this.readMetadata(info.index);
    this.#checkContents(info, parts.index);
    return WimImageTree.open(this, info, {
      ...parts,
      descriptors: parts.security.descriptors,
      root: parts.security.end,
    });
  }

  /** The metadata of an image, decompressed, checked against its SHA-1 and met once. @param index from 1 */
  async readMetadata(
    index: number,
  ): Promise<{ metadata: Metadata; security: SecurityData; index: MetadataIndex }> {
    const what = `${this.path}: metadata of image ${index}`;
    this.#refuseEncrypted(what);
    const blob = this.#table.metadata[index - 1];
    if (blob === undefined) throw this.#missingMetadata(what);
    this.#checkMetadataSize(blob, what);
    const bytes = await readWhole(this.file, blob, what);
    const metadata = { bytes, what };
    checkHash(bytes, blob, what);
    const security = readSecurityData(bytes, what);
    return { metadata, security, index: indexMetadata(metadata, security) };
  }

  /**
   * The content in pieces of at most 1 MiB, which are the caller's to keep. It is not checked against its SHA-1.
   *
   * @throws damaged, unsupported, encrypted
   */
  async *readBlob(wanted: Uint8Array | WimBlob): AsyncGenerator<Uint8Array, void, undefined> {
    const blob = this.#blob(wanted);
    yield* readContent(this.file, blob, this.describeBlob(blob));
  }

  /** The bytes of a content as they are stored, in pieces of at most 1 MiB. @throws damaged, unsupported, encrypted */
  async *readStoredBlob(wanted: Uint8Array | WimBlob): AsyncGenerator<Uint8Array, void, undefined> {
    const blob = this.#blob(wanted);
    yield* readStored(this.file, blob, this.describeBlob(blob));
  }

  /** A whole content that is known to be small, checked against its SHA-1. */
  async readSmall(wanted: Uint8Array | WimBlob): Promise<Uint8Array> {
    const blob = this.#blob(wanted);
    const content = await readWhole(this.file, blob, this.describeBlob(blob));
    checkHash(content, blob, this.describeBlob(blob));
    return content;
  }

  /** For errors. */
  describeBlob({ sha1 }: WimBlob): string {
    return `${this.path}: blob ${toHex(sha1)}`;
  }

  async close(): Promise<void> {
    await this.file.handle.close();
  }

  #blob(wanted: Uint8Array | WimBlob): WimBlob {
    this.#refuseEncrypted(this.path);
    if (!(wanted instanceof Uint8Array)) return wanted;
    const blob = this.findBlob(wanted);
    if (blob !== null) return blob;
    throw new FactoryError('not-found', { subject: this.path, found: `no blob ${toHex(wanted)}` });
  }

  #refuseEncrypted(subject: string): void {
    if (!this.encrypted) return;
    throw new FactoryError('encrypted', {
      subject,
      found: 'an encrypted ESD',
      expected: 'an archive that can be read without a key',
      next: 'let the Media Creation Tool make an ISO, or decrypt the ESD',
    });
  }

  #missingMetadata(subject: string): FactoryError {
    if (this.parts === 1) return damaged(subject, 'not in the blob table');
    return new FactoryError('unsupported', {
      subject,
      found: `not in part ${this.part} of ${this.parts}`,
      expected: 'the first part, which holds it',
      next: 'name the first part',
    });
  }

  #checkMetadataSize({ size }: WimBlob, what: string): void {
    const most = Math.min(MAX_METADATA, this.size * MAX_METADATA_RATIO);
    if (size > most) throw damaged(what, `${size} bytes`, `${most} at most in a file of ${this.size} bytes`);
  }

  #checkContents({ index }: WimImageInfo, { references }: MetadataIndex): void {
    let missing = 0;
    for (const key of references.keys()) if (!this.#table.blobs.has(key)) missing++;
    if (missing === 0) return;
    const subject = `${this.path}: image ${index}`;
    if (this.parts > 1) {
      throw new FactoryError('unsupported', {
        subject,
        found: `${missing} contents that are in other parts than part ${this.part} of ${this.parts}`,
        expected: 'a whole archive; split sets are not read yet',
        next: 'join the parts with "wimlib-imagex join" or "dism /Export-Image"',
      });
    }
    throw damaged(subject, `${missing} contents that its files refer to are not in the archive`, 'none');
  }
}

async function readParts(handle: FileHandle, path: string): Promise<ArchiveParts> {
  const { size } = await handle.stat();
  const bare: ResourceFile = { path, handle, size, compression: 'none', chunkSize: 0 };
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
  const bytes = await readTable(file, header.blobTable, 'blob table', checkTableSize);
  const table = readBlobTable(bytes, { part: header.part, fileSize: size, what: path });
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

function checkHash(bytes: Uint8Array, { sha1 }: WimBlob, what: string): void {
  const found = createHash('sha1').update(bytes).digest();
  if (!equalBytes(found, sha1)) throw damaged(what, `SHA-1 ${toHex(found)}`, toHex(sha1));
}
