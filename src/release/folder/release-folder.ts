/** A release as a folder of plain files under constant names. */

import { constants } from 'node:fs';
import { copyFile, link, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import { hashFile, notAsListed } from '../hash.js';
import { SUMS_NAME } from '../names.js';
import { formatSums, readSums } from '../sums.js';
import { replaceFolder } from './replace.js';

/** A file that is complete and closed, to be part of a release. */
export interface ReleaseFile {
  /** As the release calls it: `install.wim`. */
  readonly name: string;
  /** Where it lies now; it is linked into the release, or copied where the file system is another. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/**
 * Makes the release folder `out` of `files` and their SHA256SUMS, complete or not at all.
 *
 * @throws exists, no-space, permission; damaged where a file is not what its entry says
 */
export async function writeRelease(
  out: string,
  files: readonly ReleaseFile[],
  reporter: Reporter,
): Promise<void> {
  await replaceFolder(out, async (folder) => {
    for (const file of files) {
      reporter.signal.throwIfAborted();
      await linkOrCopy(file, path.join(folder, file.name), reporter);
    }
    const sums = await open(path.join(folder, SUMS_NAME), 'wx');
    try {
      await sums.writeFile(formatSums(new Map(files.map(({ name, sha256 }) => [name, sha256]))));
      await sums.sync();
    } finally {
      await sums.close();
    }
  });
}

/**
 * What a release folder holds, as its SHA256SUMS says; with `check`, every byte is hashed.
 *
 * @throws not-found, damaged
 */
export async function readRelease(
  folder: string,
  reporter: Reporter,
  check = false,
): Promise<readonly ReleaseFile[]> {
  const files: ReleaseFile[] = [];
  for (const [name, sha256] of await readSums(folder)) {
    const file = path.join(folder, name);
    const { size } = await stat(file).catch((error: unknown) => {
      throw fromSystemError(error, file);
    });
    const found = check ? (await hashFile(file, reporter)).sha256 : sha256;
    if (found !== sha256) throw notAsListed(file, `the SHA-256 ${found}`, sha256);
    files.push({ name, path: file, size, sha256 });
  }
  return files;
}

async function linkOrCopy(file: ReleaseFile, target: string, reporter: Reporter): Promise<void> {
  const { size } = await stat(file.path);
  if (size !== file.size) throw notAsListed(file.path, `${size} bytes`, `${file.size} bytes`);
  try {
    await link(file.path, target);
    return;
  } catch {
    // Every system says in its own code that there are no links (exFAT on Windows: EISDIR); the copy meets all else.
  }
  await copyFile(file.path, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const copy = await hashFile(target, reporter);
  if (copy.sha256 !== file.sha256) throw notAsListed(target, `the SHA-256 ${copy.sha256}`, file.sha256);
  const handle = await open(target, 'r+');
  await handle.sync();
  await handle.close();
}
