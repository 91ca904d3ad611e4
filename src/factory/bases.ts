/**
 * The cache of base disks: a Windows as its medium has it, before anything of a definition, and such a base with updates,
 * which is a child of it. Each is made once, never written to again, and the parent of any number of builds.
 *
 * | `WORK/bases/`     | holds                                                              |
 * | ----------------- | ------------------------------------------------------------------ |
 * | `KEY.lock`        | who makes, takes or removes that base                              |
 * | `KEY/base.vhdx`   | the disk, read-only; KEY is the hash of all that decides its content |
 * | `KEY/base.json`   | says that it is complete, how the disk and its parent are known again, and what is told of it; its time is that of the last use |
 * | `KEY/uses/*`      | a lock for each build that is at work on it; `*.kept` for a machine that somebody keeps |
 */

import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatBytes } from '../bytes/index.js';
import { fromSystemError } from '../errors.js';
import { renameOver, writeOutput } from '../output.js';
import { isLocked, takeLock, waitForLock, type Lock, type LockPurpose } from '../process/index.js';
import type { Reporter } from '../progress.js';
import { diskFacts, isSameDisk } from './disk-facts.js';
import type { FolderCache } from './folder-cache.js';
import type { MadeDisk } from './journal.js';

export interface BaseLimits {
  readonly count: number;
  /** Bytes on the host's disk. */
  readonly bytes: number;
}

/** Four Windows versions with two editions each, and updates on each; what a runner's disk can spare. */
const BASE_LIMITS: BaseLimits = { count: 16, bytes: 200 * 2 ** 30 };

export interface MadeBase<Facts> {
  /** Of the disk, in a place of its maker's. */
  readonly path: string;
  /** Plain values: what is to be told of it, also by who finds it later. */
  readonly record: Facts;
}

export interface BaseRequest<Facts> {
  /** The work directory. */
  readonly work: string;
  /** All that decides the content of the disk. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The disk that it is a child of; null for none. Where that is another one now, the base is made again. */
  readonly parent: MadeDisk | null;
  readonly suffix: string;
  /** Who uses it, unique on the host. */
  readonly user: string;
  readonly make: () => Promise<MadeBase<Facts>>;
  readonly reporter: Reporter;
  readonly limits?: BaseLimits;
}

export interface Base<Facts> {
  readonly disk: MadeDisk;
  readonly record: Facts;
  /** An earlier build had made it. */
  readonly reused: boolean;
}

interface Marker {
  readonly inputs: BaseRequest<unknown>['inputs'];
  readonly disk: MadeDisk;
  readonly parent: MadeDisk | null;
  readonly record: unknown;
}

const MARKER = 'base.json';
const USES = 'uses';
const PURPOSE: LockPurpose = {
  does: 'makes or removes this base disk',
  expected: 'one process at a time on a base',
};

/** Holds what a build uses of the cache, until it ends. */
export class BaseUses {
  readonly #locks = new Map<string, Lock>();
  readonly #cache: FolderCache | null;

  constructor(cache: FolderCache | null = null) {
    this.#cache = cache;
  }

  /** Finds the base of `inputs`, or makes it; it is not removed as long as it is in use. */
  async take<Facts>(request: BaseRequest<Facts>): Promise<Base<Facts>> {
    const { work, inputs, parent, suffix, user, reporter } = request;
    const key = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
    const folder = path.join(work, 'bases', key);
    const disk = path.join(folder, `base${suffix}`);
    const cacheKey = `base/${key}`;
    const use = path.join(folder, USES, user);
    await mkdir(path.dirname(folder), { recursive: true }).catch((error: unknown) => {
      throw fromSystemError(error, folder);
    });
    const lock = await waitForLock(`${folder}.lock`, PURPOSE, reporter.signal, (message) =>
      reporter.info(message),
    );
    let found: Base<Facts>;
    try {
      let whole = await wholeIn(folder, parent);
      if (whole === null && this.#cache !== null) {
        await removeBase(folder);
        await this.#cache.restore(folder, cacheKey);
        whole = await wholeIn(folder, parent);
      }
      if (whole === null) {
        await removeBase(folder);
        const { path: made, record } = await request.make();
        await mkdir(folder, { recursive: true });
        await renameOver(made, disk);
        await chmod(disk, 0o444);
        found = { disk: await diskFacts(disk), record, reused: false };
        await writeMarker(folder, { inputs, disk: found.disk, parent, record });
        // Packed, a Windows on a disk takes about half of it.
        await this.#cache?.save(folder, cacheKey, (await bytesOf(folder)) / 2);
      } else {
        found = { disk: whole.disk, record: whole.record as Facts, reused: true };
      }
      await mkdir(path.dirname(use), { recursive: true });
      if (!this.#locks.has(use)) this.#locks.set(use, await takeLock(use, PURPOSE));
      const now = new Date();
      await utimes(path.join(folder, MARKER), now, now);
    } catch (error) {
      throw fromSystemError(error, folder);
    } finally {
      await lock.release();
    }
    await trimBases(work, request.limits ?? BASE_LIMITS, reporter);
    return found;
  }

  /** Leaves marks under which the bases stay after this build. @returns their paths */
  async keep(): Promise<readonly string[]> {
    const marks = [...this.#locks.keys()].map((use) => `${use}.kept`);
    for (const mark of marks) await writeFile(mark, '');
    return marks;
  }

  async release(): Promise<void> {
    for (const lock of this.#locks.values()) await lock.release();
    this.#locks.clear();
  }
}

/** Removes bases that were not completed, or whose parent is gone. @returns their folders */
export async function sweepBases(work: string, dryRun: boolean): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const folder of await basesIn(work)) {
    if ((await completeIn(folder)) !== null) continue;
    if (await withIdle(folder, () => (dryRun ? Promise.resolve() : removeBase(folder)))) swept.push(folder);
  }
  return swept;
}

/** The least recently used ones go, until the others are within the limits. */
async function trimBases(work: string, limits: BaseLimits, reporter: Reporter): Promise<void> {
  const bases: { folder: string; bytes: number; used: number }[] = [];
  for (const folder of await basesIn(work)) {
    const marker = await stat(path.join(folder, MARKER)).catch(() => null);
    if (marker !== null) bases.push({ folder, bytes: await bytesOf(folder), used: marker.mtimeMs });
  }
  bases.sort((a, b) => b.used - a.used);
  let [count, bytes] = [0, 0];
  for (const base of bases) {
    count += 1;
    bytes += base.bytes;
    if (count <= limits.count && bytes <= limits.bytes) continue;
    if (!(await withIdle(base.folder, () => removeBase(base.folder)))) continue;
    count -= 1;
    bytes -= base.bytes;
    reporter.info(`${base.folder}: removed a base disk that was not used lately, ${formatBytes(base.bytes)}`);
    // What was made on it is of no use without it.
    await sweepBases(work, false);
  }
}

/** Runs `work` while nobody can take the base. @returns false where somebody uses it */
async function withIdle(folder: string, work: () => Promise<void>): Promise<boolean> {
  const lock = await takeLock(`${folder}.lock`, PURPOSE).catch(() => null);
  if (lock === null) return false;
  try {
    const uses = path.join(folder, USES);
    for (const name of await readdir(uses).catch(() => [])) {
      if (name.endsWith('.kept') || (await isLocked(path.join(uses, name)))) return false;
    }
    await work();
    return true;
  } finally {
    await lock.release();
  }
}

/** @returns null where it is not there as it was made, or its parent is not */
async function completeIn(folder: string): Promise<Marker | null> {
  try {
    const marker = JSON.parse(await readFile(path.join(folder, MARKER), 'utf8')) as Marker;
    const { disk, parent } = marker;
    return (await isSameDisk(disk)) && (parent === null || (await isSameDisk(parent))) ? marker : null;
  } catch {
    return null;
  }
}

/** @returns null also where it is a child of another disk than `parent` */
async function wholeIn(folder: string, parent: MadeDisk | null): Promise<Marker | null> {
  const marker = await completeIn(folder);
  const isIts = marker?.parent?.path === parent?.path && marker?.parent?.modified === parent?.modified;
  return isIts ? marker : null;
}

function writeMarker(folder: string, marker: Marker): Promise<void> {
  const text = `${JSON.stringify(marker, null, 2)}\n`;
  return writeOutput(path.join(folder, MARKER), (handle) => handle.writeFile(text));
}

/** The marker goes first: what is left of a removal that was interrupted is no base. */
async function removeBase(folder: string): Promise<void> {
  await rm(path.join(folder, MARKER), { force: true });
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    // Windows removes no file that is read-only.
    await chmod(file, 0o700);
    await rm(file, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}

async function basesIn(work: string): Promise<string[]> {
  const root = path.join(work, 'bases');
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(root, name));
}

/** What it takes of the host's disk: a disk has holes. */
async function bytesOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder)) {
    const { size, blocks } = await stat(path.join(folder, name));
    bytes += Math.min(size, blocks * 512);
  }
  return bytes;
}
