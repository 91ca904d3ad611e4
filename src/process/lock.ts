/**
 * A lock between processes that dies with its owner. It is a file with the process that holds it; a process that is gone,
 * or whose number belongs to another one by now, holds nothing.
 */

import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { FactoryError, fromSystemError } from '../errors.js';
import { isProcessAlive, startOf } from './identity.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the words of its system; '' where that cannot be asked. */
  readonly started: string;
}

export interface Lock {
  release(): Promise<void>;
}

/** What a lock is for, in the words of the error that another one holds it. */
export interface LockPurpose {
  /** "builds this definition". */
  readonly does: string;
  /** "one build of a definition at a time". */
  readonly expected: string;
}

/** @throws busy where another process holds it */
export async function takeLock(file: string, purpose: LockPurpose): Promise<Lock> {
  const own: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  const text = JSON.stringify(own);
  try {
    while (!(await claim(file, text))) {
      const found = await readFile(file, 'utf8').catch(() => '');
      const holder = parseHolder(found);
      if (holder !== null && (await isAlive(holder))) throw busy(file, holder, purpose);
      await discard(file, found);
    }
  } catch (error) {
    throw fromSystemError(error, file);
  }
  return { release: () => rm(file, { force: true }) };
}

const RETRY_MS = 1000;

/**
 * Takes a lock that others hold for a moment.
 *
 * @param onWait told once, when somebody else holds it
 * @throws the signal's reason when that is aborted
 */
export async function waitForLock(
  file: string,
  purpose: LockPurpose,
  signal: AbortSignal,
  onWait: (message: string) => void,
): Promise<Lock> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await takeLock(file, purpose);
    } catch (error) {
      if (!(error instanceof FactoryError) || error.code !== 'busy') throw error;
      if (attempt === 0) onWait(`${error.details.subject}: ${error.details.found}; waiting for it`);
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Whether a living process holds the lock. */
export async function isLocked(file: string): Promise<boolean> {
  const holder = parseHolder(await readFile(file, 'utf8').catch(() => ''));
  return holder !== null && (await isAlive(holder));
}

/** The file appears with its content or not at all. */
async function claim(file: string, text: string): Promise<boolean> {
  const own = `${file}.${process.pid}`;
  await writeFile(own, text);
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Every system says in its own code that there are no links; where it is something else, this meets it too.
    return await claimWithoutLinks(file, text);
  } finally {
    await rm(own, { force: true });
  }
}

/** On a file system without hard links a killed process may leave an empty lock, which holds nothing. */
async function claimWithoutLinks(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes may find the same stale lock: what was taken away by mistake is put back. */
async function discard(file: string, stale: string): Promise<void> {
  const aside = `${file}.${process.pid}.stale`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = await readFile(aside, 'utf8');
  if (taken !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseHolder(text: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(text) as Partial<Holder>;
    if (!Number.isInteger(pid) || typeof host !== 'string' || typeof started !== 'string') return null;
    return { pid: pid as number, host, started };
  } catch {
    return null;
  }
}

async function isAlive({ pid, host, started }: Holder): Promise<boolean> {
  // Of a process on another host nothing can be asked.
  if (host !== hostname()) return true;
  return await isProcessAlive(pid, started);
}

function busy(file: string, { pid, host }: Holder, { does, expected }: LockPurpose): FactoryError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new FactoryError('busy', {
    subject: file,
    found: `process ${pid}${where} ${does}`,
    expected,
    next:
      where === ''
        ? 'wait until it has ended'
        : 'wait until it has ended; where it is gone, remove this file',
  });
}
