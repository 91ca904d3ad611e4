/** What each item of a block will take, in 1/64 bit, as the counts of an earlier parse tell. */

import { ALIGNED_COUNTS, LENGTH_COUNTS, MAIN_COUNTS, lanesSum, log2x4 } from './lzx-encode-counts';
import {
  ALIGNED_SYMBOLS,
  LENGTH_SYMBOLS,
  MAIN_SYMBOLS,
  MAX_MATCH,
  MIN_MATCH,
  OFFSET_SLOTS,
  footerBits,
} from './lzx-encode-memory';
import { MATCHES_END } from './lzx-encode-matches';

const BIT: u32 = 64;
const LEAST_BITS: f32 = 0.5;
const MOST_BITS: f32 = 16;

/** u32 per symbol. */
const mainCosts: usize = (MATCHES_END + 15) & ~15;
const lengthCosts: usize = mainCosts + MAIN_SYMBOLS * 4;
const alignedCosts: usize = lengthCosts + 256 * 4;
/** u32 for each offset slot and length: without what the aligned code adds or saves. */
const matchCosts: usize = alignedCosts + ALIGNED_SYMBOLS * 4;
const ROW: usize = 264 * 4;
/** The end of the tables. */
export const COSTS_END: usize = matchCosts + (OFFSET_SLOTS as usize) * ROW;

@inline
export function literalCost(byte: u32): u32 {
  return load<u32>(mainCosts + (<usize>byte << 2));
}

/** Where the costs of an offset slot are, indexed by length. */
@inline
export function costsOfSlot(slot: u32): usize {
  return matchCosts + <usize>slot * ROW;
}

/** What the aligned code adds to a match of slot 8 or more; modulo 2^32 it may be negative. */
@inline
export function alignedCost(adjusted: u32): u32 {
  return load<u32>(alignedCosts + (<usize>(adjusted & 7) << 2));
}

/** @param counts of a block like the one to come */
export function setCosts(counts: usize): void {
  setSymbolCosts(counts + MAIN_COUNTS, MAIN_SYMBOLS, mainCosts);
  setSymbolCosts(counts + LENGTH_COUNTS, LENGTH_SYMBOLS, lengthCosts);
  setAlignedCosts(counts + ALIGNED_COUNTS);
  for (let slot: u32 = 0; slot < OFFSET_SLOTS; slot++) {
    const row = costsOfSlot(slot);
    const main = mainCosts + (<usize>(256 + (slot << 3)) << 2);
    const footer = footerBits(slot) * BIT;
    for (let header: u32 = 0; header < 7; header++) {
      store<u32>(row + (<usize>(header + MIN_MATCH) << 2), load<u32>(main + (<usize>header << 2)) + footer);
    }
    const long = i32x4.splat(load<u32>(main + 28) + footer);
    for (let length: u32 = 9; length <= MAX_MATCH; length += 4) {
      v128.store(
        row + (<usize>length << 2),
        i32x4.add(long, v128.load(lengthCosts + (<usize>(length - 9) << 2))),
      );
    }
  }
}

/** The entropy of each symbol; one that did not occur counts as half a time. */
function setSymbolCosts(counts: usize, symbols: i32, costs: usize): void {
  const size = <usize>symbols << 2;
  let sums = i32x4.splat(0);
  for (let at: usize = 0; at < size; at += 16) sums = i32x4.add(sums, v128.load(counts + at));
  const total = max(lanesSum(sums), 1);
  const all = log2x4(f32x4.convert_i32x4_s(i32x4.splat(total)));
  for (let at: usize = 0; at < size; at += 16) {
    const count = f32x4.max(f32x4.convert_i32x4_s(v128.load(counts + at)), f32x4.splat(0.5));
    const bits = f32x4.sub(all, log2x4(count));
    const clamped = f32x4.max(f32x4.min(bits, f32x4.splat(MOST_BITS)), f32x4.splat(LEAST_BITS));
    v128.store(costs + at, i32x4.trunc_sat_f32x4_s(f32x4.mul(clamped, f32x4.splat(<f32>BIT))));
  }
}

/** Against the three bits that a verbatim block takes; nothing where the aligned code would not pay. */
function setAlignedCosts(counts: usize): void {
  setSymbolCosts(counts, ALIGNED_SYMBOLS, alignedCosts);
  let gain: i32 = -3 * ALIGNED_SYMBOLS * BIT;
  for (let s = 0; s < ALIGNED_SYMBOLS; s++) {
    const at = alignedCosts + (<usize>s << 2);
    const more = load<i32>(at) - 3 * BIT;
    store<i32>(at, more);
    gain -= load<i32>(counts + (<usize>s << 2)) * more;
  }
  if (gain <= 0) memory.fill(alignedCosts, 0, ALIGNED_SYMBOLS * 4);
}
