/** Files that are read whole, because they are small or must be at hand as one. */

import { FactoryError } from '../errors.js';
import { findOrNull, unnamedStream, type FileTree, type Located } from '../tree/index.js';

/**
 * @param limit bytes: a larger file is not what it should be
 * @returns null where there is no such file
 * @throws unsupported when it is larger than `limit`, and what reading it throws
 */
export async function readFileOrNull(
  tree: FileTree,
  path: string,
  limit: number,
): Promise<Uint8Array | null> {
  const located = await findOrNull(tree, path);
  const size = located === null ? null : unnamedStream(located.entry)?.size;
  if (located === null || size === undefined || size === null) return null;
  if (size > limit) {
    throw new FactoryError('unsupported', {
      subject: `${tree.label}: ${located.path}`,
      found: `${size} bytes`,
      expected: `${limit} at most`,
    });
  }
  return readStart(tree, located, size);
}

/** The first `length` bytes of a file, or as many as it has. */
export async function readStart(tree: FileTree, { entry }: Located, length: number): Promise<Uint8Array> {
  const stream = unnamedStream(entry);
  const bytes = new Uint8Array(Math.min(length, stream?.size ?? 0));
  let filled = 0;
  if (stream === null || bytes.length === 0) return bytes;
  for await (const piece of tree.read(entry, stream)) {
    bytes.set(piece.subarray(0, bytes.length - filled), filled);
    filled += Math.min(piece.length, bytes.length - filled);
    if (filled === bytes.length) break;
  }
  return bytes.subarray(0, filled);
}

/** Text in UTF-8 or UTF-16 by its byte order mark, else in UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
