/** An encoder judged by wimlib: it verifies and applies an archive of what we compressed. */

import { expect } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { ChunkCodec } from '../../src/codec/chunks.js';
import { kernelModule } from '../../src/codec/kernel-module.js';
import type { Format, Level } from '../../src/codec/types.js';
import { minimalWim } from './minimal-wim.js';
import { runPeer } from './peers.js';

/** Compresses one chunk with a fresh instance or a given one. @returns null when it does not shrink */
export function compressChunk(
  format: Format,
  level: Level,
  chunk: Uint8Array,
  codec = new ChunkCodec(kernelModule()),
): Uint8Array | null {
  const run = codec.compress(format, level, 1 << 16, Uint8Array.from(chunk));
  return run.sizes[0] === chunk.length ? null : Uint8Array.from(run.data);
}

/**
 * wimlib gives every byte of the contents back.
 *
 * @param file where the archive goes; its folder stands beside it
 */
export async function expectWimlibReads(
  file: string,
  format: Format,
  level: Level,
  chunkSize: number,
  contents: readonly Uint8Array[],
): Promise<void> {
  const codec = new ChunkCodec(kernelModule());
  const compress = (chunk: Uint8Array): Uint8Array | null => compressChunk(format, level, chunk, codec);
  writeFileSync(`${file}.wim`, minimalWim(contents, format, chunkSize, compress));
  await runPeer('wimlib-imagex', ['verify', `${file}.wim`]);
  await runPeer('wimlib-imagex', ['apply', `${file}.wim`, file, '--no-acls']);
  const differing = contents.flatMap((content, i) =>
    Buffer.compare(content, readFileSync(`${file}/${i}`)) === 0 ? [] : [i],
  );
  expect(differing).toEqual([]);
}
