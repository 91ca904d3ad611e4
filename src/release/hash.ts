/** The SHA-256 of a file, in large sequential reads. */

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { fromSystemError } from '../errors.js';
import type { Reporter } from '../progress.js';

export interface FileHash {
  /** Bytes. */
  readonly size: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

const PIECE = 4 << 20;

/** @throws not-found, permission; what the reporter's signal says */
export async function hashFile(file: string, reporter: Reporter): Promise<FileHash> {
  const pieces = readPieces(file, `Hashing ${file}`, reporter);
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** The bytes of a file in one buffer that is used again for each piece. */
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
