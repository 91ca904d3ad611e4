/** The lazy parser: takes the best match of a position unless the next position has a better one. */

import { longestMatch, skipPositions, startChains } from './lzx-encode-chains';
import { ITEMS, MAX_MATCH, footerBits, matchItem, offsetSlot } from './lzx-encode-memory';
import { matchLength } from './match-length';

/** The three recent offsets of the format. */
let recent0: u32 = 1;
let recent1: u32 = 1;
let recent2: u32 = 1;

/**
 * Parses a chunk into ITEMS.
 *
 * @param nice a match of this length is taken without looking further
 * @param depth at most this many candidates a position
 * @returns the end of the items
 */
export function parseLazily(chunk: usize, length: i32, nice: u32, depth: i32): usize {
  startChains();
  recent0 = recent1 = recent2 = 1;
  let out = ITEMS;
  let position = 0;
  while (position < length) {
    let match = matchAt(chunk, position, length, 2, nice, depth);
    if (match == 0) {
      out = putItem(out, load<u8>(chunk + position));
      position++;
      continue;
    }
    /** Positions below are in the chains. */
    let known = position + 1;
    while (match >> 16 < nice && known < length) {
      const next = matchAt(chunk, known, length, (match >> 16) - 1, nice, depth);
      known++;
      if (next == 0 || score(next) <= score(match) + LAZY) break;
      out = putItem(out, load<u8>(chunk + position));
      position++;
      match = next;
    }
    const adjusted = match & 0xffff;
    out = putItem(out, matchItem(match >> 16, adjusted));
    recall(adjusted);
    position += match >> 16;
    skipPositions(chunk, known, position);
  }
  return out;
}
const LAZY: i32 = 2;
const PER_BYTE: i32 = 4;

/** @param match length << 16 | 0, 1 or 2 for a recent offset, else the offset plus two */
@inline
function score(match: u32): i32 {
  return <i32>(match >> 16) * PER_BYTE - <i32>footerBits(offsetSlot(match & 0xffff));
}

@inline
function putItem(at: usize, item: u32): usize {
  store<u32>(at, item);
  return at + 4;
}

/** The format's order of the recent offsets: a used one changes places with the first. */
@inline
function recall(adjusted: u32): void {
  if (adjusted > 2) {
    recent2 = recent1;
    recent1 = recent0;
    recent0 = adjusted - 2;
  } else if (adjusted == 1) {
    const used = recent1;
    recent1 = recent0;
    recent0 = used;
  } else if (adjusted == 2) {
    const used = recent2;
    recent2 = recent0;
    recent0 = used;
  }
}

/** The best match of a position, as {@link score} takes it, or 0. */
function matchAt(
  chunk: usize,
  position: i32,
  length: i32,
  atLeast: u32,
  nice: u32,
  depth: i32,
): u32 {
  const limit = min<u32>(length - position, MAX_MATCH);
  let best: u32 = 0;
  let bestScore = 0;
  const found = longestMatch(chunk, position, atLeast, limit, nice, depth);
  if (found != 0 && (found >> 16 > 3 || (found & 0xffff) < 2048)) {
    best = found + 2;
    bestScore = score(best);
  }
  const here = chunk + position;
  const bytes = <u32>load<u16>(here);
  for (let r: u32 = 0; r < 3; r++) {
    const offset = r == 0 ? recent0 : r == 1 ? recent1 : recent2;
    if (offset > <u32>position || <u32>load<u16>(here - offset) != bytes) continue;
    const n = matchLength(here - offset, here, 2, limit);
    const s = <i32>n * PER_BYTE + 3;
    if (n >= 2 && s > bestScore) {
      bestScore = s;
      best = (n << 16) | r;
    }
  }
  return best;
}
