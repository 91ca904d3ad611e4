/** Stores the contents of images, each once: what is there already, here or in an archive at hand, is not compressed again. */

import { hash } from 'node:crypto';
import { equalBytes, giveBack } from '../bytes/index.js';
import { COLLECT_EVERY, collectGarbage } from '../collect.js';
import type { Task } from '../progress.js';
import type { CodecPool, StoredRun } from '../codec/index.js';
import type { WimArchive } from './archive.js';
import type { BaseFiles } from './base-files.js';
import { newBlob, type BlobSink, type StoredBlob } from './blob-sink.js';
import {
  SMALL_SIZE,
  changed,
  hashContent,
  inTurn,
  originOf,
  readContentPieces,
  type Turn,
} from './content-source.js';
import { RESOURCE_FLAG, blobKey } from './format.js';
import { hashedAhead } from './hash-ahead.js';
import type { Content } from './scan.js';
import type { WimBlob } from './types.js';

export interface StoreOptions {
  readonly sink: BlobSink;
  readonly pool: CodecPool;
  /** What the archive holds already, by `blobKey`; what is new is added. */
  readonly blobs: Map<string, StoredBlob>;
  /** Archives that compress as this one does, whose stored bytes can be copied. */
  readonly sources: readonly WimArchive[];
  /** What the files were, for chunks that did not change. */
  readonly before: BaseFiles | null;
  /** Bytes; 0 without compression. */
  readonly chunkSize: number;
  readonly signal: AbortSignal;
}

export class ContentStore {
  readonly #options: StoreOptions;
  /** Sizes of contents that may be the content of something else too; of small ones, those that are stored somewhere. */
  #commonSizes = new Set<number>();
  readonly #hashes = new HashPages();
  /** Bytes of content that the images have anew. */
  newBytes = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Those that are added next. */
  expect(contents: readonly Content[]): void {
    this.#commonSizes = commonSizes(this.#options, contents);
  }

  /** @param image the name of the image that they are of */
  async add(contents: readonly Content[], image: string, task: Task): Promise<void> {
    const { signal } = this.#options;
    const isNeeded = ({ sha1, size }: Content) =>
      sha1 === null || (!this.#options.blobs.has(blobKey(sha1)) && this.#findStored(sha1, size) === null);
    let stored = 0;
    collectGarbage();
    for await (const some of this.#hashed(contents)) {
      for await (const turn of inTurn(some, isNeeded)) {
        signal.throwIfAborted();
        await this.#store(turn, image);
        turn.content.origin = null;
        task.advance(turn.content.size);
        if (++stored % COLLECT_EVERY === 0) collectGarbage();
      }
    }
  }

  /** Where something is stored already, what may be the same is hashed before it is read to be stored. */
  #hashed(contents: readonly Content[]): AsyncIterable<readonly Content[]> | readonly (readonly Content[])[] {
    const { pool, blobs, sources } = this.#options;
    if (blobs.size === 0 && sources.length === 0) return [contents];
    return hashedAhead(contents, pool, ({ size }) => this.#commonSizes.has(size));
  }

  async #store({ content, bytes: promised }: Turn, image: string): Promise<void> {
    const { sink } = this.#options;
    if (content.sha1 !== null && (await this.#reuse(content, content.sha1))) return;
    if (content.size > SMALL_SIZE) {
      await this.#storeLarge(content, image);
      return;
    }
    if (promised === null) throw new Error('a content was not read although nothing else has it');
    const bytes = await promised;
    const known = hash('sha1', bytes, 'buffer');
    if (content.sha1 !== null && !equalBytes(content.sha1, known)) throw changed(originOf(content));
    if (content.sha1 === null && (await this.#reuse(content, known))) {
      giveBack(bytes);
      return;
    }
    const before = (await (await this.#runsBefore(content, image))?.next())?.value ?? null;
    await sink.addSmall(bytes, this.#register(content, this.#hashes.keep(known)), before);
  }

  /** Reads a content once where its size is its own: nothing else can be the same. */
  async #storeLarge(content: Content, image: string): Promise<void> {
    const { sink } = this.#options;
    let { sha1 } = content;
    if (sha1 === null && this.#commonSizes.has(content.size)) {
      sha1 = await hashContent(content);
      if (await this.#reuse(content, sha1)) return;
    }
    const blob = newBlob(content.size);
    const before = await this.#runsBefore(content, image);
    const found = await sink.addLarge(readContentPieces(content), blob, before);
    if (sha1 !== null && !equalBytes(sha1, found)) throw changed(originOf(content));
    this.#register(content, this.#hashes.keep(found), blob);
  }

  /** Whether the content needs no compressing: it is there, or an archive has it compressed. */
  async #reuse(content: Content, sha1: Uint8Array): Promise<boolean> {
    const known = this.#options.blobs.get(blobKey(sha1));
    if (known !== undefined) {
      content.sha1 = known.sha1;
      known.refs += content.refs;
      return true;
    }
    const found = this.#findStored(sha1, content.size);
    if (found === null) return false;
    const { archive, stored } = found;
    await this.#options.sink.addStored(archive, stored, this.#register(content, stored.sha1));
    return true;
  }

  /** What a base has at the place of a content that no base has. */
  async #runsBefore({ origin, size }: Content, image: string): Promise<AsyncGenerator<StoredRun> | null> {
    const { before, chunkSize } = this.#options;
    // Of a single chunk nothing is the same.
    if (before === null || size <= chunkSize || origin === null || 'blob' in origin) return null;
    return origin.stream === null ? null : await before.find(image, origin.path, origin.stream.name);
  }

  /** @param sha1 is kept: half a million of them are, and what is at hand already is taken as it is */
  #register(content: Content, sha1: Uint8Array, blob = newBlob(content.size)): StoredBlob {
    blob.sha1 = sha1;
    blob.refs = content.refs;
    content.sha1 = sha1;
    this.newBytes += content.size;
    this.#options.blobs.set(blobKey(sha1), blob);
    return blob;
  }

  #findStored(sha1: Uint8Array, size: number): { archive: WimArchive; stored: WimBlob } | null {
    for (const archive of this.#options.sources) {
      const stored = archive.findBlob(sha1);
      const isWhole = stored !== null && (stored.flags & RESOURCE_FLAG.SOLID) === 0;
      if (isWhole && stored.size === size) return { archive, stored };
    }
    return null;
  }
}

/** Copies of hashes, many to a buffer: a buffer for each would take more than the hash. */
class HashPages {
  #page = new Uint8Array(0);
  #used = 0;

  keep(sha1: Uint8Array): Uint8Array {
    if (this.#used + sha1.length > this.#page.length) {
      this.#page = new Uint8Array(20 * 4096);
      this.#used = 0;
    }
    const copy = this.#page.subarray(this.#used, this.#used + sha1.length);
    copy.set(sha1);
    this.#used += sha1.length;
    return copy;
  }
}

function commonSizes({ blobs, sources }: StoreOptions, contents: readonly Content[]): Set<number> {
  const common = new Set<number>();
  const once = new Set<number>();
  for (const { size } of contents) {
    if (size <= SMALL_SIZE) continue;
    if (once.has(size)) common.add(size);
    once.add(size);
  }
  for (const { size } of blobs.values()) common.add(size);
  for (const { blobs: stored } of sources) for (const { size } of stored) common.add(size);
  return common;
}
