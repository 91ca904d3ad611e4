/** The chunks that a content had before, as they are stored, taken over where the content is still the same. */

import type { StoredRun } from './types.js';

/**
 * Where something was put into a content, nothing stands at its place any more: after so many chunks in a row that
 * differ, the rest of the run is compressed without a look.
 */
const MISSES = 8;

export class OldChunks {
  readonly #run: StoredRun;
  readonly #chunkSize: number;
  readonly #decode: (chunk: Uint8Array, length: number) => Uint8Array | number;
  #index = 0;
  #position = 0;
  #misses = 0;

  /** @param decode the content of a stored chunk that has `length` bytes, or a number where it is damaged */
  constructor(
    run: StoredRun,
    chunkSize: number,
    decode: (chunk: Uint8Array, length: number) => Uint8Array | number,
  ) {
    this.#run = run;
    this.#chunkSize = chunkSize;
    this.#decode = decode;
  }

  /** @param content of the next chunk @returns how it is stored already; null where it is another one */
  take(content: Uint8Array): Uint8Array | null {
    const { data, sizes, size } = this.#run;
    if (this.#index === sizes.length || this.#misses === MISSES) return null;
    const length = Math.min(this.#chunkSize, size - this.#index * this.#chunkSize);
    const end = this.#position + sizes[this.#index]!;
    const stored = data.subarray(this.#position, end);
    this.#index++;
    this.#position = end;
    if (length === content.length && this.#holds(stored, content)) {
      this.#misses = 0;
      return stored;
    }
    this.#misses++;
    return null;
  }

  #holds(stored: Uint8Array, content: Uint8Array): boolean {
    const { length } = content;
    const found = stored.length === length ? stored : this.#decode(stored, length);
    return typeof found !== 'number' && Buffer.compare(found, content) === 0;
  }
}
