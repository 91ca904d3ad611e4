/**
 * LZX as a WIM has it, decoding: every chunk is a stream of its own, its window is the chunk.
 *
 * A chunk is 16-bit little-endian words of bits, most significant first, and holds blocks until its content is complete:
 *
 * | bits      | what                                                                                        |
 * | --------- | ------------------------------------------------------------------------------------------- |
 * | 3         | type: 1 verbatim, 2 aligned, 3 uncompressed                                                  |
 * | 1         | 1: the block has 32768 bytes; 0: 16 bits of size follow, 24 where the window is 64 KiB or more |
 * | 8 * 3     | aligned only: code lengths of the offsets' low three bits                                    |
 * | pre-coded | code lengths, as differences to the block before: 256 literals, then the matches, then the lengths |
 * | items     | literals and matches                                                                         |
 *
 * An uncompressed block instead goes on at the next word boundary (a whole word further if it stands on one) with the
 * three recent offsets as u32, the bytes, and a padding byte when their number is odd.
 */

import { WORK } from './layout';
import { copyMatch } from './copy';
import { TREE_BYTES, TREE_TABLE, buildDecoder, longEntry } from './huffman-decode';
import { undoCallTranslation } from './lzx-calls';
import {
  BAD_BLOCK_SIZE,
  BAD_BLOCK_TYPE,
  BAD_CODE,
  BAD_CODE_LENGTHS,
  BAD_LENGTH,
  BAD_OFFSET,
  BAD_RECENT_OFFSET,
  DONE,
  TRUNCATED,
} from './status';

const LITERALS: i32 = 256;
const LENGTH_SYMBOLS: i32 = 249;
const MAX_SLOTS: i32 = 50;

const MAIN_BITS: i32 = 11;
const LENGTH_BITS: i32 = 10;
const ALIGNED_BITS: i32 = 7;
const PRE_BITS: i32 = 6;

const MAIN_TREE: usize = WORK;
const LENGTH_TREE: usize = MAIN_TREE + TREE_BYTES;
const ALIGNED_TREE: usize = LENGTH_TREE + TREE_BYTES;
const PRE_TREE: usize = ALIGNED_TREE + TREE_BYTES;
const MAIN_LENGTHS: usize = PRE_TREE + TREE_BYTES;
const LENGTH_LENGTHS: usize = MAIN_LENGTHS + 704;
const SMALL_LENGTHS: usize = LENGTH_LENGTHS + 256;
/** u32[50]: the first offset of each slot, less the 2 that the format adds. */
const SLOT_BASES: usize = SMALL_LENGTHS + 32;
/** u8[50]: bits that follow each slot. */
const SLOT_BITS: usize = SLOT_BASES + 4 * MAX_SLOTS;

// The reader's state between items' loops, which keep it in locals.
let next: usize = 0;
let end: usize = 0;
let buffer: u64 = 0;
let count: i32 = 0;

let recent0: u32 = 1;
let recent1: u32 = 1;
let recent2: u32 = 1;

/**
 * @param source an even address, as words are aligned by address
 * @param chunkSize bytes of the window: a power of two from 32 KiB to 2 MiB
 */
export function lzxDecompress(
  source: usize,
  length: i32,
  target: usize,
  targetLength: i32,
  chunkSize: i32,
): i32 {
  const order = 31 - clz(chunkSize);
  begin(source, length);
  const slots = fillSlots(chunkSize);
  const outEnd = target + targetLength;
  let out = target;
  while (out < outEnd) {
    refill();
    const type = readBits(3);
    let size: u32 = 32768;
    if (readBits(1) == 0) {
      size = readBits(16);
      refill();
      if (order >= 16) size = (size << 8) | readBits(8);
    }
    if (size == 0 || size > <u32>(outEnd - out)) return isTruncated() ? TRUNCATED : BAD_BLOCK_SIZE;
    let status: i32;
    if (type == 3) {
      status = copyBlock(out, size);
    } else if (type == 1 || type == 2) {
      status = readCodes(type == 2, LITERALS + 8 * slots);
      if (status == DONE) status = type == 2 ? readItems<bool>(target, out, size) : readItems<i32>(target, out, size);
    } else {
      status = isTruncated() ? TRUNCATED : BAD_BLOCK_TYPE;
    }
    if (status != DONE) return status;
    out += size;
  }
  if (isTruncated()) return TRUNCATED;
  undoCallTranslation(target, targetLength);
  return DONE;
}

function begin(source: usize, length: i32): void {
  next = source;
  end = source + length;
  buffer = 0;
  count = 0;
  recent0 = 1;
  recent1 = 1;
  recent2 = 1;
  v128.store(end, i64x2.splat(0));
  v128.store(end + 16, i64x2.splat(0));
  memory.fill(MAIN_LENGTHS, 0, 704 + 256);
}

/** Fills the tables of the offset slots. @returns how many a window has */
function fillSlots(chunkSize: i32): i32 {
  let base = 0;
  let slot = 0;
  for (; slot < MAX_SLOTS && base < chunkSize; slot++) {
    const bits = min(max((slot >> 1) - 1, 0), 17);
    store<i32>(SLOT_BASES + (<usize>slot << 2), base - 2);
    store<u8>(SLOT_BITS + slot, <u8>bits);
    base += 1 << bits;
  }
  return slot;
}

/** At least 32 bits are at hand afterwards; behind the end they are zeros. */
@inline
function refill(): void {
  if (count >= 32) return;
  // What lies further than the zeros is not read; `isTruncated` tells.
  if (next < end + 8) buffer |= <u64>rotl<u32>(load<u32>(next), 16) << (32 - count);
  next += 4;
  count += 32;
}

@inline
function readBits(bits: i32): u32 {
  const value = <u32>((buffer >> 1) >> (63 - bits));
  buffer <<= bits;
  count -= bits;
  return value;
}

/** Were more bits used than there are? */
function isTruncated(): bool {
  return (next << 3) - count > end << 3;
}

/** The codes of a block. */
function readCodes(isAligned: bool, mainSymbols: i32): i32 {
  if (isAligned) {
    for (let i = 0; i < 8; i++) {
      refill();
      store<u8>(SMALL_LENGTHS + i, <u8>readBits(3));
    }
    if (!buildDecoder(ALIGNED_TREE, SMALL_LENGTHS, 8, ALIGNED_BITS)) return BAD_CODE;
  }
  let status = readLengths(MAIN_LENGTHS, LITERALS);
  if (status != DONE) return status;
  status = readLengths(MAIN_LENGTHS + LITERALS, mainSymbols - LITERALS);
  if (status != DONE) return status;
  if (!buildDecoder(MAIN_TREE, MAIN_LENGTHS, mainSymbols, MAIN_BITS)) return BAD_CODE;
  status = readLengths(LENGTH_LENGTHS, LENGTH_SYMBOLS);
  if (status != DONE) return status;
  return buildDecoder(LENGTH_TREE, LENGTH_LENGTHS, LENGTH_SYMBOLS, LENGTH_BITS) ? DONE : BAD_CODE;
}

/** Code lengths as differences modulo 17 to those that stand there. */
function readLengths(lengths: usize, symbols: i32): i32 {
  for (let i = 0; i < 20; i++) {
    refill();
    store<u8>(SMALL_LENGTHS + i, <u8>readBits(4));
  }
  if (!buildDecoder(PRE_TREE, SMALL_LENGTHS, 20, PRE_BITS)) return BAD_CODE;
  let i = 0;
  while (i < symbols) {
    let symbol = readPreSymbol();
    if (symbol < 0 || isTruncated()) return isTruncated() ? TRUNCATED : BAD_CODE;
    let run: i32 = 1;
    let length: i32 = 0;
    if (symbol == 17) {
      run = 4 + readBits(4);
    } else if (symbol == 18) {
      run = 20 + readBits(5);
    } else {
      if (symbol == 19) {
        run = 4 + readBits(1);
        symbol = readPreSymbol();
        if (symbol < 0 || symbol > 16) return BAD_CODE_LENGTHS;
      }
      length = <i32>load<u8>(lengths + i) - symbol;
      if (length < 0) length += 17;
    }
    if (run > symbols - i) return BAD_CODE_LENGTHS;
    for (; run > 0; run--) store<u8>(lengths + i++, <u8>length);
  }
  return DONE;
}

function readPreSymbol(): i32 {
  refill();
  let entry = <u32>load<u16>(PRE_TREE + TREE_TABLE + (<usize>(buffer >> (64 - PRE_BITS)) << 1));
  if (entry == 0) {
    entry = longEntry(PRE_TREE, buffer, PRE_BITS);
    if (entry == 0) return -1;
  }
  buffer <<= entry & 31;
  count -= entry & 31;
  return entry >> 5;
}

/** An uncompressed block. */
function copyBlock(out: usize, size: u32): i32 {
  // The bits go back: to the next word's start, or a word further from a word's start.
  const used = (next << 3) - count;
  next = ((used + 16) >> 4) << 1;
  if (next + 12 + size > end) return TRUNCATED;
  recent0 = load<u32>(next);
  recent1 = load<u32>(next + 4);
  recent2 = load<u32>(next + 8);
  if (recent0 == 0 || recent1 == 0 || recent2 == 0) return BAD_RECENT_OFFSET;
  memory.copy(out, next + 12, size);
  // The padding byte may be missing behind the last block.
  next = min(next + 12 + size + (size & 1), end);
  buffer = 0;
  count = 0;
  return DONE;
}

/** The items of a verbatim block (T is i32) or an aligned one (T is bool). */
function readItems<T>(target: usize, start: usize, size: u32): i32 {
  const mainTable = MAIN_TREE + TREE_TABLE;
  const limit = end + 8;
  const blockEnd = start + size;
  let out = start;
  let in_ = next;
  let bits = buffer;
  let left = count;
  let r0 = recent0;
  let r1 = recent1;
  let r2 = recent2;
  while (out < blockEnd) {
    if (left < 32) {
      if (in_ > limit) return TRUNCATED;
      bits |= <u64>rotl<u32>(load<u32>(in_), 16) << (32 - left);
      in_ += 4;
      left += 32;
    }
    let entry = <u32>load<u16>(mainTable + (<usize>(bits >> (64 - MAIN_BITS)) << 1));
    if (entry == 0) {
      entry = longEntry(MAIN_TREE, bits, MAIN_BITS);
      if (entry == 0) return BAD_CODE;
    }
    bits <<= entry & 31;
    left -= entry & 31;
    if (entry < <u32>(LITERALS << 5)) {
      store<u8>(out, <u8>(entry >> 5));
      out++;
      if (out == blockEnd) break;
      entry = <u32>load<u16>(mainTable + (<usize>(bits >> (64 - MAIN_BITS)) << 1));
      if (entry == 0) entry = longEntry(MAIN_TREE, bits, MAIN_BITS);
      bits <<= entry & 31;
      left -= entry & 31;
      if (entry < <u32>(LITERALS << 5)) {
        store<u8>(out, <u8>(entry >> 5));
        out++;
        continue;
      }
    }
    if (left < 32) {
      if (in_ > limit) return TRUNCATED;
      bits |= <u64>rotl<u32>(load<u32>(in_), 16) << (32 - left);
      in_ += 4;
      left += 32;
    }
    let length = (entry >> 5) & 7;
    const slot = <usize>((entry >> 8) - (LITERALS >> 3));
    if (length == 7) {
      entry = <u32>load<u16>(LENGTH_TREE + TREE_TABLE + (<usize>(bits >> (64 - LENGTH_BITS)) << 1));
      if (entry == 0) {
        entry = longEntry(LENGTH_TREE, bits, LENGTH_BITS);
        if (entry == 0) return BAD_CODE;
      }
      bits <<= entry & 31;
      left -= entry & 31;
      length += entry >> 5;
      if (left < 32) {
        if (in_ > limit) return TRUNCATED;
        bits |= <u64>rotl<u32>(load<u32>(in_), 16) << (32 - left);
        in_ += 4;
        left += 32;
      }
    }
    length += 2;
    let offset: u32;
    if (slot > 2) {
      let extra = <i32>load<u8>(SLOT_BITS + slot);
      offset = load<u32>(SLOT_BASES + (slot << 2));
      if (isInteger<T>() && !isBoolean<T>()) {
        offset += <u32>((bits >> 1) >> (63 - extra));
      } else if (extra < 3) {
        offset += <u32>((bits >> 1) >> (63 - extra));
      } else {
        extra -= 3;
        offset += <u32>((bits >> 1) >> (63 - extra)) << 3;
        bits <<= extra;
        left -= extra;
        entry = <u32>load<u16>(ALIGNED_TREE + TREE_TABLE + (<usize>(bits >> (64 - ALIGNED_BITS)) << 1));
        if (entry == 0) return BAD_CODE;
        offset += entry >> 5;
        extra = entry & 31;
      }
      bits <<= extra;
      left -= extra;
      r2 = r1;
      r1 = r0;
    } else if (slot == 0) {
      offset = r0;
    } else if (slot == 1) {
      offset = r1;
      r1 = r0;
    } else {
      offset = r2;
      r2 = r0;
    }
    r0 = offset;
    if (offset > <u32>(out - target)) return BAD_OFFSET;
    if (length > <u32>(blockEnd - out)) return BAD_LENGTH;
    copyMatch(out, offset, length);
    out += length;
  }
  next = in_;
  buffer = bits;
  count = left;
  recent0 = r0;
  recent1 = r1;
  recent2 = r2;
  return DONE;
}
