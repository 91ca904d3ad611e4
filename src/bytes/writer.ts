/** A little-endian writer that grows. */

export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = Buffer.alloc(Math.max(capacity, 16));
  }

  /** How many bytes were written. */
  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    const at = this.#grow(1);
    this.#bytes[at] = value;
    return this;
  }

  u16(value: number): this {
    const at = this.#grow(2);
    this.#bytes.writeUInt16LE(value, at);
    return this;
  }

  u32(value: number): this {
    const at = this.#grow(4);
    this.#bytes.writeUInt32LE(value >>> 0, at);
    return this;
  }

  u64(value: bigint | number): this {
    const at = this.#grow(8);
    this.#bytes.writeBigUInt64LE(BigInt(value), at);
    return this;
  }

  raw(bytes: Uint8Array): this {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  zeros(count: number): this {
    this.#grow(count);
    return this;
  }

  /** UTF-16LE without a terminator; unpaired surrogates stay as they are. */
  utf16(text: string): this {
    const at = this.#grow(text.length * 2);
    this.#bytes.write(text, at, 'utf16le');
    return this;
  }

  /** Zeros up to the next multiple of `alignment`. */
  align(alignment: number): this {
    return this.zeros((alignment - (this.#length % alignment)) % alignment);
  }

  /** Overwrites eight bytes written before. */
  patchU64(position: number, value: bigint | number): void {
    this.#bytes.writeBigUInt64LE(BigInt(value), position);
  }

  patchU32(position: number, value: number): void {
    this.#bytes.writeUInt32LE(value >>> 0, position);
  }

  /** What was written, not copied: it stays valid until the next write. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(count: number): number {
    const at = this.#length;
    const needed = at + count;
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    this.#length = needed;
    return at;
  }
}
