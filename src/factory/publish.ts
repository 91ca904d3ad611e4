/** A release goes into a store: with what changed since the one before, and older ones removed where the user wants that. */

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countOf, formatBytes, formatCount } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { diffManifests, readManifest, type Manifest } from '../manifest/index.js';
import type { Reporter } from '../progress.js';
import {
  ATTESTATION_NAME,
  CHANGES_NAME,
  checkCoverage,
  hashFile,
  MANIFEST_NAME,
  readRelease,
  SUMS_NAME,
  type Put,
  type ReleaseFile,
  type Store,
  type StoredRelease,
} from '../release/index.js';
import { renderReleaseNotes, sharedContents, type NotesInput, type SharedContents } from '../report/index.js';
import { namesIn } from './parts.js';

export interface Published extends Put {
  readonly tag: string;
  /** Tags of older releases that were removed. */
  readonly removed: readonly string[];
}

export interface PublishOptions {
  readonly tag: string;
  /** How many releases of this image stay; null: all. */
  readonly keep: number | null;
  /** Read back what the store does not say the SHA-256 of. */
  readonly verify: boolean;
  /** A Sigstore bundle over the release's SHA256SUMS, which goes into it; left out: the one that lies in the folder. */
  readonly attestation?: string;
  readonly reporter: Reporter;
}

/**
 * Publishes a release folder as it is. What changed is added where the folder does not say it, but not to one that is
 * attested.
 *
 * @throws not-found, damaged where it is no release; unsupported where a file is too large; what the store throws
 */
export async function publishFolder(
  folder: string,
  store: Store,
  options: PublishOptions,
): Promise<Published> {
  const { reporter, tag } = options;
  const files = [...(await readRelease(folder, reporter))];
  const fileOf = (name: string) => files.find((file) => file.name === name)?.path;
  const manifestFile = fileOf(MANIFEST_NAME);
  if (manifestFile === undefined) throw noManifest(folder);
  const manifest = await readManifest(manifestFile);
  await checkLimits(files, manifest, store);
  await store.check(reporter);
  const temporary = await mkdtemp(path.join(tmpdir(), 'image-factory-publish-'));
  try {
    const changes = fileOf(CHANGES_NAME);
    const notes =
      changes === undefined
        ? await writeNotes(manifest, store, tag, temporary, reporter)
        : { text: await readFile(changes, 'utf8'), file: null };
    const attestation =
      options.attestation === undefined
        ? await attestationIn(folder, reporter)
        : await attestationOf(options.attestation, files, reporter);
    if (attestation !== null && fileOf(ATTESTATION_NAME) === undefined) files.push(attestation);
    if (notes.file !== null && fileOf(ATTESTATION_NAME) === undefined) files.push(notes.file);
    return await publishFiles(files, manifest, notes.text, store, options);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** One that was made of the folder's SHA256SUMS, which therefore does not list it; null where there is none. */
async function attestationIn(folder: string, reporter: Reporter): Promise<ReleaseFile | null> {
  const file = path.join(folder, ATTESTATION_NAME);
  if ((await stat(file).catch(() => null)) === null) return null;
  return { name: ATTESTATION_NAME, path: file, ...(await hashFile(file, reporter)) };
}

async function attestationOf(
  file: string,
  files: readonly ReleaseFile[],
  reporter: Reporter,
): Promise<ReleaseFile> {
  await checkCoverage(file, new Map(files.map(({ name, sha256 }) => [name, sha256])));
  return { name: ATTESTATION_NAME, path: file, ...(await hashFile(file, reporter)) };
}

/** @param files without SHA256SUMS */
export async function publishFiles(
  files: readonly ReleaseFile[],
  manifest: Manifest,
  notes: string,
  store: Store,
  { tag, keep, verify, reporter }: PublishOptions,
): Promise<Published> {
  await checkLimits(files, manifest, store);
  const { facts } = manifest;
  const title = `${facts.name} ${facts.version ?? ''}`.trim();
  const commit = facts.inputs?.commit ?? null;
  const release = { tag, image: facts.name, title, files, notes, commit };
  const put = await store.put(release, { verify, reporter });
  const removed = keep === null ? [] : await removeOlder(store, facts.name, tag, keep, reporter);
  return { ...put, tag, removed };
}

export interface Notes {
  readonly text: string;
  /** `changes.md` with that text. */
  readonly file: ReleaseFile | null;
}

/**
 * @param folder where files may be made; they are the caller's to remove
 * @returns with what the release before has too; null where there is none, or it cannot be read
 */
export async function writeNotes(
  manifest: Manifest,
  store: Store,
  tag: string,
  folder: string,
  reporter: Reporter,
): Promise<Notes & { readonly file: ReleaseFile; readonly shared: SharedContents | null }> {
  const { facts } = manifest;
  const before = previousOf(await store.list(reporter), facts.name, tag);
  const previous = before === null ? null : await compare(before, manifest, store, folder, reporter);
  const text = renderReleaseNotes({ facts, previous });
  const diff = previous?.diff ?? null;
  const shared = previous === null || diff === null ? null : sharedContents(previous.tag, facts, diff);
  const target = path.join(folder, CHANGES_NAME);
  await writeFile(target, text);
  return { text, shared, file: { name: CHANGES_NAME, path: target, ...(await hashFile(target, reporter)) } };
}

/** An older release that cannot be read any more is told, and stops no newer one. */
async function compare(
  before: StoredRelease,
  manifest: Manifest,
  store: Store,
  folder: string,
  reporter: Reporter,
): Promise<NonNullable<NotesInput['previous']>> {
  const file = path.join(folder, 'previous.json');
  const { tag } = before;
  try {
    await store.save(before, MANIFEST_NAME, file, reporter);
    const old = await readManifest(file);
    return { tag, facts: old.facts, diff: await diffManifests(old, manifest) };
  } catch (error) {
    const isOld =
      error instanceof FactoryError && ['damaged', 'unsupported', 'not-found'].includes(error.code);
    if (!isOld) throw error;
    reporter.warn(`${store.label}@${tag}: what changed since then cannot be said: ${error.message}`);
    return { tag, facts: null, diff: null };
  } finally {
    await rm(file, { force: true });
  }
}

/** The newest of this image that was there before the release of this tag. */
export function previousOf(
  releases: readonly StoredRelease[],
  image: string,
  tag: string,
): StoredRelease | null {
  const own = releases.findIndex((release) => release.tag === tag);
  const before = own === -1 ? releases : releases.slice(0, own);
  return before.findLast((release) => release.image === image) ?? null;
}

/** What could not be removed is told: the release itself is out. */
async function removeOlder(
  store: Store,
  image: string,
  tag: string,
  keep: number,
  reporter: Reporter,
): Promise<string[]> {
  const ours = (await store.list(reporter)).filter((release) => release.image === image);
  const removed: string[] = [];
  for (const release of ours.slice(0, Math.max(ours.length - keep, 0))) {
    if (release.tag === tag || release === ours.at(-1)) continue;
    try {
      await store.remove(release, reporter);
      removed.push(release.tag);
      reporter.info(`${store.label}@${release.tag}: removed, as release.keep is ${keep}`);
    } catch (error) {
      reporter.signal.throwIfAborted();
      if (!(error instanceof FactoryError)) throw error;
      reporter.warn(`${store.label}@${release.tag}: not removed: ${error.message}`);
    }
  }
  return removed;
}

/** @throws unsupported, with the files of the image that are why a part cannot be smaller */
async function checkLimits(
  files: readonly ReleaseFile[],
  manifest: Manifest,
  { fileLimit, countLimit, label }: Store,
): Promise<void> {
  // SHA256SUMS and the list of changes come on top.
  const count = new Set([...files.map(({ name }) => name), SUMS_NAME, CHANGES_NAME]).size;
  if (countLimit !== null && count > countLimit) {
    throw new FactoryError('unsupported', {
      subject: label,
      found: `${countOf(count, 'file')}, more than it takes of a release`,
      expected: `at most ${formatCount(countLimit)}`,
      next: 'build with larger parts, "release: { split: 1900 MiB }", or publish to a folder',
    });
  }
  const large = fileLimit === null ? [] : files.filter(({ size }) => size > fileLimit);
  if (fileLimit === null || large.length === 0) return;
  const list = large.map(({ path: file, size }) => `${file} (${formatBytes(size)})`).join(', ');
  const contents = await namesOfLarge(manifest, fileLimit);
  throw new FactoryError('unsupported', {
    subject: label,
    found: `${countOf(large.length, 'file')} too large for it: ${list}${contents === '' ? '' : `; a content cannot be cut, and ${contents}`}`,
    expected: `at most ${formatBytes(fileLimit)} each`,
    next:
      contents === ''
        ? 'build with "release: { split: 1900 MiB }", or publish to a folder'
        : 'leave the file out of the image with capture.exclude, have it installed after deployment, or publish to a folder',
  });
}

/** Of the contents that alone are larger than `limit`; '' where there is none. */
async function namesOfLarge(manifest: Manifest, limit: number): Promise<string> {
  const large = new Set<string>();
  for await (const { sha1, size, stored = size } of manifest.blobs()) if (stored > limit) large.add(sha1);
  if (large.size === 0) return '';
  const names = new Set<string>();
  for await (const { path: file, sha1 = '', streams = [] } of manifest.files()) {
    if ([sha1, ...streams.map((stream) => stream.sha1 ?? '')].some((one) => large.has(one))) names.add(file);
  }
  return namesIn([...names]);
}

function noManifest(subject: string): FactoryError {
  return new FactoryError('damaged', {
    subject,
    found: `no ${MANIFEST_NAME} in its list of files`,
    expected: 'a release as "image-factory build" makes it',
    next: 'build it again',
  });
}
