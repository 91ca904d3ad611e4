/**
 * The match finder of optimal parsers: for each hash of four bytes a binary tree of its positions, sorted by what
 * follows them, newest at the root; and for each hash of three bytes the newest position. Chunks of up to 64 KiB.
 *
 * A position that is added becomes the root, and splits the old tree on its way down; the walk passes its best matches.
 */

import { WORK_END } from './layout';
import { matchLength } from './match-length';

const ORDER3: u32 = 12;
const ORDER4: u32 = 15;
/** u16[2] a position: what sorts before it, what sorts behind it. The tables stand at the end of the work area. */
const CHILDREN: usize = WORK_END - 0x40000;
const ROOTS: usize = CHILDREN - (2 << ORDER4);
const HEADS3: usize = ROOTS - (2 << ORDER3);

/** No position: no match of three bytes begins at the last place of 64 KiB. */
const NONE: u32 = 0xffff;

/** Forgets the chunk before. */
export function startTrees(): void {
  memory.fill(HEADS3, 0xff, CHILDREN - HEADS3);
}

/**
 * Adds a position and lists its matches, each longer than the one before and the nearest of its length that was met.
 *
 * @param limit bytes left in the chunk, at least 4
 * @param nice a match of that length ends the search
 * @param depth candidates to look at
 * @param matches takes length << 16 | offset for each
 * @returns the end of the matches
 */
export function listMatches(
  chunk: usize,
  position: u32,
  limit: u32,
  nice: u32,
  depth: i32,
  matches: usize,
): usize {
  const here = chunk + position;
  const bytes = load<u32>(here);
  const newest3 = HEADS3 + (<usize>(((bytes << 8) * 0x9e3779b1) >> (32 - ORDER3)) << 1);
  const root = ROOTS + (<usize>((bytes * 0x9e3779b1) >> (32 - ORDER4)) << 1);
  const candidate3 = <u32>load<u16>(newest3);
  let candidate = <u32>load<u16>(root);
  store<u16>(newest3, <u16>position);
  store<u16>(root, <u16>position);
  let best: u32 = 2;
  if (candidate3 != NONE && (load<u32>(chunk + candidate3) ^ bytes) << 8 == 0) {
    store<u32>(matches, (3 << 16) | (position - candidate3));
    matches += 4;
    best = 3;
  }

  let before = CHILDREN + (<usize>position << 2);
  let behind = before + 2;
  let beforeLength: u32 = 0;
  let behindLength: u32 = 0;
  const enough = min(nice, limit);
  for (; candidate != NONE && depth > 0; depth--) {
    const there = chunk + candidate;
    const children = CHILDREN + (<usize>candidate << 2);
    let length = min(beforeLength, behindLength);
    if (load<u8>(there + length) == load<u8>(here + length)) {
      length = matchLength(there, here, length + 1, limit);
      if (length > best) {
        best = length;
        if (length > 3) {
          store<u32>(matches, (length << 16) | (position - candidate));
          matches += 4;
        }
        if (length >= enough) {
          store<u16>(before, load<u16>(children));
          store<u16>(behind, load<u16>(children + 2));
          return matches;
        }
      }
    }
    if (load<u8>(there + length) < load<u8>(here + length)) {
      store<u16>(before, <u16>candidate);
      before = children + 2;
      candidate = <u32>load<u16>(before);
      beforeLength = length;
    } else {
      store<u16>(behind, <u16>candidate);
      behind = children;
      candidate = <u32>load<u16>(behind);
      behindLength = length;
    }
  }
  store<u16>(before, <u16>NONE);
  store<u16>(behind, <u16>NONE);
  return matches;
}
