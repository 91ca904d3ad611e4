/** The file that is being written: appended through a buffer, patched in place, hashed on the way. */

import type { FileHandle } from 'node:fs/promises';
import type { IntegrityHash } from './integrity.js';

const BUFFER_SIZE = 1 << 20;
/** Bytes that the disk gets meanwhile, so that it does not get all of them at the end. */
const SYNC_EVERY = 16 << 20;
/** Bytes that are read back at a time. */
const STEP = 1 << 18;

export interface Output {
  /** What hashes the bytes. Left out: nobody. */
  readonly integrity?: IntegrityHash | null;
  /** Whether nobody needs the file when the work is done. Left out: false. */
  readonly isScratch?: boolean;
}

export class OutputFile {
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_SIZE);
  #buffered = 0;
  #flushed: number;
  readonly #isScratch: boolean;
  #integrity: IntegrityHash | null;
  #synced: number;
  #syncing: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  /** Whether what is appended may still change. */
  #held = false;

  /**
   * @param position where appending begins; call `release` where the integrity hash begins before it
   */
  constructor(handle: FileHandle, position: number, { integrity = null, isScratch = false }: Output = {}) {
    this.#handle = handle;
    this.#flushed = position;
    this.#synced = position;
    this.#integrity = integrity;
    this.#isScratch = isScratch;
  }

  /** Where the next byte goes. */
  get position(): number {
    return this.#flushed + this.#buffered;
  }

  /** What is appended from now on may be patched. */
  hold(): void {
    this.#held = true;
  }

  /** All that was appended stays as it is. */
  async release(): Promise<void> {
    this.#held = false;
    const integrity = this.#integrity;
    if (integrity === null) return;
    const space = Buffer.allocUnsafeSlow(Math.min(STEP, this.position - integrity.position));
    while (integrity.position < this.position) {
      const bytes = space.subarray(0, this.position - integrity.position);
      await this.readInto(integrity.position, bytes);
      integrity.update(bytes);
    }
  }

  /** The table of what was appended, which no longer grows; null where nothing was hashed. */
  takeIntegrityTable(): Uint8Array | null {
    const table = this.#integrity?.table() ?? null;
    this.#integrity = null;
    return table;
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (!this.#held) this.#integrity?.update(bytes);
    if (this.#buffered + bytes.length > BUFFER_SIZE) await this.flush();
    if (bytes.length >= BUFFER_SIZE) {
      await this.#writeAll(bytes, this.#flushed);
      this.#flushed += bytes.length;
      return;
    }
    this.#buffer.set(bytes, this.#buffered);
    this.#buffered += bytes.length;
  }

  /** Overwrites what was appended before. */
  async patch(position: number, bytes: Uint8Array): Promise<void> {
    await this.flush();
    await this.#writeAll(bytes, position);
  }

  /** What was appended before. */
  async read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(length);
    await this.readInto(position, bytes);
    return bytes;
  }

  /** Fills `bytes` with what was appended before. */
  async readInto(position: number, bytes: Buffer): Promise<void> {
    await this.flush();
    const { length } = bytes;
    for (let done = 0; done < length;) {
      const { bytesRead } = await this.#handle.read(bytes, done, length - done, position + done);
      if (bytesRead === 0)
        throw new Error(`the file ends at byte ${position + done}, which was written before`);
      done += bytesRead;
    }
  }

  /** Goes back to `position`: what follows it is overwritten. */
  async rewind(position: number): Promise<void> {
    await this.flush();
    this.#flushed = position;
  }

  async flush(): Promise<void> {
    const length = this.#buffered;
    if (length === 0) return;
    await this.#writeAll(this.#buffer.subarray(0, length), this.#flushed);
    this.#flushed += length;
    this.#buffered = 0;
  }

  /** Cuts off what lies behind the last byte. */
  async finish(): Promise<void> {
    await this.flush();
    await this.#syncing;
    if (this.#failure !== null) throw this.#failure.error;
    await this.#handle.truncate(this.#flushed);
  }

  async #writeAll(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
    this.#sync(position + bytes.length);
  }

  /** A failure is told at the end, where somebody waits for it: the system tells it only once. */
  #sync(end: number): void {
    if (this.#isScratch || this.#syncing !== null || end - this.#synced < SYNC_EVERY) return;
    this.#synced = end;
    this.#syncing = this.#handle
      .datasync()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#syncing = null;
      });
  }
}
