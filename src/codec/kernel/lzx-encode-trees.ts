/**
 * The match finder of the optimal parser. For each hash of four bytes a binary search tree of the positions with that
 * hash, ordered by what follows them, newest at the root: descending it meets ever longer matches at ever larger
 * offsets. For each hash of three and of two bytes the newest position.
 *
 * All matches of a chunk are found once, and kept for every pass of the parser.
 */

import { MAX_CHUNK_LENGTH, MAX_MATCH, TABLES } from './lzx-encode-memory';
import { matchLength } from './match-length';

const ORDER2: u32 = 12;
const ORDER3: u32 = 13;
const ORDER4: u32 = 15;
const heads2: usize = TABLES;
const heads3: usize = heads2 + (2 << ORDER2);
const heads4: usize = heads3 + (2 << ORDER3);
/** Two u16 a position: the subtrees of what sorts before it and behind it. */
const subtrees: usize = heads4 + (2 << ORDER4);
/** u32 a position: where its matches begin; one more for the end. */
const starts: usize = subtrees + MAX_CHUNK_LENGTH * 4;
/** u32 a match: length << 16 | offset + 2; the lengths of one position ascend. */
const matches: usize = starts + (MAX_CHUNK_LENGTH + 1) * 4;
/** More are not kept; that is 16 a position. */
const matchesEnd: usize = matches + MAX_CHUNK_LENGTH * 16 * 4;
/** The most that one position adds. */
const ROOM: usize = (MAX_MATCH as usize) * 4;
/** The end of the tables. */
export const TREES_END: usize = matchesEnd + ROOM;

/** No position: larger than any. */
const NONE: u32 = 0xffff;
/** Matches of two bytes cost more than their literals beyond this offset, of three beyond the next. */
const FAR2: u32 = 256;
const FAR3: u32 = 16384;

/** The first match of a position; its last one stands before the first match of the next position. */
@inline
export function matchesOf(position: i32): usize {
  return <usize>load<u32>(starts + (<usize>position << 2));
}

/** The longest match of a position as length << 16 | offset + 2, or 0. */
@inline
export function longestOf(position: i32): u32 {
  const end = matchesOf(position + 1);
  return end == matchesOf(position) ? 0 : load<u32>(end - 4);
}

@inline
function hash(bytes: u32, order: u32): usize {
  return <usize>(bytes * 0x9e3779b1) >> (32 - order);
}

/**
 * Finds the matches of every position of a chunk.
 *
 * @param nice behind a match of this length, the positions inside it get no matches of their own
 * @param depth at most this many nodes a tree
 */
export function findMatches(chunk: usize, length: i32, nice: u32, depth: i32): void {
  memory.fill(heads2, 0xff, subtrees - heads2);
  let at = matches;
  /** Positions below lie inside a match that will be taken. */
  let covered = 0;
  for (let position = 0; position < length; position++) {
    store<u32>(starts + (<usize>position << 2), <u32>at);
    // Inside a match as much is compared as keeps the tree in order.
    const limit = min<u32>(length - position, position < covered ? nice : MAX_MATCH);
    if (limit < 4) continue;
    const end = matchesAt(chunk, position, limit, min(nice, limit), depth, at);
    if (position < covered || end > matchesEnd || end == at) continue;
    at = end;
    const longest = load<u32>(end - 4) >> 16;
    if (longest >= nice) covered = position + longest;
  }
  store<u32>(starts + (<usize>length << 2), <u32>at);
}

/** Adds one position. @returns the end of its matches, which are written from `at` on */
@inline
function matchesAt(chunk: usize, position: u32, limit: u32, nice: u32, depth: i32, at: usize): usize {
  const here = chunk + position;
  const bytes = load<u32>(here);
  const head2 = heads2 + (hash(bytes << 16, ORDER2) << 1);
  const head3 = heads3 + (hash(bytes << 8, ORDER3) << 1);
  const head4 = heads4 + (hash(bytes, ORDER4) << 1);
  const newest2 = <u32>load<u16>(head2);
  const newest3 = <u32>load<u16>(head3);
  let node = <u32>load<u16>(head4);
  store<u16>(head2, <u16>position);
  store<u16>(head3, <u16>position);
  store<u16>(head4, <u16>position);

  let best: u32 = 3;
  // Where one position has both, the longer match serves both lengths.
  if (newest2 != newest3 && equal(chunk, newest2, position, bytes, 16, FAR2)) {
    at = putMatch(at, 2, position - newest2);
  }
  if (equal(chunk, newest3, position, bytes, 8, FAR3)) at = putMatch(at, 3, position - newest3);
  /** Where the next node that sorts before or behind this position hangs, and how much of it agrees. */
  let before = subtrees + (<usize>position << 2);
  let behind = before + 2;
  let beforeLength: u32 = 0;
  let behindLength: u32 = 0;
  for (; node != NONE && depth > 0; depth--) {
    const there = chunk + node;
    const below = subtrees + (<usize>node << 2);
    let n = min(beforeLength, behindLength);
    if (load<u8>(there + n) == load<u8>(here + n)) {
      n = matchLength(there, here, n + 1, limit);
      if (n > best) {
        best = n;
        at = putMatch(at, n, position - node);
        if (n >= nice) {
          store<u16>(before, load<u16>(below));
          store<u16>(behind, load<u16>(below + 2));
          return at;
        }
      }
    }
    if (load<u8>(there + n) < load<u8>(here + n)) {
      store<u16>(before, <u16>node);
      before = below + 2;
      beforeLength = n;
      node = <u32>load<u16>(before);
    } else {
      store<u16>(behind, <u16>node);
      behind = below;
      behindLength = n;
      node = <u32>load<u16>(behind);
    }
  }
  store<u16>(before, <u16>NONE);
  store<u16>(behind, <u16>NONE);
  return at;
}

/** Whether an earlier position is near enough and begins with the same bytes, the highest `ignored` bits aside. */
@inline
function equal(chunk: usize, earlier: u32, position: u32, bytes: u32, ignored: u32, far: u32): bool {
  return earlier != NONE && position - earlier < far && (load<u32>(chunk + earlier) ^ bytes) << ignored == 0;
}

@inline
function putMatch(at: usize, length: u32, offset: u32): usize {
  store<u32>(at, (length << 16) | (offset + 2));
  return at + 4;
}
