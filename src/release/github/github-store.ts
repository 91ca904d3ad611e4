/** A store that is the releases of a GitHub repository. */

import { createHash, randomUUID } from 'node:crypto';
import { FactoryError } from '../../errors.js';
import { writeOutput } from '../../output.js';
import type { Reporter } from '../../progress.js';
import { contentsOf } from '../content.js';
import { TransientError } from '../http/index.js';
import { CHANGES_NAME, isReleaseName, MANIFEST_NAME, SUMS_NAME } from '../names.js';
import type { NewRelease, Put, PutOptions, Store, StoredRelease } from '../store.js';
import { MAX_SUMS, parseSums } from '../sums.js';
import { takenTag } from '../taken-tag.js';
import { readsAs, type GitHubApi } from './api.js';
import { fillDraft, openDraft, removeAll } from './draft.js';
import { isBurnt, noToken } from './failures.js';
import { bodyOf, markerOf, readMarker } from './marker.js';
import { COUNT_LIMIT, FILE_LIMIT, type GitHubAsset, type GitHubRelease } from './types.js';

/** @param commitsOf whether commits of builds here are commits of that repository */
export function githubStore(api: GitHubApi, commitsOf: boolean): Store {
  return {
    label: api.subject,
    fileLimit: FILE_LIMIT,
    countLimit: COUNT_LIMIT,
    async check(reporter) {
      checkToken(api);
      await api.checkRepository(reporter);
    },
    async list(reporter) {
      const releases = (await api.releases(reporter)).filter(({ draft }) => !draft);
      return releases.map(storedRelease).toSorted(byTime);
    },
    async put(release, options) {
      checkToken(api);
      checkTag(release.tag);
      const target = commitsOf ? release.commit : null;
      return putOnGitHub(api, release, target, options);
    },
    save: async (release, name, target, reporter) => save(api, release, name, target, reporter),
    async remove({ tag }, reporter) {
      const ours = (await api.releases(reporter)).find(
        (release) => !release.draft && release.tag_name === tag && imageOf(release) !== null,
      );
      if (ours !== undefined) await api.deleteRelease(ours.id, `Removing the release ${tag}`, reporter);
    },
  };
}

async function putOnGitHub(
  api: GitHubApi,
  release: NewRelease,
  target: string | null,
  options: PutOptions,
): Promise<Put> {
  const { tag, title } = release;
  const { reporter } = options;
  const known = await api.releases(reporter);
  const published = known.find(({ draft, tag_name: name }) => !draft && name === tag);
  if (published !== undefined) return settled(api, published, release, options);
  const run = randomUUID();
  const draft = await openDraft(api, { ...release, run, target }, known, reporter);
  if (!draft.draft) return settled(api, draft, release, options);
  const filled = await fillDraft(api, { ...draft, run }, contentsOf(release.files), options);
  const values = { tag_name: tag, name: title, body: bodyOf(release), draft: false };
  try {
    const done = await api.changeRelease(draft.id, values, `Publishing ${tag}`, reporter);
    return { location: done.html_url, changed: true, ...filled };
  } catch (error) {
    if (!(error instanceof FactoryError) || error.code !== 'exists') throw error;
    const other = await api.releaseOf(tag, reporter);
    if (other === null) {
      if (isBurnt(error)) await removeAll(api, [draft], reporter);
      throw error;
    }
    const put = await settled(api, other, release, options);
    await removeAll(api, [draft], reporter);
    return put;
  }
}

/** A release that is out is this one, or it is in the way. */
async function settled(
  api: GitHubApi,
  published: GitHubRelease,
  release: NewRelease,
  options: PutOptions,
): Promise<Put> {
  const found = await differenceOf(api, published, release, options);
  if (found === null) {
    const kept = release.files.map(({ name }) => name);
    return { location: published.html_url, changed: false, uploaded: [], kept };
  }
  const immutable = published.immutable === true ? ', which is immutable' : '';
  throw takenTag(`${api.subject}@${release.tag}`, release, imageOf(published), `${immutable}: ${found}`);
}

/** @returns how it differs, or null. What follows from other releases is not compared. */
async function differenceOf(
  api: GitHubApi,
  published: GitHubRelease,
  release: NewRelease,
  { verify, reporter }: PutOptions,
): Promise<string | null> {
  const assets = await api.assets(published, reporter);
  const says = readMarker(published.body)?.content === markerOf(release).content;
  for (const { name, size, sha256 } of release.files.filter((file) => file.name !== CHANGES_NAME)) {
    const asset = assets.find((candidate) => candidate.name === name);
    if (asset === undefined) return `it has no ${name}`;
    if (asset.size !== size) return `its ${name} has ${asset.size} bytes, not ${size}`;
    const isSame =
      typeof asset.digest === 'string'
        ? asset.digest === `sha256:${sha256}`
        : verify
          ? await readsAs(api, asset, sha256, reporter)
          : says;
    if (!isSame) return `its ${name} is another`;
  }
  const own = new Set([SUMS_NAME, CHANGES_NAME, ...release.files.map(({ name }) => name)]);
  const more = assets.find(({ name }) => isReleaseName(name) && !own.has(name));
  return more === undefined ? null : `it has ${more.name} too`;
}

async function save(
  api: GitHubApi,
  { tag }: StoredRelease,
  name: string,
  target: string,
  reporter: Reporter,
): Promise<void> {
  const release = (await api.releases(reporter)).find(({ draft, tag_name: own }) => !draft && own === tag);
  const assets = release === undefined ? [] : await api.assets(release, reporter);
  const asset = assets.find((candidate) => candidate.name === name);
  if (asset === undefined) {
    throw new FactoryError('not-found', {
      subject: `${api.subject}@${tag}`,
      found: `no ${name}`,
      expected: 'a release that this program made',
    });
  }
  const expected = asset.digest ?? (await listedDigest(api, assets, name, reporter));
  await writeOutput(target, (handle) =>
    api.download(
      asset,
      async (pieces) => {
        await handle.truncate();
        const hash = createHash('sha256');
        let size = 0;
        for await (const piece of pieces) {
          await handle.write(piece, 0, piece.length, size);
          hash.update(piece);
          size += piece.length;
        }
        const found = `sha256:${hash.digest('hex')}`;
        if (size === asset.size && (expected ?? found) === found) return;
        throw new TransientError(`${name} came as ${size} bytes with ${found}, not as it was published`);
      },
      reporter,
    ),
  );
}

/** What the list of the release says of a file where GitHub does not; null where that says nothing either. */
async function listedDigest(
  api: GitHubApi,
  assets: readonly GitHubAsset[],
  name: string,
  reporter: Reporter,
): Promise<string | null> {
  const list = assets.find((asset) => asset.name === SUMS_NAME);
  if (list === undefined || name === SUMS_NAME || list.size > MAX_SUMS) return null;
  const text = await api.download(list, textOf, reporter);
  const sha256 = parseSums(text, `${api.subject}: ${SUMS_NAME}`).get(name);
  return sha256 === undefined ? null : `sha256:${sha256}`;
}

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

function storedRelease(release: GitHubRelease): StoredRelease {
  return {
    tag: release.tag_name,
    published: new Date(release.published_at ?? 0),
    image: imageOf(release),
    location: release.html_url,
  };
}

/** Only what says that we made it, and looks so. */
function imageOf({ body, assets }: GitHubRelease): string | null {
  const has = (name: string): boolean => assets.some((asset) => asset.name === name);
  return has(SUMS_NAME) && has(MANIFEST_NAME) ? (readMarker(body)?.image ?? null) : null;
}

function byTime(a: StoredRelease, b: StoredRelease): number {
  return a.published.getTime() - b.published.getTime() || (a.tag < b.tag ? -1 : 1);
}

function checkToken({ token, subject }: GitHubApi): void {
  if (token !== null) return;
  throw new FactoryError('permission', {
    subject,
    found: 'no token',
    expected: 'one with the right to write releases',
    next: `${noToken('write')}; or publish to a folder: --to FOLDER`,
  });
}

/** What Git takes as a tag's name and GitHub as a part of an address. */
function checkTag(tag: string): void {
  const isGood =
    /^[A-Za-z0-9][A-Za-z0-9._+/-]{0,199}$/.test(tag) && !/\.\.|\/[/.]|\.lock(\/|$)|[./]$/.test(tag);
  if (isGood) return;
  throw new FactoryError('usage', {
    subject: `tag "${tag}"`,
    found: 'a tag that Git or a store does not take',
    expected: 'letters, digits, ".", "_", "+", "-" and "/", beginning with a letter or digit',
  });
}
