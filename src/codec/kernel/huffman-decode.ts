/**
 * Canonical Huffman codes of up to 16 bits, read most significant bit first.
 *
 * A decoder in memory (TREE_BYTES bytes):
 *
 * | offset | what                                                                                             |
 * | ------ | ------------------------------------------------------------------------------------------------ |
 * | 0      | u32[17]: per length, the first 16-bit window that lies behind the codewords of that length       |
 * | 72     | i32[17]: per length, what to add to a codeword to get its place in the sorted symbols            |
 * | 144    | u16[704]: symbols by length, then value                                                          |
 * | 1552   | u16[1 << bits]: per window, symbol << 5 and length; 0 where the codeword is longer than `bits`   |
 */

export const TREE_BYTES: usize = 0x2000;
export const TREE_TABLE: usize = 1552;
const BASES: usize = 72;
const SORTED: usize = 144;

/**
 * Builds a decoder from code lengths (u8[symbols], each at most 16).
 *
 * @returns false when they are neither a complete code nor empty; an empty one decodes nothing
 */
export function buildDecoder(tree: usize, lengths: usize, symbols: i32, bits: i32): bool {
  for (let i: usize = 0; i < SORTED; i += 8) store<u64>(tree + i, 0);
  for (let i = 0; i < symbols; i++) {
    const count = tree + (<usize>load<u8>(lengths + i) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  store<u32>(tree, 0);
  // Counts become windows; places are kept beside them while the symbols are sorted.
  let window: u32 = 0;
  let place: u32 = 0;
  for (let length: u32 = 1; length <= 16; length++) {
    const count = load<u32>(tree + (length << 2));
    store<i32>(tree + BASES + (length << 2), place);
    window += count << (16 - length);
    place += count;
    store<u32>(tree + (length << 2), window);
  }
  const table = tree + TREE_TABLE;
  if (place == 0) {
    memory.fill(table, 0, 2 << bits);
    return true;
  }
  if (window != 0x10000) return false;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = <usize>load<u8>(lengths + symbol);
    if (length == 0) continue;
    const cursor = tree + BASES + (length << 2);
    const at = load<u32>(cursor);
    store<u32>(cursor, at + 1);
    store<u16>(tree + SORTED + (at << 1), <u16>symbol);
  }
  fillTable(tree, table, bits);
  return true;
}

/** Fills the table in order of the codewords, and turns the places (now each length's end) into bases. */
function fillTable(tree: usize, table: usize, bits: i32): void {
  let entry = table;
  let place: u32 = 0;
  let window: u32 = 0;
  for (let length: i32 = 1; length <= 16; length++) {
    const base = tree + BASES + (<usize>length << 2);
    const end = load<u32>(base);
    store<i32>(base, <i32>place - <i32>(window >> (16 - length)));
    if (length <= bits) {
      const copies = <usize>2 << (bits - length);
      for (; place < end; place++) {
        const value = <u16>((<u32>load<u16>(tree + SORTED + (place << 1)) << 5) | length);
        entry = fillEntries(entry, value, copies);
      }
    }
    place = end;
    window = load<u32>(tree + (<usize>length << 2));
  }
  const tableEnd = table + (<usize>2 << bits);
  if (entry < tableEnd) memory.fill(entry, 0, tableEnd - entry);
}

/** `bytes` is a power of two from 2. */
@inline
function fillEntries(entry: usize, value: u16, bytes: usize): usize {
  const end = entry + bytes;
  if (bytes >= 16) {
    const values = i16x8.splat(value);
    for (; entry < end; entry += 16) v128.store(entry, values);
  } else {
    for (; entry < end; entry += 2) store<u16>(entry, value);
  }
  return end;
}

/** The entry of a codeword that is longer than the table's bits; 0 where the code is empty. */
export function longEntry(tree: usize, buffer: u64, bits: i32): u32 {
  const window = <u32>(buffer >> 48);
  for (let length: u32 = bits + 1; length <= 16; length++) {
    if (window < load<u32>(tree + (length << 2))) {
      const place = (window >> (16 - length)) + load<u32>(tree + BASES + (length << 2));
      return (<u32>load<u16>(tree + SORTED + (place << 1)) << 5) | length;
    }
  }
  return 0;
}
