/** How far two places of the chunk agree. */

/**
 * Compares eight bytes at a time, and may read seven bytes behind the last one that counts.
 *
 * @param from bytes that are known to agree
 * @param limit at most this many
 * @returns bytes that agree
 */
@inline
export function matchLength(a: usize, b: usize, from: u32, limit: u32): u32 {
  let n = from;
  while (n < limit) {
    const difference = load<u64>(a + n) ^ load<u64>(b + n);
    if (difference != 0) {
      n += <u32>(ctz(difference) >> 3);
      return min(n, limit);
    }
    n += 8;
  }
  return limit;
}
