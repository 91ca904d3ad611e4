/**
 * The work directory: a folder for each build in it, which outlives the job so that an interrupted build can go on.
 *
 * | name            | holds                                    |
 * | --------------- | ---------------------------------------- |
 * | `journal.jsonl` | what was done, see `journal.ts`          |
 * | `lock`          | who builds here                          |
 * | `logs/`         | what the disk of a failed machine said   |
 * | `STATION-*`     | disks of the machine's stations, until the release is out |
 * | `install.wim`   | what capture made, until the release is out |
 * | `manifest.json` | what inspect made, until the release is out |
 */

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import type { LockPurpose } from '../process/index.js';
import { foldCase } from '../tree/index.js';

/** What the lock of a build's folder is for. */
export const BUILDING: LockPurpose = {
  does: 'builds this definition',
  expected: 'one build of a definition at a time',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of one build. */
export interface Work {
  readonly folder: string;
  readonly journal: string;
  readonly lock: string;
  /** What a failed machine's disk said; it stays until the next build. */
  readonly logs: string;
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
  return workIn(folder);
}

/** @param folder that of a build */
export function workIn(folder: string): Work {
  return {
    folder,
    journal: path.join(folder, 'journal.jsonl'),
    lock: path.join(folder, 'lock'),
    logs: path.join(folder, 'logs'),
  };
}

export async function makeWork(work: Work): Promise<void> {
  try {
    // What a machine gets of the user's secrets lies here as long as it runs.
    await mkdir(work.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fromSystemError(error, work.folder);
  }
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
