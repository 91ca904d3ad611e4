/**
 * Whether a manifest says the truth: the manifest of the same source is made anew with every byte read and hashed, and the
 * two are compared key by key. What only the build knew (name, version, creation time, inputs, level and encoder,
 * installed updates, what its base has too) is not compared, nor what only one of the two can say: a disk has no stored bytes and gives an image
 * no name, a directory of the host has no security descriptors.
 */

import { merge } from './merge.js';
import { manifestOfArchive, manifestOfTrees, type MadeManifest } from './make.js';
import { compareFiles } from './order.js';
import type { ImageInput } from './scan.js';
import { lacksOfBoth } from './lacks.js';
import type { Lack, Manifest, ManifestBlob, ManifestFacts, ManifestFile } from './types.js';
import { filetimeFromDate } from '../bytes/index.js';
import type { Reporter } from '../progress.js';
import type { WimArchive } from '../wim/index.js';

export interface ManifestProblem {
  /** "archive", "image 2", "blob 0a4d…", "image 1 \Windows\notepad.exe", with the key. */
  readonly subject: string;
  /** What the manifest says; null where it says nothing. */
  readonly said: string | null;
  /** What the source is; null where there is nothing. */
  readonly found: string | null;
}

export interface CheckOptions {
  readonly reporter: Reporter;
  /** More problems are counted, but not listed. Left out: 1000. */
  readonly limit?: number;
}

export interface CheckResult {
  /** The first `limit`. */
  readonly problems: readonly ManifestProblem[];
  /** Of all problems; 0 says that the manifest holds. */
  readonly count: number;
  readonly images: number;
  readonly files: number;
  /** Bytes of content that were read and hashed, each content once. */
  readonly bytes: number;
  /** What one of the two cannot say. */
  readonly notCompared: readonly Lack[];
}

/** Of the images, what every tree shows; what only an archive says; of the archive itself. */
const TREE_KEYS = ['index', 'files', 'directories', 'bytes'] as const;
const XML_KEYS = ['name', 'description', 'edition', 'architecture', 'build', 'languages'] as const;
const ARCHIVE_KEYS = ['guid', 'compression', 'chunkSize', 'parts'] as const;
/** Of a content in an archive. */
const STORED_KEYS = ['stored', 'storedHash', 'part', 'offset'] as const;
/** What of a file is not compared where a source cannot say it. */
const KEYS_OF_LACK: Readonly<Record<Lack, keyof ManifestFile>> = {
  attributes: 'attributes',
  security: 'security',
  shortNames: 'shortName',
  creationTimes: 'created',
  namedStreams: 'streams',
};

/**
 * @param source the archive, or the trees in the order of the images
 * @throws what reading either throws: a source that cannot be read at all is an error, not a problem
 */
export async function checkManifest(
  manifest: Manifest,
  source: WimArchive | readonly ImageInput[],
  { reporter, limit = 1000 }: CheckOptions,
): Promise<CheckResult> {
  const options = {
    name: manifest.facts.name,
    created: filetimeFromDate(new Date(0)),
    reporter,
    hashAll: true,
  };
  const made = isTrees(source)
    ? await manifestOfTrees(source, options)
    : await manifestOfArchive(source, options);
  const problems: ManifestProblem[] = [];
  let count = 0;
  for await (const problem of differences(manifest, made)) {
    reporter.signal.throwIfAborted();
    if (count++ < limit) problems.push(problem);
  }
  const { images, savings } = made.facts;
  const files = images.reduce((sum, image) => sum + image.files + image.directories, 0);
  const notCompared = lacksOfBoth(manifest.facts, made.facts);
  return { problems, count, images: images.length, files, bytes: savings.unique, notCompared };
}

function isTrees(source: WimArchive | readonly ImageInput[]): source is readonly ImageInput[] {
  return Array.isArray(source);
}

async function* differences(manifest: Manifest, made: MadeManifest): AsyncGenerator<ManifestProblem> {
  for (const { subject, said, found } of made.wrong) yield { subject: `${subject}: sha1`, said, found };
  const archives = [manifest, made].filter(({ facts }) => facts.archive !== undefined).length;
  const lacks = lacksOfBoth(manifest.facts, made.facts);
  // Contents and sums are those of all streams.
  const sums = !lacks.includes('namedStreams');
  yield* compareFacts(manifest.facts, made.facts, archives, sums);
  if (sums) yield* compareBlobs(manifest, made, archives === 1 ? STORED_KEYS : []);
  const omitted = lacks.map((lack) => KEYS_OF_LACK[lack]);
  for await (const [said, found] of merge(manifest.files(), made.files(), compareFiles)) {
    const { image, path } = said ?? found ?? { image: 0, path: '' };
    yield* compareRecords(`image ${image} ${path}`, said, found, omitted);
  }
}

function* compareFacts(
  said: ManifestFacts,
  found: ManifestFacts,
  archives: number,
  sums: boolean,
): Generator<ManifestProblem> {
  if (said.archive !== undefined && found.archive !== undefined) {
    yield* compareRecords('archive', pick(said.archive, ARCHIVE_KEYS), pick(found.archive, ARCHIVE_KEYS));
  }
  const imageKeys = [
    ...TREE_KEYS.filter((key) => sums || key !== 'bytes'),
    ...(archives === 2 ? XML_KEYS : []),
  ];
  for (let at = 0; at < Math.max(said.images.length, found.images.length); at++) {
    const [a, b] = [said.images[at], found.images[at]];
    yield* compareRecords(
      `image ${at + 1}`,
      a === undefined ? null : pick(a, imageKeys),
      b === undefined ? null : pick(b, imageKeys),
    );
  }
  if (!sums) return;
  const omitted = archives === 1 ? ['betweenReleases', 'stored'] : ['betweenReleases'];
  yield* compareRecords('savings', said.savings, found.savings, omitted);
}

async function* compareBlobs(
  manifest: Manifest,
  made: Manifest,
  omitted: readonly string[],
): AsyncGenerator<ManifestProblem> {
  const unseen = new Map<string, ManifestBlob>();
  for await (const blob of made.blobs()) unseen.set(blob.sha1, blob);
  for await (const blob of manifest.blobs()) {
    yield* compareRecords(`blob ${blob.sha1}`, blob, unseen.get(blob.sha1) ?? null, omitted);
    unseen.delete(blob.sha1);
  }
  for (const blob of unseen.values()) yield* compareRecords(`blob ${blob.sha1}`, null, blob);
}

/** A problem for each key that differs, or one for the whole where one side has none. */
function* compareRecords(
  subject: string,
  said: object | null,
  found: object | null,
  omitted: readonly string[] = [],
): Generator<ManifestProblem> {
  if (said === null || found === null) {
    const [a, b] = [said, found].map((record) => (record === null ? null : 'there'));
    if (a !== b) yield { subject, said: a ?? null, found: b ?? null };
    return;
  }
  for (const key of new Set([...Object.keys(said), ...Object.keys(found)])) {
    if (omitted.includes(key)) continue;
    const [a, b] = [said, found].map((record) => text((record as Record<string, unknown>)[key]));
    if (a !== b) yield { subject: `${subject}: ${key}`, said: a ?? null, found: b ?? null };
  }
}

function text(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function pick<T extends object>(record: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => keys.includes(key as keyof T)),
  ) as Partial<T>;
}
