/** Lines kept until they are wanted, deflated: half a million file entries take some ten megabytes. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';

const CHUNK_CHARACTERS = 1 << 20;

export class LineSpool {
  readonly #chunks: Buffer[] = [];
  #pending: string[] = [];
  #length = 0;

  /** @param line without a line feed */
  add(line: string): void {
    this.#pending.push(line);
    this.#length += line.length;
    if (this.#length < CHUNK_CHARACTERS) return;
    this.#chunks.push(deflateRawSync(this.#pending.join('\n'), { level: 1 }));
    this.#pending = [];
    this.#length = 0;
  }

  *lines(): Generator<string> {
    for (const chunk of this.#chunks) yield* inflateRawSync(chunk).toString('utf8').split('\n');
    yield* this.#pending;
  }
}
