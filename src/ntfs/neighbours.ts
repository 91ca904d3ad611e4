/** Small reads that follow each other on the disk, as those of a capture do: one read brings many of them. */

import type { BlockDevice } from '../disk/index.js';

const WINDOW_SIZE = 256 << 10;
/** What is larger is read by itself. */
const SMALL = 64 << 10;

export class NeighbourReader {
  readonly #device: BlockDevice;
  #start = 0;
  #window: Promise<Uint8Array> = Promise.resolve(new Uint8Array(0));
  /** The end of the last small read that was made alone, or of the window. */
  #end = -1;

  constructor(device: BlockDevice) {
    this.#device = device;
  }

  async read(offset: number, target: Uint8Array): Promise<void> {
    const end = offset + target.length;
    if (target.length > SMALL) return this.#device.read(offset, target);
    if (offset < this.#start || end > this.#start + WINDOW_SIZE || end > this.#end) {
      const isNear = Math.abs(offset - this.#end) <= SMALL;
      this.#end = end;
      if (!isNear) return this.#device.read(offset, target);
      this.#open(offset);
    }
    const start = this.#start;
    const window = await this.#window;
    if (end - start <= window.length) target.set(window.subarray(offset - start, end - start));
    else await this.#device.read(offset, target);
  }

  #open(offset: number): void {
    const bytes = new Uint8Array(Math.min(WINDOW_SIZE, this.#device.size - offset));
    this.#start = offset;
    this.#end = offset + bytes.length;
    // Where the disk is damaged nearby, each file is read by itself and only its own damage counts.
    this.#window = this.#device.read(offset, bytes).then(
      () => bytes,
      () => new Uint8Array(0),
    );
  }
}
