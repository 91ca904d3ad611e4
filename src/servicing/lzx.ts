/**
 * LZX as cabinets have it. Unlike that of a WIM, whose chunks stand alone, its window, its code lengths and its recent
 * offsets live on from one frame of 32 KiB to the next; each frame begins with a fresh 16-bit word.
 *
 * ```
 * stream  1 bit: whether calls were translated, then 32 bits of the size that they were translated for
 * block   3 bits type (1 verbatim, 2 aligned, 3 uncompressed), 24 bits bytes when decompressed
 * ```
 *
 * For the few kilobytes of metadata that an update brings, not for its payload: it is written to be read, not to be fast.
 * Source: [MS-PATCH], LZX DELTA Compression and Decompression, and [MS-CAB].
 */

import { FactoryError } from '../errors.js';

const WORD = 16;
const LENGTHS = 249;
const LITERALS = 256;
const PRE_SYMBOLS = 20;
const ALIGNED_SYMBOLS = 8;
const CALL = 0xe8;
const TRANSLATED_FRAMES = 32_768;

/** Of a window of 2^15 bytes to one of 2^21. */
const POSITION_SLOTS: Readonly<Record<number, number>> = {
  15: 30,
  16: 32,
  17: 34,
  18: 36,
  19: 38,
  20: 42,
  21: 50,
};

const EXTRA_BITS = Array.from({ length: 50 }, (_, slot) => (slot < 4 ? 0 : Math.min(17, (slot >> 1) - 1)));
const BASES = EXTRA_BITS.map((_, slot) =>
  EXTRA_BITS.slice(0, slot).reduce((sum, bits) => sum + 2 ** bits, 0),
);

export interface Frame {
  readonly data: Uint8Array;
  /** Bytes when decompressed. */
  readonly size: number;
}

/**
 * @param windowBits 15 to 21
 * @param what for errors
 * @throws damaged, unsupported
 */
export function decompressLzx(frames: readonly Frame[], windowBits: number, what: string): Uint8Array {
  const slots = POSITION_SLOTS[windowBits];
  if (slots === undefined) {
    throw new FactoryError('unsupported', {
      subject: what,
      found: `an LZX window of 2^${windowBits} bytes`,
      expected: '2^15 to 2^21',
    });
  }
  return new LzxDecoder(frames, slots, what).decode();
}

class LzxDecoder {
  readonly #frames: readonly Frame[];
  readonly #what: string;
  readonly #output: Uint8Array;
  readonly #mainLengths: Uint8Array;
  readonly #lengthLengths = new Uint8Array(LENGTHS);
  #recent: [number, number, number] = [1, 1, 1];
  #main = new Codes(new Uint8Array(0));
  #length = new Codes(new Uint8Array(0));
  #aligned = new Codes(new Uint8Array(0));
  #type = 0;
  #remaining = 0;
  /** Whether a byte that fills the last word of an uncompressed block of an odd length is still to come. */
  #isPadded = false;
  #position = 0;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #bits = 0;
  #bitCount = 0;

  constructor(frames: readonly Frame[], slots: number, what: string) {
    this.#frames = frames;
    this.#what = what;
    this.#output = new Uint8Array(frames.reduce((sum, { size }) => sum + size, 0));
    this.#mainLengths = new Uint8Array(LITERALS + 8 * slots);
  }

  decode(): Uint8Array {
    let translatedSize: number | null = null;
    let end = 0;
    for (const { data, size } of this.#frames) {
      this.#input = data;
      this.#at = 0;
      this.#bits = 0;
      this.#bitCount = 0;
      translatedSize ??= this.#read(1) === 1 ? this.#read(16) * 65_536 + this.#read(16) : 0;
      end += size;
      while (this.#position < end) this.#decodeBlock(end);
    }
    return translatedSize === null || translatedSize === 0 ? this.#output : this.#untranslate(translatedSize);
  }

  /** As much of the current block as the frame holds. */
  #decodeBlock(end: number): void {
    if (this.#remaining === 0) this.#readBlockHeader();
    const stop = Math.min(end, this.#position + this.#remaining);
    const start = this.#position;
    if (this.#type === 3) this.#copy(stop);
    else while (this.#position < stop) this.#decodeSymbol();
    this.#remaining -= this.#position - start;
    if (this.#remaining < 0) throw this.#damaged('a match beyond the end of its block');
    if (this.#remaining === 0 && this.#isPadded) {
      this.#at++;
      this.#isPadded = false;
    }
  }

  #readBlockHeader(): void {
    this.#type = this.#read(3);
    this.#remaining = this.#read(16) * 256 + this.#read(8);
    if (this.#remaining === 0) throw this.#damaged('an empty block');
    if (this.#type === 3) {
      // To the next word, and over one where this one is full.
      if (this.#bitCount === 0) this.#fill();
      this.#bits = 0;
      this.#bitCount = 0;
      const offsets = new DataView(this.#input.buffer, this.#input.byteOffset, this.#input.byteLength);
      if (this.#at + 12 > this.#input.length) throw this.#damaged('the end of its input');
      const next = (): number => offsets.getUint32((this.#at += 4) - 4, true);
      this.#recent = [next(), next(), next()];
      this.#isPadded = this.#remaining % 2 === 1;
      return;
    }
    if (this.#type !== 1 && this.#type !== 2) throw this.#damaged(`a block of type ${this.#type}`);
    if (this.#type === 2) {
      this.#aligned = new Codes(Uint8Array.from({ length: ALIGNED_SYMBOLS }, () => this.#read(3)));
    }
    this.#readLengths(this.#mainLengths, 0, LITERALS);
    this.#readLengths(this.#mainLengths, LITERALS, this.#mainLengths.length);
    this.#main = new Codes(this.#mainLengths);
    this.#readLengths(this.#lengthLengths, 0, LENGTHS);
    this.#length = new Codes(this.#lengthLengths);
  }

  /** Differences to the lengths of the block before, coded themselves. */
  #readLengths(lengths: Uint8Array, from: number, to: number): void {
    const codes = new Codes(Uint8Array.from({ length: PRE_SYMBOLS }, () => this.#read(4)));
    const put = (at: number, symbol: number): void => {
      if (symbol > 16) throw this.#damaged('a code length that is none');
      lengths[at] = ((lengths[at] as number) + 17 - symbol) % 17;
    };
    for (let at = from; at < to;) {
      const symbol = this.#decode(codes);
      if (symbol < 17) {
        put(at++, symbol);
        continue;
      }
      const run = symbol === 17 ? 4 + this.#read(4) : symbol === 18 ? 20 + this.#read(5) : 4 + this.#read(1);
      if (at + run > to) throw this.#damaged('code lengths beyond their end');
      const same = symbol === 19 ? this.#decode(codes) : null;
      for (const stop = at + run; at < stop; at++) {
        if (same === null) lengths[at] = 0;
        else put(at, same);
      }
    }
  }

  #copy(stop: number): void {
    const count = stop - this.#position;
    if (this.#at + count > this.#input.length) throw this.#damaged('the end of its input');
    this.#output.set(this.#input.subarray(this.#at, this.#at + count), this.#position);
    this.#at += count;
    this.#position = stop;
  }

  #decodeSymbol(): void {
    const symbol = this.#decode(this.#main);
    if (symbol < LITERALS) {
      this.#output[this.#position++] = symbol;
      return;
    }
    const header = (symbol - LITERALS) & 7;
    const length = 2 + header + (header === 7 ? this.#decode(this.#length) : 0);
    const offset = this.#offsetOf((symbol - LITERALS) >> 3);
    if (offset > this.#position || offset === 0) throw this.#damaged('a match before its beginning');
    if (this.#position + length > this.#output.length) throw this.#damaged('a match beyond its end');
    for (const stop = this.#position + length; this.#position < stop; this.#position++) {
      this.#output[this.#position] = this.#output[this.#position - offset] as number;
    }
  }

  #offsetOf(slot: number): number {
    const [first, second, third] = this.#recent;
    if (slot === 0) return first;
    if (slot === 1) this.#recent = [second, first, third];
    else if (slot === 2) this.#recent = [third, second, first];
    else
      this.#recent = [
        (BASES[slot] as number) - 2 + this.#readOffset(EXTRA_BITS[slot] as number),
        first,
        second,
      ];
    return this.#recent[0];
  }

  #readOffset(bits: number): number {
    if (this.#type !== 2 || bits < 3) return this.#read(bits);
    return this.#read(bits - 3) * 8 + this.#decode(this.#aligned);
  }

  #decode(codes: Codes): number {
    for (let length = 1, code = 0; length <= Codes.LONGEST; length++) {
      code = code * 2 + this.#read(1);
      const symbol = codes.symbol(length, code);
      if (symbol !== null) return symbol;
    }
    throw this.#damaged('a code that no symbol has');
  }

  #read(count: number): number {
    while (this.#bitCount < count) this.#fill();
    this.#bitCount -= count;
    const value = Math.floor(this.#bits / 2 ** this.#bitCount);
    this.#bits -= value * 2 ** this.#bitCount;
    return value;
  }

  #fill(): void {
    const [low, high] = [this.#input[this.#at], this.#input[this.#at + 1]];
    if (low === undefined || high === undefined) throw this.#damaged('the end of its input');
    this.#at += 2;
    this.#bits = this.#bits * 2 ** WORD + high * 256 + low;
    this.#bitCount += WORD;
  }

  /** Relative targets of calls, which had been made absolute. */
  #untranslate(size: number): Uint8Array {
    const output = Uint8Array.from(this.#output);
    const view = new DataView(output.buffer);
    let start = 0;
    for (const frame of this.#frames.slice(0, TRANSLATED_FRAMES)) {
      for (let at = start; at < start + frame.size - 10; at++) {
        if (output[at] !== CALL) continue;
        const target = view.getInt32(at + 1, true);
        if (target >= -at && target < size)
          view.setInt32(at + 1, target >= 0 ? target - at : target + size, true);
        at += 4;
      }
      start += frame.size;
    }
    return output;
  }

  #damaged(found: string): FactoryError {
    return new FactoryError('damaged', { subject: this.#what, found: `${found} at byte ${this.#position}` });
  }
}

/** A canonical prefix code: shorter codes first, of the same length by symbol. */
class Codes {
  static readonly LONGEST = 16;
  readonly #symbols: readonly number[];
  /** By length: the first code, and where its symbol stands. */
  readonly #first: number[] = [];
  readonly #count: number[] = [];
  readonly #index: number[] = [];

  constructor(lengths: Uint8Array) {
    this.#symbols = [...lengths.keys()]
      .filter((symbol) => lengths[symbol] !== 0)
      .toSorted((a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= Codes.LONGEST; length++) {
      const count = lengths.reduce((sum, other) => sum + (other === length ? 1 : 0), 0);
      code *= 2;
      this.#first[length] = code;
      this.#count[length] = count;
      this.#index[length] = index;
      code += count;
      index += count;
    }
  }

  symbol(length: number, code: number): number | null {
    const place = code - (this.#first[length] as number);
    if (place < 0 || place >= (this.#count[length] as number)) return null;
    return this.#symbols[(this.#index[length] as number) + place] as number;
  }
}
