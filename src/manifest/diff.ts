/**
 * What changed between two sources: any two of manifest, archive, disk and directory.
 *
 * A changed time alone is no change by default: servicing touches far more files than it changes, and a WIM ships their times in
 * its metadata for nothing. What one of the two sources cannot say is not compared.
 */

import { foldCase } from '../tree/index.js';
import { DEFAULT_ATTRIBUTES } from './schema.js';
import { lacksOfBoth } from './lacks.js';
import { merge } from './merge.js';
import { comparePaths } from './order.js';
import type { Lack, Manifest, ManifestFile, ManifestImage } from './types.js';

export interface DiffOptions {
  /** Whether a difference in times alone counts as a change of metadata. Left out: false. */
  readonly times?: boolean;
}

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'metadata';
export type MetadataKind = 'attributes' | 'security' | 'shortName' | 'created' | 'modified';

export interface Change {
  readonly kind: ChangeKind;
  /** By name where both sources have several, else ''. */
  readonly image: string;
  readonly path: string;
  /** Of what was moved: where it was. */
  readonly from?: string;
  readonly directory: boolean;
  /** Bytes of all its streams. */
  readonly size: number;
  /** Of what was changed: before. */
  readonly oldSize?: number;
  /** What else differs, for `metadata` and `moved`. */
  readonly metadata?: readonly MetadataKind[];
}

export interface ChangeCount {
  /** Files and directories. */
  readonly entries: number;
  /** Of their contents. */
  readonly bytes: number;
}

export interface Diff {
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<ChangeKind | 'unchanged', ChangeCount>>;
  /** Contents that `to` has and `from` has not: what a consumer of `from` must download. */
  readonly newContents: {
    readonly contents: number;
    readonly bytes: number;
    /** As they are stored; null where `to` is no archive. */
    readonly stored: number | null;
  };
  /** Kinds of metadata that one of the two cannot say. */
  readonly notCompared: readonly Lack[];
  /** By image and path. */
  readonly changes: readonly Change[];
}

type Pair = readonly [ManifestImage | null, ManifestImage | null];

export async function diffManifests(from: Manifest, to: Manifest, options: DiffOptions = {}): Promise<Diff> {
  const pairs = pairImages(from.facts.images, to.facts.images);
  const notCompared = lacksOfBoth(from.facts, to.facts);
  const changes: Change[] = [];
  const unchanged = none();
  for (const pair of pairs) {
    const image = pairs.length > 1 ? ((pair[1] ?? pair[0])?.name ?? '') : '';
    changes.push(...(await diffImage(from, to, pair, image, { ...options, notCompared }, unchanged)));
  }
  return {
    from: from.label,
    to: to.label,
    counts: { ...count(changes), unchanged },
    newContents: await findNewContents(from, to),
    notCompared,
    changes,
  };
}

/** By name; two single images are a pair whatever their names. */
function pairImages(from: readonly ManifestImage[], to: readonly ManifestImage[]): Pair[] {
  if (from.length === 1 && to.length === 1) return [[from[0] ?? null, to[0] ?? null]];
  const pairs: Pair[] = to.map((image) => [from.find(({ name }) => name === image.name) ?? null, image]);
  const removed = from.filter(({ name }) => !to.some((image) => image.name === name));
  return [...pairs, ...removed.map((image): Pair => [image, null])];
}

interface Rules extends DiffOptions {
  readonly notCompared: readonly Lack[];
}

async function diffImage(
  from: Manifest,
  to: Manifest,
  [imageFrom, imageTo]: Pair,
  image: string,
  rules: Rules,
  unchanged: { entries: number; bytes: number },
): Promise<Change[]> {
  const changes: Change[] = [];
  const removed: ManifestFile[] = [];
  const added: ManifestFile[] = [];
  for await (const [a, b] of merge(filesOf(from, imageFrom), filesOf(to, imageTo), byPath)) {
    if (a === null) {
      added.push(b);
      continue;
    }
    if (b === null) {
      removed.push(a);
      continue;
    }
    const change = compare(a, b, image, rules);
    if (change === null) {
      unchanged.entries++;
      unchanged.bytes += sizeOf(b);
    } else {
      changes.push(change);
    }
  }
  changes.push(...describeMoves(removed, added, image, rules));
  return changes.toSorted((a, b) => comparePaths(a.path, b.path));
}

function byPath(a: ManifestFile, b: ManifestFile): number {
  return comparePaths(a.path, b.path);
}

async function* filesOf(manifest: Manifest, image: ManifestImage | null): AsyncGenerator<ManifestFile> {
  if (image === null) return;
  for await (const file of manifest.files()) {
    if (file.image > image.index) return;
    if (file.image === image.index) yield file;
  }
}

function compare(a: ManifestFile, b: ManifestFile, image: string, rules: Rules): Change | null {
  const base = { image, path: b.path, directory: isDirectory(b), size: sizeOf(b) };
  if (contentOf(a, rules) !== contentOf(b, rules)) return { kind: 'changed', ...base, oldSize: sizeOf(a) };
  const metadata = differingMetadata(a, b, rules);
  return metadata.length === 0 ? null : { kind: 'metadata', ...base, metadata };
}

/** A file that went and one that came with the same content are one that was moved. */
function* describeMoves(
  removed: readonly ManifestFile[],
  added: readonly ManifestFile[],
  image: string,
  rules: Rules,
): Generator<Change> {
  const sources = findSources(removed, added, rules);
  for (const file of added) {
    const base = { image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
    const source = sources.get(file);
    if (source === undefined) {
      yield { kind: 'added', ...base };
      continue;
    }
    const metadata = differingMetadata(source, file, rules);
    yield { kind: 'moved', ...base, from: source.path, ...(metadata.length === 0 ? {} : { metadata }) };
  }
  const moved = new Set(sources.values());
  for (const file of removed) {
    if (moved.has(file)) continue;
    yield { kind: 'removed', image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
  }
}

/** Where each moved file was. Files of the same name are paired first, as when a directory was renamed. */
function findSources(
  removed: readonly ManifestFile[],
  added: readonly ManifestFile[],
  rules: Rules,
): Map<ManifestFile, ManifestFile> {
  const sources = new Map<ManifestFile, ManifestFile>();
  const taken = new Set<ManifestFile>();
  const keys = [
    (file: ManifestFile) => `${contentOf(file, rules)}${nameOf(file)}`,
    (file: ManifestFile) => contentOf(file, rules),
  ];
  for (const keyOf of keys) {
    const gone = new Map<string, ManifestFile[]>();
    // From the end, so that the first of several is taken first.
    for (const file of withContent(removed).toReversed()) {
      if (taken.has(file)) continue;
      const key = keyOf(file);
      const files = gone.get(key);
      if (files === undefined) gone.set(key, [file]);
      else files.push(file);
    }
    for (const file of withContent(added)) {
      const source = sources.has(file) ? undefined : gone.get(keyOf(file))?.pop();
      if (source === undefined) continue;
      sources.set(file, source);
      taken.add(source);
    }
  }
  return sources;
}

function withContent(files: readonly ManifestFile[]): ManifestFile[] {
  return files.filter(({ sha1 }) => sha1 !== undefined);
}

function nameOf({ path }: ManifestFile): string {
  return foldCase(path.slice(path.lastIndexOf('\\') + 1));
}

/** All that a reader of the file gets: its kind, its streams, where it points. */
function contentOf(file: ManifestFile, { notCompared }: Rules): string {
  const streams = notCompared.includes('namedStreams') ? [] : (file.streams ?? []);
  const { tag, target, sha1 } = file.reparse ?? {};
  return JSON.stringify([isDirectory(file), file.sha1, streams, tag, target ?? sha1]);
}

function differingMetadata(
  a: ManifestFile,
  b: ManifestFile,
  { times = false, notCompared }: Rules,
): MetadataKind[] {
  const can = (lack: Lack): boolean => !notCompared.includes(lack);
  const differs = {
    attributes:
      can('attributes') && (a.attributes ?? DEFAULT_ATTRIBUTES) !== (b.attributes ?? DEFAULT_ATTRIBUTES),
    security: can('security') && a.security !== b.security,
    shortName: can('shortNames') && a.shortName !== b.shortName,
    created: times && can('creationTimes') && (a.created ?? a.modified) !== (b.created ?? b.modified),
    modified: times && a.modified !== b.modified,
  };
  return (Object.keys(differs) as MetadataKind[]).filter((kind) => differs[kind]);
}

function isDirectory({ attributes = DEFAULT_ATTRIBUTES }: ManifestFile): boolean {
  return attributes.includes('D');
}

function sizeOf({ size = 0, streams = [] }: ManifestFile): number {
  return streams.reduce((sum, stream) => sum + stream.size, size);
}

function count(changes: readonly Change[]): Record<ChangeKind, ChangeCount> {
  const counts = { added: none(), removed: none(), changed: none(), moved: none(), metadata: none() };
  for (const { kind, size } of changes) {
    counts[kind].entries++;
    counts[kind].bytes += size;
  }
  return counts;
}

function none(): { entries: number; bytes: number } {
  return { entries: 0, bytes: 0 };
}

async function findNewContents(from: Manifest, to: Manifest): Promise<Diff['newContents']> {
  const known = new Set<string>();
  for await (const { sha1 } of from.blobs()) known.add(sha1);
  const sums = { contents: 0, bytes: 0 };
  let stored: number | null = to.facts.archive === undefined ? null : 0;
  for await (const blob of to.blobs()) {
    if (known.has(blob.sha1)) continue;
    sums.contents++;
    sums.bytes += blob.size;
    // A solid resource gives no size of its own to a content.
    stored = stored === null || blob.stored === undefined ? null : stored + blob.stored;
  }
  return { ...sums, stored };
}
