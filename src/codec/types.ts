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

/** A run that was compressed just now. */
export interface MadeRun extends CompressedRun {
  /** Bytes of `data` that were not compressed, but taken over from what the content was before. */
  readonly copied: number;
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
  /**
   * What each run was before, where that is known, in chunks of the same size: a chunk whose content is still the same
   * is taken over as it is stored. One that is damaged is taken for another content.
   */
  readonly before?: readonly (StoredRun | null)[];
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

/** A content that lies in a file of the host as it is. */
export interface HostFile {
  /** Bytes where the name has no UTF-8 form. */
  readonly path: string | Uint8Array;
  /** How it is opened. */
  readonly flags: number;
  /** Bytes. */
  readonly size: number;
  /** FILETIME of the last change. */
  readonly modified: bigint;
}
