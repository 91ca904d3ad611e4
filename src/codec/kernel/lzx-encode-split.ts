/**
 * Where one block ends and the next begins: the chunk is cut into short segments, and neighbours become one block as
 * long as that makes codes and headers together smaller.
 */

import {
  COUNTS_SIZE,
  addCounts,
  bitsTogether,
  clearCounts,
  countItem,
} from './lzx-encode-counts';
import { ITEMS, itemLength } from './lzx-encode-memory';

const MAX_BLOCKS: i32 = 32;

/** Counts, items' end and bytes' end of each block, in order. */
const counts: usize = memory.data(MAX_BLOCKS * <i32>COUNTS_SIZE, 16);
const itemEnds: usize = memory.data(MAX_BLOCKS * 4);
const byteEnds: usize = memory.data(MAX_BLOCKS * 4);
/** f32: bits of each block, and of each block together with the next. */
const alone: usize = memory.data(MAX_BLOCKS * 4);
const joined: usize = memory.data(MAX_BLOCKS * 4);
/** Which of the `counts` is a block's. */
const places: usize = memory.data(MAX_BLOCKS * 4);
const nothing: usize = memory.data(<i32>COUNTS_SIZE, 16);

let blocks: i32 = 0;

@inline
export function blockCount(): i32 {
  return blocks;
}
@inline
export function blockCounts(block: i32): usize {
  return load<usize>(places + (<usize>block << 2));
}
@inline
export function blockItemsEnd(block: i32): usize {
  return load<usize>(itemEnds + (<usize>block << 2));
}
@inline
export function blockBytesEnd(block: i32): i32 {
  return load<i32>(byteEnds + (<usize>block << 2));
}

/** Divides ITEMS into blocks. @param end of the items @param segment bytes of a segment, about; at least 1 KiB */
export function splitItems(end: usize, segment: i32): void {
  countSegments(end, segment);
  for (let i = 0; i < blocks; i++) {
    setBits(alone, i, bitsTogether(blockCounts(i), nothing));
    if (i > 0) setBits(joined, i - 1, bitsTogether(blockCounts(i - 1), blockCounts(i)));
  }
  for (let i = bestJoin(); i >= 0; i = bestJoin()) join(i);
}

function countSegments(end: usize, segment: i32): void {
  blocks = 0;
  let position = 0;
  let at = ITEMS;
  while (at < end) {
    const table = counts + <usize>blocks * COUNTS_SIZE;
    clearCounts(table);
    const stop = position + segment;
    while (at < end && position < stop) {
      const item = load<u32>(at);
      countItem(table, item);
      position += itemLength(item);
      at += 4;
    }
    store<usize>(places + (<usize>blocks << 2), table);
    store<usize>(itemEnds + (<usize>blocks << 2), at);
    store<i32>(byteEnds + (<usize>blocks << 2), position);
    blocks++;
  }
}

@inline
function bits(table: usize, i: i32): f32 {
  return load<f32>(table + (<usize>i << 2));
}
@inline
function setBits(table: usize, i: i32, value: f32): void {
  store<f32>(table + (<usize>i << 2), value);
}

/** @returns the block whose join with the next saves most, or -1 when none saves anything */
function bestJoin(): i32 {
  let best = -1;
  let most: f32 = 0;
  for (let i = 0; i < blocks - 1; i++) {
    const gain = bits(alone, i) + bits(alone, i + 1) - bits(joined, i);
    if (gain > most) {
      most = gain;
      best = i;
    }
  }
  return best;
}

/** Makes a block and the next one. */
function join(i: i32): void {
  addCounts(blockCounts(i), blockCounts(i + 1));
  setBits(alone, i, bits(joined, i));
  const next = <usize>(i + 1) << 2;
  const rest = <usize>(blocks - 2 - i) << 2;
  memory.copy(places + next, places + next + 4, rest);
  memory.copy(itemEnds + next - 4, itemEnds + next, rest + 4);
  memory.copy(byteEnds + next - 4, byteEnds + next, rest + 4);
  memory.copy(alone + next, alone + next + 4, rest);
  memory.copy(joined + next - 4, joined + next, rest);
  blocks--;
  if (i > 0) setBits(joined, i - 1, bitsTogether(blockCounts(i - 1), blockCounts(i)));
  if (i < blocks - 1) setBits(joined, i, bitsTogether(blockCounts(i), blockCounts(i + 1)));
}
