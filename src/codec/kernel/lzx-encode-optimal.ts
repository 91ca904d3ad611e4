/**
 * The optimal parser: the cheapest way through a block. Every position is a node; literals, matches at recent offsets
 * and the matches of the trees are the ways on from it. Each node remembers the recent offsets of its cheapest way.
 */

import { alignedCost, costsOfSlot, literalCost, setCosts, COSTS_END } from './lzx-encode-costs';
import { ITEMS, ITEMS_END, MAX_CHUNK_LENGTH, MAX_MATCH, matchItem, offsetSlot } from './lzx-encode-memory';
import { blockBytesEnd, blockCount, blockCounts } from './lzx-encode-split';
import { matchesOf } from './lzx-encode-trees';
import { matchLength } from './match-length';

/** One entry a position and a vector more: what the cheapest way costs, and the item that it ends with. */
const costs: usize = (COSTS_END + 15) & ~15;
const NODES: usize = ((MAX_CHUNK_LENGTH as usize) + 8) * 4;
/** length | adjusted offset << 9; a literal has length 1. */
const lasts: usize = costs + NODES;
/** u64: the recent offsets, 16 bits each, the first one lowest. */
const queues: usize = lasts + NODES;

/** The recent offsets at the start of a chunk. */
const FIRST_QUEUE: u64 = 0x0000_0001_0001_0001;

/** Lanes 0 to 3. */
@inline
function lanes(): v128 {
  return i32x4(0, 1, 2, 3);
}

/** The queue behind a match. */
@inline
function recall(queue: u64, adjusted: u32): u64 {
  if (adjusted > 2) return ((queue << 16) & 0xffff_ffff_0000) | (adjusted - 2);
  if (adjusted == 0) return queue;
  const shift = <u64>adjusted << 4;
  const used = (queue >> shift) & 0xffff;
  const first = queue & 0xffff;
  return (queue & ~(<u64>0xffff << shift) & ~<u64>0xffff) | (first << shift) | used;
}

/** Offers the node of each length from..to a way that ends with this match. */
@inline
function offer(node: usize, base: u32, row: usize, adjusted: u32, from: u32, to: u32): void {
  const base4 = i32x4.splat(base);
  const last = i32x4.splat(to);
  let length = i32x4.add(i32x4.splat(from), lanes());
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
      queue = load<u64>(queues + (<usize>(position - (last & 511)) << 3));
      if ((last & 511) > 1) queue = recall(queue, last >> 9);
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
      const offset = <u32>(queue >> (<u64>recent << 4)) & 0xffff;
      if (offset > <u32>position || load<u16>(here - offset) != bytes) continue;
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
        const adjusted = match & 0xffff;
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

/** The recent offsets behind the way that was found. */
function queueBehind(to: i32): u64 {
  const last = load<u32>(lasts + (<usize>to << 2));
  const queue = load<u64>(queues + (<usize>(to - (last & 511)) << 3));
  return (last & 511) > 1 ? recall(queue, last >> 9) : queue;
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
    queue = queueBehind(end);
    at = itemsOfWay(chunk, position, end, at);
    position = end;
  }
  return at;
}
