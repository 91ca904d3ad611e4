/**
 * Copies of logs on the host, below one folder, with the paths that they have in their tree, those in cabinets unpacked. Memory dumps are not copied: they
 * are large, and hold whatever the machine had in memory.
 */

import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import { writeOutput } from '../../output.js';
import { splitPath, type FileTree } from '../../tree/index.js';
import type { Log, Unread } from './logs.js';
import { isPacked, readLog } from './packed.js';

export interface SaveOptions {
  /** Bytes: of a longer log the end is copied. */
  readonly most?: number;
  /** What is written in place of the bytes of a log, of which all that is copied is then at hand at once. */
  readonly change?: (bytes: Buffer) => Buffer;
}

/**
 * @param folder made where it is missing; a log that it holds is replaced
 * @returns which were copied, as paths below `folder` with `/`, and of which not all could be read
 * @throws what writing a file throws
 */
export async function saveLogs(
  tree: FileTree,
  logs: readonly Log[],
  folder: string,
  options: SaveOptions = {},
): Promise<{ saved: string[]; unread: Unread[] }> {
  const saved: string[] = [];
  const unread: Unread[] = [];
  for (const log of logs.filter(({ kind }) => kind !== 'dump')) {
    const names = splitPath(isPacked(log.path) ? log.path.replace(/cab$/i, 'log') : log.path);
    const pieces = contentOf(tree, log, options, (error) => {
      unread.push({ file: log.path, why: fromSystemError(error, log.path).message });
    });
    await writeOutput(path.join(folder, ...names), async (handle) => {
      for await (const piece of pieces) await handle.writeFile(piece);
    });
    saved.push(names.join('/'));
  }
  return { saved, unread };
}

/** Gives what can be read, for half a log is better than none. */
async function* readable(
  content: AsyncIterable<Uint8Array>,
  fails: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    fails(error);
  }
}

async function* contentOf(
  tree: FileTree,
  log: Log,
  { most = Infinity, change }: SaveOptions,
  fails: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  // What a cabinet holds is at hand at once anyway.
  let skip = isPacked(log.path) ? 0 : Math.max(0, log.size - most);
  const kept: Uint8Array[] = [];
  for await (const piece of readable(readLog(tree, log), fails)) {
    const rest = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - rest.length;
    if (change === undefined) yield rest;
    else kept.push(rest);
  }
  if (change !== undefined) yield change(Buffer.concat(kept));
}
