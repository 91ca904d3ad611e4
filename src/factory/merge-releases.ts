/** Releases that were built apart become one, with the images of all and each content once. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { filetimeFromDate } from '../bytes/index.js';
import type { CodecPool } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import {
  manifestOfArchive,
  readManifest,
  writeManifest,
  type ManifestFacts,
  type ManifestInputs,
} from '../manifest/index.js';
import type { Reporter } from '../progress.js';
import { hashFile, MANIFEST_NAME, readRelease, WIM_NAME, writeRelease } from '../release/index.js';
import { exportImages, type StoredImage, type WimArchive, type WriteResult } from '../wim/index.js';
import { archiveOf } from './kept-releases.js';
import { partsOf, verifyArchive } from './parts.js';
import { versionOf } from './prepare.js';

export interface MergeOptions {
  readonly name: string;
  /** By default `<name>-<version>`, with the day of the newest release as its version. */
  readonly tag?: string;
  /** Bytes of the largest part; null: one file. */
  readonly split: number | null;
  readonly pool: CodecPool;
  readonly reporter: Reporter;
}

export interface MergedRelease {
  readonly version: string;
  readonly tag: string;
  readonly archive: WriteResult;
  /** Names of its files. */
  readonly files: readonly string[];
}

interface Part {
  readonly facts: ManifestFacts;
  readonly archive: WimArchive;
}

/**
 * Makes the release folder `out` of the images of `folders`, in their order; complete or not at all.
 *
 * @throws not-found, damaged where a folder is no release as it was made; exists for two images of one name; no-space
 */
export async function mergeReleases(
  folders: readonly string[],
  out: string,
  options: MergeOptions,
): Promise<MergedRelease> {
  const parts: Part[] = [];
  try {
    for (const folder of folders) parts.push(await openPart(folder, options.reporter));
    refuseSameNames(folders, parts);
    await mkdir(path.dirname(path.resolve(out)), { recursive: true });
    // Beside it: the files become its own by links.
    const work = await mkdtemp(path.join(path.dirname(path.resolve(out)), '.image-factory-merge-'));
    try {
      return await mergeIn(work, parts, out, options);
    } finally {
      await rm(work, { recursive: true, force: true, maxRetries: 5 });
    }
  } finally {
    for (const { archive } of parts) await archive.close();
  }
}

/** DISM tells images apart by their names, whatever the case. */
function refuseSameNames(folders: readonly string[], parts: readonly Part[]): void {
  const holders = new Map<string, string>();
  for (const [index, { archive }] of parts.entries()) {
    const folder = folders[index] ?? '';
    for (const { name } of archive.images) {
      const other = holders.get(name.toLowerCase());
      if (other !== undefined) {
        throw new FactoryError('exists', {
          subject: folder,
          found: `an image named "${name}", as ${other} has one`,
          expected: 'images of different names',
          next: 'build one of them from a definition with another name',
        });
      }
      holders.set(name.toLowerCase(), folder);
    }
  }
}

async function openPart(folder: string, reporter: Reporter): Promise<Part> {
  const files = await readRelease(folder, reporter, true);
  const manifest = files.find(({ name }) => name === MANIFEST_NAME);
  if (manifest === undefined) {
    throw new FactoryError('damaged', {
      subject: folder,
      found: `no ${MANIFEST_NAME} in its list of files`,
      expected: 'a release as "image-factory build" makes it',
    });
  }
  return {
    facts: (await readManifest(manifest.path)).facts,
    archive: await archiveOf(folder, reporter),
  };
}

async function mergeIn(
  work: string,
  parts: readonly Part[],
  out: string,
  { name, tag, split, pool, reporter }: MergeOptions,
): Promise<MergedRelease> {
  const created = newestOf(parts);
  const version = versionOf({ name, version: null }, tag, created);
  const wim = path.join(work, WIM_NAME);
  const images = parts.flatMap(({ archive }) => imagesOf(archive));
  const written = await exportImages(wim, { images, pool, reporter });
  const whole = { path: wim, ...(await hashFile(wim, reporter)) };
  const { archive, files } = await partsOf(whole, { split, folder: work, store: null, reporter });
  const manifest = path.join(work, MANIFEST_NAME);
  try {
    await verifyArchive(archive, pool, reporter);
    const made = await manifestOfArchive(archive, {
      name,
      version,
      created: filetimeFromDate(created),
      inputs: inputsOf(parts),
      updates: parts.flatMap(({ facts }) => facts.images.map(({ updates = [] }) => updates)),
      ...compressionOf(parts),
      reporter,
    });
    await writeManifest(manifest, made);
  } finally {
    await archive.close();
  }
  const released = [...files, { path: manifest, ...(await hashFile(manifest, reporter)) }];
  const named = released.map((file) => ({ name: path.basename(file.path), ...file }));
  await writeRelease(out, named, reporter);
  return {
    version,
    tag: tag ?? `${name}-${version}`,
    archive: written,
    files: named.map((file) => file.name),
  };
}

function imagesOf(archive: WimArchive): readonly StoredImage[] {
  return archive.images.map(({ index, name }) => ({ archive, index, name }));
}

/** The same parts give the same bytes, whenever they are merged. */
function newestOf(parts: readonly Part[]): Date {
  return new Date(Math.max(...parts.map(({ facts }) => Date.parse(facts.created))));
}

function inputsOf(parts: readonly Part[]): ManifestInputs {
  const commits = new Set(parts.map(({ facts }) => facts.inputs?.commit));
  const [commit] = commits;
  return {
    ...(commits.size !== 1 || commit === undefined ? {} : { commit }),
    merged: parts.map(({ facts: { name, version, inputs } }) => ({
      name,
      ...(version === undefined ? {} : { version }),
      ...(inputs === undefined ? {} : { inputs }),
    })),
  };
}

/** Level and encoder stand for the bytes of every content: they are told where all parts have the same. */
function compressionOf(parts: readonly Part[]): { level?: string; encoder?: string } {
  const [first, ...others] = parts.map(({ facts }) => facts.archive);
  const isCommon = (key: 'compression' | 'chunkSize' | 'level' | 'encoder') =>
    others.every((other) => other?.[key] === first?.[key]);
  if (first === undefined || !isCommon('compression') || !isCommon('chunkSize')) return {};
  return {
    ...(first.level !== undefined && isCommon('level') ? { level: first.level } : {}),
    ...(first.encoder !== undefined && isCommon('encoder') ? { encoder: first.encoder } : {}),
  };
}
