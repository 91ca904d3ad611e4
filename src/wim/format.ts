/** The constants of the format, by the names of Microsoft's "Windows Imaging File Format (WIM)", October 2007. */

export const HEADER_SIZE = 208;

/** One resource after the other, each chunk by itself. */
export const VERSION = 0x10d00;
/** Solid resources, LZMS. */
export const VERSION_SOLID = 0xe00;

export const HEADER_FLAG = {
  COMPRESSION: 0x2,
  READONLY: 0x4,
  SPANNED: 0x8,
  RESOURCE_ONLY: 0x10,
  METADATA_ONLY: 0x20,
  WRITE_IN_PROGRESS: 0x40,
  RP_FIX: 0x80,
  COMPRESS_XPRESS: 0x20000,
  COMPRESS_LZX: 0x40000,
  COMPRESS_LZMS: 0x80000,
} as const;

export const RESOURCE_FLAG = {
  FREE: 0x1,
  METADATA: 0x2,
  COMPRESSED: 0x4,
  SPANNED: 0x8,
  SOLID: 0x10,
} as const;

/** The largest number of images that Microsoft's tools and wimlib take. */
export const MAX_IMAGES = 0xffff;

/** Bytes that a chunk has where nothing else is said. */
export const DEFAULT_CHUNK_SIZE = 32_768;

/** The SHA-1 of nothing: such a content is never stored. */
export const EMPTY_SHA1 = new Uint8Array(Buffer.from('da39a3ee5e6b4b0d3255bfef95601890afd80709', 'hex'));

/** The key of a content in maps. */
export function blobKey(sha1: Uint8Array): string {
  return Buffer.from(sha1.buffer, sha1.byteOffset, sha1.byteLength).toString('latin1');
}
