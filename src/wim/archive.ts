/** An archive that is open for reading. */

import { createHash } from 'node:crypto';
import { equalBytes, formatGuid, toHex } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import type { BlobTable } from './blob-table.js';
import { damaged } from './damage.js';
import type { Metadata } from './dentry.js';
import { blobKey } from './format.js';
import type { Header } from './header.js';
import { WimImageTree } from './image-tree.js';
import { indexMetadata, type MetadataIndex } from './metadata-index.js';
import type { ArchiveXml } from './read-xml.js';
import { readContent, readStored, readWhole, type ResourceFile } from './resource.js';
import { readSecurityData, type SecurityData } from './security-data.js';
import type { ArchiveCompression, WimBlob, WimFacts, WimImageInfo } from './types.js';

/** A metadata resource is held in memory as a whole: half a million entries have 120 MB. */
export const MAX_METADATA = 2 ** 30;
/** Real metadata shrinks to a tenth; more than this times the file's size is a bomb. */
const MAX_METADATA_RATIO = 512;

/** What was read of a file before any content is. */
export interface ArchiveFile {
  readonly file: ResourceFile;
  readonly header: Header;
  readonly xml: string;
  readonly contents: ArchiveXml;
  readonly table: BlobTable;
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
  readonly size: number = 0;
  readonly images: readonly WimImageInfo[];
  /** Without byte order mark. */
  readonly xml: string;
  /** An ESD whose contents cannot be read without a key; its blob table is not read either. */
  readonly encrypted: boolean;
  /** The files that it lies in: the parts of a split set in their order, each an archive by itself; else this one alone. */
  readonly members: readonly WimArchive[];
  /** The header as it stands, for the other files of this room. */
  readonly header: Header;
  /** The file with its compression, for the other files of this room; of a split set, the first one. */
  readonly file: ResourceFile;
  readonly #table: BlobTable;
  /** How many bytes the members before each have. */
  readonly #begins: number[] = [];

  /**
   * The parts of a split set as one archive.
   *
   * @param members all of them, in their order
   */
  static ofParts(members: readonly WimArchive[]): WimArchive {
    const first = members[0] as WimArchive;
    const blobs = new Map(first.#table.blobs);
    for (const { blobs: more } of members.slice(1)) {
      for (const blob of more) if (!blobs.has(blobKey(blob.sha1))) blobs.set(blobKey(blob.sha1), blob);
    }
    const { file, header, xml } = first;
    return new WimArchive({ file, header, xml, contents: first, table: { ...first.#table, blobs } }, members);
  }

  /**
   * Use `openWim`.
   *
   * @param members the parts of the split set that this archive is as a whole, whose first one the facts are from
   */
  constructor({ file, header, xml, contents, table }: ArchiveFile, members: readonly WimArchive[] = []) {
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
    this.images = contents.images;
    this.xml = xml;
    this.encrypted = contents.encrypted;
    this.header = header;
    this.file = file;
    this.members = members.length === 0 ? [this] : members;
    for (const member of this.members) {
      this.#begins.push(this.size);
      this.size += member.file.size;
    }
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
    yield* readContent(this.fileOf(blob), blob, this.describeBlob(blob));
  }

  /** The bytes of a content as they are stored, in pieces of at most 1 MiB. @throws damaged, unsupported, encrypted */
  async *readStoredBlob(wanted: Uint8Array | WimBlob): AsyncGenerator<Uint8Array, void, undefined> {
    const blob = this.#blob(wanted);
    yield* readStored(this.fileOf(blob), blob, this.describeBlob(blob));
  }

  /** A whole content that is known to be small, checked against its SHA-1. */
  async readSmall(wanted: Uint8Array | WimBlob): Promise<Uint8Array> {
    const blob = this.#blob(wanted);
    const content = await readWhole(this.fileOf(blob), blob, this.describeBlob(blob));
    checkHash(content, blob, this.describeBlob(blob));
    return content;
  }

  /** For errors. */
  describeBlob(blob: WimBlob): string {
    return `${this.fileOf(blob).path}: blob ${toHex(blob.sha1)}`;
  }

  /** The file that holds a blob of this archive. */
  fileOf({ part }: WimBlob): ResourceFile {
    const member = this.members[part - this.part];
    if (member === undefined) throw new Error(`a blob of part ${part} is asked for in ${this.path}`);
    return member.file;
  }

  /** Where a blob begins, counted over all files: what is read in this order is read best. */
  positionOf({ part, offset }: WimBlob): number {
    return offset + (this.#begins[part - this.part] ?? 0);
  }

  async close(): Promise<void> {
    for (const { file } of this.members) await file.bytes.close();
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
    throw new FactoryError('damaged', {
      subject,
      found: `${missing} contents that its files refer to are not in the archive`,
      expected: 'none',
      next: 'make a delta archive whole with "wimlib-imagex export --ref=BASE"; any other is damaged: fetch or make it again',
    });
  }
}

function checkHash(bytes: Uint8Array, { sha1 }: WimBlob, what: string): void {
  const found = createHash('sha1').update(bytes).digest();
  if (!equalBytes(found, sha1)) throw damaged(what, `SHA-1 ${toHex(found)}`, toHex(sha1));
}
