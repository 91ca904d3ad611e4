/** What passes between the pool and its worker threads. */

import type { ErrorCode, ErrorDetails } from '../errors.js';
import type { CompressedRun, CompressJob, DecompressJob, HostFile, MadeRun } from './types.js';

export type Work =
  | ({ readonly kind: 'compress' } & CompressJob)
  | ({ readonly kind: 'decompress' | 'hash' } & DecompressJob)
  | { readonly kind: 'hash files'; readonly files: readonly HostFile[] };

/** The runs that a work came to, in its order. */
export type Made = readonly MadeRun[] | readonly (Uint8Array | null)[];

export interface Request {
  readonly id: number;
  readonly work: Work;
}

export type Reply =
  | { readonly id: number; readonly made: Made }
  | { readonly id: number; readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** Views of one buffer in the place of many small ones, each of which would cost a trip of its own. */
export function joinSizes<Run extends CompressedRun>(runs: readonly Run[]): Run[] {
  const all = new Uint32Array(runs.reduce((sum, { sizes }) => sum + sizes.length, 0));
  let end = 0;
  return runs.map((run) => {
    const start = end;
    end += run.sizes.length;
    all.set(run.sizes, start);
    return { ...run, sizes: all.subarray(start, end) };
  });
}
