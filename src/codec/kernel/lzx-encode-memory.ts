/**
 * What the parts of the LZX encoder share: the numbers of the format (WIM flavour, 32 KiB window), its items, and
 * where their tables lie. Everything is written before it is read in each chunk.
 */

import { WORK } from './layout';

export const MAX_CHUNK_LENGTH: i32 = 32768;
export const MIN_MATCH: u32 = 2;
export const MAX_MATCH: u32 = 257;

/** 256 literals, then 8 length headers for each of the offset slots. */
export const MAIN_SYMBOLS: i32 = 496;
export const OFFSET_SLOTS: u32 = 30;
export const LENGTH_SYMBOLS: i32 = 249;
export const ALIGNED_SYMBOLS: i32 = 8;
export const MAX_CODE_LENGTH: i32 = 16;
export const MAX_ALIGNED_LENGTH: i32 = 7;

/**
 * One u32 an item, in the order of the chunk: bits 0..8 main symbol, 9..16 length symbol, 17..29 what the offset slot
 * leaves of the offset. A literal is its byte.
 */
export const ITEMS: usize = WORK;
/** Room for the items of a chunk, and for those of a block while they are written from its end. */
export const ITEMS_END: usize = ITEMS + 2 * MAX_CHUNK_LENGTH * 4;

/** Where the match finders and the parsers keep their tables. */
export const TABLES: usize = ITEMS_END;

/** The slot of an offset plus two; the recent offsets have the slots 0, 1 and 2. */
@inline
export function offsetSlot(adjusted: u32): u32 {
  if (adjusted < 2) return adjusted;
  const high = 31 - <u32>clz(adjusted);
  return (high << 1) + ((adjusted >> (high - 1)) & 1);
}

/** Bits that an offset slot leaves to be written after it. */
@inline
export function footerBits(slot: u32): u32 {
  return slot < 4 ? 0 : (slot >> 1) - 1;
}

/** @param adjusted 0, 1 or 2 for a recent offset, else the offset plus two */
@inline
export function matchItem(length: u32, adjusted: u32): u32 {
  const slot = offsetSlot(adjusted);
  const footer = adjusted & ((1 << footerBits(slot)) - 1);
  const header = min<u32>(length - MIN_MATCH, 7);
  const rest = length - MIN_MATCH - header;
  return (256 + (slot << 3) + header) | (rest << 9) | (footer << 17);
}

/** Bytes of the chunk that an item stands for. */
@inline
export function itemLength(item: u32): u32 {
  return (item & 511) < 256 ? 1 : (item & 7) + MIN_MATCH + ((item >> 9) & 255);
}
