/**
 * FileTree: the one shape of "a volume full of files". A directory, an NTFS volume inside a disk and an image inside
 * a WIM are the same thing to the rest of the program.
 */

import type { HostFile } from '../codec/index.js';

export const FILE_ATTRIBUTE = {
  READONLY: 0x1,
  HIDDEN: 0x2,
  SYSTEM: 0x4,
  DIRECTORY: 0x10,
  ARCHIVE: 0x20,
  DEVICE: 0x40,
  NORMAL: 0x80,
  TEMPORARY: 0x100,
  SPARSE_FILE: 0x200,
  REPARSE_POINT: 0x400,
  COMPRESSED: 0x800,
  OFFLINE: 0x1000,
  NOT_CONTENT_INDEXED: 0x2000,
  ENCRYPTED: 0x4000,
  INTEGRITY_STREAM: 0x8000,
  VIRTUAL: 0x10000,
  NO_SCRUB_DATA: 0x20000,
  RECALL_ON_OPEN: 0x40000,
  PINNED: 0x80000,
  UNPINNED: 0x100000,
  RECALL_ON_DATA_ACCESS: 0x400000,
} as const;

export const REPARSE_TAG = {
  MOUNT_POINT: 0xa0000003,
  SYMLINK: 0xa000000c,
  DEDUP: 0x80000013,
  WOF: 0x80000017,
  LX_SYMLINK: 0xa000001d,
} as const;

/** The kinds of metadata that a tree can carry; what is `false` is unknown, not absent. */
export interface Carries {
  readonly attributes: boolean;
  readonly security: boolean;
  readonly shortNames: boolean;
  readonly creationTimes: boolean;
  readonly reparseData: boolean;
  readonly namedStreams: boolean;
  readonly hardLinks: boolean;
  readonly objectIds: boolean;
  readonly extendedAttributes: boolean;
}

export interface ReparsePoint {
  readonly tag: number;
  /** What follows the eight bytes of tag, length and reserved; a tag that is not Microsoft's begins with its GUID. */
  readonly data: Uint8Array;
  /** `rp_flags` bit 0 of a WIM: the target was not made relative to the image's root. */
  readonly notFixed: boolean;
}

export interface ExtendedAttribute {
  readonly name: string;
  /** 0x80: the application must understand it. */
  readonly flags: number;
  readonly value: Uint8Array;
}

/** A stream of data: the unnamed one of a file, or a named one of a file or directory. Never the reparse data. */
export interface StreamInfo {
  /** '' for the unnamed stream, else without colons and type: `Zone.Identifier`. */
  readonly name: string;
  /** Bytes of content, as a reader gets them: decompressed, holes filled with zeros. */
  readonly size: number;
  /** Where the source knows it already, as a WIM does: 20 bytes. */
  readonly sha1: Uint8Array | null;
  /** Where the content begins on the source, for reading in order: any unit that grows; 0 where unknown. */
  readonly position: number;
}

/** One name of one file or directory. Hard links are entries that share `linkGroup` and the same `streams` array. */
export interface Entry {
  /** '' for the root. UTF-16 as NTFS has it: unpaired surrogates are possible. */
  readonly name: string;
  /** The 8.3 name that belongs to this name; '' where there is none. */
  readonly shortName: string;
  /** FILE_ATTRIBUTE bits; DIRECTORY and REPARSE_POINT are always right. */
  readonly attributes: number;
  /** FILETIMEs. */
  readonly created: bigint;
  readonly accessed: bigint;
  readonly modified: bigint;
  /** A self-relative security descriptor. Within a tree equal descriptors are the same object where that is cheap. */
  readonly security: Uint8Array | null;
  readonly reparse: ReparsePoint | null;
  /** 16 to 64 bytes. */
  readonly objectId: Uint8Array | null;
  readonly extendedAttributes: readonly ExtendedAttribute[];
  /** The unnamed stream of a file comes first and is there even when it is empty. */
  readonly streams: readonly StreamInfo[];
  /** 0 for a file with one name, else a number that all its names in this tree share. */
  readonly linkGroup: number;
}

/** What NTFS knows, and an image of it in a WIM. */
export const CARRIES_ALL: Carries = {
  attributes: true,
  security: true,
  shortNames: true,
  creationTimes: true,
  reparseData: true,
  namedStreams: true,
  hardLinks: true,
  objectIds: true,
  extendedAttributes: true,
};

export type TreeKind = 'directory' | 'ntfs' | 'wim' | 'iso';

export interface FileTree {
  readonly kind: TreeKind;
  /** As the user named it, for messages: `disk.vhdx#3`, `install.wim#1`. */
  readonly label: string;
  readonly carries: Carries;
  readonly root: Entry;
  /** What a directory holds, in any order, without `.` and `..`; nothing for a reparse point. */
  children(directory: Entry): Promise<readonly Entry[]>;
  /** As `children`, but only those whose name is wanted, where a source finds them without looking at the others. */
  childrenNamed?(directory: Entry, isWanted: (name: string) => boolean): Promise<readonly Entry[]>;
  /** The content in pieces of at most 1 MiB. The pieces are the caller's to keep. @throws damaged, encrypted, unsupported */
  read(entry: Entry, stream: StreamInfo): AsyncIterable<Uint8Array>;
  /** Where the content of a stream lies in a file of the host as it is, that file. */
  hostFile?(entry: Entry, stream: StreamInfo): HostFile;
  close(): Promise<void>;
}

export function isDirectory(entry: Entry): boolean {
  return (entry.attributes & FILE_ATTRIBUTE.DIRECTORY) !== 0;
}

/** Whether `children` is worth asking: a directory that is not a junction or another reparse point. */
export function isFolder(entry: Entry): boolean {
  return isDirectory(entry) && entry.reparse === null;
}

export function unnamedStream(entry: Entry): StreamInfo | null {
  return entry.streams.find((stream) => stream.name === '') ?? null;
}
