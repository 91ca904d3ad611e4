/** The SHA-256 of a file, and what is said where a file of a release has another one. */

import { createHash } from 'node:crypto';
import { FactoryError } from '../errors.js';
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

/** What says that a file of a release is not what its entry says. */
export function notAsListed(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('damaged', { subject, found, expected, next: 'build or fetch it again' });
}
