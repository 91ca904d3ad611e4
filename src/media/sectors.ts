/** The image file of a medium, read by the piece or by the small structure. */

import { openFile, type ByteSource } from '../disk/index.js';
import { damaged } from './damage.js';
import type { Extent } from './volume.js';

/** Structures lie close together; a trip to the file for each takes longer than reading what is around it. */
const WINDOW = 64 * 1024;

export class MediumFileBytes implements ByteSource {
  readonly label: string;
  readonly size: number;
  readonly #file: Awaited<ReturnType<typeof openFile>>;
  #windowAt = 0;
  #window: Promise<Uint8Array> = Promise.resolve(new Uint8Array(0));
  #windowSize = 0;

  /** @throws usage for what is no file; not-found, permission */
  static async open(path: string): Promise<MediumFileBytes> {
    return new MediumFileBytes(await openFile(path, 'the image file of a medium: ISO'));
  }

  private constructor(file: Awaited<ReturnType<typeof openFile>>) {
    this.#file = file;
    this.label = file.label;
    this.size = file.size;
  }

  read(offset: number, target: Uint8Array): Promise<void> {
    return this.#file.read(offset, target);
  }

  /**
   * A small structure, not to be changed.
   *
   * @param subject what it is, for the error
   * @throws damaged where it does not lie within the file
   */
  async structure(offset: number, length: number, subject: string): Promise<Uint8Array> {
    this.checkRange(offset, length, subject);
    const isThere = offset >= this.#windowAt && offset + length <= this.#windowAt + this.#windowSize;
    if (!isThere) {
      const bytes = new Uint8Array(Math.max(Math.min(WINDOW, this.size - offset), length));
      this.#windowAt = offset;
      this.#windowSize = bytes.length;
      this.#window = this.#file.read(offset, bytes).then(() => bytes);
    }
    const start = offset - this.#windowAt;
    return (await this.#window).subarray(start, start + length);
  }

  /** The whole of what `extents` hold, in a buffer of its own. */
  async whole(extents: readonly Extent[], size: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const { offset, length } of extents) {
      if (offset !== null) await this.read(offset, bytes.subarray(at, at + length));
      at += length;
    }
    return bytes;
  }

  /** @throws damaged */
  checkRange(offset: number, length: number, subject: string): void {
    if (offset >= 0 && length <= this.size - offset) return;
    throw damaged(
      subject,
      `${length} bytes at byte ${offset} of a file that ends at byte ${this.size}`,
      'a medium that is whole',
    );
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
