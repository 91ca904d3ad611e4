/** The manifest as its readers and writers see it; `schema.ts` says the same to other programs. */

export const SCHEMA_VERSION = 1;

export interface Manifest {
  /** For messages: the file, or the source. */
  readonly label: string;
  /** What stands before the long arrays. */
  readonly facts: ManifestFacts;
  /** Each content once: in the order of the archive, else by SHA-1. A new pass each time it is asked for. */
  blobs(): AsyncIterable<ManifestBlob>;
  /** Each name once: by image, then by path. A new pass each time it is asked for. */
  files(): AsyncIterable<ManifestFile>;
  /** Both as a document has them, many at once, for whoever compares two. Left out: there is no document. */
  readonly lines?: ManifestLines;
}

export interface ManifestLines {
  /** @param isWanted asked with the prefix of each; lines that are not wanted are not looked at */
  blobs(isWanted: (prefix: number) => boolean): AsyncIterable<readonly BlobLine[]>;
  files(): AsyncIterable<readonly FileLine[]>;
}

/** An element that is read when it is wanted. */
export interface ElementLine<Element> {
  /** `file:line` */
  readonly subject: string;
  /** @throws damaged */
  read(): Element;
}

export interface BlobLine extends ElementLine<ManifestBlob> {
  readonly sha1: string;
}

/** Equal texts are equal files. */
export interface FileLine extends ElementLine<ManifestFile> {
  /** '' where it is not known. */
  readonly text: string;
}

export interface ManifestFacts {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly name: string;
  readonly version?: string;
  /** ISO 8601. */
  readonly created: string;
  /** "image-factory 1.0.0" */
  readonly tool: string;
  readonly inputs?: ManifestInputs;
  readonly archive?: ManifestArchive;
  readonly images: readonly ManifestImage[];
  readonly savings: ManifestSavings;
}

export interface ManifestInputs {
  /** `sha256` is that of the text with LF between its lines, as Git keeps it. */
  readonly definition?: {
    readonly file?: string;
    readonly sha256: string;
    /** SHA-256 over the files of its repository that it names: paths and contents. */
    readonly files?: string;
  };
  readonly commit?: string;
  readonly source?: {
    readonly kind: 'iso' | 'disk' | 'wim' | 'directory';
    readonly name: string;
    readonly sha256?: string;
  };
  /** The release that this one was built against. */
  readonly base?: string;
  /** The releases whose images these are, in the order of the images. */
  readonly merged?: readonly {
    readonly name: string;
    readonly version?: string;
    readonly inputs?: Omit<ManifestInputs, 'merged'>;
  }[];
  /** Each update that was asked for, in the order in which it was. */
  readonly updates?: readonly ManifestUpdate[];
  readonly steps?: readonly {
    readonly name: string;
    readonly exitCode: number;
    readonly seconds: number;
    /** Of the clean-up of the component store: the bytes of the disk that it freed. */
    readonly freed?: number;
    /** The image that it was done for; left out: all. */
    readonly variant?: string;
  }[];
}

export interface ManifestUpdate {
  readonly title: string;
  readonly kb?: string;
  /** From 1. */
  readonly round?: number;
  readonly outcome?: 'installed' | 'failed' | 'not applicable' | 'timed out';
  /** The HRESULT, or the exit code of servicing: "0x00000000". */
  readonly result: string;
  /** From its download to the end of its installation. */
  readonly seconds?: number;
  /** The image that it was asked for; left out: all. */
  readonly variant?: string;
}

export interface ManifestArchive {
  readonly guid: string;
  readonly compression: 'none' | 'xpress' | 'lzx' | 'lzms';
  readonly level?: string;
  /** Whose bytes the compressed contents are: equal names, equal bytes. */
  readonly encoder?: string;
  /** Bytes; 0 without compression. */
  readonly chunkSize: number;
  readonly parts: readonly ManifestPart[];
}

export interface ManifestPart {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** SHA-256 of each block of BLOCK_SIZE bytes, the last one shorter. */
  readonly blocks: readonly string[];
}

/** Bytes of a block of a part: what a fetch checks, and asks for again when it is damaged. */
export const BLOCK_SIZE = 16 << 20;

/** What the source of an image could not say, so that its absence proves nothing. */
export type Lack = 'attributes' | 'security' | 'shortNames' | 'creationTimes' | 'namedStreams';

export interface ManifestImage {
  readonly index: number;
  readonly name: string;
  readonly description?: string;
  readonly edition?: string;
  /** "amd64" */
  readonly architecture?: string;
  /** "26200.7171" */
  readonly build?: string;
  readonly languages?: readonly string[];
  /** Installed updates: "KB5068861". */
  readonly updates?: readonly string[];
  readonly lacks?: readonly Lack[];
  /** Names, without directories: a hard-linked file counts once a name. */
  readonly files: number;
  /** With the root. */
  readonly directories: number;
  /** Of all contents, once for each name. */
  readonly bytes: number;
}

/** Bytes. `bytes` counts a content for each name that has it, `unique` once, and `saved` is the difference. */
export interface Saving {
  readonly bytes: number;
  readonly unique: number;
  readonly saved: number;
}

export interface ManifestSavings extends Saving {
  /** Of `saved`: what further names of the same files are, which NTFS saves too. */
  readonly hardLinks: number;
  /** Of `saved`: contents that several images have. */
  readonly betweenImages: number;
  /** Of `unique`: contents that the release `inputs.base` has too. Left out: there is none. */
  readonly betweenReleases?: {
    readonly shared: number;
    /** What they take in the archive. */
    readonly stored: number;
  };
  /** What the unique contents take in the archive. */
  readonly stored?: number;
  readonly images: readonly (Saving & { readonly index: number })[];
}

export interface ManifestBlob {
  readonly sha1: string;
  readonly size: number;
  /** Bytes in the archive. */
  readonly stored?: number;
  /** SHA-256 of the stored bytes. */
  readonly storedHash?: string;
  /** From 1. */
  readonly part?: number;
  /** Where the stored bytes begin in the part. */
  readonly offset?: number;
  /** Names that refer to it, in all images. */
  readonly refs: number;
}

/** A key that is left out stands for its default. */
export interface ManifestFile {
  readonly image: number;
  readonly path: string;
  /** As formatAttributes gives them. Default: "A". */
  readonly attributes?: string;
  /** Of the unnamed stream. Default: 0. */
  readonly size?: number;
  /** Of the unnamed stream. Default: none, for empty files and directories. */
  readonly sha1?: string;
  /** Default: `modified`. */
  readonly created?: string;
  readonly modified: string;
  /** SHA-1 of the self-relative security descriptor. Default: none. */
  readonly security?: string;
  readonly reparse?: ManifestReparse;
  readonly shortName?: string;
  /** Named streams. */
  readonly streams?: readonly ManifestStream[];
  /** The path of the first name of this file. Default: this is the first, or the only one. */
  readonly links?: string;
}

export interface ManifestReparse {
  /** As winnt.h has it, without IO_REPARSE_TAG_. */
  readonly tag: string;
  /** Of a link. */
  readonly target?: string;
  /** Of the data, which is a content like any other. Default: none. */
  readonly sha1?: string;
}

export interface ManifestStream {
  readonly name: string;
  readonly size: number;
  /** Default: none, for an empty stream. */
  readonly sha1?: string;
}
