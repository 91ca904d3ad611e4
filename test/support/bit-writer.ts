/** The bitstream of LZX and XPRESS by hand: 16-bit little-endian words, most significant bit first. */
export class BitWriter {
  #bits: number[] = [];
  readonly #bytes: number[] = [];

  /** @param bits at most 32 */
  put(value: number, bits: number): this {
    for (let i = bits - 1; i >= 0; i--) this.#bits.push((value >> i) & 1);
    return this;
  }

  /** Fills the last word with zeros; on a word's start `whole` adds a word. */
  align(whole: boolean): this {
    if (whole && this.#bits.length % 16 === 0) this.put(0, 16);
    while (this.#bits.length % 16 !== 0) this.#bits.push(0);
    for (let i = 0; i < this.#bits.length; i += 16) {
      const word = this.#bits.slice(i, i + 16).reduce((sum, bit) => sum * 2 + bit, 0);
      this.#bytes.push(word & 255, word >> 8);
    }
    this.#bits = [];
    return this;
  }

  /** Bytes behind an alignment. */
  raw(bytes: Iterable<number>): this {
    this.#bytes.push(...bytes);
    return this;
  }

  done(): Uint8Array {
    this.align(false);
    return Uint8Array.from(this.#bytes);
  }
}
