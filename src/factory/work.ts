/**
 * The work directory: a folder for each build in it, which outlives the job so that an interrupted build can go on.
 *
 * | name            | holds                                    |
 * | --------------- | ---------------------------------------- |
 * | `journal.jsonl` | what was done, see `journal.ts`          |
 * | `lock`          | who builds here                          |
 * | `install.wim`   | what capture made, until the release is out |
 * | `manifest.json` | what inspect made, until the release is out |
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import { isRunning } from '../output.js';
import { isLocked } from '../process/index.js';
import { repairFolder } from '../release/index.js';
import { foldCase } from '../tree/index.js';
import { readPast } from './journal.js';

type Environment = Readonly<Record<string, string | undefined>>;

const JOURNAL = 'journal.jsonl';
const LOCK = 'lock';

/** The folder of one build. */
export interface Work {
  readonly folder: string;
  readonly journal: string;
  readonly lock: string;
}

/**
 * @param chosen what the user chose with `--work`
 * @throws usage for a place that the runner empties with each job
 */
export function workDirectory(chosen: string | null, env: Environment): string {
  const folder = path.resolve(chosen ?? defaultDirectory(env));
  const temporary = env['RUNNER_TEMP'];
  if (temporary === undefined || temporary === '' || !isWithin(folder, path.resolve(temporary)))
    return folder;
  throw new FactoryError('usage', {
    subject: folder,
    found: 'a work directory under RUNNER_TEMP, which the runner empties with each job',
    expected: 'a folder that outlives the job',
    next: 'choose another one with --work',
  });
}

/**
 * @param definition absolute path of the definition's file
 * @param system the rules of the host: on Windows `c:\Images` and `C:\images` are one definition, and one lock
 */
export function workOf(
  directory: string,
  definition: string,
  name: string,
  system: path.PlatformPath = path,
): Work {
  const file = system.sep === '\\' ? foldCase(definition) : definition;
  const key = createHash('sha256').update(`${file}\0${name}`).digest('hex').slice(0, 12);
  const folder = path.join(directory, `${name}-${key}`);
  return { folder, journal: path.join(folder, JOURNAL), lock: path.join(folder, LOCK) };
}

export async function makeWork(work: Work): Promise<void> {
  try {
    await mkdir(work.folder, { recursive: true });
  } catch (error) {
    throw fromSystemError(error, work.folder);
  }
}

export interface Swept {
  /** The folder of the build. */
  readonly folder: string;
  /** What was removed, or would be. */
  readonly files: readonly string[];
  readonly bytes: number;
}

/**
 * Removes what interrupted builds left in a work directory; builds that are running are left alone, journals stay.
 *
 * @param dryRun only says what would be removed
 */
export async function sweep(directory: string, dryRun = false): Promise<readonly Swept[]> {
  const swept: Swept[] = [];
  for (const name of await namesIn(directory)) {
    const folder = path.join(directory, name);
    const work = { folder, journal: path.join(folder, JOURNAL), lock: path.join(folder, LOCK) };
    const isBuild = (await namesIn(folder)).includes(JOURNAL);
    if (!isBuild || (await isLocked(work.lock))) continue;
    const result = await sweepBuild(work, new Set(), dryRun);
    if (result.files.length > 0) swept.push(result);
  }
  return swept;
}

/**
 * Removes all that lies in a build's folder but its journal, its lock and `keep`, and puts an older release back that a
 * killed build was about to replace.
 */
export async function sweepBuild(work: Work, keep: ReadonlySet<string>, dryRun = false): Promise<Swept> {
  const { build } = await readPast(work.journal);
  if (build !== null && !dryRun) await repairFolder(build.out);
  const files: string[] = [];
  let bytes = 0;
  for (const name of await namesIn(work.folder)) {
    const file = path.join(work.folder, name);
    if (name === JOURNAL || keep.has(file) || isLockFile(name)) continue;
    bytes += (await stat(file).catch(() => null))?.size ?? 0;
    if (!dryRun) await rm(file, { recursive: true, force: true });
    files.push(file);
  }
  return { folder: work.folder, files, bytes };
}

/** The lock, or what a living process makes or takes one with. */
function isLockFile(name: string): boolean {
  const pid = /^lock\.(\d+)/.exec(name)?.[1];
  return name === LOCK || (pid !== undefined && isRunning(Number(pid)));
}

function defaultDirectory(env: Environment): string {
  const local = env['LOCALAPPDATA'];
  if (process.platform === 'win32' && local !== undefined && local !== '')
    return path.join(local, 'image-factory');
  const cache = env['XDG_CACHE_HOME'];
  const base = cache !== undefined && path.isAbsolute(cache) ? cache : path.join(homedir(), '.cache');
  return path.join(base, 'image-factory');
}

export function isWithin(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
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
