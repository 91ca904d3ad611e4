/**
 * The integrity table: the SHA-1 of every 10 MiB from the end of the header to the end of the blob table.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 4    | bytes of the table |
 * |  4 | 4    | entries |
 * |  8 | 4    | bytes that an entry covers |
 * | 12 | 20×n | SHA-1s |
 */

import { createHash } from 'node:crypto';
import { ByteWriter, cursorOver, equalBytes, readBytes, readU32 } from '../bytes/index.js';
import { damaged } from './damage.js';
import { HEADER_SIZE } from './format.js';

const COVERED = 10 << 20;
/** Bytes that are read and hashed at a time, always into the same place, which stays in the processor's cache. */
const STEP = 1 << 18;
const TABLE_HEADER_SIZE = 12;

export interface IntegrityTable {
  /** Bytes that an entry covers. */
  readonly covered: number;
  readonly hashes: readonly Uint8Array[];
}

/** Fills `bytes` from `position` of the archive on. */
export type ReadPart = (position: number, bytes: Buffer) => Promise<void>;

/** @param end where the blob table ends @throws damaged */
export function readIntegrityTable(bytes: Uint8Array, end: number, what: string): IntegrityTable {
  const cursor = cursorOver(bytes, what);
  const size = readU32(cursor);
  const count = readU32(cursor);
  const covered = readU32(cursor);
  if (size !== bytes.length || size < TABLE_HEADER_SIZE + count * 20) {
    throw damaged(what, `${count} entries in ${size} of ${bytes.length} bytes`);
  }
  const expected = covered === 0 ? 0 : Math.ceil((end - HEADER_SIZE) / covered);
  if (count !== expected) throw damaged(what, `${count} entries of ${covered} bytes each`, `${expected}`);
  return { covered, hashes: Array.from({ length: count }, () => readBytes(cursor, 20)) };
}

/** @param end where the blob table ends @returns bytes of the table that `IntegrityHash` makes */
export function integrityTableSize(end: number): number {
  return TABLE_HEADER_SIZE + Math.ceil((end - HEADER_SIZE) / COVERED) * 20;
}

/** The table of an archive that is being written, from the bytes in their order. */
export class IntegrityHash {
  readonly #done: Uint8Array[] = [];
  #hash = createHash('sha1');
  /** Bytes in `#hash`. */
  #taken = 0;

  /** Where the next byte stands in the archive. */
  get position(): number {
    return HEADER_SIZE + this.#done.length * COVERED + this.#taken;
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const some = bytes.subarray(at, at + COVERED - this.#taken);
      this.#hash.update(some);
      this.#taken += some.length;
      at += some.length;
      if (this.#taken === COVERED) this.#end();
    }
  }

  /** No byte follows. */
  table(): Uint8Array {
    if (this.#taken > 0) this.#end();
    const size = TABLE_HEADER_SIZE + this.#done.length * 20;
    const writer = new ByteWriter(size);
    writer.u32(size).u32(this.#done.length).u32(COVERED);
    for (const hash of this.#done) writer.raw(hash);
    return writer.finish();
  }

  #end(): void {
    this.#done.push(this.#hash.digest());
    this.#hash = createHash('sha1');
    this.#taken = 0;
  }
}

/** @returns null where there shall be no table */
export function integrityHash(isWanted: boolean): IntegrityHash | null {
  return isWanted ? new IntegrityHash() : null;
}

/** @returns where the bytes of each entry that is not right begin */
export async function checkIntegrity(read: ReadPart, table: IntegrityTable, end: number): Promise<number[]> {
  const wrong: number[] = [];
  for (const [index, expected] of table.hashes.entries()) {
    const at = HEADER_SIZE + index * table.covered;
    const found = await hashPart(read, at, Math.min(table.covered, end - at));
    if (!equalBytes(found, expected)) wrong.push(at);
  }
  return wrong;
}

async function hashPart(read: ReadPart, position: number, length: number): Promise<Uint8Array> {
  const hash = createHash('sha1');
  const space = Buffer.allocUnsafeSlow(Math.min(STEP, length));
  for (let done = 0; done < length; done += space.length) {
    const bytes = space.subarray(0, length - done);
    await read(position + done, bytes);
    hash.update(bytes);
  }
  return hash.digest();
}
