/**
 * Contents once more as an archive of ours stores them: chunk table and chunks, or as they are where that is no smaller.
 * They go through a scratch file, which is used anew for each turn.
 */

import type { FileHandle } from 'node:fs/promises';
import { BlobSink, newBlob, type SinkOptions, type StoredBlob } from './blob-sink.js';
import { OutputFile } from './output-file.js';
import { PIECE_SIZE } from './resource.js';

export interface StoredForm<T> {
  /** What the caller gave with the content. */
  readonly tag: T;
  /** Bytes. */
  readonly size: number;
  pieces(): AsyncIterable<Uint8Array>;
}

export class StoredForms<T> {
  readonly #out: OutputFile;
  readonly #sink: BlobSink;
  #turn: { readonly tag: T; readonly blob: StoredBlob }[] = [];

  /** @param scratch a file whose bytes nobody needs */
  constructor(scratch: FileHandle, options: SinkOptions) {
    this.#out = new OutputFile(scratch, 0, { isScratch: true });
    this.#sink = new BlobSink(this.#out, options);
  }

  /** A content that is in memory as a whole. It is not the caller's any more. */
  async addSmall(tag: T, content: Uint8Array): Promise<void> {
    await this.#sink.addSmall(content, this.#next(tag, content.length));
  }

  /** A content in pieces, which have `size` bytes together. */
  async addLarge(tag: T, size: number, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    await this.#sink.addLarge(pieces, this.#next(tag, size));
  }

  /** What was added since the last turn, in its order. Each form is good until the next one is asked for. */
  async *take(): AsyncGenerator<StoredForm<T>, void, undefined> {
    await this.#sink.finish();
    const out = this.#out;
    for (const { tag, blob } of this.#turn) {
      yield { tag, size: blob.storedSize, pieces: () => piecesOf(out, blob) };
    }
    this.#turn = [];
    await out.rewind(0);
  }

  /** Writes no more. Returns when nothing is under way, so that the scratch file can be closed. */
  abandon(error: unknown): Promise<void> {
    return this.#sink.abandon(error);
  }

  #next(tag: T, size: number): StoredBlob {
    const blob = newBlob(size);
    this.#turn.push({ tag, blob });
    return blob;
  }
}

async function* piecesOf(
  out: OutputFile,
  { offset, storedSize }: StoredBlob,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let done = 0; done < storedSize; done += PIECE_SIZE) {
    yield await out.read(offset + done, Math.min(PIECE_SIZE, storedSize - done));
  }
}
