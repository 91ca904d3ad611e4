/** What the rest of the program asks of the codecs. */

/** Every format has its own chunk size limits; a chunk is compressed by itself. */
export type Format = 'xpress' | 'lzx';

/** `fast` is for pull requests, `normal` for releases, `best` for what is downloaded very often. */
export type Level = 'fast' | 'normal' | 'best';

/** Content in chunks of `chunkSize` bytes, the last one shorter. */
export interface CompressedRun {
  /** The stored chunks, back to back. A chunk that did not shrink is stored as it is. */
  readonly data: Uint8Array;
  /** Bytes of each stored chunk; a chunk that is stored as it is has its full size here. */
  readonly sizes: Uint32Array;
}

/**
 * Ownership: a run that covers the whole of its ArrayBuffer is handed over, and its views are empty (detached) from
 * then on, unless it is so short that it is copied; a run that is a part of a larger buffer is copied and stays the
 * caller's.
 */
export interface CompressJob {
  readonly format: Format;
  readonly level: Level;
  /** Bytes: a power of two; for `xpress` 4 KiB to 64 KiB, for `lzx` 32 KiB. */
  readonly chunkSize: number;
  /** Several short contents travel together. Each is cut into chunks by itself. */
  readonly runs: readonly Uint8Array[];
}

/** Ownership of `data` as in {@link CompressJob}; `sizes` always stays the caller's. */
export interface DecompressJob {
  readonly format: Format;
  /** Bytes: a power of two; for `xpress` 4 KiB to 64 KiB, for `lzx` 32 KiB to 2 MiB. */
  readonly chunkSize: number;
  readonly runs: readonly StoredRun[];
}

/** A run to decompress: what is stored, and what it is expected to become. */
export interface StoredRun extends CompressedRun {
  /** Bytes when decompressed. */
  readonly size: number;
  /** For errors: "install.wim: blob 0a4d…". */
  readonly what: string;
}
