/** The files of a manifest one after another; each that is read is checked to come after the one before. */

import { FactoryError } from '../errors.js';
import { compareFiles } from './order.js';
import type { FileLine, Manifest, ManifestFile } from './types.js';

/** Of files that are in no file. */
const BATCH = 512;

/**
 *     if (cursor.isDrained) await cursor.fill();
 *     if (cursor.isAtEnd) return;
 */
export class FileCursor {
  readonly #batches: AsyncIterator<readonly FileLine[]>;
  #batch: readonly FileLine[] = [];
  #at = 0;
  #isAtEnd = false;
  #file: ManifestFile | null = null;
  #previous: ManifestFile | null = null;
  /** The line before this one, where it was not read. */
  #skipped: FileLine | null = null;

  constructor(batches: AsyncIterable<readonly FileLine[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  static of(manifest: Manifest): FileCursor {
    return new FileCursor(manifest.lines?.files() ?? linesOf(manifest));
  }

  /** Whether `fill` must come before anything else. */
  get isDrained(): boolean {
    return this.#at === this.#batch.length && !this.#isAtEnd;
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Resolves when there is a file, or the end. */
  async fill(): Promise<void> {
    while (this.isDrained) {
      const next = await this.#batches.next();
      this.#isAtEnd = next.done === true;
      this.#batch = next.done === true ? [] : next.value;
      this.#at = 0;
    }
  }

  /** '' where there is none. */
  get text(): string {
    return this.#line.text;
  }

  /** @throws damaged */
  get file(): ManifestFile {
    return this.#file ?? this.#take(this.#line.read());
  }

  /** A line that is not read is not checked, but the next one that is read must come after it. */
  next(): void {
    this.#skipped = this.#file === null ? this.#line : null;
    this.#previous = this.#file;
    this.#file = null;
    this.#at++;
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }

  get #line(): FileLine {
    return this.#batch[this.#at] as FileLine;
  }

  /** Whoever reads two of them side by side relies on the order. */
  #take(file: ManifestFile): ManifestFile {
    const before = this.#previous ?? this.#skipped?.read() ?? null;
    if (before !== null && compareFiles(before, file) >= 0) {
      throw new FactoryError('damaged', {
        subject: this.#line.subject,
        found: `${file.path} of image ${file.image} after ${before.path} of image ${before.image}`,
        expected: 'files in order, each once',
      });
    }
    this.#file = file;
    return file;
  }
}

async function* linesOf(manifest: Manifest): AsyncGenerator<readonly FileLine[]> {
  let batch: FileLine[] = [];
  for await (const file of manifest.files()) {
    batch.push({ text: '', subject: manifest.label, read: () => file });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
