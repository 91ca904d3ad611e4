/** Decompression on the calling thread, for what is small and needed at once: metadata, a file's first bytes. */

import { ChunkCodec, checkDecodedChunkSize } from './chunks.js';
import { kernelModule } from './kernel-module.js';
import type { CompressedRun, Format } from './types.js';

let codec: ChunkCodec | undefined;

/**
 * @param size bytes when decompressed
 * @param what for errors: "install.wim: metadata of image 1"
 * @throws damaged; unsupported for a chunk size that the format does not have
 */
export function decompressNow(
  format: Format,
  chunkSize: number,
  run: CompressedRun,
  size: number,
  what: string,
): Uint8Array {
  checkDecodedChunkSize(format, chunkSize, what);
  codec ??= new ChunkCodec(kernelModule());
  return decompressRun(codec, format, chunkSize, { ...run, size, what });
}

/** A run's whole content in a buffer of its own. */
function decompressRun(
  codec: ChunkCodec,
  format: Format,
  chunkSize: number,
  run: CompressedRun & { readonly size: number; readonly what: string },
): Uint8Array {
  let content: Uint8Array | undefined;
  let length = 0;
  codec.decompress(format, chunkSize, run, (chunk) => {
    content ??= new Uint8Array(run.size);
    content.set(chunk, length);
    length += chunk.length;
  });
  return content ?? new Uint8Array(0);
}
