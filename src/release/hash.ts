/** The SHA-256 of a file. */

import { createHash } from 'node:crypto';
import type { Reporter } from '../progress.js';
import { readPieces } from '../read-pieces.js';

export interface FileHash {
  /** Bytes. */
  readonly size: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

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
