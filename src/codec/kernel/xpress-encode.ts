/**
 * XPRESS Huffman, encoding; `xpress-decode.ts` has the format.
 *
 * The chunk is parsed into items, their symbols are counted, and one code carries the whole chunk. Symbol 256 ends it: a
 * decoder that knows the size does not look at it, but Windows refuses chunks without it.
 *
 * Contract as in `lzx-encode.ts`; chunks of 1 to 65536 bytes.
 */

import { END, makeCode } from './xpress-encode-code';
import { parseGreedy, parseLazy } from './xpress-encode-lazy';
import { parseOptimal } from './xpress-encode-optimal';
import { CODES, COUNTS, ITEMS, LENGTHS, SYMBOLS, matchSymbol } from './xpress-encode-memory';

export function xpressCompress(level: i32, source: usize, length: i32, target: usize, capacity: i32): i32 {
  // What hashes and comparisons read behind the chunk is the same in every thread.
  v128.store(source + length, i64x2.splat(0));
  let items: i32;
  if (level == 0) items = parseGreedy(source, length);
  else if (level == 1) items = parseLazy(source, length);
  else items = parseOptimal(source, length);

  const longBytes = makeCode(items);
  let bits: u32 = 0;
  for (let symbol: i32 = 0; symbol < SYMBOLS; symbol++) {
    const extra: u32 = symbol < 256 ? 0 : (symbol >> 4) & 15;
    const perItem = <u32>load<u8>(LENGTHS + symbol) + extra;
    bits += load<u32>(COUNTS + (<usize>symbol << 2)) * perItem;
  }
  const size = 256 + ((((bits + 15) >> 4) + 1) << 1) + longBytes;
  if (<i32>size > capacity) return 0;
  writeLengths(target);
  writeItems(target + 256, items);
  return size;
}

function writeLengths(target: usize): void {
  for (let i: usize = 0; i < 256; i++) {
    store<u8>(target + i, load<u8>(LENGTHS + 2 * i) | (load<u8>(LENGTHS + 2 * i + 1) << 4));
  }
}

/** Words are written when the next bit needs another one; two places are always kept, as the decoder reads ahead. */
function writeItems(target: usize, items: i32): void {
  let word = target;
  let nextWord = target + 2;
  let next = target + 4;
  let buffer: u64 = 0;
  let count: u32 = 0;
  let isFull = false;
  for (let i = 0; i <= items; i++) {
    const item = i == items ? END : load<u32>(ITEMS + (<usize>i << 2));
    const offset = item >> 16;
    const symbol = offset == 0 ? item : matchSymbol(item);
    const code = load<u32>(CODES + (<usize>symbol << 2));
    buffer = (buffer << (code & 31)) | (code >> 5);
    count += code & 31;
    store<u16>(word, <u16>(buffer >> (count - 16)));
    isFull = count > 16;
    count = isFull ? count - 16 : count;
    word = isFull ? nextWord : word;
    nextWord = isFull ? next : nextWord;
    next = isFull ? next + 2 : next;
    if (offset == 0) continue;
    const rest = item & 0xffff;
    if (rest >= 15) {
      if (rest < 15 + 255) {
        store<u8>(next, <u8>(rest - 15));
        next++;
      } else {
        store<u8>(next, 255);
        store<u16>(next + 1, <u16>rest);
        next += 3;
      }
    }
    const offsetBits = 31 - <u32>clz(offset);
    buffer = (buffer << offsetBits) | (offset ^ (<u32>1 << offsetBits));
    count += offsetBits;
    store<u16>(word, <u16>(buffer >> (count - 16)));
    isFull = count > 16;
    count = isFull ? count - 16 : count;
    word = isFull ? nextWord : word;
    nextWord = isFull ? next : nextWord;
    next = isFull ? next + 2 : next;
  }
  store<u16>(word, <u16>(buffer << (16 - count)));
  store<u16>(nextWord, 0);
}
