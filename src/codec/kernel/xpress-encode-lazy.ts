/** The fast parsers of the XPRESS encoder: the longest match of each place, and the longest of two neighbouring places. */

import { longestMatch, skipPositions, startChains } from './match-chains';
import { ITEMS, MAX_MATCH, MIN_MATCH, matchItem } from './xpress-encode-memory';

const GREEDY_DEPTH: i32 = 32;
const GREEDY_NICE: u32 = 64;
const LAZY_DEPTH: i32 = 24;
const LAZY_NICE: u32 = 64;

/** A match of three bytes from further away costs more than the literals. */
const FAR3: u32 = 8192;

/** Takes the longest match at once. @returns the number of items */
export function parseGreedy(chunk: usize, length: i32): i32 {
  startChains();
  let item = ITEMS;
  let position = 0;
  while (position < length) {
    const limit = min<u32>(length - position, MAX_MATCH);
    const match = longestMatch(chunk, position, MIN_MATCH - 1, limit, GREEDY_NICE, GREEDY_DEPTH);
    if (isWorth(match)) {
      store<u32>(item, matchItem(match >> 16, match & 0xffff));
      const end = position + <i32>(match >> 16);
      skipPositions(chunk, position + 1, end);
      position = end;
    } else {
      store<u32>(item, load<u8>(chunk + position));
      position++;
    }
    item += 4;
  }
  return <i32>((item - ITEMS) >> 2);
}

/** Prefers a match that begins a byte later when it is enough better. @returns the number of items */
export function parseLazy(chunk: usize, length: i32): i32 {
  startChains();
  let item = ITEMS;
  let position = 0;
  while (position < length) {
    let match = longestAt(chunk, position, length, MIN_MATCH - 1, LAZY_DEPTH);
    if (!isWorth(match)) {
      store<u32>(item, load<u8>(chunk + position));
      item += 4;
      position++;
      continue;
    }
    // `position` is where the match begins, `seen` the last place that the finder knows.
    let seen = position;
    while (match >> 16 < LAZY_NICE) {
      seen = position + 1;
      const next = longestAt(chunk, seen, length, (match >> 16) - 1, LAZY_DEPTH >> 1);
      if (!isWorth(next) || !isBetter(next, match)) break;
      store<u32>(item, load<u8>(chunk + position));
      item += 4;
      position = seen;
      match = next;
    }
    store<u32>(item, matchItem(match >> 16, match & 0xffff));
    item += 4;
    position += <i32>(match >> 16);
    skipPositions(chunk, seen + 1, position);
  }
  return <i32>((item - ITEMS) >> 2);
}

@inline
function longestAt(chunk: usize, position: i32, length: i32, atLeast: u32, depth: i32): u32 {
  if (position >= length) return 0;
  return longestMatch(chunk, position, atLeast, min<u32>(length - position, MAX_MATCH), LAZY_NICE, depth);
}

@inline
function isWorth(match: u32): bool {
  return match != 0 && !(match >> 16 == MIN_MATCH && (match & 0xffff) > FAR3);
}

/** Is the later match better by more than the literal before it: its length against the bits of its offset? */
@inline
function isBetter(later: u32, now: u32): bool {
  const lengths = <i32>(later >> 16) - <i32>(now >> 16);
  const offsets = <i32>clz(later & 0xffff) - <i32>clz(now & 0xffff);
  return 4 * lengths + offsets > 2;
}
