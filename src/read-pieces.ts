/** A file from its beginning to its end, in large sequential reads. */

import { open } from 'node:fs/promises';
import { fromSystemError } from './errors.js';
import type { Reporter } from './progress.js';

const PIECE = 4 << 20;

/**
 * The bytes of a file in one buffer that is used again for each piece.
 *
 * @throws not-found, permission; what the reporter's signal says
 */
export async function* readPieces(
  file: string,
  title: string,
  reporter: Reporter,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    const handle = await open(file, 'r');
    const task = reporter.task(title, (await handle.stat()).size, 'bytes');
    try {
      const buffer = Buffer.allocUnsafe(PIECE);
      for (;;) {
        reporter.signal.throwIfAborted();
        const { bytesRead } = await handle.read(buffer, 0, PIECE);
        if (bytesRead === 0) return;
        task.advance(bytesRead);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      task.end();
      await handle.close();
    }
  } catch (error) {
    throw fromSystemError(error, file);
  }
}
