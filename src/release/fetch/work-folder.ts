/**
 * Where a fetch keeps what it has: `.NAME.fetch` beside the folder NAME that it makes. A run that ended early leaves it,
 * and the next one goes on with what is right in it. `owner` holds the process that works in it.
 */

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { isRunning, partialBeside, renameOver } from '../../output.js';

const OWNER = 'owner';
/** Milliseconds in which a process that takes the folder writes its number. */
const NEWLY = 10_000;

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
    let isOld: boolean;
    do {
      isOld = !(await made(folder));
    } while (!(await taken(owner, target)));
    return {
      path: folder,
      isOld,
      async keepOnly(names) {
        for (const name of await readdir(folder)) {
          if (name !== OWNER && !names.includes(name)) await rm(path.join(folder, name), { recursive: true });
        }
      },
      leave: () => rm(owner, { force: true }),
      async remove() {
        // Under another name it is nobody's place to work in, however far the removal gets.
        const doomed = await partialBeside(resolved);
        await renameOver(folder, doomed);
        await rm(doomed, { recursive: true, force: true, maxRetries: 5 });
      },
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

/** Of two that come at once, one makes the file. @returns false where the folder was removed meanwhile */
async function taken(owner: string, subject: string): Promise<boolean> {
  for (;;) {
    try {
      await writeFile(owner, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return false;
      if (code !== 'EEXIST') throw error;
    }
    await refuseRunning(owner, subject);
    // What an ended process left gets a name of its own first: another one may have taken its place since it was read.
    const old = `${owner}-${process.pid}`;
    await rename(owner, old).catch(() => undefined);
    await refuseRunning(old, subject).catch(async (error: unknown) => {
      await rename(old, owner);
      throw error;
    });
    await rm(old, { force: true });
  }
}

/** One that was made this moment says nothing yet. */
async function refuseRunning(owner: string, subject: string): Promise<void> {
  const text = await readFile(owner, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number(text);
  const age = Date.now() - ((await stat(owner).catch(() => null))?.mtimeMs ?? 0);
  if (text === '' ? age > NEWLY : !Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return;
  throw new FactoryError('busy', {
    subject,
    found: `${text === '' ? 'another process' : `process ${pid}`} fetches into it`,
    next: `wait for it; if that process is none of ours, remove ${owner}`,
  });
}
