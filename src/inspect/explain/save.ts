/** Copies of logs on the host, below one folder, with the paths that they have in their tree. */

import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import { writeOutput } from '../../output.js';
import { splitPath, unnamedStream, type FileTree } from '../../tree/index.js';
import type { Log, Unread } from './logs.js';

export interface SaveOptions {
  /** Bytes: of a longer log the end is copied. */
  readonly most?: number;
  /** What is written in place of the bytes of a log. */
  readonly change?: (bytes: Buffer) => Buffer;
}

/**
 * @param folder made where it is missing; a log that it holds is replaced
 * @returns which were copied, as paths below `folder` with `/`, and which could not be read
 * @throws what writing a file throws
 */
export async function saveLogs(
  tree: FileTree,
  logs: readonly Log[],
  folder: string,
  { most = Infinity, change = (bytes) => bytes }: SaveOptions = {},
): Promise<{ saved: string[]; unread: Unread[] }> {
  const saved: string[] = [];
  const unread: Unread[] = [];
  for (const log of logs) {
    const names = splitPath(log.path);
    const bytes = await readEnd(tree, log, most).catch((error: unknown) => {
      unread.push({ file: log.path, why: fromSystemError(error, log.path).message });
      return null;
    });
    if (bytes === null) continue;
    await writeOutput(path.join(folder, ...names), (handle) => handle.writeFile(change(bytes)));
    saved.push(names.join('/'));
  }
  return { saved, unread };
}

async function readEnd(tree: FileTree, { entry }: Log, most: number): Promise<Buffer> {
  const stream = unnamedStream(entry);
  let pieces: Uint8Array[] = [];
  let length = 0;
  if (stream === null) return Buffer.alloc(0);
  for await (const piece of tree.read(entry, stream)) {
    pieces.push(piece);
    length += piece.length;
    while (length - (pieces[0]?.length ?? 0) > most) {
      length -= pieces[0]?.length ?? 0;
      pieces = pieces.slice(1);
    }
  }
  return Buffer.concat(pieces);
}
