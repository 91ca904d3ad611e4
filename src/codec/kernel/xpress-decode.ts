/**
 * XPRESS Huffman, decoding ([MS-XCA] 2.2).
 *
 * | offset | bytes | what                                                                                         |
 * | ------ | ----- | -------------------------------------------------------------------------------------------- |
 * | 0      | 256   | code lengths of 512 symbols, 4 bits each, the low nibble first                               |
 * | 256    | …     | 16-bit little-endian words of bits, most significant first; between them bytes of long lengths |
 *
 * Symbol 0..255 is a literal; 256 + 16 * log2(offset) + length - 3 is a match, whose offset's low bits follow. Length
 * 15 of 15 is followed by a byte, that byte 255 by a 16-bit length. These bytes stand where the decoder that always holds
 * 16 to 31 bits would read its next word.
 */

import { WORK } from './layout';
import { copyMatch } from './copy';
import { TREE_TABLE, buildDecoder, longEntry } from './huffman-decode';
import { BAD_CODE, BAD_LENGTH, BAD_OFFSET, DONE, TRUNCATED } from './status';

const TABLE_BITS: i32 = 11;
const TREE: usize = WORK;
const TABLE: usize = TREE + TREE_TABLE;
const LENGTHS: usize = WORK + 0x2000;

/** @param chunkSize is not used: every size decodes alike */
export function xpressDecompress(
  source: usize,
  length: i32,
  target: usize,
  targetLength: i32,
  chunkSize: i32,
): i32 {
  const end = source + length;
  if (length < 260) return TRUNCATED;
  v128.store(end, i64x2.splat(0));
  v128.store(end + 16, i64x2.splat(0));
  expandLengths(source);
  if (!buildDecoder(TREE, LENGTHS, 512, TABLE_BITS)) return BAD_CODE;

  const limit = end + 8;
  const outEnd = target + targetLength;
  let out = target;
  let next = source + 256;
  let buffer: u64 = 0;
  let count: i32 = 0;
  while (out < outEnd) {
    if (count < 32) {
      if (next > limit) return TRUNCATED;
      buffer |= <u64>rotl<u32>(load<u32>(next), 16) << (32 - count);
      next += 4;
      count += 32;
    }
    let entry = <u32>load<u16>(TABLE + (<usize>(buffer >> (64 - TABLE_BITS)) << 1));
    if (entry == 0) {
      entry = longEntry(TREE, buffer, TABLE_BITS);
      if (entry == 0) return BAD_CODE;
    }
    buffer <<= entry & 31;
    count -= entry & 31;
    if (entry < 256 << 5) {
      store<u8>(out, <u8>(entry >> 5));
      out++;
      if (out == outEnd) break;
      entry = <u32>load<u16>(TABLE + (<usize>(buffer >> (64 - TABLE_BITS)) << 1));
      if (entry == 0) {
        entry = longEntry(TREE, buffer, TABLE_BITS);
        if (entry == 0) return BAD_CODE;
      }
      buffer <<= entry & 31;
      count -= entry & 31;
      if (entry < 256 << 5) {
        store<u8>(out, <u8>(entry >> 5));
        out++;
        continue;
      }
    }
    if (count < 32) {
      if (next > limit) return TRUNCATED;
      buffer |= <u64>rotl<u32>(load<u32>(next), 16) << (32 - count);
      next += 4;
      count += 32;
    }
    let matchLength = <usize>((entry >> 5) & 15);
    if (matchLength == 15) {
      const words = (count - 16) >> 4;
      next -= words << 1;
      count -= words << 4;
      buffer &= <u64>-1 << (64 - count);
      if (next >= end) return TRUNCATED;
      matchLength = load<u8>(next);
      next++;
      if (matchLength == 255) {
        if (next + 2 > end) return TRUNCATED;
        matchLength = load<u16>(next);
        next += 2;
        if (matchLength < 15) return BAD_LENGTH;
      } else {
        matchLength += 15;
      }
    }
    matchLength += 3;
    const offsetBits = ((entry >> 9) & 15);
    // Two shifts: a shift of 64 is a shift of 0.
    const offset = <usize>((buffer >> 1) >> (63 - offsetBits)) + (<usize>1 << offsetBits);
    buffer <<= offsetBits;
    count -= offsetBits;
    if (offset > out - target) return BAD_OFFSET;
    if (matchLength > outEnd - out) return BAD_LENGTH;
    copyMatch(out, offset, matchLength);
    out += matchLength;
  }
  return (next << 3) - count > end << 3 ? TRUNCATED : DONE;
}

function expandLengths(source: usize): void {
  const low = i8x16.splat(15);
  for (let i: usize = 0; i < 256; i += 16) {
    const pairs = v128.load(source + i);
    const evens = v128.and(pairs, low);
    const odds = i8x16.shr_u(pairs, 4);
    v128.store(LENGTHS + 2 * i, i8x16.shuffle(evens, odds, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(
      LENGTHS + 2 * i + 16,
      i8x16.shuffle(evens, odds, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
    );
  }
}
