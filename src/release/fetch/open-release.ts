/** RELEASE of the command line: `github:owner/repo@TAG`, `FOLDER@TAG`, a release folder, `https://host/path/`. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import { folderStore } from '../folder/folder-store.js';
import { githubStore } from '../github/github-store.js';
import { HttpClient } from '../http/index.js';
import { isGitHub, openGitHub, type StoreOptions } from '../open-store.js';
import type { Store } from '../store.js';
import { folderSource } from './folder-source.js';
import { githubSource } from './github-source.js';
import { httpSource } from './http-source.js';
import type { ReleaseSource } from './source.js';

const LATEST = 'latest';

/** @throws usage, not-found */
export async function openRelease(
  text: string,
  options: StoreOptions,
  reporter: Reporter,
): Promise<ReleaseSource> {
  if (/^https?:\/\//i.test(text)) return httpSource(text, new HttpClient({ env: options.env }));
  if (!isGitHub(text) && (await isFolder(text))) return folderSource(path.resolve(text), null);
  const at = text.lastIndexOf('@');
  const [place, tag] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || tag === '') throw noTag(text);
  if (isGitHub(place)) {
    const api = openGitHub(place, options);
    const wanted = tag === LATEST ? await newestOf(githubStore(api, false), reporter) : tag;
    return githubSource(api, wanted, reporter);
  }
  const folder = path.resolve(place);
  const wanted = tag === LATEST ? await newestOf(folderStore(folder), reporter) : tag;
  const location = path.join(folder, wanted);
  if (await isFolder(location)) return folderSource(location, wanted);
  throw new FactoryError('not-found', {
    subject: text,
    found: `no folder ${location}`,
    expected: 'a release: FOLDER@TAG is the folder TAG in FOLDER',
  });
}

/** The tag of the newest release of the one image that a store keeps. */
async function newestOf(store: Store, reporter: Reporter): Promise<string> {
  const releases = (await store.list(reporter)).filter(({ image }) => image !== null);
  const images = [...new Set(releases.map(({ image }) => image))];
  const newest = releases.at(-1);
  if (newest !== undefined && images.length === 1) return newest.tag;
  throw new FactoryError(newest === undefined ? 'not-found' : 'usage', {
    subject: `${store.label}@${LATEST}`,
    found: newest === undefined ? 'no release' : `releases of several images: ${images.join(', ')}`,
    expected: newest === undefined ? 'a release that this program made' : 'releases of one image',
    next: newest === undefined ? 'publish one' : 'name the tag',
  });
}

async function isFolder(place: string): Promise<boolean> {
  return (await stat(place).catch(() => null))?.isDirectory() ?? false;
}

function noTag(text: string): FactoryError {
  return new FactoryError('usage', {
    subject: text,
    found: 'no folder, and no tag after an "@"',
    expected: 'github:OWNER/REPO@TAG, FOLDER@TAG, a release folder or https://HOST/PATH/',
  });
}
