/** XPRESS Huffman, encoding. */

/** No chunk shrinks yet: each is stored as it is. */
export function xpressCompress(level: i32, source: usize, length: i32, target: usize, capacity: i32): i32 {
  return 0;
}
