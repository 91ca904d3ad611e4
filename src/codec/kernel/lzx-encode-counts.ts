/** How often each symbol stands in a block, and what that costs. */

import { ALIGNED_SYMBOLS, LENGTH_SYMBOLS, MAIN_SYMBOLS } from './lzx-encode-memory';

/** A block's counts: u32 per symbol of the main, the length and the aligned code, each table padded to 16 bytes. */
export const MAIN_COUNTS: usize = 0;
export const LENGTH_COUNTS: usize = MAIN_COUNTS + MAIN_SYMBOLS * 4;
export const ALIGNED_COUNTS: usize = LENGTH_COUNTS + ((LENGTH_SYMBOLS + 3) & ~3) * 4;
export const COUNTS_SIZE: usize = ALIGNED_COUNTS + ALIGNED_SYMBOLS * 4;

/** Bits of a block's header that do not depend on its symbols, and bits for each symbol that occurs. */
const HEADER_BITS: f32 = 700;
const SYMBOL_BITS: f32 = 4;

export function clearCounts(counts: usize): void {
  memory.fill(counts, 0, COUNTS_SIZE);
}

/** Adds the counts of a block to those of the one before it. */
export function addCounts(to: usize, from: usize): void {
  for (let at: usize = 0; at < COUNTS_SIZE; at += 16) {
    v128.store(to + at, i32x4.add(v128.load(to + at), v128.load(from + at)));
  }
}

@inline
function countOne(table: usize, symbol: u32): void {
  const at = table + (<usize>symbol << 2);
  store<u32>(at, load<u32>(at) + 1);
}

@inline
export function countItem(counts: usize, item: u32): void {
  const main = item & 511;
  countOne(counts, main);
  if (main >= 256) {
    if ((main & 7) == 7) countOne(counts + LENGTH_COUNTS, (item >> 9) & 255);
    // Slots from 8 leave three bits or more, and the lowest three are the aligned code's.
    if (main >= 256 + (8 << 3)) countOne(counts + ALIGNED_COUNTS, (item >> 17) & 7);
  }
}

/** Estimated bits of the codes of two neighbouring blocks in one; pass a block of zeros for one alone. */
export function bitsTogether(a: usize, b: usize): f32 {
  const main = tableBits(a, b, MAIN_COUNTS, LENGTH_COUNTS);
  const length = tableBits(a, b, LENGTH_COUNTS, ALIGNED_COUNTS);
  const aligned = tableBits(a, b, ALIGNED_COUNTS, COUNTS_SIZE);
  return HEADER_BITS + main + length + aligned;
}

/** Entropy of one table, and what its header takes. */
function tableBits(a: usize, b: usize, from: usize, to: usize): f32 {
  let sum = f32x4.splat(0);
  let total = i32x4.splat(0);
  let used = i32x4.splat(0);
  for (let at = from; at < to; at += 16) {
    const counts = i32x4.add(v128.load(a + at), v128.load(b + at));
    total = i32x4.add(total, counts);
    used = i32x4.sub(used, i32x4.ne(counts, i32x4.splat(0)));
    const value = f32x4.convert_i32x4_s(counts);
    sum = f32x4.add(sum, f32x4.mul(value, log2x4(value)));
  }
  const n = f32x4.convert_i32x4_s(i32x4.splat(lanesSum(total)));
  const all = f32x4.extract_lane(f32x4.mul(n, log2x4(n)), 0);
  const each =
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    f32x4.extract_lane(sum, 2) +
    f32x4.extract_lane(sum, 3);
  return all - each + SYMBOL_BITS * <f32>lanesSum(used);
}

@inline
export function lanesSum(v: v128): i32 {
  return (
    i32x4.extract_lane(v, 0) +
    i32x4.extract_lane(v, 1) +
    i32x4.extract_lane(v, 2) +
    i32x4.extract_lane(v, 3)
  );
}

/**
 * Logarithm to base 2 of values that are not 0, within 0.001; of 0 something finite. The mantissa's part is exact at both
 * ends and in the middle, with the right slope at the ends.
 */
@inline
export function log2x4(value: v128): v128 {
  const exponent = i32x4.sub(i32x4.shr_u(value, 23), i32x4.splat(127));
  const mantissa = v128.or(v128.and(value, i32x4.splat(0x7fffff)), i32x4.splat(0x3f800000));
  const t = f32x4.sub(mantissa, f32x4.splat(1));
  const bend = f32x4.add(
    f32x4.mul(f32x4.add(f32x4.mul(t, f32x4.splat(0.083294)), f32x4.splat(-0.247337)), t),
    f32x4.splat(0.442695),
  );
  const curve = f32x4.mul(f32x4.mul(t, f32x4.sub(f32x4.splat(1), t)), bend);
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.add(t, curve));
}
