/** RELEASE of the command line: `github:owner/repo@TAG`, `FOLDER@TAG`, a release folder, `https://host/path/`. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { Reporter } from '../../progress.js';
import { folderStore } from '../folder/folder-store.js';
import { githubStore } from '../github/github-store.js';
import { HttpClient } from '../http/index.js';
import { SUMS_NAME } from '../names.js';
import { isGitHub, openGitHub, type StoreOptions } from '../open-store.js';
import type { Store } from '../store.js';
import { folderSource } from './folder-source.js';
import { githubSource } from './github-source.js';
import { httpSource } from './http-source.js';
import type { ReleaseSource } from './source.js';

const LATEST = 'latest';
/** How many tags an error names. */
const TOLD = 5;

export interface OpenOptions extends StoreOptions {
  /** Which image `latest` is of; null: the one that the store keeps. Left out where the user cannot say it. */
  readonly image?: string | null;
}

/** @throws usage, not-found */
export async function openRelease(
  text: string,
  options: OpenOptions,
  reporter: Reporter,
): Promise<ReleaseSource> {
  if (/^https?:\/\//i.test(text)) return httpSource(text, new HttpClient({ env: options.env }));
  if (!isGitHub(text) && (await isFolder(text))) return sourceIn(path.resolve(text), reporter);
  const { image } = options;
  const at = text.lastIndexOf('@');
  const [place, tag] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || tag === '') throw noTag(text);
  if (isGitHub(place)) {
    const api = openGitHub(place, options, 'read');
    const wanted = tag === LATEST ? await newestOf(githubStore(api, false), image, reporter) : tag;
    return githubSource(api, wanted, reporter);
  }
  const folder = path.resolve(place);
  if (!(await isFolder(folder))) throw noFolder(text, folder);
  const wanted = tag === LATEST ? await newestOf(folderStore(folder), image, reporter) : tag;
  const location = path.join(folder, wanted);
  if (await isFolder(location)) return folderSource(location, wanted);
  throw noRelease(folder, wanted, await tagsIn(folder, reporter));
}

/** The tag of the newest release of an image; of the one that the store keeps where none is named. */
async function newestOf(
  store: Store,
  wanted: string | null | undefined,
  reporter: Reporter,
): Promise<string> {
  const image = wanted ?? null;
  const releases = (await store.list(reporter)).filter((release) => release.image !== null);
  const images = [...new Set(releases.map(({ image: name }) => name ?? ''))].toSorted();
  const newest = releases.findLast((release) => image === null || release.image === image);
  const subject = `${store.label}@${LATEST}`;
  if (newest === undefined) {
    throw new FactoryError('not-found', {
      subject,
      found: images.length === 0 ? 'no release that this program made' : `releases of ${images.join(', ')}`,
      expected: image === null ? 'one' : `one of the image "${image}"`,
      next: images.length === 0 ? 'check where it shall be' : 'correct the name of the image',
    });
  }
  if (image !== null || images.length === 1) return newest.tag;
  throw new FactoryError('usage', {
    subject,
    found: `releases of several images: ${images.join(', ')}`,
    expected: 'releases of one image',
    next: `name the ${wanted === undefined ? '' : 'image (--image NAME, or the input "image") or the '}tag: ${store.label}@${newest.tag}`,
  });
}

/** A folder as it lies. @throws not-found for a store, whose releases it names */
async function sourceIn(folder: string, reporter: Reporter): Promise<ReleaseSource> {
  const isRelease = (await stat(path.join(folder, SUMS_NAME)).catch(() => null)) !== null;
  const tags = isRelease ? [] : await tagsIn(folder, reporter);
  if (tags.length === 0) return folderSource(folder, null);
  throw new FactoryError('not-found', {
    subject: folder,
    found: `a folder of releases: ${someOf(tags)}`,
    expected: 'one release',
    next: `name its tag, ${folder}@${tags.at(-1)}, or take the newest: ${folder}@${LATEST}`,
  });
}

/** Of the releases that a folder keeps, the newest last; none in a release itself. */
async function tagsIn(folder: string, reporter: Reporter): Promise<readonly string[]> {
  return (await folderStore(folder).list(reporter)).map(({ tag }) => tag);
}

function noRelease(folder: string, tag: string, tags: readonly string[]): FactoryError {
  const meant = nearest(tag, tags) ?? tags.at(-1);
  return new FactoryError('not-found', {
    subject: `${folder}@${tag}`,
    found: `no folder ${path.join(folder, tag)}`,
    expected:
      tags.length === 0
        ? 'a release: FOLDER@TAG is the folder TAG in FOLDER'
        : `one of its releases: ${someOf(tags)}`,
    next: meant === undefined ? 'check the path and the tag' : `correct the tag: ${folder}@${meant}`,
  });
}

/** The newest of them. */
function someOf(tags: readonly string[]): string {
  const more = tags.length > TOLD ? ` and ${tags.length - TOLD} older` : '';
  return `${tags.slice(-TOLD).toReversed().join(', ')}${more}`;
}

async function isFolder(place: string): Promise<boolean> {
  return (await stat(place).catch(() => null))?.isDirectory() ?? false;
}

function noFolder(subject: string, folder: string): FactoryError {
  return new FactoryError('not-found', {
    subject,
    found: `no folder ${folder}`,
    expected: 'a release: FOLDER@TAG is the folder TAG in FOLDER',
    next: 'check the path and the tag',
  });
}

function noTag(text: string): FactoryError {
  return new FactoryError('usage', {
    subject: text,
    found: 'no folder, and no tag after an "@"',
    expected: 'github:OWNER/REPO@TAG, FOLDER@TAG, a release folder or https://HOST/PATH/',
  });
}
