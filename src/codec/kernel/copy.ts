/** Copies of LZ matches, in words. */

/**
 * Repeats `length` bytes from `offset` bytes before `target`. Both lie inside the output by the caller's checks; up to
 * 15 bytes behind the end are spilled.
 */
@inline
export function copyMatch(target: usize, offset: usize, length: usize): void {
  const end = target + length;
  let source = target - offset;
  if (offset >= 16) {
    do {
      v128.store(target, v128.load(source));
      target += 16;
      source += 16;
    } while (target < end);
  } else {
    copyNear(target, offset, end);
  }
}

/** The target overlaps the source within a vector. */
function copyNear(target: usize, offset: usize, end: usize): void {
  if (offset == 1) {
    const bytes = i8x16.splat(load<u8>(target - 1));
    do {
      v128.store(target, bytes);
      target += 16;
    } while (target < end);
    return;
  }
  let source = target - offset;
  // Whole periods first, until the distance holds a word.
  for (let distance = offset; distance < 8; distance += offset) {
    for (let i: usize = 0; i < offset; i++) {
      store<u8>(target, load<u8>(source + i));
      target++;
    }
  }
  while (target < end) {
    store<u64>(target, load<u64>(source));
    target += 8;
    source += 8;
  }
}
