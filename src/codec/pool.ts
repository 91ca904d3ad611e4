/** The codecs on every core: jobs go to worker threads, bytes travel by transfer, results keep the order of the runs. */

import { availableParallelism } from 'node:os';
import { FactoryError } from '../errors.js';
import { checkDecodedChunkSize, checkEncodedChunkSize } from './chunks.js';
import { kernelModule } from './kernel-module.js';
import { joinSizes } from './messages.js';
import { spawnWorker } from './spawn.js';
import type { CompressJob, DecompressJob, HostFile, MadeRun, StoredRun } from './types.js';
import { Workers } from './workers.js';

export interface PoolOptions {
  /** Worker threads at most; by default one a core. */
  readonly threads?: number;
}

/**
 * Each job goes to one thread; jobs finish in any order, and their bytes do not depend on the number of threads.
 * Threads start with the first jobs, or one with `start`, hold the process only while they work, and are ended by `close`.
 * The pool queues without a bound: keep about `2 * threads` jobs of `jobBytes` pending.
 */
export class CodecPool {
  readonly threads: number;
  /** Bytes of content that make a good job: enough to hide the way to the thread, few enough to share the work. */
  readonly jobBytes = 1 << 20;
  readonly #workers: Workers;

  constructor(options: PoolOptions = {}) {
    this.threads = options.threads ?? availableParallelism();
    if (!Number.isInteger(this.threads) || this.threads < 1) {
      throw new FactoryError('usage', {
        subject: 'threads',
        found: String(this.threads),
        expected: 'a whole number from 1',
      });
    }
    this.#workers = new Workers(this.threads, () => spawnWorker(kernelModule()));
  }

  /** Jobs that are not settled. */
  get pending(): number {
    return this.#workers.pending;
  }

  /** Starts threads for work that is sure to come, so that they are ready by then. Left out: one. */
  start(count = 1): void {
    this.#workers.start(count);
  }

  /**
   * @returns a run for each run of the job; data may be a part of a larger buffer, so copy what is kept for long
   * @throws unsupported for a chunk size that is not written; host or memory when a thread fails
   */
  async compress({ format, level, chunkSize, runs, before = [] }: CompressJob): Promise<MadeRun[]> {
    checkEncodedChunkSize(format, chunkSize);
    const old = before.filter((run) => run !== null);
    const { views, transfer } = movable([...runs, ...old.map(({ data }) => data)]);
    const movedOld = new Map<StoredRun, StoredRun>();
    for (const [at, run] of old.entries()) movedOld.set(run, { ...run, data: views[runs.length + at]! });
    const moved = {
      runs: views.slice(0, runs.length),
      ...(old.length === 0
        ? {}
        : { before: before.map((run) => (run === null ? null : movedOld.get(run)!)) }),
    };
    const made = await this.#workers.run({ kind: 'compress', format, level, chunkSize, ...moved }, transfer);
    return made as MadeRun[];
  }

  /**
   * @returns the content of each run; all are parts of one buffer
   * @throws damaged, naming the run and the chunk; unsupported for a chunk size that is not read
   */
  async decompress(job: DecompressJob): Promise<Uint8Array[]> {
    return (await this.#decode('decompress', job)) as Uint8Array[];
  }

  /** @returns the SHA-1 of each run's content, which is not sent back @throws as `decompress` */
  async hash(job: DecompressJob): Promise<Uint8Array[]> {
    return (await this.#decode('hash', job)) as Uint8Array[];
  }

  /** @returns the SHA-1 of each file; null where it cannot be read, or is no longer what it is said to be */
  async hashFiles(files: readonly HostFile[]): Promise<(Uint8Array | null)[]> {
    return (await this.#workers.run({ kind: 'hash files', files }, [])) as (Uint8Array | null)[];
  }

  /** Ends the threads; jobs that are not settled are rejected. */
  close(): Promise<void> {
    return this.#workers.close();
  }

  #decode(kind: 'decompress' | 'hash', { format, chunkSize, runs }: DecompressJob) {
    checkDecodedChunkSize(format, chunkSize, runs[0]?.what ?? 'a compressed content');
    const { views, transfer } = movable(runs.map(({ data }) => data));
    const moved = joinSizes(runs.map((run, index) => ({ ...run, data: views[index]! })));
    return this.#workers.run({ kind, format, chunkSize, runs: moved }, transfer);
  }
}

/** Shorter runs are copied together: moving a buffer of its own to a thread costs more. */
const MOVED_SIZE = 1 << 15;

/**
 * The runs as views whose buffers can be transferred: those that have a buffer for themselves as they are, the others
 * copied into one new buffer.
 */
function movable(runs: readonly Uint8Array[]): { views: Uint8Array[]; transfer: ArrayBuffer[] } {
  const transfer = new Set<ArrayBufferLike>();
  const isOwn = runs.map(({ buffer, byteLength }) => {
    const own =
      byteLength >= MOVED_SIZE &&
      byteLength === buffer.byteLength &&
      !transfer.has(buffer) &&
      isPlain(buffer);
    if (own) transfer.add(buffer);
    return own;
  });
  const copied = runs.reduce((sum, run, index) => sum + (isOwn[index]! ? 0 : run.length), 0);
  const space = new Uint8Array(copied);
  let end = 0;
  const views = runs.map((run, index) => {
    if (isOwn[index]!) return run;
    space.set(run, end);
    end += run.length;
    return space.subarray(end - run.length, end);
  });
  transfer.add(space.buffer);
  return { views, transfer: [...transfer] as ArrayBuffer[] };
}

function isPlain(buffer: ArrayBufferLike): boolean {
  return Object.prototype.toString.call(buffer) === '[object ArrayBuffer]';
}
