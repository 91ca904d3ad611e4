/**
 * What seeds hold in another form: files of a disk, contents of an archive that another encoder wrote. Where the release was
 * compressed by an encoder of this program, the same content gives the same bytes: it is compressed again instead of
 * downloaded. What the release stores as it is needs no encoder.
 */

import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { countOf, toHex } from '../../bytes/index.js';
import { CodecPool, encoderName, type Format, type Level } from '../../codec/index.js';
import { FactoryError } from '../../errors.js';
import type { ManifestArchive, ManifestBlob } from '../../manifest/index.js';
import type { Reporter, Task } from '../../progress.js';
import { walk, type Entry, type FileTree, type StreamInfo } from '../../tree/index.js';
import { StoredForms, type WimArchive } from '../../wim/index.js';
import type { PartFile } from './part-file.js';
import type { Counts } from './transfer.js';

/** Up to here a content is held in memory. */
const SMALL_SIZE = 1 << 20;
/** Contents of so many bytes are compressed before they are compared. */
const TURN_SIZE = 64 << 20;
const LEVELS: readonly Level[] = ['fast', 'normal', 'best'];

/** A content of the release that is known where it lies and how it must be stored. */
type Wanted = Required<Pick<ManifestBlob, 'sha1' | 'size' | 'stored' | 'storedHash' | 'offset'>> & {
  readonly part: PartFile;
};

/** A seed gives less than it said. */
class Unreadable extends Error {}

export class Remake {
  readonly #options: RemakeOptions;
  readonly #encoder: { readonly format: Format; readonly level: Level } | null;
  readonly #wanted = new Map<string, Wanted>();
  /** How many contents of each size are wanted: a file of another size is not read. */
  readonly #sizes = new Map<number, number>();
  #work: {
    readonly pool: CodecPool;
    readonly scratch: FileHandle;
    readonly forms: StoredForms<Wanted>;
  } | null = null;
  #turnSize = 0;
  #unlike = 0;
  #unreadable = 0;

  constructor(options: RemakeOptions) {
    this.#options = options;
    this.#encoder = ownEncoder(options.archive);
  }

  /** Whether what the release compressed can be compressed again as it was. */
  get isOurs(): boolean {
    return this.#encoder !== null;
  }

  /** Says that no seed had these bytes as they are stored. */
  want({ sha1, size, stored, storedHash, offset }: ManifestBlob, part: PartFile): void {
    if (stored === undefined || storedHash === undefined || offset === undefined) return;
    if (stored !== size && this.#encoder === null) return;
    this.#wanted.set(sha1, { sha1, size, stored, storedHash, offset, part });
    this.#sizes.set(size, (this.#sizes.get(size) ?? 0) + 1);
  }

  async fromArchive(archive: WimArchive): Promise<void> {
    if (this.#wanted.size === 0) return;
    for (const blob of archive.blobs) {
      const wanted = this.#wanted.get(toHex(blob.sha1));
      if (wanted?.size !== blob.size) continue;
      this.#options.reporter.signal.throwIfAborted();
      await this.#tryReading(() => this.#make(wanted, archive.readBlob(blob)));
    }
    await this.#endTurn();
  }

  async fromTree(tree: FileTree): Promise<void> {
    if (this.#wanted.size === 0) return;
    const { reporter } = this.#options;
    const files = await this.#candidates(tree);
    const total = files.reduce((sum, { stream }) => sum + stream.size, 0);
    const task = reporter.task(`Looking through ${tree.label}`, total, 'bytes');
    try {
      for (const { entry, stream } of files) {
        reporter.signal.throwIfAborted();
        if (this.#sizes.has(stream.size)) await this.#tryReading(() => this.#fromFile(tree, entry, stream));
        task.advance(stream.size);
      }
    } finally {
      task.end();
    }
    await this.#endTurn();
  }

  /** Says what seeds could not give. */
  tell(label: string): void {
    const { reporter } = this.#options;
    if (this.#unreadable > 0) {
      reporter.warn(
        `${countOf(this.#unreadable, 'content')} of seeds could not be read: they are downloaded`,
      );
    }
    if (this.#unlike > 0) {
      reporter.info(
        `${label}: ${countOf(this.#unlike, 'content')} of seeds compress to other bytes: they are downloaded`,
      );
    }
  }

  async close(): Promise<void> {
    const work = this.#work;
    this.#work = null;
    if (work === null) return;
    await work.forms.abandon(new Error('closed'));
    await work.scratch.close();
    await work.pool.close();
    await rm(this.#options.scratch, { force: true });
  }

  /** What of a tree has the size of something wanted, in the order in which it lies there. */
  async #candidates(tree: FileTree): Promise<{ entry: Entry; stream: StreamInfo }[]> {
    const found: { entry: Entry; stream: StreamInfo }[] = [];
    const task: Task = this.#options.reporter.task(`Reading ${tree.label}`, null, 'files');
    const groups = new Set<number>();
    try {
      for await (const { entry } of walk(tree)) {
        task.advance(1);
        if (entry.linkGroup !== 0 && groups.has(entry.linkGroup)) continue;
        groups.add(entry.linkGroup);
        for (const stream of entry.streams) {
          if (stream.size > 0 && this.#sizes.has(stream.size)) found.push({ entry, stream });
        }
      }
    } finally {
      task.end();
    }
    return found.toSorted((a, b) => a.stream.position - b.stream.position);
  }

  async #fromFile(tree: FileTree, entry: Entry, stream: StreamInfo): Promise<void> {
    const hash = createHash('sha1');
    const held: Uint8Array[] = [];
    for await (const piece of readable(tree.read(entry, stream))) {
      hash.update(piece);
      if (stream.size <= SMALL_SIZE) held.push(piece);
    }
    const wanted = this.#wanted.get(hash.digest('hex'));
    if (wanted?.size !== stream.size) return;
    await this.#make(wanted, stream.size <= SMALL_SIZE ? held : tree.read(entry, stream));
  }

  async #make(wanted: Wanted, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const { sha1, size, stored } = wanted;
    this.#wanted.delete(sha1);
    const others = (this.#sizes.get(size) ?? 0) - 1;
    if (others > 0) this.#sizes.set(size, others);
    else this.#sizes.delete(size);
    const content = exactly(size, readable(pieces));
    if (stored === size) {
      await this.#write(wanted, content);
      return;
    }
    const { forms } = await this.#start();
    if (size <= SMALL_SIZE) await forms.addSmall(wanted, await collect(content, size));
    else await forms.addLarge(wanted, size, content);
    this.#turnSize += size;
    if (this.#turnSize >= TURN_SIZE) await this.#endTurn();
  }

  async #endTurn(): Promise<void> {
    this.#turnSize = 0;
    if (this.#work === null) return;
    const { counts } = this.#options;
    for await (const form of this.#work.forms.take()) {
      const bytes = form.size === form.tag.stored ? await this.#write(form.tag, form.pieces()) : 0;
      if (bytes === 0) this.#unlike++;
      counts.recompressed += bytes;
    }
  }

  /** Writes stored bytes to their place; wrong ones are written over later. @returns how many are right */
  async #write(wanted: Wanted, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    const { offset, stored, storedHash, part } = wanted;
    const hash = createHash('sha256');
    let at = offset;
    for await (const piece of pieces) {
      hash.update(piece);
      await part.write(at, piece);
      at += piece.length;
    }
    if (hash.digest('hex') !== storedHash) return 0;
    const bytes = part.markFilled({ start: offset, end: offset + stored });
    this.#options.counts.reused += bytes;
    return bytes;
  }

  /** A file that cannot be read is no reason to fail: what it holds is downloaded. */
  async #tryReading(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#unreadable++;
    }
  }

  async #start() {
    if (this.#work !== null) return this.#work;
    if (this.#encoder === null) throw new Error('nothing is compressed by an encoder of others');
    const { format, level } = this.#encoder;
    const { scratch: file, archive } = this.#options;
    const scratch = await open(file, 'w+');
    const pool = new CodecPool();
    const options = { pool, compression: format, level, chunkSize: archive.chunkSize };
    this.#work = { pool, scratch, forms: new StoredForms<Wanted>(scratch, options) };
    return this.#work;
  }
}

export interface RemakeOptions {
  readonly archive: ManifestArchive;
  /** Path of a file that may be made, and is removed. */
  readonly scratch: string;
  readonly counts: Counts;
  readonly reporter: Reporter;
}

/** Null where the compressed contents are those of another program, or of another version of this one. */
function ownEncoder({
  compression,
  level,
  encoder,
}: ManifestArchive): { format: Format; level: Level } | null {
  const own = LEVELS.find((candidate) => candidate === level);
  if (own === undefined || (compression !== 'xpress' && compression !== 'lzx')) return null;
  return encoder === encoderName(compression, own) ? { format: compression, level: own } : null;
}

async function* readable(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* pieces;
  } catch (error) {
    if (!(error instanceof FactoryError)) throw error;
    throw new Unreadable(error.message, { cause: error });
  }
}

/** A file that changes while it is read has other bytes than those that were hashed. */
async function* exactly(
  size: number,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > size) break;
    yield piece;
  }
  if (length !== size) throw new Unreadable('another size than before');
}

async function collect(pieces: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const all = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for await (const piece of pieces) {
    all.set(piece, length);
    length += piece.length;
  }
  return all;
}
