/**
 * Output appears under its final name only when it is complete.
 *
 * Until then it lies beside it as `.NAME.PID-XXXXXXXX.partial`. The process that makes it removes it when it fails;
 * what a killed process left is removed by the next one that writes the same name.
 */

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from './errors.js';

/**
 * Writes a file through `write`, and gives it its name when that has returned.
 *
 * @param file the final path; its folder is made where it is missing, an older file is replaced
 * @param write fills the open file; what it throws is passed on and leaves nothing behind
 * @param copyOf a file whose bytes it begins with; where the file system can, they are shared and not copied
 */
export async function writeOutput<T>(
  file: string,
  write: (handle: FileHandle) => Promise<T>,
  copyOf?: string,
): Promise<T> {
  const partial = await partialBeside(file);
  try {
    if (copyOf !== undefined) {
      await copyFile(copyOf, partial, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    }
    const result = await fill(partial, copyOf === undefined ? 'wx+' : 'r+', write);
    await renameOver(partial, file);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw fromSystemError(error, file);
  }
}

async function fill<T>(
  partial: string,
  flags: 'wx+' | 'r+',
  write: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(partial, flags);
  try {
    const result = await write(handle);
    await handle.sync();
    return result;
  } finally {
    await handle.close();
  }
}

/**
 * Writes files that belong together; none has its name before all are complete.
 *
 * @param files the final paths, in one folder
 * @param write fills the open file of that index
 */
export async function writeOutputs(
  files: readonly string[],
  write: (handle: FileHandle, index: number) => Promise<void>,
): Promise<void> {
  const partials: string[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const partial = await partialBeside(file);
      partials.push(partial);
      await fill(partial, 'wx+', (handle) => write(handle, index)).catch((error: unknown) => {
        throw fromSystemError(error, file);
      });
    }
    for (const [index, file] of files.entries()) await renameOver(partials[index] as string, file);
  } catch (error) {
    for (const partial of partials) await rm(partial, { force: true });
    throw error;
  }
}

/** Where a not yet complete `file` may be made: in the same folder, after what killed processes left was removed. */
export async function partialBeside(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file));
  try {
    await mkdir(folder, { recursive: true });
    await removeLeftovers(folder, path.basename(file));
  } catch (error) {
    throw fromSystemError(error, folder);
  }
  const unique = `${process.pid}-${randomBytes(4).toString('hex')}`;
  return path.join(folder, `.${path.basename(file)}.${unique}.partial`);
}

/** A rename that replaces; on Windows a virus scanner may hold the file for a moment. */
export async function renameOver(from: string | Buffer, to: string | Buffer): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const passing = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (process.platform !== 'win32' || !passing) throw fromSystemError(error, to.toString());
      if (attempt === 20) throw inUse(error, to.toString());
      await new Promise((resolve) => setTimeout(resolve, attempt * 50));
    }
  }
}

/** Windows says that it is not permitted where a file of that name, or one in a folder, is open. */
function inUse(cause: unknown, subject: string): FactoryError {
  return new FactoryError('busy', {
    subject,
    found: 'Windows does not let it be replaced: a program has it open, or this account may not write there',
    next: 'close what uses it, then run it again',
    cause,
  });
}

/** Removes what killed processes left of a file or folder `name`; what Windows still holds is left for the next time. */
export async function removeLeftovers(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith('.partial')) continue;
    const pid = /^(\d+)-[0-9a-f]{8}$/.exec(entry.slice(name.length + 2, -'.partial'.length))?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(path.join(folder, entry), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Whether a process of this host has that number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
