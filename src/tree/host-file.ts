/** The content of a file of the host, and the certainty that it did not change meanwhile. */

import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
import { filetimeFromUnixNanoseconds, takeBuffer } from '../bytes/index.js';
import type { HostFile } from '../codec/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import { unnamedStream, type Entry } from './tree.js';

const PIECE = 1 << 20;
/** Neither a link nor a pipe that took the file's place is followed or waited for. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What a thread needs to know to look at the file that was listed, and at no other. */
export function hostFile(file: string | Buffer, size: number, { modified }: Entry): HostFile {
  return { path: file, flags: FLAGS, size, modified };
}

/**
 * @param entry says the size and time that the file had when it was listed
 * @param subject for errors
 * @throws busy when the file changed or vanished since
 */
export async function* readHostFile(
  file: string | Buffer,
  entry: Entry,
  subject: string,
): AsyncGenerator<Uint8Array> {
  if (entry.reparse !== null) return;
  const size = unnamedStream(entry)?.size ?? 0;
  if (size <= PIECE) {
    const content = readSmall(file, size, entry, subject);
    if (content.length > 0) yield content;
    return;
  }
  const handle = await open(file, FLAGS).catch((error: unknown) => {
    throw gone(error, subject);
  });
  const readFrom = (position: number): Promise<Buffer> => {
    const piece = takeBuffer(Math.min(PIECE, size - position));
    const read = handle
      .read(piece, 0, piece.length, position)
      .then(({ bytesRead }) => piece.subarray(0, bytesRead));
    // It is awaited in its turn; until then a failure waits too.
    read.catch(() => {});
    return read;
  };
  // One is read while the one before it is worked on.
  let ahead = readFrom(0);
  try {
    for (let done = 0; done < size;) {
      const piece = await ahead;
      if (piece.length === 0) break;
      done += piece.length;
      if (done < size) ahead = readFrom(done);
      yield piece;
    }
    refuseChange(await handle.stat({ bigint: true }), size, entry, subject);
  } catch (error) {
    throw fromSystemError(error, subject);
  } finally {
    await ahead.catch(() => undefined);
    await handle.close();
  }
}

/** In one go and without the thread pool: most files are small, and four trips to the pool cost more than the reading. */
function readSmall(file: string | Buffer, size: number, entry: Entry, subject: string): Uint8Array {
  let descriptor: number;
  try {
    descriptor = openSync(file, FLAGS);
  } catch (error) {
    throw gone(error, subject);
  }
  try {
    const content = takeBuffer(size);
    let done = 0;
    for (let count = 1; done < size && count > 0; done += count) {
      count = readSync(descriptor, content, done, size - done, done);
    }
    if (done < size) throw changed(subject, 'it became shorter after it was listed');
    refuseChange(fstatSync(descriptor, { bigint: true }), size, entry, subject);
    return content;
  } catch (error) {
    throw fromSystemError(error, subject);
  } finally {
    closeSync(descriptor);
  }
}

function refuseChange(stats: BigIntStats, size: number, entry: Entry, subject: string): void {
  if (Number(stats.size) === size && filetimeFromUnixNanoseconds(stats.mtimeNs) === entry.modified) return;
  throw changed(subject, 'it changed after it was listed');
}

function gone(error: unknown, subject: string): FactoryError {
  const { code } = error as NodeJS.ErrnoException;
  const replaced = code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO' || code === 'EISDIR';
  return replaced
    ? changed(subject, 'it vanished after it was listed', error)
    : fromSystemError(error, subject);
}

function changed(subject: string, found: string, cause?: unknown): FactoryError {
  return new FactoryError('busy', {
    subject,
    found,
    next: 'stop what changes the directory, then run it again',
    ...(cause === undefined ? {} : { cause }),
  });
}
