/** The three recent offsets, as a queue in a u64: 16 bits each, the first one lowest. */

import { MAX_MATCH, footerBits, offsetSlot } from './lzx-encode-memory';
import { matchLength } from './match-length';

/** All three are 1 where a chunk starts. */
export const FIRST_QUEUE: u64 = 0x0000_0001_0001_0001;

@inline
export function recentOffset(queue: u64, index: u32): usize {
  return <usize>((queue >> (<u64>index << 4)) & 0xffff);
}

/**
 * The queue behind an item: a new offset pushes the others down, a recent one changes places with the first, and a
 * literal counts as recent offset 0. Without branches, since no guess would hold.
 */
@inline
export function recall(queue: u64, adjusted: u32): u64 {
  const shift = <u64>min<u32>(adjusted, 2) << 4;
  const first = queue & 0xffff;
  const used = (queue >> shift) & 0xffff;
  const swapped = (queue & ~(<u64>0xffff << shift) & ~<u64>0xffff) | (first << shift) | used;
  const pushed = ((queue << 16) & 0xffff_ffff_0000) | (adjusted - 2);
  return select(pushed, swapped, adjusted > 2);
}

const SCORE_PER_BYTE: i32 = 5;
/** What a recent offset saves besides its footer. */
const SCORE_OF_RECENT: i32 = 2;
/** The next position's match must be better by more than this, for the literal before it. */
export const LITERAL_SCORE: i32 = 3;
/** A match of three bytes costs more than its literals beyond this offset. */
const FAR3: u32 = 2048;

/** How good a match looks before anything is known of the codes. */
@inline
export function score(match: u32): i32 {
  const adjusted = match & 0xffff;
  const offset = adjusted > 2 ? -<i32>footerBits(offsetSlot(adjusted)) : SCORE_OF_RECENT;
  return <i32>(match >> 16) * SCORE_PER_BYTE + offset;
}

/**
 * The better one of a match and of what the recent offsets give.
 *
 * @param found length << 16 | offset + 2, or 0
 * @returns length << 16 | 0, 1 or 2 for a recent offset, else the offset plus two; or 0
 */
@inline
export function bestWithRecent(chunk: usize, position: i32, length: i32, found: u32, queue: u64): u32 {
  const limit = min<u32>(length - position, MAX_MATCH);
  let best = found >> 16 > 3 || (found & 0xffff) < FAR3 ? found : 0;
  let bestScore = best == 0 ? 0 : score(best);
  const here = chunk + position;
  const hits = recentHits(here, queue);
  // From the first position the recent offsets lead before the chunk, and only from there.
  for (let left = position == 0 || limit < 2 ? 0 : hits; left != 0; left &= left - 1) {
    const index = <u32>ctz(left);
    const match = (matchLength(here - recentOffset(queue, index), here, 2, limit) << 16) | index;
    const matchScore = score(match);
    if (matchScore > bestScore) {
      bestScore = matchScore;
      best = match;
    }
  }
  return best;
}

/** Bit by bit, which of the recent offsets has the next two bytes. */
@inline
export function recentHits(here: usize, queue: u64): u32 {
  const bytes = load<u16>(here);
  return (
    <u32>(load<u16>(here - recentOffset(queue, 0)) == bytes) |
    (<u32>(load<u16>(here - recentOffset(queue, 1)) == bytes) << 1) |
    (<u32>(load<u16>(here - recentOffset(queue, 2)) == bytes) << 2)
  );
}
