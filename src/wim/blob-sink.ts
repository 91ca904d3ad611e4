/**
 * Writes contents as resources, one after the other. Compression runs in the pool; what is written does not depend on
 * how many threads it has: contents come in an order of their own, each is cut into chunks by itself.
 */

import { createHash } from 'node:crypto';
import { giveBack, takeBuffer } from '../bytes/index.js';
import { decompressNow, type CodecPool, type Level, type MadeRun, type StoredRun } from '../codec/index.js';
import type { WimArchive } from './archive.js';
import { buildChunkTable, chunkCount, chunkTableSize } from './chunk-table.js';
import { RESOURCE_FLAG } from './format.js';
import { OrderedLane } from './lane.js';
import type { OutputFile } from './output-file.js';
import { PIECE_SIZE, readInto } from './resource.js';
import type { Compression, WimBlob } from './types.js';

/** Bytes of content between reading and writing. */
const IN_FLIGHT = 16 << 20;
/** Stored bytes that are copied as one piece of work, and what such a piece takes while it waits. */
const COPY_SIZE = 4 << 20;
const COPY_COST = 32 << 10;
/** Small contents travel to the pool together until they have this many bytes. */
const BATCH_SIZE = 512 << 10;
const BATCH_COUNT = 256;

/** Where a content was stored; filled when it is written. */
export interface StoredBlob {
  sha1: Uint8Array;
  readonly size: number;
  storedSize: number;
  offset: number;
  flags: number;
  refs: number;
  readonly part: number;
}

export function newBlob(size: number): StoredBlob {
  return { sha1: new Uint8Array(20), size, storedSize: 0, offset: 0, flags: 0, refs: 0, part: 1 };
}

/** Stored bytes of an archive that lie side by side there, and will here. */
interface Copy {
  readonly archive: WimArchive;
  /** Those that begin there. */
  readonly blobs: { readonly from: WimBlob; readonly blob: StoredBlob }[];
  readonly begin: number;
  end: number;
}

export interface SinkOptions {
  readonly pool: CodecPool;
  readonly compression: Compression;
  readonly level: Level;
  readonly chunkSize: number;
}

export class BlobSink {
  readonly #out: OutputFile;
  readonly #options: SinkOptions;
  readonly #lane = new OrderedLane(IN_FLIGHT);
  #batch: {
    readonly content: Uint8Array;
    readonly blob: StoredBlob;
    readonly before: StoredRun | null;
  }[] = [];
  #batchSize = 0;
  #copy: Copy | null = null;
  /** Stored bytes that were not compressed, but taken over from other archives. */
  copiedBytes = 0;

  constructor(out: OutputFile, options: SinkOptions) {
    this.#out = out;
    this.#options = options;
  }

  /**
   * A content that is in memory as a whole. It is not the caller's any more.
   *
   * @param before what it was, where that is stored as it would be here: what did not change is copied
   */
  async addSmall(content: Uint8Array, blob: StoredBlob, before: StoredRun | null = null): Promise<void> {
    await this.#endCopy();
    this.#batch.push({ content, blob, before });
    this.#batchSize += content.length;
    if (this.#batchSize >= BATCH_SIZE || this.#batch.length >= BATCH_COUNT) await this.#endBatch();
  }

  /**
   * A content in pieces.
   *
   * @param before as in `addSmall`, a run for each `PIECE_SIZE` of content
   * @returns its SHA-1
   */
  async addLarge(
    pieces: AsyncIterable<Uint8Array>,
    blob: StoredBlob,
    before: AsyncIterable<StoredRun> | null = null,
  ): Promise<Uint8Array> {
    await this.#endBatch();
    await this.#endCopy();
    const { compression } = this.#options;
    const hash = createHash('sha1');
    if (compression === 'none') await this.#streamStored(hashed(pieces, hash), blob);
    else await this.#streamCompressed(hashed(pieces, hash), blob, compression, before);
    return hash.digest();
  }

  /** Stored bytes of another archive that compresses in the same way. They are read when they are written. */
  async addStored(archive: WimArchive, from: WimBlob, blob: StoredBlob): Promise<void> {
    await this.#endBatch();
    this.copiedBytes += from.storedSize;
    const { offset, storedSize } = from;
    const copy = this.#copy;
    const isNext = copy?.archive === archive && copy.blobs[0]?.from.part === from.part && copy.end === offset;
    if (isNext && copy.end - copy.begin < COPY_SIZE) {
      copy.blobs.push({ from, blob });
      copy.end += storedSize;
      return;
    }
    await this.#endCopy();
    this.#copy = { archive, blobs: [{ from, blob }], begin: offset, end: offset + storedSize };
  }

  /** Waits until everything is written. */
  async finish(): Promise<void> {
    await this.#endBatch();
    await this.#endCopy();
    await this.#lane.drain();
  }

  /** Writes no more. Returns when nothing is under way, so that the file can be closed. */
  abandon(error: unknown): Promise<void> {
    return this.#lane.abandon(error);
  }

  async #endBatch(): Promise<void> {
    const batch = this.#batch;
    const size = this.#batchSize;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#batchSize = 0;
    const { pool, compression, level, chunkSize } = this.#options;
    const runs = batch.map(({ content }) => content);
    if (compression === 'none') {
      await this.#lane.push(size, Promise.resolve(), async () => {
        for (const { content, blob } of batch) await this.#writeStored(content, blob);
      });
      return;
    }
    const before = batch.map((each) => each.before);
    const work = pool.compress({ format: compression, level, chunkSize, runs, before });
    await this.#lane.push(size, work, async (compressed) => {
      for (const [index, { blob }] of batch.entries())
        await this.#writeRun(compressed[index] as MadeRun, blob);
    });
  }

  async #endCopy(): Promise<void> {
    const copy = this.#copy;
    if (copy === null) return;
    this.#copy = null;
    const { archive, blobs, begin, end } = copy;
    const { from: first } = blobs[0] as Copy['blobs'][number];
    await this.#lane.push(COPY_COST, Promise.resolve(), () => {
      const { position } = this.#out;
      for (const { from, blob } of blobs) {
        blob.offset = position + from.offset - begin;
        blob.storedSize = from.storedSize;
        blob.flags |= from.flags & RESOURCE_FLAG.COMPRESSED;
      }
    });
    const [file, what] = [archive.fileOf(first), archive.describeBlob(first)];
    for (let done = begin; done < end; done += COPY_SIZE) {
      await this.#lane.push(COPY_COST, Promise.resolve(), async () => {
        for (let at = done; at < Math.min(done + COPY_SIZE, end); at += PIECE_SIZE) {
          const piece = takeBuffer(Math.min(PIECE_SIZE, end - at));
          await readInto(file, at, piece, what);
          await this.#out.append(piece);
          giveBack(piece);
        }
      });
    }
  }

  /** A whole content, compressed where that makes it smaller: WOF fails on one that says so and is not smaller. */
  async #writeRun(run: MadeRun, blob: StoredBlob): Promise<void> {
    const { compression, chunkSize } = this.#options;
    const tableSize = chunkTableSize(blob.size, chunkSize);
    if (tableSize + run.data.length < blob.size) {
      this.#begin(blob, blob.flags | RESOURCE_FLAG.COMPRESSED);
      this.copiedBytes += run.copied;
      if (tableSize > 0) await this.#append(blob, buildChunkTable(run.sizes, blob.size, chunkSize));
      await this.#append(blob, run.data);
    } else if (run.data.length === blob.size || compression === 'none') {
      await this.#writeStored(run.data, blob);
    } else {
      await this.#writeStored(decompressNow(compression, chunkSize, run, blob.size, 'a content'), blob);
    }
  }

  async #writeStored(content: Uint8Array, blob: StoredBlob): Promise<void> {
    this.#begin(blob, blob.flags);
    await this.#append(blob, content);
  }

  async #streamStored(pieces: AsyncIterable<Uint8Array>, blob: StoredBlob): Promise<void> {
    await this.#lane.push(0, Promise.resolve(), () => this.#begin(blob, blob.flags));
    for await (const piece of pieces) await this.#pushStored(blob, piece);
  }

  #pushStored(blob: StoredBlob, piece: Uint8Array): Promise<void> {
    return this.#lane.push(piece.length, Promise.resolve(), async () => {
      await this.#append(blob, piece);
      giveBack(piece);
    });
  }

  async #streamCompressed(
    pieces: AsyncIterable<Uint8Array>,
    blob: StoredBlob,
    format: Exclude<Compression, 'none'>,
    before: AsyncIterable<StoredRun> | null,
  ): Promise<void> {
    const { pool, level, chunkSize } = this.#options;
    const tableSize = chunkTableSize(blob.size, chunkSize);
    const sizes = new Uint32Array(chunkCount(blob.size, chunkSize));
    const old = before?.[Symbol.asyncIterator]();
    let chunks = 0;
    let copied = 0;
    await this.#lane.push(0, Promise.resolve(), async () => {
      this.#begin(blob, blob.flags | RESOURCE_FLAG.COMPRESSED);
      this.#out.hold();
      await this.#reserve(blob, tableSize);
    });
    for await (const piece of evenPieces(pieces, Math.max(PIECE_SIZE, chunkSize))) {
      // The pool takes the piece over: its length is gone then.
      const { length } = piece;
      const was = await old?.next();
      const known = was === undefined || was.done === true ? null : was.value;
      const work = pool.compress({ format, level, chunkSize, runs: [piece], before: [known] });
      await this.#lane.push(length, work, async ([run]) => {
        if (run === undefined) return;
        copied += run.copied;
        sizes.set(run.sizes, chunks);
        chunks += run.sizes.length;
        await this.#append(blob, run.data);
      });
    }
    await this.#lane.push(0, Promise.resolve(), async () => {
      if (blob.storedSize >= blob.size) await this.#unpack(blob, sizes, format);
      else {
        this.copiedBytes += copied;
        await this.#out.patch(blob.offset, buildChunkTable(sizes, blob.size, chunkSize));
      }
      await this.#out.release();
    });
    await old?.return?.();
  }

  /**
   * Turns the resource that was written last into an uncompressed one, in its place: since all chunks together saved
   * less than the table takes, the content of a chunk never reaches over the stored chunks after it.
   */
  async #unpack(blob: StoredBlob, sizes: Uint32Array, format: Exclude<Compression, 'none'>): Promise<void> {
    const { chunkSize } = this.#options;
    const step = Math.max(PIECE_SIZE / chunkSize, 1);
    let from = blob.offset + chunkTableSize(blob.size, chunkSize);
    let to = blob.offset;
    for (let chunk = 0; chunk < sizes.length; chunk += step) {
      const some = sizes.subarray(chunk, chunk + step);
      const stored = some.reduce((sum, size) => sum + size, 0);
      const size = Math.min(step * chunkSize, blob.size - chunk * chunkSize);
      const data = await this.#out.read(from, stored);
      const content =
        stored === size ? data : decompressNow(format, chunkSize, { data, sizes: some }, size, 'a content');
      await this.#out.patch(to, content);
      from += stored;
      to += size;
    }
    blob.flags &= ~RESOURCE_FLAG.COMPRESSED;
    blob.storedSize = blob.size;
    await this.#out.rewind(to);
  }

  #begin(blob: StoredBlob, flags: number): void {
    blob.offset = this.#out.position;
    blob.flags = flags;
  }

  async #append(blob: StoredBlob, bytes: Uint8Array): Promise<void> {
    await this.#out.append(bytes);
    blob.storedSize += bytes.length;
  }

  async #reserve(blob: StoredBlob, length: number): Promise<void> {
    const zeros = new Uint8Array(Math.min(length, PIECE_SIZE));
    for (let done = 0; done < length; done += zeros.length) {
      await this.#append(blob, zeros.subarray(0, length - done));
    }
  }
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** The same bytes in pieces of `length` each, the last one shorter; every piece has a buffer of its own. */
async function* evenPieces(pieces: AsyncIterable<Uint8Array>, length: number) {
  let filled = 0;
  let even: Uint8Array = new Uint8Array(length);
  for await (const piece of pieces) {
    // Most sources give pieces of this length: those are passed on as they are.
    if (filled === 0 && piece.length === length && piece.buffer.byteLength === length) {
      yield piece;
      continue;
    }
    for (let done = 0; done < piece.length;) {
      const count = Math.min(length - filled, piece.length - done);
      even.set(piece.subarray(done, done + count), filled);
      filled += count;
      done += count;
      if (filled < length) continue;
      yield even;
      even = new Uint8Array(length);
      filled = 0;
    }
  }
  if (filled > 0) yield even.slice(0, filled);
}
