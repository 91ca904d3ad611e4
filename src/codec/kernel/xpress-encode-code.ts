/** The one Huffman code of a chunk, from the items that a parser found. */

import { makeHuffmanCode } from './huffman-code';
import { CODES, COUNTS, ITEMS, LENGTHS, MAX_CODE_LENGTH, SYMBOLS, countItem } from './xpress-encode-memory';

/** The symbol behind the last item. */
export const END: u32 = 256;

/** Counts the items' symbols and makes their code. @returns the bytes of long lengths */
export function makeCode(items: i32): u32 {
  memory.fill(COUNTS, 0, SYMBOLS << 2);
  store<u32>(COUNTS + (END << 2), 1);
  let longBytes: u32 = 0;
  for (let i = 0; i < items; i++) longBytes += countItem(load<u32>(ITEMS + (<usize>i << 2)));
  makeHuffmanCode(COUNTS, SYMBOLS, MAX_CODE_LENGTH, LENGTHS, CODES);
  return longBytes;
}
