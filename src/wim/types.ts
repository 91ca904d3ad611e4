/** What the rest of the program sees of an archive. */

import type { CodecPool, Level } from '../codec/index.js';
import type { Reporter } from '../progress.js';
import type { Entry, FileTree } from '../tree/index.js';
import type { WimArchive } from './archive.js';
import type { WindowsInfo } from './windows-info.js';

/** What we write. */
export type Compression = 'none' | 'xpress' | 'lzx';

/** What an archive may say of itself; contents compressed with LZMS are not decoded yet. */
export type ArchiveCompression = Compression | 'lzms';

/** A content of the archive: a blob, stored once, whatever the number of its names. */
export interface WimBlob {
  /** Of the content: 20 bytes. */
  readonly sha1: Uint8Array;
  /** Bytes of the content. */
  readonly size: number;
  /** Bytes in the archive; 0 inside a solid resource, where they cannot be told apart. */
  readonly storedSize: number;
  /** Where the stored bytes begin in the file; inside a solid resource, where the content begins in it. */
  readonly offset: number;
  /** RESOURCE_FLAG bits. */
  readonly flags: number;
  /** How many entries of all images refer to it, as the table says; writers of Microsoft's are known to count too low. */
  readonly refs: number;
  /** The part of a split set that holds it. */
  readonly part: number;
}

/** What the header says. */
export interface WimFacts {
  readonly guid: string;
  readonly compression: ArchiveCompression;
  /** Bytes; 0 for an archive without compression. */
  readonly chunkSize: number;
  /** 0x10d00, or 0xe00 where solid resources or LZMS are used. */
  readonly version: number;
  readonly part: number;
  readonly parts: number;
  /** HEADER_FLAG bits. */
  readonly flags: number;
  /** From 1; 0 where no image is marked as bootable. */
  readonly bootIndex: number;
  readonly imageCount: number;
  /** Whether the archive has an integrity table. */
  readonly integrity: boolean;
  /** Bytes of the file; of a split set, of all its parts. */
  readonly size: number;
}

/** What the XML says of an image. Numbers that it does not give are null. */
export interface WimImageInfo {
  /** From 1. */
  readonly index: number;
  readonly name: string;
  readonly description: string;
  readonly displayName: string;
  readonly displayDescription: string;
  /** `<FLAGS>`: the edition as Windows Setup asks for it. */
  readonly flags: string;
  /** `<DIRCOUNT>`, with the root. */
  readonly directories: number | null;
  /** `<FILECOUNT>`: names, so a hard-linked file counts once a name. */
  readonly files: number | null;
  /** `<TOTALBYTES>`: contents, once for each name. */
  readonly bytes: number | null;
  /** `<HARDLINKBYTES>`: how much of `bytes` further names of the same file are. */
  readonly hardLinkBytes: number | null;
  /** FILETIMEs. */
  readonly created: bigint | null;
  readonly modified: bigint | null;
  readonly windows: WindowsInfo | null;
  /** The `<IMAGE>` element as it stands in the archive. */
  readonly xml: string;
}

/** Something that `verify` found. */
export interface WimProblem {
  /** Where: "header", "image 2", "blob 0a4d…". */
  readonly subject: string;
  readonly found: string;
}

export interface ImageSource {
  readonly tree: FileTree;
  readonly name: string;
  readonly description?: string;
  readonly displayName?: string;
  readonly displayDescription?: string;
  /** `<FLAGS>`; left out, it is the edition of `windows`. */
  readonly flags?: string;
  readonly windows: WindowsInfo | null;
  /** What stays out; of a folder, all that it holds too. @param path `\Windows\Temp` */
  readonly exclude?: (path: string, entry: Entry) => boolean;
  /** FILETIME: creation and last modification time of the image. */
  readonly created: bigint;
  /**
   * An `<IMAGE>` element whose unknown elements are kept. Left out, it is that of `tree` where `tree` is an image of
   * an archive.
   */
  readonly xml?: string;
}

/**
 * An image whose tree is opened when its turn comes and closed when all of it is read, so that of several never two lie
 * open. The archive's bytes are the same as with all of them open.
 */
export interface LateImage {
  readonly name: string;
  readonly description?: string;
  /** `source` has the same name and description. */
  open(): Promise<{ readonly source: ImageSource; close(): Promise<void> }>;
}

/** An image of an archive that is taken over as it is: its metadata byte for byte, its XML but for index and name. */
export interface StoredImage {
  readonly archive: WimArchive;
  /** In `archive`, from 1. */
  readonly index: number;
  readonly name: string;
}

export interface WriteOptions {
  /** Left out: `lzx`; with `append`, what the archive has. */
  readonly compression?: Compression;
  /** Left out: `normal`. */
  readonly level?: Level;
  readonly pool: CodecPool;
  readonly reporter: Reporter;
  /** In the order in which the archive will have them. */
  readonly images: readonly (ImageSource | StoredImage | LateImage)[];
  /** Adds the images to the archive that is there. It stays as it is until the new one is complete. */
  readonly append?: boolean;
  /**
   * Called when all is read and written, before the archive gets its name. Windows replaces no file that is open: who
   * reads from an older archive of that name closes it here.
   */
  readonly beforeReplace?: () => Promise<void>;
  /**
   * Archives whose compressed contents are taken over where compression and chunk size are the same. What is taken
   * over as a whole is found by its SHA-1 and not decompressed: a damaged base gives a damaged archive, which `verify`
   * finds. Of a file that changed, the chunks that its content at that path has still are taken over one by one.
   */
  readonly base?: readonly WimArchive[];
  /** Left out: true. With it, DISM's `/CheckIntegrity` and `verify` find damage without decompressing. */
  readonly integrity?: boolean;
  /** The image that is marked as bootable, from 1; 0 for none. Left out: none; with `append`, what the archive has. */
  readonly bootIndex?: number;
}

export interface WrittenImage {
  readonly index: number;
  readonly name: string;
  readonly directories: number;
  readonly files: number;
  readonly bytes: number;
  readonly hardLinkBytes: number;
}

export interface WriteResult extends WimFacts {
  /** The images that were added. */
  readonly images: readonly WrittenImage[];
  /** Every blob of the archive in the order of the file, without metadata. */
  readonly blobs: readonly WimBlob[];
  /** Of all blobs. */
  readonly uniqueBytes: number;
  readonly storedBytes: number;
  /** What single-instancing saved in the images that were added: bytes of their names' contents that were not stored. */
  readonly savedBytes: number;
  /** Stored bytes, of contents and of chunks, that were copied as they are from the image's own archive or from `base`. */
  readonly copiedBytes: number;
}
