/** The lazy parser: takes the best match of a position unless the next position has a better one. */

import { longestMatch, skipPositions, startChains } from './match-chains';
import { ITEMS, MAX_MATCH, matchItem } from './lzx-encode-memory';
import { FIRST_QUEUE, bestWithRecent, recall, score, LITERAL_SCORE } from './lzx-encode-recent';

/**
 * Parses a chunk into ITEMS.
 *
 * @param nice a match of this length is taken without looking further
 * @param depth at most this many candidates a position, and half as many where there is a match to beat
 * @returns the end of the items
 */
export function parseLazily(chunk: usize, length: i32, nice: u32, depth: i32): usize {
  startChains();
  let queue = FIRST_QUEUE;
  let out = ITEMS;
  let position = 0;
  while (position < length) {
    let match = matchAt(chunk, position, length, queue, 2, nice, depth);
    if (match == 0) {
      store<u32>(out, load<u8>(chunk + position));
      out += 4;
      position++;
      continue;
    }
    /** Positions below are in the chains. */
    let known = position + 1;
    while (match >> 16 < nice && known < length) {
      const next = matchAt(chunk, known, length, queue, match >> 16, nice, depth >> 1);
      known++;
      if (next == 0 || score(next) <= score(match) + LITERAL_SCORE) break;
      store<u32>(out, load<u8>(chunk + position));
      out += 4;
      position++;
      match = next;
    }
    const adjusted = match & 0xffff;
    store<u32>(out, matchItem(match >> 16, adjusted));
    out += 4;
    queue = recall(queue, adjusted);
    position += match >> 16;
    skipPositions(chunk, known, position);
  }
  return out;
}

function matchAt(
  chunk: usize,
  position: i32,
  length: i32,
  queue: u64,
  atLeast: u32,
  nice: u32,
  depth: i32,
): u32 {
  const limit = min<u32>(length - position, MAX_MATCH);
  const found = longestMatch(chunk, position, atLeast, limit, nice, depth);
  return bestWithRecent(chunk, position, length, found == 0 ? 0 : found + 2, queue);
}
