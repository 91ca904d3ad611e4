/** A release in a folder: of this host, of a share, of a mounted bucket. */

import { open } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import type { Range } from './ranges.js';
import type { ReleaseSource } from './source.js';

const PIECE = 1 << 18;

export function folderSource(folder: string, tag: string | null): ReleaseSource {
  return {
    label: folder,
    tag,
    sha256Of: () => null,
    read: (name, range, { signal }) => {
      const pieces = readRange(path.join(folder, name), range, signal);
      return Promise.resolve({ start: range?.start ?? 0, pieces });
    },
  };
}

async function* readRange(
  file: string,
  range: Range | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const end = range?.end ?? Number.POSITIVE_INFINITY;
      for (let at = range?.start ?? 0; at < end;) {
        signal.throwIfAborted();
        const buffer = Buffer.allocUnsafe(Math.min(PIECE, end - at));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw signal.aborted ? error : fromSystemError(error, file);
  }
}
