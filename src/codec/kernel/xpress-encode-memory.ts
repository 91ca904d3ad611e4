/** What the parts of the XPRESS encoder share: their tables' places, and the form of an item. */

import { WORK } from './layout';

export const MAX_CHUNK_LENGTH: i32 = 65536;
export const MIN_MATCH: u32 = 3;
export const MAX_MATCH: u32 = 65535;
export const SYMBOLS: i32 = 512;
export const MAX_CODE_LENGTH: i32 = 15;

/** u32[65536]: a literal is its byte, a match is offset << 16 and length - 3. */
export const ITEMS: usize = WORK;
/** u32[512]: how often each symbol stands in the items. */
export const COUNTS: usize = ITEMS + MAX_CHUNK_LENGTH * 4;
/** u8[512]: the length of each codeword. */
export const LENGTHS: usize = COUNTS + SYMBOLS * 4;
/** u32[512]: codeword << 5 and length. */
export const CODES: usize = LENGTHS + SYMBOLS;
/** Where the optimal parser keeps its tables. */
export const TABLES: usize = (CODES + SYMBOLS * 4 + 0xffff) & ~0xffff;

/** A match as an item. */
@inline
export function matchItem(length: u32, offset: u32): u32 {
  return (offset << 16) | (length - MIN_MATCH);
}

/** The symbol of a match. */
@inline
export function matchSymbol(item: u32): u32 {
  return 256 + ((31 - <u32>clz(item >> 16)) << 4) + min<u32>(item & 0xffff, 15);
}

/** @returns the bytes that the length of the item needs beside its symbol */
@inline
export function countItem(item: u32): u32 {
  const isMatch = item > 0xffff;
  const at = COUNTS + (<usize>(isMatch ? matchSymbol(item) : item) << 2);
  store<u32>(at, load<u32>(at) + 1);
  const rest = isMatch ? item & 0xffff : 0;
  return rest < 15 ? 0 : rest < 15 + 255 ? 1 : 3;
}
