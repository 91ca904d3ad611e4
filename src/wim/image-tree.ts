/** An image of an archive as a FileTree. Entries are read from the metadata when their directory is asked for. */

import { isZero } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import {
  CARRIES_ALL,
  FILE_ATTRIBUTE,
  isFolder,
  type Entry,
  type FileTree,
  type ReparsePoint,
  type StreamInfo,
} from '../tree/index.js';
import type { WimArchive } from './archive.js';
import { damaged } from './damage.js';
import {
  ITEM,
  REPARSE_FLAGS_AT,
  REPARSE_TAG_AT,
  RP_NOT_FIXED,
  attributesOf,
  classifyStreams,
  isReparsePoint,
  nameOf,
  readExtendedAttributes,
  shortNameOf,
  taggedItem,
  type Metadata,
} from './dentry.js';
import { EMPTY_SHA1 } from './format.js';
import { listDirectory, type MetadataIndex } from './metadata-index.js';
import type { WimImageInfo, WimProblem } from './types.js';

/** NTFS takes no more: MAXIMUM_REPARSE_DATA_BUFFER_SIZE without its header. */
const MAX_REPARSE_DATA = 16_384 - 8;

export interface ImageParts {
  readonly metadata: Metadata;
  readonly descriptors: readonly Uint8Array[];
  /** Where the root's entry begins. */
  readonly root: number;
  readonly index: MetadataIndex;
}

interface WimEntry extends Entry {
  /** Where it begins in the metadata. */
  readonly at: number;
}

export class WimImageTree implements FileTree {
  readonly kind = 'wim';
  readonly carries = CARRIES_ALL;
  readonly label: string;
  readonly root: Entry;
  readonly archive: WimArchive;
  readonly info: WimImageInfo;
  /** How many entries there are, the root included. */
  readonly entries: number;
  /** How many entries refer to each content, by `blobKey`. */
  readonly references: ReadonlyMap<string, number>;
  /** Entries that were left out because no Windows program can have made them. */
  readonly problems: readonly WimProblem[];
  readonly #parts: ImageParts;
  /** The streams of files with several names, which share them. */
  readonly #linked = new Map<number, readonly StreamInfo[]>();

  static async open(archive: WimArchive, info: WimImageInfo, parts: ImageParts): Promise<WimImageTree> {
    return new WimImageTree(
      archive,
      info,
      parts,
      await readReparsePoint(archive, parts.metadata, parts.root),
    );
  }

  private constructor(
    archive: WimArchive,
    info: WimImageInfo,
    parts: ImageParts,
    reparse: ReparsePoint | null,
  ) {
    this.archive = archive;
    this.info = info;
    this.label = `${archive.path}#${info.index}`;
    this.entries = parts.index.entries;
    this.references = parts.index.references;
    this.problems = parts.index.problems;
    this.#parts = parts;
    this.root = this.#entry(parts.root, '', reparse);
  }

  async children(directory: Entry): Promise<readonly Entry[]> {
    if (!isFolder(directory)) return [];
    const { metadata } = this.#parts;
    const places: number[] = [];
    listDirectory(metadata, (directory as WimEntry).at, { entry: (at) => places.push(at) });
    const children: Entry[] = [];
    for (const at of places) {
      const isLink = isReparsePoint(metadata, at);
      const reparse = isLink ? await readReparsePoint(this.archive, metadata, at) : null;
      children.push(this.#entry(at, nameOf(metadata, at), reparse));
    }
    return children;
  }

  async *read(entry: Entry, stream: StreamInfo): AsyncGenerator<Uint8Array, void, undefined> {
    if (stream.size === 0 || stream.sha1 === null) return;
    if (stream.name === '' && (entry.attributes & FILE_ATTRIBUTE.ENCRYPTED) !== 0) {
      throw new FactoryError('encrypted', {
        subject: `${this.label}: ${entry.name}`,
        found: 'a file that is encrypted with EFS',
        expected: 'a file whose content can be read',
        next: 'decrypt it on the reference machine with "cipher /d" and capture it again',
      });
    }
    yield* this.archive.readBlob(stream.sha1);
  }

  /** The archive stays open: it may have other images in use. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  #entry(at: number, name: string, reparse: ReparsePoint | null): WimEntry {
    const { metadata, descriptors, index } = this.#parts;
    const { bytes, what } = metadata;
    const linkGroup = index.links.groupOf(at);
    const objectId = taggedItem(metadata, at, ITEM.OBJECT_ID);
    const attributes = taggedItem(metadata, at, ITEM.EXTENDED_ATTRIBUTES);
    return {
      at,
      name,
      shortName: shortNameOf(metadata, at),
      attributes: attributesOf(metadata, at),
      created: bytes.readBigUInt64LE(at + 0x28),
      accessed: bytes.readBigUInt64LE(at + 0x30),
      modified: bytes.readBigUInt64LE(at + 0x38),
      security: descriptors[bytes.readUInt32LE(at + 0x0c)] ?? null,
      reparse,
      objectId: objectId === null || objectId.length < 16 ? null : objectId.subarray(0, 64),
      extendedAttributes: attributes === null ? [] : readExtendedAttributes(attributes, what),
      streams: linkGroup === 0 ? this.#streams(at) : this.#sharedStreams(at, linkGroup),
      linkGroup,
    };
  }

  #sharedStreams(at: number, linkGroup: number): readonly StreamInfo[] {
    const known = this.#linked.get(linkGroup);
    if (known !== undefined) return known;
    const streams = this.#streams(at);
    this.#linked.set(linkGroup, streams);
    return streams;
  }

  #streams(at: number): StreamInfo[] {
    const { metadata } = this.#parts;
    const { unnamed, named } = classifyStreams(metadata, at);
    const attributes = attributesOf(metadata, at);
    const isDirectory = (attributes & FILE_ATTRIBUTE.DIRECTORY) !== 0;
    const isEncrypted = (attributes & FILE_ATTRIBUTE.ENCRYPTED) !== 0;
    const streams = named.map(({ name, sha1 }) => this.#stream(name, sha1));
    // Of a directory the unnamed stream is nothing, or what EFS keeps of an encrypted one.
    const hasUnnamed = !isDirectory || (isEncrypted && unnamed !== null && !isZero(unnamed));
    return hasUnnamed ? [this.#stream('', unnamed ?? NO_HASH), ...streams] : streams;
  }

  #stream(name: string, sha1: Uint8Array): StreamInfo {
    const blob = isZero(sha1) ? null : this.archive.findBlob(sha1);
    if (blob === null) return { name, size: 0, sha1: EMPTY_SHA1, position: 0 };
    return { name, size: blob.size, sha1: blob.sha1, position: this.archive.positionOf(blob) };
  }
}

const NO_HASH = new Uint8Array(20);

async function readReparsePoint(
  archive: WimArchive,
  metadata: Metadata,
  at: number,
): Promise<ReparsePoint | null> {
  if (!isReparsePoint(metadata, at)) return null;
  const { bytes, what } = metadata;
  const { reparse } = classifyStreams(metadata, at);
  const blob = reparse === null || isZero(reparse) ? null : archive.findBlob(reparse);
  if (blob !== null && blob.size > MAX_REPARSE_DATA) {
    throw damaged(what, `${blob.size} bytes of reparse data`, `${MAX_REPARSE_DATA} at most`);
  }
  return {
    tag: bytes.readUInt32LE(at + REPARSE_TAG_AT),
    data: blob === null ? new Uint8Array(0) : await archive.readSmall(blob),
    notFixed: (bytes.readUInt16LE(at + REPARSE_FLAGS_AT) & RP_NOT_FIXED) !== 0,
  };
}
