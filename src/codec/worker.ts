/** A worker thread of the pool: one instance of the kernels, one piece of work at a time. */

import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { fromSystemError } from '../errors.js';
import { ChunkCodec } from './chunks.js';
import { hashHostFile } from './host-file-hash.js';
import { joinSizes, type Made, type Reply, type Request, type Work } from './messages.js';
import type { DecompressJob, HostFile, StoredRun } from './types.js';

const SHA1_SIZE = 20;

const codec = new ChunkCodec(workerData as WebAssembly.Module);

parentPort?.on('message', ({ id, work }: Request) => {
  const { reply, transfer } = answer(id, work);
  parentPort?.postMessage(reply, transfer);
});

function answer(id: number, work: Work): { reply: Reply; transfer: ArrayBuffer[] } {
  try {
    const made = perform(work);
    return { reply: { id, made }, transfer: buffersOf(made) };
  } catch (error) {
    const format = 'format' in work ? ` ${work.format}` : '';
    const { code, details } = fromSystemError(error, `a codec worker (${work.kind}${format})`);
    const { cause: _, ...plain } = details;
    return { reply: { id, failure: { code, details: plain } }, transfer: [] };
  }
}

function perform(work: Work): Made {
  if (work.kind === 'compress') {
    const { format, level, chunkSize, before } = work;
    return joinSizes(
      work.runs.map((run, at) => codec.compress(format, level, chunkSize, run, before?.[at] ?? null)),
    );
  }
  if (work.kind === 'hash files') return hashFiles(work.files);
  return work.kind === 'decompress' ? decompress(work) : work.runs.map((run) => hash(work, run));
}

/** All runs' contents, one behind the other in a single buffer. */
function decompress({ format, chunkSize, runs }: DecompressJob): Uint8Array[] {
  const space = new Uint8Array(runs.reduce((sum, { size }) => sum + size, 0));
  let end = 0;
  return runs.map((run) => {
    const start = end;
    codec.decompress(format, chunkSize, run, (content) => {
      space.set(content, end);
      end += content.length;
    });
    return space.subarray(start, end);
  });
}

function hash({ format, chunkSize }: DecompressJob, run: StoredRun): Uint8Array {
  const sha1 = createHash('sha1');
  codec.decompress(format, chunkSize, run, (content) => {
    sha1.update(content);
  });
  return new Uint8Array(sha1.digest());
}

/** All hashes in a single buffer. */
function hashFiles(files: readonly HostFile[]): (Uint8Array | null)[] {
  const space = new Uint8Array(files.length * SHA1_SIZE);
  return files.map((file, at) => {
    const found = hashHostFile(file);
    if (found === null) return null;
    space.set(found, at * SHA1_SIZE);
    return space.subarray(at * SHA1_SIZE, (at + 1) * SHA1_SIZE);
  });
}

/** The buffers behind what was made, each once, so that they move instead of being copied. */
function buffersOf(made: Made): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const run of made) {
    if (run === null) continue;
    buffers.add((run instanceof Uint8Array ? run : run.data).buffer as ArrayBuffer);
  }
  return [...buffers];
}
