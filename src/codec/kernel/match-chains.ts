/**
 * The match finder of greedy and lazy parsers: for each hash of four bytes the chain of its positions, newest first,
 * and for each hash of three bytes the newest position. Chunks of up to 64 KiB.
 */

import { WORK_END } from './layout';
import { matchLength } from './match-length';

const ORDER3: u32 = 12;
const ORDER4: u32 = 15;
/** u16 each. The tables stand at the end of the work area, whatever an encoder keeps at its front. */
const OLDER: usize = WORK_END - 0x20000;
const HEADS4: usize = OLDER - (2 << ORDER4);
const HEADS3: usize = HEADS4 - (2 << ORDER3);

/** No position: no match of three bytes begins at the last place of 64 KiB. */
const NONE: i32 = 0xffff;

/** Forgets the chunk before. */
export function startChains(): void {
  memory.fill(HEADS3, 0xff, OLDER - HEADS3);
}

@inline
function head3(bytes: u32): usize {
  return HEADS3 + (<usize>(((bytes << 8) * 0x9e3779b1) >> (32 - ORDER3)) << 1);
}

@inline
function head4(bytes: u32): usize {
  return HEADS4 + (<usize>((bytes * 0x9e3779b1) >> (32 - ORDER4)) << 1);
}

/** Adds the positions `from..to - 1` without looking for matches. */
export function skipPositions(chunk: usize, from: i32, to: i32): void {
  for (let position = from; position < to; position++) {
    const bytes = load<u32>(chunk + position);
    const newest = head4(bytes);
    store<u16>(head3(bytes), <u16>position);
    store<u16>(OLDER + (<usize>position << 1), load<u16>(newest));
    store<u16>(newest, <u16>position);
  }
}

/**
 * Adds a position, and looks for the longest match that is longer than `atLeast`.
 *
 * @param limit bytes left in the chunk, at most what a match can have
 * @param nice a match of that length ends the search
 * @param depth candidates to look at
 * @returns length << 16 | offset, or 0
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
  const newest3 = head3(bytes);
  const newest4 = head4(bytes);
  const candidate3 = <i32>load<u16>(newest3);
  let candidate = <i32>load<u16>(newest4);
  store<u16>(newest3, <u16>position);
  store<u16>(newest4, <u16>position);
  store<u16>(OLDER + (<usize>position << 1), <u16>candidate);

  let best = atLeast;
  let from = NONE;
  if (best >= limit) return 0;
  if (best < 3) {
    if (candidate3 != NONE && limit >= 3 && (load<u32>(chunk + candidate3) ^ bytes) << 8 == 0) {
      from = candidate3;
    }
    best = 3;
    if (limit < 4) candidate = NONE;
  }
  let tail = load<u32>(here + best - 3);
  for (; candidate != NONE && depth > 0; depth--) {
    const there = chunk + candidate;
    if (load<u32>(there + best - 3) == tail && load<u32>(there) == bytes) {
      const length = matchLength(there, here, 4, limit);
      if (length > best) {
        best = length;
        from = candidate;
        if (length >= nice || length == limit) break;
        tail = load<u32>(here + best - 3);
      }
    }
    candidate = <i32>load<u16>(OLDER + (<usize>candidate << 1));
  }
  return from == NONE ? 0 : (best << 16) | (position - from);
}
