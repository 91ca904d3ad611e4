/**
 * Blocks: the choice between verbatim and aligned, the header with its codes, and the items.
 *
 * | bits      | field                                                                                      |
 * | --------- | ------------------------------------------------------------------------------------------ |
 * | 3         | 1 verbatim, 2 aligned, 3 uncompressed                                                      |
 * | 1 or 17   | 1 for a block of 32768 bytes, else 0 and 16 bits of size                                   |
 * | 8 x 3     | lengths of the aligned code, only in an aligned block                                      |
 * | ...       | lengths of the main code in two parts (literals, matches), then of the length code         |
 * | ...       | items                                                                                      |
 *
 * Lengths are written as differences to the block before (to zero in the first one), modulo 17, each part with a
 * code of its own for the differences: symbols 0..16, 17 and 18 for runs of 4..19 and 20..51 zeros, 19 for a
 * difference that repeats 4 or 5 times.
 *
 * Uncompressed blocks are never made. A chunk that does not shrink is stored as it is by the archive; for a part of
 * a chunk, code lengths of about 8 bits cost some 20 bytes, an uncompressed block 12 bytes and its padding.
 */

import { makeHuffmanCode } from './huffman-code';
import {
  bitBuffer,
  bitTarget,
  bitsPending,
  putBits,
  resumeBits,
  spill,
} from './lzx-encode-bits';
import { ALIGNED_COUNTS, LENGTH_COUNTS, MAIN_COUNTS } from './lzx-encode-counts';
import {
  ALIGNED_SYMBOLS,
  LENGTH_SYMBOLS,
  MAIN_SYMBOLS,
  MAX_ALIGNED_LENGTH,
  MAX_CHUNK_LENGTH,
  MAX_CODE_LENGTH,
  footerBits,
} from './lzx-encode-memory';

const VERBATIM: u32 = 1;
const ALIGNED: u32 = 2;
const DIFFERENCES: i32 = 20;

const mainLengths: usize = memory.data(MAIN_SYMBOLS);
const mainCodes: usize = memory.data(MAIN_SYMBOLS * 4);
const lengthLengths: usize = memory.data(256);
const lengthCodes: usize = memory.data(LENGTH_SYMBOLS * 4);
const alignedLengths: usize = memory.data(ALIGNED_SYMBOLS);
const alignedCodes: usize = memory.data(ALIGNED_SYMBOLS * 4);
/** The code lengths of the block before. */
const mainBefore: usize = memory.data(MAIN_SYMBOLS);
const lengthBefore: usize = memory.data(256);
/** The differences of one part of a code: symbol, extra bits << 5, number of extra bits << 10. */
const differences: usize = memory.data(256 * 2);
const differenceCounts: usize = memory.data(DIFFERENCES * 4);
const differenceLengths: usize = memory.data(DIFFERENCES);
const differenceCodes: usize = memory.data(DIFFERENCES * 4);

/** The first block of a chunk follows codes whose lengths are all zero. */
export function startBlocks(): void {
  memory.fill(mainBefore, 0, MAIN_SYMBOLS);
  memory.fill(lengthBefore, 0, LENGTH_SYMBOLS);
}

/**
 * Writes one block.
 *
 * @param counts of its symbols
 * @param items the first of its items
 * @param bytes of the chunk that they stand for
 */
export function writeBlock(counts: usize, items: usize, end: usize, bytes: i32): void {
  makeHuffmanCode(counts + MAIN_COUNTS, MAIN_SYMBOLS, MAX_CODE_LENGTH, mainLengths, mainCodes);
  makeHuffmanCode(counts + LENGTH_COUNTS, LENGTH_SYMBOLS, MAX_CODE_LENGTH, lengthLengths, lengthCodes);
  makeHuffmanCode(counts + ALIGNED_COUNTS, ALIGNED_SYMBOLS, MAX_ALIGNED_LENGTH, alignedLengths, alignedCodes);
  const aligned = alignedGain(counts + ALIGNED_COUNTS) > 0;

  putBits(aligned ? ALIGNED : VERBATIM, 3);
  if (bytes == MAX_CHUNK_LENGTH) putBits(1, 1);
  else putBits(bytes, 17);
  if (aligned) {
    for (let s = 0; s < ALIGNED_SYMBOLS; s++) putBits(load<u8>(alignedLengths + s), 3);
  }
  writeLengths(mainBefore, mainLengths, 256);
  writeLengths(mainBefore + 256, mainLengths + 256, MAIN_SYMBOLS - 256);
  writeLengths(lengthBefore, lengthLengths, LENGTH_SYMBOLS);
  if (aligned) writeItems(items, end, true);
  else writeItems(items, end, false);
  memory.copy(mainBefore, mainLengths, MAIN_SYMBOLS);
  memory.copy(lengthBefore, lengthLengths, LENGTH_SYMBOLS);
}

/** Bits that the aligned code saves against three bits each, less its lengths. */
function alignedGain(counts: usize): i32 {
  let gain = -3 * ALIGNED_SYMBOLS;
  for (let s = 0; s < ALIGNED_SYMBOLS; s++) {
    gain += load<i32>(counts + (<usize>s << 2)) * (3 - <i32>load<u8>(alignedLengths + s));
  }
  return gain;
}

/** Inlined for either kind of block. */
@inline
function writeItems(from: usize, end: usize, aligned: bool): void {
  let out = bitTarget();
  let bits = bitBuffer();
  let count = bitsPending();
  for (let at = from; at < end; at += 4) {
    const item = load<u32>(at);
    const main = item & 511;
    const code = load<u32>(mainCodes + (<usize>main << 2));
    bits = (bits << (code & 31)) | (code >> 5);
    count += code & 31;
    if (main >= 256) {
      if ((main & 7) == 7) {
        const length = load<u32>(lengthCodes + (<usize>((item >> 9) & 255) << 2));
        bits = (bits << (length & 31)) | (length >> 5);
        count += length & 31;
      }
      const footer = item >> 17;
      let width = footerBits((main - 256) >> 3);
      if (aligned && width >= 3) {
        const low = load<u32>(alignedCodes + (<usize>(footer & 7) << 2));
        width -= 3;
        bits = (((bits << width) | (footer >> 3)) << (low & 31)) | (low >> 5);
        count += width + (low & 31);
      } else {
        bits = (bits << width) | footer;
        count += width;
      }
    }
    out = spill(out, bits, count);
    count &= 15;
  }
  resumeBits(out, bits, count);
}

/** Writes the lengths of a part of a code: first the code of its differences, then those. */
function writeLengths(before: usize, lengths: usize, symbols: i32): void {
  const n = findDifferences(before, lengths, symbols);
  makeHuffmanCode(differenceCounts, DIFFERENCES, 15, differenceLengths, differenceCodes);
  for (let s = 0; s < DIFFERENCES; s++) putBits(load<u8>(differenceLengths + s), 4);
  for (let i = 0; i < n; i++) {
    const difference = <u32>load<u16>(differences + (<usize>i << 1));
    const symbol = difference & 31;
    const code = load<u32>(differenceCodes + (<usize>symbol << 2));
    putBits(code >> 5, code & 31);
    if (symbol >= 17) putBits((difference >> 5) & 31, difference >> 10);
  }
}

/** Counts as it goes. @returns how many entries `differences` has */
function findDifferences(before: usize, lengths: usize, symbols: i32): i32 {
  memory.fill(differenceCounts, 0, DIFFERENCES * 4);
  let n = 0;
  let s = 0;
  while (s < symbols) {
    const length = load<u8>(lengths + s);
    let end = s + 1;
    while (end < symbols && load<u8>(lengths + end) == length) end++;
    if (length == 0) {
      while (end - s >= 20) {
        const run = min(end - s, 51);
        n = addDifference(n, 18, run - 20, 5);
        s += run;
      }
      if (end - s >= 4) {
        n = addDifference(n, 17, end - s - 4, 4);
        s = end;
      }
    } else {
      while (end - s >= 4) {
        const run = end - s >= 5 ? 5 : 4;
        n = addDifference(n, 19, run - 4, 1);
        n = addDifference(n, difference(before, s, length), 0, 0);
        s += run;
      }
    }
    while (s < end) n = addDifference(n, difference(before, s++, length), 0, 0);
  }
  return n;
}

function difference(before: usize, s: i32, length: i32): u32 {
  const d = <i32>load<u8>(before + s) - length;
  return d < 0 ? d + 17 : d;
}

function addDifference(n: i32, symbol: u32, extra: u32, width: u32): i32 {
  const at = differenceCounts + (<usize>symbol << 2);
  store<u32>(at, load<u32>(at) + 1);
  store<u16>(differences + (<usize>n << 1), <u16>(symbol | (extra << 5) | (width << 10)));
  return n + 1;
}
