/** Removes what builds that died left behind: on the host exactly what their journals name, and the files of their folders. */

import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import { isRunning } from '../output.js';
import { takeLock } from '../process/index.js';
import { silentReporter, type Reporter } from '../progress.js';
import { repairFolder } from '../release/index.js';
import { sweepBases } from './bases.js';
import { openHypervisor, type OpenHypervisor } from './hypervisors.js';
import { readPast } from './journal.js';
import { sweepReleases } from './kept-releases.js';
import { sweepMachines, type Failure } from './sweep-machines.js';
import { BUILDING, isWithin, workIn, type Work } from './work.js';

export interface SweepOptions {
  /** Only say what would be removed. */
  readonly dryRun?: boolean;
  /** Also the machines that failed builds kept, and the logs. */
  readonly kept?: boolean;
  readonly hypervisors?: OpenHypervisor;
  readonly reporter?: Reporter;
}

export interface Swept {
  /** The folder of the build, or of a base or a fetched release that was not completed. */
  readonly folder: string;
  /** What was removed of the host, or would be: "machine imgf-1f…". */
  readonly resources: readonly string[];
  /** The files that were removed, or would be. */
  readonly files: readonly string[];
  readonly bytes: number;
  /** What could not be removed. */
  readonly failures: readonly Failure[];
  /** Machines that somebody keeps. */
  readonly kept: readonly string[];
}

/** Sweeps every build of a work directory that is not running; journals stay. */
export async function sweep(directory: string, options: SweepOptions = {}): Promise<readonly Swept[]> {
  const swept: Swept[] = [];
  for (const name of await namesIn(directory)) {
    const work = workIn(path.join(directory, name));
    const isBuild = (await namesIn(work.folder)).includes(path.basename(work.journal));
    const result = isBuild ? await sweepIdle(work, options) : null;
    if (result !== null) swept.push(result);
  }
  const dryRun = options.dryRun === true;
  const unfinished = [...(await sweepBases(directory, dryRun)), ...(await sweepReleases(directory, dryRun))];
  for (const folder of unfinished) {
    swept.push({ folder, resources: [], files: [folder], bytes: 0, failures: [], kept: [] });
  }
  return swept;
}

/** @returns null where the build is running, or left nothing */
async function sweepIdle(work: Work, options: SweepOptions): Promise<Swept | null> {
  const lock = await takeLock(work.lock, BUILDING).catch((error: unknown) => {
    if (error instanceof FactoryError && error.code === 'busy') return null;
    throw error;
  });
  if (lock === null) return null;
  try {
    const logs = options.kept === true ? [] : [work.logs];
    const result = await sweepBuild(work, new Set(logs), options);
    const { resources, files, failures, kept } = result;
    return [resources, files, failures, kept].some((list) => list.length > 0) ? result : null;
  } finally {
    await lock.release();
  }
}

/**
 * Removes a build's machines, and all that lies in its folder but its journal, its lock and `keep`; puts an older release
 * back that a killed build was about to replace. Whoever calls it holds the lock.
 *
 * @param keep absolute paths
 */
export async function sweepBuild(
  work: Work,
  keep: ReadonlySet<string>,
  options: SweepOptions = {},
): Promise<Swept> {
  const { dryRun = false, hypervisors = openHypervisor, reporter = silentReporter() } = options;
  const past = await readPast(work.journal);
  if (past.build !== null && !dryRun) await repairFolder(past.build.out);
  const kept = options.kept === true ? [] : past.kept;
  const machines = await sweepMachines(work, past, kept, { dryRun, hypervisors, reporter });
  const stays = [...keep, ...kept.flatMap(({ files }) => files), ...machines.held.paths];
  const isHeld = (file: string) =>
    stays.some((place) => isWithin(place, file)) || isOfRun(path.basename(file), machines.held.runs);
  const outside = past.kept
    .filter((record) => !kept.includes(record))
    .flatMap(({ files }) => files.filter((file) => path.dirname(file) !== work.folder));
  const removed = await removeFiles(work, outside, isHeld, dryRun);
  return {
    folder: work.folder,
    resources: machines.removed,
    files: removed.files,
    bytes: removed.bytes,
    failures: [...machines.failures, ...removed.failures],
    kept: kept.map(({ machine }) => machine),
  };
}

async function removeFiles(
  work: Work,
  outside: readonly string[],
  isHeld: (file: string) => boolean,
  dryRun: boolean,
): Promise<Pick<Swept, 'files' | 'bytes' | 'failures'>> {
  const files: string[] = [];
  const failures: Failure[] = [];
  let bytes = 0;
  const inside = (await namesIn(work.folder))
    .filter((name) => name !== path.basename(work.journal) && !isLockFile(name))
    .map((name) => path.join(work.folder, name));
  for (const file of [...inside, ...outside]) {
    if (isHeld(file)) continue;
    const size = await sizeOf(file);
    if (size === null) continue;
    try {
      if (!dryRun) await rm(file, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      files.push(file);
      bytes += size;
    } catch (error) {
      const { found } = fromSystemError(error, file).details;
      failures.push({ what: file, why: found });
    }
  }
  return { files, bytes, failures };
}

/** The payload's medium goes in any case: secrets may lie on it. */
function isOfRun(name: string, runs: readonly string[]): boolean {
  return !name.startsWith('payload-') && runs.some((run) => name.includes(`-${run}`));
}

/** The lock, or what a living process makes or takes one with. */
function isLockFile(name: string): boolean {
  const pid = /^lock\.(\d+)/.exec(name)?.[1];
  return name === 'lock' || (pid !== undefined && isRunning(Number(pid)));
}

/** Of a folder, that of all that it holds. @returns null where it is not there */
async function sizeOf(place: string): Promise<number | null> {
  const stats = await stat(place).catch(() => null);
  if (stats === null) return null;
  if (!stats.isDirectory()) return stats.size;
  let bytes = 0;
  for (const name of await namesIn(place)) bytes += (await sizeOf(path.join(place, name))) ?? 0;
  return bytes;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw fromSystemError(error, folder);
  }
}
