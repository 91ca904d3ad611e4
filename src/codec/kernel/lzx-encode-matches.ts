/**
 * The matches of a chunk for the optimal parser: found once, and kept for the parses that follow. The trees give those
 * of three bytes and more; here each hash of two bytes has its newest position.
 */

import { MAX_CHUNK_LENGTH, MAX_MATCH, TABLES } from './lzx-encode-memory';
import { listMatches, startTrees } from './match-tree';

const ORDER2: u32 = 12;
const heads2: usize = TABLES;
/** u32 a position: where its matches begin; one more for the end. */
const starts: usize = heads2 + (2 << ORDER2);
/** u32 a match: length << 16 | offset; the lengths of one position ascend. */
const matches: usize = starts + (MAX_CHUNK_LENGTH + 1) * 4;
/** More are not kept; that is 16 a position. */
const matchesEnd: usize = matches + MAX_CHUNK_LENGTH * 16 * 4;
/** The most that one position adds. */
const ROOM: usize = (MAX_MATCH as usize) * 4;
/** The end of the tables. */
export const MATCHES_END: usize = matchesEnd + ROOM;

/** No position: larger than any. */
const NONE: u32 = 0xffff;
/** Matches of two bytes cost more than their literals beyond this offset. */
const FAR2: u32 = 256;

/** The first match of a position; its last one stands before the first match of the next position. */
@inline
export function matchesOf(position: i32): usize {
  return <usize>load<u32>(starts + (<usize>position << 2));
}

/** The longest match of a position as length << 16 | offset + 2, or 0. */
@inline
export function longestOf(position: i32): u32 {
  const end = matchesOf(position + 1);
  return end == matchesOf(position) ? 0 : load<u32>(end - 4) + 2;
}

/**
 * Finds the matches of every position of a chunk.
 *
 * @param nice behind a match of this length, the positions inside it get no matches of their own
 * @param depth at most this many nodes a tree
 */
export function findMatches(chunk: usize, length: i32, nice: u32, depth: i32): void {
  startTrees();
  memory.fill(heads2, 0xff, 2 << ORDER2);
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
  const bytes = <u32>load<u16>(chunk + position);
  const head2 = heads2 + <usize>((bytes * 0x9e3779b1) >> (32 - ORDER2) << 1);
  const newest2 = <u32>load<u16>(head2);
  store<u16>(head2, <u16>position);
  if (newest2 != NONE && position - newest2 < FAR2 && load<u16>(chunk + newest2) == bytes) {
    store<u32>(at, (2 << 16) | (position - newest2));
    at += 4;
  }
  return listMatches(chunk, position, limit, nice, depth, at);
}
