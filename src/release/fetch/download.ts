/** Downloads what is pending of a part: its blocks side by side, each by ranges; from a server without ranges the whole. */

import { BLOCK_SIZE } from '../../manifest/index.js';
import type { Reporter, Task } from '../../progress.js';
import { retrying, TransientError } from '../http/index.js';
import type { PartFile } from './part-file.js';
import { coalesce, type Range } from './ranges.js';
import { retriesOf, untilRight, type Transfer } from './transfer.js';

const PARALLEL = 4;

/** A server answers with the whole file, whatever was asked for. */
class NoRanges extends Error {}

/** @throws damaged, not-found, store */
export async function downloadPart(file: PartFile, transfer: Transfer): Promise<void> {
  const { reporter, source } = transfer;
  const blocks = file.pending();
  if (blocks.length === 0) return;
  const task = reporter.task(`Downloading ${file.part.name}`, file.pendingBytes, 'bytes');
  try {
    await inParallel(blocks, reporter, (block, stoppable) =>
      fetchBlock(file, block, { ...transfer, reporter: stoppable }, task),
    );
  } catch (error) {
    if (!(error instanceof NoRanges)) throw error;
    reporter.info(`${source.label}: its server does not know ranges: ${file.part.name} comes as a whole`);
    await fetchWholePart(file, transfer);
  } finally {
    task.end();
  }
}

async function fetchBlock(file: PartFile, block: number, transfer: Transfer, task: Task): Promise<void> {
  const what = `block ${block + 1} of ${file.part.blocks.length} of ${file.part.name}`;
  await untilRight(what, transfer, async (attempt) => {
    const ranges = attempt === 1 ? coalesce(file.gapsOf(block)) : [file.rangeOf(block)];
    for (const range of ranges) await fetchRange(file, range, transfer, task);
    return file.verify(block);
  });
}

/** What breaks off goes on where it broke off. */
async function fetchRange(file: PartFile, range: Range, transfer: Transfer, task: Task): Promise<void> {
  const { source, counts, reporter } = transfer;
  const { name } = file.part;
  let at = range.start;
  await retrying(`Downloading ${name}`, retriesOf(transfer), async () => {
    if (at === range.end) return;
    const asked = at;
    const { start, pieces } = await source.read(name, { start: asked, end: range.end }, reporter);
    for await (const piece of pieces) {
      counts.downloaded += piece.length;
      if (start !== asked) throw new NoRanges();
      const wanted = piece.subarray(0, range.end - at);
      await file.write(at, wanted);
      at += wanted.length;
      task.advance(wanted.length);
      // A whole file from its start serves the first range too; the rest of it is not waited for.
      if (wanted.length < piece.length) return;
    }
    if (at < range.end) throw new TransientError(`${name} broke off at byte ${at}`);
  });
}

async function fetchWholePart(file: PartFile, transfer: Transfer): Promise<void> {
  const { source, counts, reporter } = transfer;
  const { name, size } = file.part;
  await untilRight(name, transfer, async () => {
    await retrying(`Downloading ${name}`, retriesOf(transfer), async () => {
      const { pieces } = await source.read(name, null, reporter);
      let at = 0;
      let next = 0;
      for await (const piece of pieces) {
        counts.downloaded += piece.length;
        if (at + piece.length > size) throw new TransientError(`${name} has more than ${size} bytes`);
        await file.write(at, piece);
        at += piece.length;
        // What is right stays, however far the rest gets.
        for (; (next + 1) * BLOCK_SIZE <= at; next++) await file.verify(next);
      }
      if (at < size) throw new TransientError(`${name} broke off at byte ${at}`);
      if (next < file.part.blocks.length) await file.verify(next);
    });
    return file.pending().length === 0;
  });
}

/** The first failure stops the others, and is thrown when all have stopped. */
async function inParallel<T>(
  jobs: readonly T[],
  reporter: Reporter,
  work: (job: T, reporter: Reporter) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const stoppable = withSignal(reporter, AbortSignal.any([reporter.signal, stop.signal]));
  const queue = jobs.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const job of queue) {
      if (failures.length > 0) return;
      await work(job, stoppable).catch((error: unknown) => {
        failures.push(error);
        stop.abort(error);
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, jobs.length) }, worker));
  if (failures.length > 0) throw failures[0];
}

function withSignal(reporter: Reporter, signal: AbortSignal): Reporter {
  return {
    signal,
    task: (title, total, unit) => reporter.task(title, total, unit),
    section: (title) => reporter.section(title),
    info: (message) => {
      reporter.info(message);
    },
    warn: (message) => {
      reporter.warn(message);
    },
    secret: (value) => {
      reporter.secret(value);
    },
  };
}
