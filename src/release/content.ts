/** The files of a release as they go into a store: SHA256SUMS beside the others, each checked while it is read. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fromSystemError } from '../errors.js';
import type { ReleaseFile } from './folder/release-folder.js';
import { notAsListed } from './hash.js';
import { SUMS_NAME } from './names.js';
import { formatSums } from './sums.js';

const PIECE = 1 << 18;

export interface Content {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /**
   * The bytes from the start. The last of them come only when all are what `sha256` says, so that what takes `size` bytes
   * never gets wrong ones whole.
   *
   * @throws damaged where the file has changed
   */
  open(): AsyncIterable<Uint8Array>;
}

/** The small ones first, so that a right that is missing shows before hours are spent. */
export function contentsOf(files: readonly ReleaseFile[]): readonly Content[] {
  const sums = Buffer.from(formatSums(new Map(files.map(({ name, sha256 }) => [name, sha256]))));
  const contents: Content[] = files.map((file) => ({ ...file, open: () => readChecked(file) }));
  const sha256 = createHash('sha256').update(sums).digest('hex');
  contents.push({
    name: SUMS_NAME,
    size: sums.length,
    sha256,
    async *open() {
      yield sums;
    },
  });
  return contents.toSorted((a, b) => a.size - b.size);
}

async function* readChecked({
  path,
  size,
  sha256,
}: ReleaseFile): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  let length = 0;
  let held: Uint8Array | null = null;
  const stream = createReadStream(path, { highWaterMark: PIECE });
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      hash.update(piece);
      length += piece.length;
      if (length > size) throw notAsListed(path, `more than ${size} bytes`, `${size} bytes`);
      if (held !== null) yield held;
      held = piece;
    }
  } catch (error) {
    throw fromSystemError(error, path);
  } finally {
    stream.destroy();
  }
  if (length !== size) throw notAsListed(path, `${length} bytes`, `${size} bytes`);
  const found = hash.digest('hex');
  if (found !== sha256) throw notAsListed(path, `the SHA-256 ${found}`, sha256);
  if (held !== null) yield held;
}
