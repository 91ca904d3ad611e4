/**
 * Releases that lie in the work directory so that builds can copy from them: fetched for that, or made here and published
 * to a place that the next build would have to fetch them from.
 *
 * | `WORK/releases/IMAGE/` | holds                                              |
 * | ---------------------- | -------------------------------------------------- |
 * | `TAG/`                 | a release folder, whole; its time is that of the last use |
 * | `.TAG.fetch/`          | what a fetch that ended early has, for the next one |
 * | `.lock`                | who fetches, reads or removes one of them          |
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import { takeLock, waitForLock, type Lock, type LockPurpose } from '../process/index.js';
import type { Reporter } from '../progress.js';
import {
  CHANGES_NAME,
  fetchRelease,
  MANIFEST_NAME,
  readRelease,
  writeRelease,
  type ReleaseSource,
  type Sums,
} from '../release/index.js';
import type { FolderCache } from './folder-cache.js';
import { whyNotOnWindows } from '../tree/index.js';
import { openParts, type WimArchive } from '../wim/index.js';

/** The one that the next build is made on, and the one before, which is a seed where that one is fetched. */
const KEPT = 2;
const LOCK = '.lock';
const PURPOSE: LockPurpose = {
  does: 'uses the releases that are kept of this image',
  expected: 'one build of an image at a time',
};

export interface KeptOptions {
  /** The work directory. */
  readonly work: string;
  readonly image: string;
  readonly cache: FolderCache | null;
  readonly reporter: Reporter;
}

export interface KeptRelease {
  /** Every byte in it was checked. */
  readonly folder: string;
  /** Until then nobody else changes or removes it. */
  release(): Promise<void>;
}

/** @param sums what the release has to be. @throws what `fetchRelease` throws */
export async function fetchKept(
  source: ReleaseSource,
  sums: Sums,
  options: KeptOptions,
): Promise<KeptRelease> {
  const { cache, reporter } = options;
  const lock = await lockOf(options);
  try {
    const folder = path.join(folderOf(options), folderName(source.tag ?? source.label));
    let isHere = await isThere(folder, sums, reporter);
    if (!isHere && cache !== null) {
      await cache.restore(folder, cacheKey(sums));
      isHere = await isThere(folder, sums, reporter);
    }
    if (isHere) {
      reporter.info(`${source.label}: ${folder} holds it already`);
    } else {
      const seeds = (await usableIn(options)).filter((other) => other !== folder);
      await fetchRelease(source, folder, { seeds, reporter });
      await cacheRelease(folder, options);
    }
    await trim(options, folder);
    return { folder, release: () => lock.release() };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Keeps a release folder that was just published: by links, so that it takes no room where the folder stays. */
export async function keepRelease(release: string, tag: string, options: KeptOptions): Promise<void> {
  const { reporter } = options;
  const folder = path.join(folderOf(options), folderName(tag));
  try {
    const lock = await lockOf(options);
    try {
      if ((await stat(folderOf(options))).dev !== (await stat(release)).dev) return;
      await writeRelease(folder, await readRelease(release, reporter), reporter);
      await trim(options, folder);
      await cacheRelease(folder, options);
    } finally {
      await lock.release();
    }
  } catch (error) {
    reporter.signal.throwIfAborted();
    // The release is out; the next build fetches it.
    reporter.warn(
      `${folder}: the release is not kept for the next build: ${fromSystemError(error, folder).message}`,
    );
  }
}

/** Removes what fetches that ended early left. @returns their folders */
export async function sweepReleases(work: string, dryRun: boolean): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const image of await namesIn(path.join(work, 'releases'))) {
    const folder = path.join(work, 'releases', image);
    const left = (await namesIn(folder)).filter((name) => name.startsWith('.') && !name.startsWith(LOCK));
    if (left.length === 0) continue;
    const lock = await takeLock(path.join(folder, LOCK), PURPOSE).catch(() => null);
    if (lock === null) continue;
    try {
      for (const name of left) {
        const place = path.join(folder, name);
        if (!dryRun) await rm(place, { recursive: true, force: true, maxRetries: 5 });
        swept.push(place);
      }
    } finally {
      await lock.release();
    }
  }
  return swept;
}

async function cacheRelease(folder: string, { cache, reporter }: KeptOptions): Promise<void> {
  if (cache === null) return;
  const files = await readRelease(folder, reporter);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  await cache.save(folder, cacheKey(new Map(files.map(({ name, sha256 }) => [name, sha256]))), bytes);
}

function cacheKey(sums: Sums): string {
  return `release/${identityOf(sums)}`;
}

/** Another one, other contents: a SHA-256. */
export function identityOf(sums: Sums): string {
  const lines = [...sums]
    .filter(([name]) => name === MANIFEST_NAME || isPart(name))
    .map(([name, sha256]) => `${sha256}  ${name}\n`);
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex');
}

/** Whether a file of a release holds contents. */
export function isPart(name: string): boolean {
  return /\.(wim|swm)$/.test(name);
}

/** The archive of a release folder, of exactly the parts that it lists. */
export async function archiveOf(folder: string, reporter: Reporter): Promise<WimArchive> {
  const files = await readRelease(folder, reporter);
  return openParts(files.filter(({ name }) => isPart(name)).map((file) => file.path));
}

async function lockOf(options: KeptOptions): Promise<Lock> {
  const folder = folderOf(options);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw fromSystemError(error, folder);
  }
  const { reporter } = options;
  return waitForLock(path.join(folder, LOCK), PURPOSE, reporter.signal, (message) => reporter.info(message));
}

/** Whether the folder holds that very release, undamaged. */
async function isThere(folder: string, sums: Sums, reporter: Reporter): Promise<boolean> {
  if ((await stat(folder).catch(() => null)) === null) return false;
  try {
    const files = new Map(
      (await readRelease(folder, reporter, true)).map(({ name, sha256 }) => [name, sha256]),
    );
    return [...sums].every(([name, sha256]) => name === CHANGES_NAME || files.get(name) === sha256);
  } catch (error) {
    if (!(error instanceof FactoryError)) throw error;
    reporter.warn(`${error.message}: what is wrong in it is fetched again`);
    return false;
  }
}

/** The others are of no use for anybody and go. */
async function usableIn(options: KeptOptions): Promise<readonly string[]> {
  const usable: string[] = [];
  for (const folder of await keptIn(options)) {
    try {
      await (await archiveOf(folder, options.reporter)).close();
      usable.push(folder);
    } catch (error) {
      if (!(error instanceof FactoryError)) throw error;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return usable;
}

/** @param used the one that was used last */
async function trim(options: KeptOptions, used: string): Promise<void> {
  const now = new Date();
  await utimes(used, now, now);
  const kept: { folder: string; used: number }[] = [];
  for (const folder of await keptIn(options)) kept.push({ folder, used: (await stat(folder)).mtimeMs });
  const old = kept.toSorted((a, b) => b.used - a.used).slice(KEPT);
  for (const { folder } of old) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function keptIn(options: KeptOptions): Promise<string[]> {
  const names = await namesIn(folderOf(options));
  return names.filter((name) => !name.startsWith('.')).map((name) => path.join(folderOf(options), name));
}

function folderOf({ work, image }: Pick<KeptOptions, 'work' | 'image'>): string {
  return path.join(work, 'releases', folderName(image));
}

/** A name as it is, where every host can name a folder so; an address never is. */
function folderName(name: string): string {
  const isPlain = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/.test(name) && whyNotOnWindows(name) === null;
  return isPlain ? name : createHash('sha256').update(name).digest('hex').slice(0, 16);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fromSystemError(error, folder);
  }
}
