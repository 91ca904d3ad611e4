/** The compressed resources of a WIM that a peer wrote: read independently of our own archive reader. */

import { readFileSync } from 'node:fs';
import type { StoredRun } from '../../src/codec/types.js';

export interface WimResources {
  readonly chunkSize: number;
  readonly runs: readonly (StoredRun & { readonly sha1: string })[];
}

const RESOURCE_COMPRESSED = 4;

/** Every compressed resource of the blob table, cut by its chunk table. */
export function wimResources(file: string): WimResources {
  const wim = readFileSync(file);
  const chunkSize = wim.readUInt32LE(0x14);
  const table = resource(wim, 0x30);
  const entries = Array.from({ length: table.stored / 50 }, (_, i) => table.offset + 50 * i);
  const runs = entries.flatMap((entry) => {
    const { stored, flags, offset, size } = resource(wim, entry);
    if ((flags & RESOURCE_COMPRESSED) === 0) return [];
    const chunks = Math.ceil(size / chunkSize);
    const start = offset + 4 * (chunks - 1);
    const starts = Array.from({ length: chunks }, (_, i) =>
      i === 0 ? 0 : wim.readUInt32LE(offset + 4 * (i - 1)),
    );
    const end = offset + stored - start;
    const sizes = Uint32Array.from(starts, (from, i) => (starts[i + 1] ?? end) - from);
    const sha1 = wim.toString('hex', entry + 30, entry + 50);
    const data = Uint8Array.from(wim.subarray(start, start + end));
    return [{ data, sizes, size, sha1, what: `${file}: blob ${sha1}` }];
  });
  return { chunkSize, runs };
}

function resource(wim: Buffer, at: number): { stored: number; flags: number; offset: number; size: number } {
  return {
    stored: wim.readUIntLE(at, 6),
    flags: wim.readUInt8(at + 7),
    offset: Number(wim.readBigUInt64LE(at + 8)),
    size: Number(wim.readBigUInt64LE(at + 16)),
  };
}
