/**
 * Canonical Huffman codes of limited length, from symbol counts.
 *
 * Lengths come from the in-place construction of A. Moffat and J. Katajainen, "In-Place Calculation of
 * Minimum-Redundancy Codes" (1995); where a length exceeds the format's limit, leaves are moved up one by one until
 * Kraft's sum fits again.
 */

/** At most this many symbols in an alphabet, and at most 2^17 in all of its counts. */
const MAX_SYMBOLS: i32 = 512;
const SYMBOL_BITS: i32 = 9;

/** (count << 9 | symbol), ascending; later the lengths are dealt out in this order. */
const sorted: usize = memory.data(MAX_SYMBOLS * 4);
const scratch: usize = memory.data(MAX_SYMBOLS * 4);
/** Bucket positions of the radix sort. */
const buckets: usize = memory.data(512 * 4);
/** Leaves at each depth, then the first codeword of each length. */
const depths: usize = memory.data(32 * 4);

/**
 * Makes the code of an alphabet.
 *
 * A code that uses no symbol has only zero lengths; one that uses a single symbol gets a second codeword of one bit,
 * since decoders refuse incomplete codes.
 *
 * @param counts u32 per symbol
 * @param lengths u8 per symbol: the result, 0 for a symbol that does not occur
 * @param codes u32 per symbol: the result, `codeword << 5 | length`
 */
export function makeHuffmanCode(
  counts: usize,
  symbols: i32,
  maxLength: i32,
  lengths: usize,
  codes: usize,
): void {
  memory.fill(lengths, 0, symbols);
  const used = sortByCount(counts, symbols);
  if (used < 2) {
    if (used == 1) {
      const symbol = load<u32>(sorted) & (MAX_SYMBOLS - 1);
      store<u8>(lengths + symbol, 1);
      store<u8>(lengths + (symbol == 0 ? 1 : 0), 1);
    }
  } else {
    countDepths(used, maxLength);
    let at = sorted;
    for (let length = maxLength; length > 0; length--) {
      for (let n = load<i32>(depths + (<usize>length << 2)); n > 0; n--) {
        store<u8>(lengths + (load<u32>(at) & (MAX_SYMBOLS - 1)), <u8>length);
        at += 4;
      }
    }
  }
  assignCodewords(lengths, symbols, codes);
}

/** Codewords of one length count up in the order of the symbols. */
function assignCodewords(lengths: usize, symbols: i32, codes: usize): void {
  memory.fill(depths, 0, 32 * 4);
  for (let s = 0; s < symbols; s++) {
    const at = depths + (<usize>load<u8>(lengths + s) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  store<u32>(depths, 0);
  let next: u32 = 0;
  for (let length = 1; length <= 16; length++) {
    const at = depths + (<usize>length << 2);
    const n = load<u32>(at);
    store<u32>(at, next);
    next = (next + n) << 1;
  }
  for (let s = 0; s < symbols; s++) {
    const length = <u32>load<u8>(lengths + s);
    const at = depths + (<usize>length << 2);
    const codeword = load<u32>(at);
    store<u32>(at, codeword + 1);
    store<u32>(codes + (<usize>s << 2), length == 0 ? 0 : (codeword << 5) | length);
  }
}

/** Symbols that occur, ascending by count and then by symbol. @returns how many */
function sortByCount(counts: usize, symbols: i32): i32 {
  memory.fill(buckets, 0, 512 * 4);
  let used = 0;
  let all: u32 = 0;
  for (let s = 0; s < symbols; s++) {
    const count = load<u32>(counts + (<usize>s << 2));
    if (count != 0) {
      store<u32>(scratch + (<usize>used << 2), (count << SYMBOL_BITS) | s);
      used++;
      all |= count;
      const at = buckets + (<usize>(count & 511) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
  }
  distribute(scratch, sorted, used, SYMBOL_BITS);
  if (all > 511) {
    memory.fill(buckets, 0, 512 * 4);
    for (let i = 0; i < used; i++) {
      const at = buckets + (<usize>(load<u32>(sorted + (<usize>i << 2)) >> (SYMBOL_BITS + 9)) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    distribute(sorted, scratch, used, SYMBOL_BITS + 9);
    memory.copy(sorted, scratch, used << 2);
  }
  return used;
}

/** One pass of the radix sort: `buckets` holds the sizes of the buckets. */
function distribute(from: usize, to: usize, n: i32, shift: i32): void {
  let next: u32 = 0;
  for (let b = 0; b < 512 * 4; b += 4) {
    const size = load<u32>(buckets + b);
    store<u32>(buckets + b, next);
    next += size;
  }
  for (let i = 0; i < n; i++) {
    const key = load<u32>(from + (<usize>i << 2));
    const at = buckets + (<usize>((key >> shift) & 511) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u32>(to + (<usize>place << 2), key);
  }
}

@inline
function weight(i: i32): u32 {
  return load<u32>(scratch + (<usize>i << 2));
}

@inline
function setWeight(i: i32, value: u32): void {
  store<u32>(scratch + (<usize>i << 2), value);
}

/** From the sorted counts to how many leaves stand at each depth, none deeper than `maxLength`. */
function countDepths(n: i32, maxLength: i32): void {
  for (let i = 0; i < n; i++) setWeight(i, load<u32>(sorted + (<usize>i << 2)) >> SYMBOL_BITS);
  // The tree bottom up: each slot becomes an inner node, whose weight turns into its parent's index once it has one.
  let leaf = 0;
  let inner = 0;
  for (let next = 0; next < n - 1; next++) {
    let sum: u32 = 0;
    for (let child = 0; child < 2; child++) {
      if (leaf >= n || (inner < next && weight(inner) < weight(leaf))) {
        sum += weight(inner);
        setWeight(inner++, next);
      } else {
        sum += weight(leaf++);
      }
    }
    setWeight(next, sum);
  }
  // Then top down: the depth of each inner node, and from those the number of leaves at each depth.
  setWeight(n - 2, 0);
  for (let next = n - 3; next >= 0; next--) setWeight(next, weight(weight(next)) + 1);
  memory.fill(depths, 0, 32 * 4);
  let available = 1;
  let at = n - 2;
  for (let depth: u32 = 0; available > 0; depth++) {
    let nodes = 0;
    while (at >= 0 && weight(at) == depth) {
      nodes++;
      at--;
    }
    const slot = depths + (<usize>min<u32>(depth, maxLength) << 2);
    store<i32>(slot, load<i32>(slot) + available - nodes);
    available = nodes << 1;
  }
  limitDepths(maxLength);
}

/** Leaves that were cut to `maxLength` overfill Kraft's sum: each surplus is hung below a shorter leaf. */
function limitDepths(maxLength: i32): void {
  let sum = 0;
  for (let depth = 1; depth <= maxLength; depth++) {
    sum += load<i32>(depths + (<usize>depth << 2)) << (maxLength - depth);
  }
  for (let surplus = sum - (1 << maxLength); surplus > 0; surplus--) {
    let depth = maxLength - 1;
    while (load<i32>(depths + (<usize>depth << 2)) == 0) depth--;
    const shorter = depths + (<usize>depth << 2);
    const deepest = depths + (<usize>maxLength << 2);
    store<i32>(shorter, load<i32>(shorter) - 1);
    store<i32>(shorter + 4, load<i32>(shorter + 4) + 2);
    store<i32>(deepest, load<i32>(deepest) - 1);
  }
}
