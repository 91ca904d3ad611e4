/**
 * The match finder of the lazy parser: for each hash of four bytes the chain of its positions, newest first, and for
 * each hash of three bytes the newest position.
 */

import { TABLES, MAX_CHUNK_LENGTH } from './lzx-encode-memory';
import { matchLength } from './match-length';

const ORDER3: u32 = 12;
const ORDER4: u32 = 15;
const heads3: usize = TABLES;
const heads4: usize = heads3 + (2 << ORDER3);
const older: usize = heads4 + (2 << ORDER4);
/** The end of the tables. */
export const CHAINS_END: usize = older + MAX_CHUNK_LENGTH * 2;

/** No position: larger than any. */
const NONE: i32 = 0xffff;

/** Forgets the chunk before. */
export function startChains(): void {
  memory.fill(heads3, 0xff, older - heads3);
}

@inline
function hash3(bytes: u32): usize {
  return <usize>((bytes << 8) * 0x9e3779b1) >> (32 - ORDER3);
}

@inline
function hash4(bytes: u32): usize {
  return <usize>(bytes * 0x9e3779b1) >> (32 - ORDER4);
}

/** Adds the positions `from..to - 1` without looking for matches. */
export function skipPositions(chunk: usize, from: i32, to: i32): void {
  for (let position = from; position < to; position++) {
    const bytes = load<u32>(chunk + position);
    const head3 = heads3 + (hash3(bytes) << 1);
    const head4 = heads4 + (hash4(bytes) << 1);
    store<u16>(head3, <u16>position);
    store<u16>(older + (<usize>position << 1), load<u16>(head4));
    store<u16>(head4, <u16>position);
  }
}

/**
 * Adds a position, and looks for the longest match that is longer than `atLeast`.
 *
 * @param limit bytes left in the chunk, at most 257
 * @returns length << 16 | offset + 2, or 0
 */
@inline
export function longestMatch(
  chunk: usize,
  position: i32,
  atLeast: u32,
  limit: u32,
  nice: u32,
  depth: i32,
): u32 {
  const here = chunk + position;
  const bytes = load<u32>(here);
  const head3 = heads3 + (hash3(bytes) << 1);
  const head4 = heads4 + (hash4(bytes) << 1);
  const newest3 = <i32>load<u16>(head3);
  let candidate = <i32>load<u16>(head4);
  store<u16>(head3, <u16>position);
  store<u16>(head4, <u16>position);
  store<u16>(older + (<usize>position << 1), <u16>candidate);

  let best = atLeast;
  let from = NONE;
  if (best >= limit) return 0;
  if (best < 3) {
    if (
      newest3 != NONE &&
      limit >= 3 &&
      (load<u32>(chunk + newest3) ^ bytes) << 8 == 0
    ) {
      from = newest3;
    }
    best = 3;
  }
  for (; candidate != NONE && depth > 0; depth--) {
    const there = chunk + candidate;
    if (
      load<u32>(there + best - 3) == load<u32>(here + best - 3) &&
      load<u32>(there) == bytes
    ) {
      const length = matchLength(there, here, 4, limit);
      if (length > best) {
        best = length;
        from = candidate;
        if (length >= nice) break;
      }
    }
    candidate = <i32>load<u16>(older + (<usize>candidate << 1));
  }
  return from == NONE ? 0 : (best << 16) | (position - from + 2);
}
