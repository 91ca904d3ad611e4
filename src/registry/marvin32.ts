/** Marvin32, the 64-bit checksum with a seed that guards the entries of a registry log (Windows 8.1 and later). */

/** The seed of registry logs, as two words, low first. */
const SEED_LOW = 0x7a4e55c5;
const SEED_HIGH = 0x82ef4d88;

/**
 * @param seedLow low word of the seed
 * @param seedHigh high word of the seed
 * @returns the low word in the low half
 */
export function marvin32(bytes: Uint8Array, seedLow = SEED_LOW, seedHigh = SEED_HIGH): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let low = seedLow | 0;
  let high = seedHigh | 0;
  // The bytes are followed by 0x80 and zeros up to a word, and by a word of zeros.
  for (let at = 0; at <= whole + 4; at += 4) {
    const word = at < whole ? view.getInt32(at, true) : at === whole ? lastWord(bytes, whole) : 0;
    low = (low + word) | 0;
    high ^= low;
    low = (((low << 20) | (low >>> 12)) + high) | 0;
    high = ((high << 9) | (high >>> 23)) ^ low;
    low = (((low << 27) | (low >>> 5)) + high) | 0;
    high = (high << 19) | (high >>> 13);
  }
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function lastWord(bytes: Uint8Array, start: number): number {
  let word = 0x80;
  for (let index = bytes.length - 1; index >= start; index--) word = (word << 8) | (bytes[index] as number);
  return word;
}
