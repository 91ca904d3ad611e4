/** A release in a folder: of this host, of a share, of a mounted bucket. */

import { open } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { SUMS_NAME } from '../names.js';
import { tooShort } from './ranges.js';
import type { Range } from './ranges.js';
import type { ReleaseSource } from './source.js';

const PIECE = 1 << 18;
const REMEDY = 'copy the release there again, and check that disk';

export function folderSource(folder: string, tag: string | null): ReleaseSource {
  return {
    label: folder,
    tag,
    folder,
    remedy: REMEDY,
    sha256Of: () => null,
    read: (name, range, { signal }) => {
      const pieces = readRange(folder, name, range, signal);
      return Promise.resolve({ start: range?.start ?? 0, pieces });
    },
  };
}

async function* readRange(
  folder: string,
  name: string,
  range: Range | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = path.join(folder, name);
  try {
    const handle = await open(file, 'r');
    try {
      const end = range?.end ?? Number.POSITIVE_INFINITY;
      for (let at = range?.start ?? 0; at < end;) {
        signal.throwIfAborted();
        const buffer = Buffer.allocUnsafe(Math.min(PIECE, end - at));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0 && range !== null) throw tooShort(file, at, range, REMEDY);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw missing(folder, name);
    throw signal.aborted ? error : fromSystemError(error, file);
  }
}

function missing(subject: string, name: string): FactoryError {
  const isRelease = name !== SUMS_NAME;
  return new FactoryError('not-found', {
    subject,
    found: `no ${name}`,
    expected: isRelease
      ? `what its ${SUMS_NAME} lists`
      : 'a release folder, as "image-factory build" makes it',
    next: isRelease ? 'copy the release there again' : 'check the path',
  });
}
