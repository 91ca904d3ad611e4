/**
 * The optimal parser: the cheapest way through a block. Every position is a node; literals, matches at recent offsets
 * and the matches of the trees are the ways on from it. Each node remembers the recent offsets of its cheapest way.
 */

import { alignedCost, costsOfSlot, literalCost, setCosts, COSTS_END } from './lzx-encode-costs';
import { ITEMS, ITEMS_END, MAX_CHUNK_LENGTH, MAX_MATCH, matchItem, offsetSlot } from './lzx-encode-memory';
import { FIRST_QUEUE, recall, recentOffset } from './lzx-encode-recent';
import { blockBytesEnd, blockCount, blockCounts } from './lzx-encode-split';
import { matchesOf } from './lzx-encode-matches';
import { matchLength } from './match-length';

/** One entry a position and a vector more: what the cheapest way costs, and the item that it ends with. */
const costs: usize = (COSTS_END + 15) & ~15;
const NODES: usize = ((MAX_CHUNK_LENGTH as usize) + 8) * 4;
/** length | adjusted offset << 9; a literal has length 1. */
const lasts: usize = costs + NODES;
/** u64: the recent offsets, 16 bits each, the first one lowest. */
const queues: usize = lasts + NODES;

/** Offers the node of each length from..to a way that ends with this match. */
@inline
function offer(node: usize, base: u32, row: usize, adjusted: u32, from: u32, to: u32): void {
  const base4 = i32x4.splat(base);
  const last = i32x4.splat(to);
  let length = i32x4.add(i32x4.splat(from), i32x4(0, 1, 2, 3));
  const item = i32x4.splat(adjusted << 9);
  for (let n = <usize>from << 2; n <= <usize>to << 2; n += 16) {
    const now = v128.load(node + n);
    const way = i32x4.add(base4, v128.load(row + n));
    const better = v128.andnot(i32x4.lt_u(way, now), i32x4.gt_s(length, last));
    v128.store(node + n, v128.bitselect(way, now, better));
    const there = node + (lasts - costs) + n;
    v128.store(there, v128.bitselect(v128.or(item, length), v128.load(there), better));
    length = i32x4.add(length, i32x4.splat(4));
  }
}

/** The recent offsets behind the item that ends at a position. */
@inline
function queueAt(position: i32, last: u32): u64 {
  return recall(load<u64>(queues + (<usize>(position - (last & 511)) << 3)), last >> 9);
}

/**
 * Finds the cheapest way from one position to another.
 *
 * @param queue the recent offsets at `from`
 * @param nice a match of this length is taken
 */
function findWay(chunk: usize, from: i32, to: i32, queue: u64, nice: u32): void {
  memory.fill(costs + (<usize>from << 2), 0xff, (to - from + 4) << 2);
  store<u32>(costs + (<usize>from << 2), 0);
  store<u64>(queues + (<usize>from << 3), queue);
  let position = from;
  while (position < to) {
    const node = costs + (<usize>position << 2);
    const cost = load<u32>(node);
    if (position > from) {
      const last = load<u32>(node + (lasts - costs));
      queue = queueAt(position, last);
      store<u64>(queues + (<usize>position << 3), queue);
    }
    const limit = min<u32>(to - position, MAX_MATCH);
    const here = chunk + position;
    const literal = cost + literalCost(load<u8>(here));
    if (literal < load<u32>(node + 4)) {
      store<u32>(node + 4, literal);
      store<u32>(node + 4 + (lasts - costs), 1);
    }
    if (limit < 2) {
      position++;
      continue;
    }
    let taken: u32 = 0;
    const bytes = load<u16>(here);
    for (let recent: u32 = 0; recent < 3; recent++) {
      const offset = recentOffset(queue, recent);
      if (offset > <usize>position || load<u16>(here - offset) != bytes) continue;
      const n = matchLength(here - offset, here, 2, limit);
      offer(node, cost, costsOfSlot(recent), recent, n >= nice ? n : 2, n);
      if (n >= nice) {
        taken = n;
        break;
      }
    }
    const end = matchesOf(position + 1);
    if (taken == 0) {
      let shortest: u32 = 2;
      for (let at = matchesOf(position); at < end; at += 4) {
        const match = load<u32>(at);
        const n = min(match >> 16, limit);
        const adjusted = (match & 0xffff) + 2;
        const slot = offsetSlot(adjusted);
        const base = cost + (slot >= 8 ? alignedCost(adjusted) : 0);
        if (n >= nice) {
          offer(node, base, costsOfSlot(slot), adjusted, n, n);
          taken = n;
        } else if (shortest <= n) {
          offer(node, base, costsOfSlot(slot), adjusted, shortest, n);
        }
        shortest = n + 1;
      }
    }
    position += max(taken, 1);
  }
}

/**
 * Writes the items of the way that was found.
 *
 * @param at where the first of them goes
 * @returns where the last of them ends
 */
function itemsOfWay(chunk: usize, from: i32, to: i32, at: usize): usize {
  let first = ITEMS_END;
  let position = to;
  while (position > from) {
    const last = load<u32>(lasts + (<usize>position << 2));
    const length = last & 511;
    position -= length;
    first -= 4;
    store<u32>(first, length == 1 ? load<u8>(chunk + position) : matchItem(length, last >> 9));
  }
  memory.copy(at, first, ITEMS_END - first);
  return at + (ITEMS_END - first);
}

/**
 * Parses a chunk, whose matches are found, into ITEMS: each block with the costs that its counts of the parse before
 * tell.
 *
 * @returns the end of the items
 */
export function parseOptimally(chunk: usize, nice: u32): usize {
  let queue = FIRST_QUEUE;
  let position = 0;
  let at = ITEMS;
  for (let block = 0; block < blockCount(); block++) {
    const end = blockBytesEnd(block);
    setCosts(blockCounts(block));
    findWay(chunk, position, end, queue, nice);
    queue = queueAt(end, load<u32>(lasts + (<usize>end << 2)));
    at = itemsOfWay(chunk, position, end, at);
    position = end;
  }
  return at;
}
