/** Bytes that grow by pages, so that the metadata of half a million entries is never moved, and can be patched. */

const PAGE_SIZE = 1 << 20;

export class PagedBytes {
  readonly #pages: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    const at = this.#length;
    this.#length += bytes.length;
    while (this.#pages.length * PAGE_SIZE < this.#length) this.#pages.push(Buffer.alloc(PAGE_SIZE));
    this.#copy(bytes, at);
  }

  /** Overwrites what was appended before. */
  patch(at: number, bytes: Uint8Array): void {
    if (at < 0 || at + bytes.length > this.#length) throw new RangeError(`${at} is beyond what was written`);
    this.#copy(bytes, at);
  }

  patchU64(at: number, value: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    this.patch(at, bytes);
  }

  /** What was written, in order: views of the pages. */
  *pieces(): Generator<Uint8Array, void, undefined> {
    for (let at = 0; at < this.#length; at += PAGE_SIZE) {
      const page = this.#pages[at / PAGE_SIZE] as Buffer;
      yield page.subarray(0, Math.min(PAGE_SIZE, this.#length - at));
    }
  }

  #copy(bytes: Uint8Array, to: number): void {
    for (let done = 0; done < bytes.length;) {
      const page = this.#pages[Math.floor((to + done) / PAGE_SIZE)] as Buffer;
      const start = (to + done) % PAGE_SIZE;
      const count = Math.min(bytes.length - done, PAGE_SIZE - start);
      page.set(bytes.subarray(done, done + count), start);
      done += count;
    }
  }
}
