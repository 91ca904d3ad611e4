/** A store that is a folder: each release is a folder of it, called as its tag. */

import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { partialBeside, renameOver } from '../../output.js';
import { silentReporter, type Reporter } from '../../progress.js';
import { hashFile, readPieces } from '../hash.js';
import { SUMS_NAME } from '../names.js';
import type { Put, Store, StoredRelease } from '../store.js';
import { readSums, type Sums } from '../sums.js';
import { readRelease, type ReleaseFile } from './release-folder.js';

export function folderStore(folder: string): Store {
  return {
    label: folder,
    fileLimit: null,
    list: () => listReleases(folder),
    put: async (tag, release, reporter) => putRelease(folder, checkTag(tag), release, reporter),
    get: async (tag) => {
      const place = path.join(folder, checkTag(tag));
      if (await isFolder(place)) return readRelease(place, silentReporter());
      const tags = (await listReleases(folder)).map((release) => release.tag);
      throw new FactoryError('not-found', {
        subject: `${folder}@${tag}`,
        found: 'no such release',
        expected: tags.length === 0 ? 'a store with releases' : `one of ${tags.slice(-10).join(', ')}`,
      });
    },
  };
}

/** A tag becomes the name of a folder: nothing that leads out of the store, or that Windows cannot name. */
function checkTag(tag: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/.test(tag) && !tag.endsWith('.')) return tag;
  throw new FactoryError('usage', {
    subject: `tag "${tag}"`,
    found: 'a tag that cannot name a folder',
    expected: 'letters, digits, ".", "_", "+" and "-", beginning with a letter or digit',
  });
}

async function listReleases(folder: string): Promise<StoredRelease[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fromSystemError(error, folder);
  }
  const releases: StoredRelease[] = [];
  for (const tag of names.filter((name) => !name.startsWith('.'))) {
    const entry = await stat(path.join(folder, tag, SUMS_NAME)).catch(() => null);
    if (entry !== null) releases.push({ tag, published: entry.mtime });
  }
  return releases.toSorted(
    (a, b) => a.published.getTime() - b.published.getTime() || (a.tag < b.tag ? -1 : 1),
  );
}

async function putRelease(folder: string, tag: string, release: string, reporter: Reporter): Promise<Put> {
  const location = path.join(folder, tag);
  const files = await readRelease(release, reporter);
  if (await isFolder(location)) {
    if (await holds(location, files, reporter)) return { location, changed: false };
    throw new FactoryError('exists', {
      subject: `${folder}@${tag}`,
      found: 'another release under this tag',
      expected: 'a tag that is free: a release never changes',
      next: 'raise the version of the definition',
    });
  }
  const partial = await partialBeside(location);
  try {
    await mkdir(partial);
    for (const file of files) await copyChecked(file, path.join(partial, file.name), reporter);
    const sums = path.join(release, SUMS_NAME);
    const { size, sha256 } = await hashFile(sums, reporter);
    await copyChecked({ name: SUMS_NAME, path: sums, size, sha256 }, path.join(partial, SUMS_NAME), reporter);
    await renameOver(partial, location);
    return { location, changed: true };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw fromSystemError(error, location);
  }
}

/** Whether a release that is there has the same contents, whatever it says of them. */
async function holds(location: string, files: readonly ReleaseFile[], reporter: Reporter): Promise<boolean> {
  const sums: Sums = await readSums(location);
  if (sums.size !== files.length || !files.every(({ name, sha256 }) => sums.get(name) === sha256))
    return false;
  await readRelease(location, reporter, true);
  return true;
}

async function copyChecked(file: ReleaseFile, target: string, reporter: Reporter): Promise<void> {
  const handle = await open(target, 'wx+');
  try {
    for await (const piece of readPieces(file.path, `Publishing ${file.name}`, reporter)) {
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  const { sha256 } = await hashFile(target, reporter);
  if (sha256 === file.sha256) return;
  const [found, expected] = [`the SHA-256 ${sha256}`, file.sha256];
  throw new FactoryError('damaged', { subject: file.path, found, expected, next: 'build it again' });
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fromSystemError(error, place);
  }
}
