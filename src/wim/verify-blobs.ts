/**
 * Decompresses and hashes every content of an archive. Most travel to the pool, short ones by the dozen, and come back
 * as hashes; very long ones are decompressed in the pool and hashed here, so that one alone keeps every thread busy.
 */

import { createHash, type Hash } from 'node:crypto';
import { equalBytes, toHex } from '../bytes/index.js';
import { COLLECT_EVERY, collectGarbage } from '../collect.js';
import type { CodecPool, StoredRun } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import type { Task } from '../progress.js';
import type { WimArchive } from './archive.js';
import { RESOURCE_FLAG } from './format.js';
import { OrderedLane } from './lane.js';
import { NO_RESOURCE } from './resource-header.js';
import { formatOf, isCompressed, readAt, readInto, readRuns, readStored, wholeRun } from './resource.js';
import type { WimBlob, WimProblem } from './types.js';

/** Bytes between reading and hashing; and more for each thread. */
const IN_FLIGHT = 8 << 20;
const IN_FLIGHT_PER_THREAD = 4 << 20;
/** Contents that lie side by side are read together. */
const WINDOW_SIZE = 4 << 20;
/** Up to here a content is decompressed and hashed by one thread. Stored, it is never larger: it fits the window. */
const WHOLE_SIZE = WINDOW_SIZE;
const BATCH_COUNT = 256;

interface Batched {
  readonly blob: WimBlob;
  readonly run: StoredRun;
}

export class BlobVerifier {
  readonly problems: WimProblem[] = [];
  readonly #archive: WimArchive;
  readonly #pool: CodecPool;
  readonly #task: Task;
  readonly #lane: OrderedLane;
  /** A part of the file, which begins at `#windowStart`; the batch refers to it. */
  readonly #windowSpace = Buffer.allocUnsafeSlow(WINDOW_SIZE);
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #batch: Batched[] = [];
  #batchSize = 0;

  constructor(archive: WimArchive, pool: CodecPool, task: Task) {
    this.#archive = archive;
    this.#pool = pool;
    this.#task = task;
    this.#lane = new OrderedLane(IN_FLIGHT + pool.threads * IN_FLIGHT_PER_THREAD);
  }

  /** @throws unsupported; what is damaged becomes a problem */
  async verify(signal: AbortSignal): Promise<void> {
    const blobs = [...this.#archive.blobs].toSorted((a, b) => a.offset - b.offset);
    for (const blob of blobs) this.#checkKind(blob);
    let end = 0;
    let checked = 0;
    for (const blob of blobs) {
      signal.throwIfAborted();
      // Nobody writes such a table, and following it could take for ever.
      if (blob.offset < end) this.#report(blob, 'overlaps the resource before it');
      else await this.#verifyBlob(blob);
      end = Math.max(end, blob.offset + blob.storedSize);
      if (++checked % COLLECT_EVERY === 0) collectGarbage();
    }
    await this.#endBatch();
    await this.#lane.drain();
  }

  async #verifyBlob(blob: WimBlob): Promise<void> {
    try {
      if (!isCompressed(blob)) await this.#hashStored(blob);
      else if (blob.size <= WHOLE_SIZE && blob.storedSize <= WHOLE_SIZE) await this.#addToBatch(blob);
      else await this.#hashLarge(blob);
    } catch (error) {
      this.#reportDamage(blob, error);
    }
  }

  async #hashStored(blob: WimBlob): Promise<void> {
    const hash = createHash('sha1');
    const { file } = this.#archive;
    if (blob.size <= WINDOW_SIZE) hash.update(await this.#read(blob));
    else
      for await (const piece of readStored(file, blob, this.#archive.describeBlob(blob))) hash.update(piece);
    this.#compare(blob, hash.digest());
  }

  async #addToBatch(blob: WimBlob): Promise<void> {
    const stored = await this.#read(blob);
    // It goes without a name: there are many, and what is wrong with one is reported by the blob.
    this.#batch.push({ blob, run: wholeRun(blob, this.#archive.chunkSize, stored, '') });
    this.#batchSize += blob.size;
    if (this.#batchSize >= this.#pool.jobBytes || this.#batch.length >= BATCH_COUNT) await this.#endBatch();
  }

  async #endBatch(): Promise<void> {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#batchSize = 0;
    const stored = batch.reduce((sum, { blob }) => sum + blob.storedSize, 0);
    await this.#lane.push(stored, this.#hashBatch(batch), (hashes) => {
      hashes.forEach((hash, index) => {
        const { blob } = batch[index] as Batched;
        if (hash instanceof Uint8Array) this.#compare(blob, hash);
        else this.#reportDamage(blob, hash.error);
      });
    });
  }

  async #hashBatch(batch: readonly Batched[]): Promise<(Uint8Array | { readonly error: unknown })[]> {
    const { chunkSize } = this.#archive;
    const runs = batch.map(({ run }) => run);
    try {
      return await this.#pool.hash({ format: this.#format(), chunkSize, runs });
    } catch (error) {
      if (!isDamage(error) || runs.length === 1) return batch.map(() => ({ error }));
      // One content is damaged: it is named, and the others are still checked.
      const single = batch.map(({ blob }) => this.#hashAlone(blob));
      return (await Promise.all(single)).flat();
    }
  }

  /** The window has gone on: its bytes are read again. */
  async #hashAlone(blob: WimBlob) {
    const stored = await readAt(this.#archive.file, blob.offset, blob.storedSize, this.#archive.path);
    return this.#hashBatch([{ blob, run: wholeRun(blob, this.#archive.chunkSize, stored, '') }]);
  }

  async #hashLarge(blob: WimBlob): Promise<void> {
    const { file, chunkSize } = this.#archive;
    const what = this.#archive.describeBlob(blob);
    const format = this.#format();
    const hash = createHash('sha1');
    const state = { damaged: false };
    for await (const run of readRuns(file, blob, what)) {
      const work = this.#pool
        .decompress({ format, chunkSize, runs: [run] })
        .catch((error: unknown) => ({ error }));
      await this.#lane.push(run.size, work, (result) => {
        this.#hashPiece(blob, hash, state, result);
      });
      if (state.damaged) return;
    }
    await this.#lane.push(0, Promise.resolve(), () => {
      if (!state.damaged) this.#compare(blob, hash.digest());
    });
  }

  #hashPiece(
    blob: WimBlob,
    hash: Hash,
    state: { damaged: boolean },
    result: readonly Uint8Array[] | { readonly error: unknown },
  ): void {
    if (!('error' in result)) for (const piece of result) hash.update(piece);
    else if (!state.damaged) {
      state.damaged = true;
      this.#reportDamage(blob, result.error);
    }
  }

  /** @throws unsupported before any work is done */
  #checkKind(blob: WimBlob): void {
    const isKnown = this.#archive.compression !== 'lzms' && (blob.flags & RESOURCE_FLAG.SOLID) === 0;
    if (!isKnown) formatOf(this.#archive.file, blob, this.#archive.describeBlob(blob));
  }

  /** How the archive compresses. @throws damaged where it says that it does not */
  #format() {
    const { file, path } = this.#archive;
    return formatOf(file, NO_RESOURCE, path);
  }

  /**
   * The stored bytes of a blob that is no larger than the window, which goes on with the blobs: they come in the order
   * of the file. The bytes are valid until the next call.
   */
  async #read({ offset, storedSize }: WimBlob): Promise<Buffer> {
    if (offset < this.#windowStart || offset + storedSize > this.#windowStart + this.#window.length) {
      await this.#endBatch();
      const { file, path } = this.#archive;
      this.#window = this.#windowSpace.subarray(0, file.size - offset);
      this.#windowStart = offset;
      await readInto(file, offset, this.#window, path);
    }
    const start = offset - this.#windowStart;
    return this.#window.subarray(start, start + storedSize);
  }

  #compare(blob: WimBlob, found: Uint8Array): void {
    this.#task.advance(blob.size);
    if (!equalBytes(found, blob.sha1)) this.#report(blob, `its content has the SHA-1 ${toHex(found)}`);
  }

  #reportDamage(blob: WimBlob, error: unknown): void {
    if (!isDamage(error)) throw error;
    this.#report(blob, error.details.found);
  }

  #report({ sha1 }: WimBlob, found: string): void {
    this.problems.push({ subject: `blob ${toHex(sha1)}`, found });
  }
}

export function isDamage(error: unknown): error is FactoryError {
  return error instanceof FactoryError && error.code === 'damaged';
}
