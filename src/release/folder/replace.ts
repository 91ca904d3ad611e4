/**
 * A release folder appears complete or not at all, and replaces an older one as a whole.
 *
 * The new one is made beside it, as `.NAME.PID-XXXXXXXX.partial`. Then the older one is renamed to
 * `.NAME.PID-XXXXXXXX.old`, the new one to NAME, and the older one removed. Killed between the two renames, NAME is
 * missing; `repairFolder` renames the older one back, at the start of the next build.
 */

import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { isRunning, partialBeside, removeLeftovers, renameOver } from '../../output.js';
import { isReleaseName } from '../names.js';

/**
 * Makes the folder `out` through `fill`, and gives it its name when that has returned.
 *
 * @param fill gets an empty folder on the same file system; what it throws is passed on and leaves nothing behind
 * @throws exists where `out` holds files that are no part of a release: they would vanish with the older one
 */
export async function replaceFolder(out: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const target = await realPlace(out);
  await repairFolder(target);
  await checkReplaceable(target);
  const partial = await partialBeside(target);
  try {
    await mkdir(partial);
    await fill(partial);
    await checkReplaceable(target);
    await swap(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw fromSystemError(error, out);
  }
}

/** Before a build of hours: may anything be made where it goes? What Windows allows, only making it says. */
async function checkWritable(out: string): Promise<void> {
  let folder = path.dirname(path.resolve(out));
  for (;;) {
    try {
      await access(folder, constants.W_OK);
      return;
    } catch (error) {
      const above = path.dirname(folder);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fromSystemError(error, out);
      if (above === folder) return;
      folder = above;
    }
  }
}

/** @throws exists where a file, or a folder with anything but a release, is in the way */
export async function checkReplaceable(out: string): Promise<void> {
  if (path.dirname(path.resolve(out)) === path.resolve(out)) {
    throw new FactoryError('usage', {
      subject: out,
      found: 'the root of a file system, which cannot be replaced',
      expected: 'a folder in it',
      next: 'name another folder',
    });
  }
  await checkWritable(out);
  let names: string[];
  try {
    names = await readdir(await realPlace(out));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (code !== 'ENOTDIR') throw fromSystemError(error, out);
    throw new FactoryError('exists', {
      subject: out,
      found: 'a file',
      expected: 'a folder, or nothing',
      next: 'name another folder',
    });
  }
  const foreign = names.filter((name) => !isReleaseName(name));
  if (foreign.length === 0) return;
  const some = foreign.slice(0, 3).map((name) => `"${name}"`);
  const more = foreign.length > some.length ? ` and ${foreign.length - some.length} more` : '';
  throw new FactoryError('exists', {
    subject: out,
    found: `holds ${some.join(', ')}${more}, which are no part of a release`,
    expected: 'an empty folder, a release, or nothing: the folder is replaced as a whole',
    next: 'name another folder, or move them away',
  });
}

/**
 * Undoes or ends a replacement that was killed, and removes what else ended processes left beside `out`.
 *
 * @returns whether the older release was put back
 */
export async function repairFolder(out: string): Promise<boolean> {
  const target = await realPlace(out);
  if (!(await exists(path.dirname(target)))) return false;
  await removeLeftovers(path.dirname(target), path.basename(target));
  let isThere = await exists(target);
  let putBack = false;
  for (const old of await retired(target)) {
    if (isThere) {
      await removeOld(old);
    } else {
      await renameOver(old, target);
      isThere = true;
      putBack = true;
    }
  }
  return putBack;
}

async function swap(partial: string, target: string): Promise<void> {
  const old = `${partial.slice(0, -'.partial'.length)}.old`;
  const replaces = await exists(target);
  if (replaces) await renameOver(target, old);
  try {
    await renameOver(partial, target);
  } catch (error) {
    if (replaces) await renameOver(old, target);
    throw error;
  }
  if (replaces) await removeOld(old);
}

/** The new release is out: an older one that somebody still reads on Windows waits for the next build to remove it. */
async function removeOld(old: string): Promise<void> {
  await rm(old, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}

/** What replaced folders of ended processes were renamed to. */
async function retired(target: string): Promise<string[]> {
  const folder = path.dirname(target);
  const prefix = `.${path.basename(target)}.`;
  return (await readdir(folder))
    .filter((name) => {
      const rest = name.startsWith(prefix) ? name.slice(prefix.length) : '';
      const pid = /^(\d+)-[0-9a-f]{8}\.old$/.exec(rest)?.[1];
      return pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)));
    })
    .map((name) => path.join(folder, name));
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fromSystemError(error, file);
  }
}

/** A link to a folder is followed: what it names is replaced, not the link. */
async function realPlace(out: string): Promise<string> {
  try {
    return await realpath(out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path.resolve(out);
    throw fromSystemError(error, out);
  }
}
