/**
 * Where a fetch keeps what it has: `.NAME.fetch` beside the folder NAME that it makes. A run that ended early leaves it,
 * and the next one goes on with what is right in it. `owner` holds the process that works in it.
 */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { isRunning } from '../../output.js';

const OWNER = 'owner';

export interface WorkFolder {
  readonly path: string;
  /** Whether an earlier run left it. */
  readonly isOld: boolean;
  /** Removes what is none of `names`. */
  keepOnly(names: readonly string[]): Promise<void>;
  /** Leaves it for the next run. */
  leave(): Promise<void>;
  remove(): Promise<void>;
}

/** @throws busy where another process works in it */
export async function openWorkFolder(target: string): Promise<WorkFolder> {
  const resolved = path.resolve(target);
  const folder = path.join(path.dirname(resolved), `.${path.basename(resolved)}.fetch`);
  const owner = path.join(folder, OWNER);
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    const isOld = !(await made(folder));
    await refuseRunning(owner, target);
    await writeFile(owner, String(process.pid));
    return {
      path: folder,
      isOld,
      async keepOnly(names) {
        for (const name of await readdir(folder)) {
          if (name !== OWNER && !names.includes(name)) await rm(path.join(folder, name), { recursive: true });
        }
      },
      leave: () => rm(owner, { force: true }),
      remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
    };
  } catch (error) {
    throw fromSystemError(error, folder);
  }
}

async function made(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function refuseRunning(owner: string, subject: string): Promise<void> {
  const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return;
  throw new FactoryError('busy', {
    subject,
    found: `process ${pid} fetches into it`,
    next: `wait for it; if that process is none of ours, remove ${owner}`,
  });
}
