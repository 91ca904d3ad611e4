/** The SHA-1 of a file of the host, for those who want to know whether they have its content already. */

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { filetimeFromUnixNanoseconds } from '../bytes/index.js';
import type { HostFile } from './types.js';

/** As much as stays in the processor's cache between reading and hashing. */
const PIECE = 1 << 18;
let space: Buffer | undefined;

/** @returns null where it cannot be read, or is no longer what it is said to be */
export function hashHostFile({ path, flags, size, modified }: HostFile): Uint8Array | null {
  let descriptor: number;
  try {
    descriptor = openSync(path as string | Buffer, flags);
  } catch {
    return null;
  }
  try {
    const sha1 = createHash('sha1');
    let done = 0;
    for (let count = 1; count > 0 && done < size; done += count) {
      space ??= Buffer.allocUnsafeSlow(PIECE);
      count = readSync(descriptor, space, 0, PIECE, done);
      sha1.update(space.subarray(0, count));
    }
    const now = fstatSync(descriptor, { bigint: true });
    const isSame = now.size === BigInt(size) && filetimeFromUnixNanoseconds(now.mtimeNs) === modified;
    return isSame && done === size ? sha1.digest() : null;
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}
