/** What the rest of the program asks of the codecs. */

/** Every format has its own chunk size limits; a chunk is compressed by itself. */
export type Format = 'xpress' | 'lzx';

/** `fast` is for pull requests, `normal` for releases, `best` for what is downloaded very often. */
export type Level = 'fast' | 'normal' | 'best';

/** Content in chunks of `chunkSize` bytes, the last one shorter. */
export interface CompressedRun {
  /** The stored chunks, back to back. A chunk that did not shrink is stored as it is. */
  readonly data: Uint8Array;
  /** Bytes of each stored chunk. */
  readonly sizes: Uint32Array;
}

export interface CompressJob {
  readonly format: Format;
  readonly level: Level;
  /** Bytes: a power of two. */
  readonly chunkSize: number;
  /** Several short contents travel together. Each is cut into chunks by itself. */
  readonly runs: readonly Uint8Array[];
}

export interface DecompressJob {
  readonly format: Format;
  readonly chunkSize: number;
  readonly runs: readonly (CompressedRun & {
    /** Bytes when decompressed. */
    readonly size: number;
    /** For errors: "install.wim: blob 0a4d…". */
    readonly what: string;
  })[];
}
