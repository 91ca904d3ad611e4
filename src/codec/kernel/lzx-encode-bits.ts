/** Bits go out in 16-bit little-endian words, each filled from its highest bit. */

let target: usize = 0;
/** The lowest `pending` bits wait for their word; fewer than 16 between two calls. */
let buffer: u64 = 0;
let pending: u32 = 0;

export function startBits(at: usize): void {
  target = at;
  buffer = 0;
  pending = 0;
}

/** @param count at most 48 */
export function putBits(value: u32, count: u32): void {
  buffer = (buffer << count) | value;
  pending += count;
  target = spill(target, buffer, pending);
  pending &= 15;
}

/** Fills the last word with zeros. @returns where the bits end */
export function endBits(): usize {
  if (pending != 0) putBits(0, 16 - pending);
  return target;
}

/** Takes over the state for a loop that keeps it in its own variables. */
@inline
export function bitTarget(): usize {
  return target;
}
@inline
export function bitBuffer(): u64 {
  return buffer;
}
@inline
export function bitsPending(): u32 {
  return pending;
}
/** Gives the state back. */
@inline
export function resumeBits(at: usize, bits: u64, count: u32): void {
  target = at;
  buffer = bits;
  pending = count;
}

/**
 * Stores the whole words among `count` bits (at most 63); the last of the three words stored may be cut bits that
 * the next spill overwrites.
 *
 * @returns where the next word goes
 */
@inline
export function spill(at: usize, bits: u64, count: u32): usize {
  const left = bits << (64 - count);
  store<u16>(at, <u16>(left >> 48));
  store<u16>(at + 2, <u16>(left >> 32));
  store<u16>(at + 4, <u16>(left >> 16));
  return at + (<usize>(count >> 4) << 1);
}
