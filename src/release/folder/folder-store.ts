/** A store that is a folder: each release is a folder of it, called as its tag. */

import { createHash } from 'node:crypto';
import { access, constants, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { readManifest } from '../../manifest/index.js';
import { partialBeside, renameOver, writeOutput } from '../../output.js';
import { silentReporter, type Reporter } from '../../progress.js';
import { readPieces } from '../../read-pieces.js';
import { contentsOf, type Content } from '../content.js';
import { hashFile } from '../hash.js';
import { CHANGES_NAME, MANIFEST_NAME, SUMS_NAME } from '../names.js';
import type { NewRelease, Put, Store, StoredRelease } from '../store.js';
import { readSums } from '../sums.js';
import { takenTag } from '../taken-tag.js';
import { readRelease, type ReleaseFile } from './release-folder.js';

export function folderStore(folder: string): Store {
  return {
    label: folder,
    fileLimit: null,
    countLimit: null,
    check: () => checkFolder(folder),
    list: () => listReleases(folder),
    put: async (release, { reporter }) => putRelease(folder, checkTag(release.tag), release, reporter),
    save: async ({ location }, name, target, reporter) => save(location, name, target, reporter),
    remove: async ({ location }) => {
      // Under another name it is no release any more, however far the removal gets.
      const doomed = await partialBeside(location);
      await renameOver(location, doomed);
      await rm(doomed, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What is there of it may be written to. */
async function checkFolder(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const above = path.dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) {
      throw fromSystemError(error, folder);
    }
    await checkFolder(above);
  }
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
    const location = path.join(folder, tag);
    const entry = await stat(path.join(location, SUMS_NAME)).catch(() => null);
    if (entry === null) continue;
    releases.push({ tag, published: entry.mtime, image: await imageOf(location), location });
  }
  return releases.toSorted(
    (a, b) => a.published.getTime() - b.published.getTime() || (a.tag < b.tag ? -1 : 1),
  );
}

/** What has no manifest of ours is not of ours. */
async function imageOf(location: string): Promise<string | null> {
  const manifest = await readManifest(path.join(location, MANIFEST_NAME)).catch(() => null);
  return manifest?.facts.name ?? null;
}

async function putRelease(
  folder: string,
  tag: string,
  release: NewRelease,
  reporter: Reporter,
): Promise<Put> {
  const { files } = release;
  const location = path.join(folder, tag);
  const names = files.map(({ name }) => name);
  const settled = async (): Promise<Put> => {
    if (await holds(location, files, reporter)) {
      return { location, changed: false, uploaded: [], kept: names };
    }
    throw takenTag(`${folder}@${tag}`, release, await imageOf(location));
  };
  if (await isFolder(location)) return settled();
  const partial = await partialBeside(location);
  try {
    await mkdir(partial);
    for (const content of contentsOf(files)) {
      await copyChecked(content, path.join(partial, content.name), reporter);
    }
    // Another run may have been faster, and a folder is never renamed over one that holds files.
    if (!(await isFolder(location))) {
      await renameOver(partial, location).catch(async (error: unknown) => {
        if (!(await isFolder(location))) throw error;
      });
    }
    if (!(await isFolder(partial))) {
      return { location, changed: true, uploaded: [...names, SUMS_NAME], kept: [] };
    }
    return await settled();
  } catch (error) {
    throw fromSystemError(error, location);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Whether a release that is there has the same contents; what follows from other releases is not compared. */
async function holds(location: string, files: readonly ReleaseFile[], reporter: Reporter): Promise<boolean> {
  const sums = new Map(await readSums(location));
  const own = files.filter(({ name }) => name !== CHANGES_NAME);
  sums.delete(CHANGES_NAME);
  if (sums.size !== own.length || !own.every(({ name, sha256 }) => sums.get(name) === sha256)) return false;
  await readRelease(location, reporter, true);
  return true;
}

async function copyChecked(content: Content, target: string, reporter: Reporter): Promise<void> {
  const handle = await open(target, 'wx+');
  const task = reporter.task(`Publishing ${content.name}`, content.size, 'bytes');
  try {
    for await (const piece of content.open()) {
      reporter.signal.throwIfAborted();
      await handle.writeFile(piece);
      task.advance(piece.length);
    }
    await handle.sync();
  } finally {
    task.end();
    await handle.close();
  }
  const { sha256 } = await hashFile(target, reporter);
  if (sha256 === content.sha256) return;
  const [found, expected] = [`the SHA-256 ${sha256}`, content.sha256];
  throw new FactoryError('damaged', {
    subject: target,
    found,
    expected,
    next: 'check the disk of the store',
  });
}

async function save(location: string, name: string, target: string, reporter: Reporter): Promise<void> {
  const file = (await readRelease(location, silentReporter())).find((candidate) => candidate.name === name);
  if (file === undefined) {
    throw new FactoryError('not-found', { subject: location, found: `no ${name} in its ${SUMS_NAME}` });
  }
  await writeOutput(target, async (handle) => {
    const hash = createHash('sha256');
    for await (const piece of readPieces(file.path, `Reading ${name}`, reporter)) {
      await handle.writeFile(piece);
      hash.update(piece);
    }
    const found = hash.digest('hex');
    if (found === file.sha256) return;
    throw new FactoryError('damaged', {
      subject: file.path,
      found: `the SHA-256 ${found}`,
      expected: file.sha256,
    });
  });
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fromSystemError(error, place);
  }
}
