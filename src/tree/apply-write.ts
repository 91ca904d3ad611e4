/** Writing one file of the host: its content checked, its holes left as holes, its times kept. */

import {
  closeSync,
  constants,
  ftruncateSync,
  futimesSync,
  openSync,
  rmSync,
  write,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { equalBytes, toHex, unixNanosecondsFromFiletime } from '../bytes/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import type { Task } from '../progress.js';
import type { PlannedFile } from './apply-plan.js';
import { unnamedStream, type Entry, type FileTree, type StreamInfo } from './tree.js';
import { hostPathOf } from './wtf8.js';

const writeAsync = promisify(write);
/** Less is written at once, without the thread pool: most files are small. */
const LARGE_PIECE = 1 << 16;
const GRANULE = 1 << 16;
const ZEROS = Buffer.alloc(GRANULE);
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/**
 * Makes `planned.file`, which must not exist.
 *
 * @throws damaged when the content is not what the source says of it; nothing is left then
 */
export async function writeHostFile(
  tree: FileTree,
  planned: PlannedFile,
  task: Task,
  signal: AbortSignal,
): Promise<void> {
  const file = hostPathOf(planned.file);
  const stream = unnamedStream(planned.entry);
  try {
    const descriptor = openSync(file, FLAGS, 0o666);
    try {
      if (stream !== null) await fill(descriptor, tree, planned, stream, task, signal);
      const [accessed, modified] = hostTimes(planned.entry);
      futimesSync(descriptor, accessed, modified);
    } catch (error) {
      closeSync(descriptor);
      rmSync(file, { force: true });
      throw error;
    }
    closeSync(descriptor);
  } catch (error) {
    if (signal.aborted) throw error;
    throw fromSystemError(error, planned.file);
  }
}

async function fill(
  descriptor: number,
  tree: FileTree,
  planned: PlannedFile,
  stream: StreamInfo,
  task: Task,
  signal: AbortSignal,
): Promise<void> {
  const hash = stream.sha1 === null ? null : createHash('sha1');
  let done = 0;
  let ended = true;
  for await (const piece of tree.read(planned.entry, stream)) {
    signal.throwIfAborted();
    hash?.update(piece);
    ended = await writeSparse(descriptor, piece, done);
    done += piece.length;
    task.advance(piece.length);
  }
  if (!ended) ftruncateSync(descriptor, done);
  const subject = `${tree.label}: ${planned.path}`;
  if (done !== stream.size) {
    throw new FactoryError('damaged', { subject, found: `${done} bytes`, expected: `${stream.size} bytes` });
  }
  if (hash === null || stream.sha1 === null || done === 0) return;
  const found = hash.digest();
  if (equalBytes(found, stream.sha1)) return;
  throw new FactoryError('damaged', {
    subject,
    found: `content with the SHA-1 ${toHex(found)}`,
    expected: toHex(stream.sha1),
    next: 'fetch or make the image again',
  });
}

/** Runs of zeros are not written: they stay holes. @returns whether the last byte was written */
async function writeSparse(descriptor: number, piece: Uint8Array, position: number): Promise<boolean> {
  let start = 0;
  let written = true;
  for (let at = 0; at < piece.length; at += GRANULE) {
    const granule = piece.subarray(at, at + GRANULE);
    const zero = granule.length === GRANULE && Buffer.compare(granule, ZEROS) === 0;
    if (zero && written) await writeAll(descriptor, piece.subarray(start, at), position + start);
    if (!zero && !written) start = at;
    written = !zero;
  }
  if (written) await writeAll(descriptor, piece.subarray(start), position + start);
  return written;
}

async function writeAll(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const length = bytes.length - done;
    done +=
      length < LARGE_PIECE
        ? writeSync(descriptor, bytes, done, length, position + done)
        : (await writeAsync(descriptor, bytes, done, length, position + done)).bytesWritten;
  }
}

/**
 * Access and modification time in seconds, as Node takes them: kept to the microsecond, and not before 1970, which
 * Node 20 would take for now.
 */
export function hostTimes(entry: Entry): [number, number] {
  return [toSeconds(entry.accessed), toSeconds(entry.modified)];
}

/** Node cuts the microseconds off a double; the fraction added keeps the right one through that. */
function toSeconds(filetime: bigint): number {
  const microseconds = Number(unixNanosecondsFromFiletime(filetime) / 1000n);
  return microseconds <= 0 ? 0 : (microseconds + 0.3) / 1e6;
}
