/**
 * A part on its way: a file of its full size, of which each block of 16 MiB is right or pending. What is right is never
 * written again, whoever brings bytes for it.
 */

import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { BLOCK_SIZE, type ManifestPart } from '../../manifest/index.js';
import type { Reporter } from '../../progress.js';
import { gapsIn, type Range } from './ranges.js';

const PIECE = 1 << 20;

export class PartFile {
  readonly part: ManifestPart;
  readonly path: string;
  readonly #right: boolean[];
  /** Of each block, what seeds brought. */
  readonly #filled: Range[][];
  #handle: FileHandle | null = null;

  constructor(part: ManifestPart, path: string) {
    this.part = part;
    this.path = path;
    this.#right = part.blocks.map(() => false);
    this.#filled = part.blocks.map(() => []);
  }

  /** @returns how many bytes of it an earlier run made right */
  async open(reporter: Reporter): Promise<number> {
    const isThere = (await stat(this.path).catch(() => null)) !== null;
    this.#handle = await open(this.path, isThere ? 'r+' : 'wx+');
    await this.#handle.truncate(this.part.size);
    if (!isThere) return 0;
    const task = reporter.task(`Checking what is there of ${this.part.name}`, this.part.size, 'bytes');
    let kept = 0;
    try {
      for (const block of this.part.blocks.keys()) {
        reporter.signal.throwIfAborted();
        const { start, end } = this.rangeOf(block);
        if (await this.verify(block)) kept += end - start;
        task.advance(end - start);
      }
    } finally {
      task.end();
    }
    return kept;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    if (handle === null) return;
    await handle.sync();
    await handle.close();
  }

  rangeOf(block: number): Range {
    return { start: block * BLOCK_SIZE, end: Math.min((block + 1) * BLOCK_SIZE, this.part.size) };
  }

  pending(): readonly number[] {
    return [...this.#right.keys()].filter((block) => this.#right[block] !== true);
  }

  /** Whether a range lies wholly in what is right. */
  isRight({ start, end }: Range): boolean {
    for (let block = Math.floor(start / BLOCK_SIZE); block * BLOCK_SIZE < end; block++) {
      if (this.#right[block] !== true) return false;
    }
    return true;
  }

  /** Bytes that are still to be written. */
  get pendingBytes(): number {
    const gaps = this.pending().flatMap((block) => this.gapsOf(block));
    return gaps.reduce((bytes, { start, end }) => bytes + end - start, 0);
  }

  /** What is missing of a block. */
  gapsOf(block: number): readonly Range[] {
    const filled = (this.#filled[block] ?? []).toSorted((a, b) => a.start - b.start);
    return gapsIn(this.rangeOf(block), filled);
  }

  /** Says that the right bytes of a range were written, each range once. @returns bytes that were pending */
  markFilled(range: Range): number {
    let bytes = 0;
    this.#eachPending(range, (block, start, end) => {
      const filled = this.#filled[block] as Range[];
      const last = filled.at(-1);
      if (last?.end === start) filled[filled.length - 1] = { start: last.start, end };
      else filled.push({ start, end });
      bytes += end - start;
    });
    return bytes;
  }

  /** Writes what of `bytes` belongs to pending blocks. */
  async write(position: number, bytes: Uint8Array): Promise<void> {
    const pieces: [number, Uint8Array][] = [];
    this.#eachPending({ start: position, end: position + bytes.length }, (_, start, end) => {
      pieces.push([start, bytes.subarray(start - position, end - position)]);
    });
    for (const [start, piece] of pieces) {
      for (let done = 0; done < piece.length;) {
        done += (await this.#open.write(piece, done, piece.length - done, start + done)).bytesWritten;
      }
    }
  }

  /** Reads a block back and compares its SHA-256. */
  async verify(block: number): Promise<boolean> {
    const { start, end } = this.rangeOf(block);
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, end - start));
    for (let at = start; at < end;) {
      const { bytesRead } = await this.#open.read(buffer, 0, Math.min(buffer.length, end - at), at);
      if (bytesRead === 0) return false;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    this.#right[block] = hash.digest('hex') === this.part.blocks[block];
    return this.#right[block];
  }

  get #open(): FileHandle {
    if (this.#handle === null) throw new Error(`${this.path} is not open`);
    return this.#handle;
  }

  #eachPending({ start, end }: Range, visit: (block: number, start: number, end: number) => void): void {
    for (let block = Math.floor(start / BLOCK_SIZE); block * BLOCK_SIZE < end; block++) {
      const whole = this.rangeOf(block);
      if (this.#right[block] === true) continue;
      visit(block, Math.max(start, whole.start), Math.min(end, whole.end));
    }
  }
}
