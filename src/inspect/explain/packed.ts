/** Logs of servicing that Windows packed when they had grown to 50 MB: `CbsPersist_*.cab`, a cabinet with one file. */

import type { ByteSource } from '../../disk/index.js';
import { FactoryError } from '../../errors.js';
import { openCabinet } from '../../servicing/index.js';
import { unnamedStream, type FileTree, type Located } from '../../tree/index.js';
import { readFileOrNull } from '../read-small-file.js';

/** A text packs to a tenth or less. */
const LARGEST = 64 << 20;

export function isPacked(path: string): boolean {
  return /\.cab$/i.test(path);
}

/** @returns what a log says, out of its cabinet where it is in one @throws damaged or unsupported for a cabinet, and what reading throws */
export async function* readLog(tree: FileTree, { path, entry }: Located): AsyncGenerator<Uint8Array> {
  if (!isPacked(path)) {
    const stream = unnamedStream(entry);
    if (stream !== null) yield* tree.read(entry, stream);
    return;
  }
  const bytes = await readFileOrNull(tree, path, LARGEST);
  if (bytes === null) return;
  const cabinet = await openCabinet(sourceOf(path, bytes));
  for (const file of cabinet.files) yield await cabinet.read(file);
}

function sourceOf(label: string, bytes: Uint8Array): ByteSource {
  return {
    label,
    size: bytes.length,
    read(offset, target) {
      const end = offset + target.length;
      if (end > bytes.length) {
        throw new FactoryError('damaged', {
          subject: label,
          found: `${bytes.length} bytes`,
          expected: `${end} at least`,
        });
      }
      target.set(bytes.subarray(offset, end));
      return Promise.resolve();
    },
  };
}
