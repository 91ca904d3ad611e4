/**
 * What changed between two sources: any two of manifest, archive, disk and directory.
 *
 * A changed time alone is no change by default: servicing touches far more files than it changes, and a WIM ships their times in
 * its metadata for nothing. What one of the two sources cannot say is not compared.
 */

import { compareFile, sizeOf, type ChangedFile, type Rules } from './diff-files.js';
import { describeMoves } from './diff-moves.js';
import {
  contentsOf,
  findOwnContents,
  tellContents,
  type Candidates,
  type ContentCount,
  type Download,
} from './downloads.js';
import { FileCursor } from './file-cursor.js';
import { lacksOfBoth } from './lacks.js';
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
  /** Contents that it brings and the older source lacks, each told at one change. Left out: none. */
  readonly download?: Download;
  /** The same, of contents that went with it. */
  readonly gone?: Download;
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
  readonly newContents: ContentCount;
  /** Contents that `from` has and `to` has not. */
  readonly goneContents: ContentCount;
  /** Kinds of metadata that one of the two cannot say. */
  readonly notCompared: readonly Lack[];
  /** By image and path. */
  readonly changes: readonly Change[];
}

type Pair = readonly [ManifestImage | null, ManifestImage | null];

export async function diffManifests(from: Manifest, to: Manifest, options: DiffOptions = {}): Promise<Diff> {
  const pairs = pairImages(from.facts.images, to.facts.images);
  const notCompared = lacksOfBoth(from.facts, to.facts);
  const candidates = { from: new Set<string>(), to: new Set<string>() };
  const changed: ChangedFile[] = [];
  const unchanged = none();
  for (const pair of pairs) {
    const image = pairs.length > 1 ? ((pair[1] ?? pair[0])?.name ?? '') : '';
    const rules = { ...options, notCompared };
    const found = await diffImage(from, to, pair, image, rules, unchanged, candidates);
    for (const change of found) changed.push(change);
  }
  const own = await findOwnContents(from, to, candidates);
  const changes = tellContents(changed, own);
  return {
    from: from.label,
    to: to.label,
    counts: { ...count(changes), unchanged },
    newContents: own.to.sums,
    goneContents: own.from.sums,
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

async function diffImage(
  from: Manifest,
  to: Manifest,
  [imageFrom, imageTo]: Pair,
  image: string,
  rules: Rules,
  unchanged: { entries: number; bytes: number },
  candidates: Candidates,
): Promise<ChangedFile[]> {
  const changes: ChangedFile[] = [];
  const removed: ManifestFile[] = [];
  const added: ManifestFile[] = [];
  const sameIndex = imageFrom?.index === imageTo?.index;
  const a = await cursorOf(from, imageFrom);
  const b = await cursorOf(to, imageTo);
  try {
    for (;;) {
      if (a.isDrained) await a.fill();
      if (b.isDrained) await b.fill();
      if (sameIndex && hasSameText(a, b) && isOfImage(b.text, imageTo)) {
        unchanged.entries++;
        unchanged.bytes += sizeIn(b.text);
        a.next();
        b.next();
        continue;
      }
      const [hasA, hasB] = [isIn(a, imageFrom), isIn(b, imageTo)];
      if (!hasA && !hasB) break;
      const order = !hasA ? 1 : !hasB ? -1 : comparePaths(a.file.path, b.file.path);
      if (order <= 0) for (const sha1 of contentsOf(a.file)) candidates.from.add(sha1);
      if (order >= 0) for (const sha1 of contentsOf(b.file)) candidates.to.add(sha1);
      if (order < 0) removed.push(a.file);
      else if (order > 0) added.push(b.file);
      else {
        const change = compareFile(a.file, b.file, image, rules);
        if (change === null) {
          unchanged.entries++;
          unchanged.bytes += sizeOf(b.file);
        } else {
          changes.push({ change, before: a.file, now: b.file });
        }
      }
      if (order <= 0) a.next();
      if (order >= 0) b.next();
    }
  } finally {
    await a.close();
    await b.close();
  }
  changes.push(...describeMoves(removed, added, image, rules));
  return changes.toSorted((one, other) => comparePaths(one.change.path, other.change.path));
}

/** Most lines of two months are the same: of those no more is read than what their sum needs. */
function hasSameText(a: FileCursor, b: FileCursor): boolean {
  return !a.isAtEnd && !b.isAtEnd && a.text !== '' && a.text === b.text;
}

function isOfImage(text: string, image: ManifestImage | null): boolean {
  return image !== null && text.startsWith(`{"image":${image.index},`);
}

const SIZE_KEY = '"size":';

/** What `sizeOf` gives for the file of a line. Within a string of JSON no quote stands as it is. */
function sizeIn(text: string): number {
  let sum = 0;
  for (let at = text.indexOf(SIZE_KEY); at >= 0; at = text.indexOf(SIZE_KEY, at + 1)) {
    sum += Number.parseInt(text.slice(at + SIZE_KEY.length, at + SIZE_KEY.length + MAX_DIGITS), 10);
  }
  return sum;
}

/** Of a safe integer. */
const MAX_DIGITS = 16;

/** At the first file of the image. */
async function cursorOf(manifest: Manifest, image: ManifestImage | null): Promise<FileCursor> {
  const cursor = FileCursor.of(manifest);
  for (;;) {
    if (cursor.isDrained) await cursor.fill();
    if (image === null || cursor.isAtEnd || cursor.file.image >= image.index) return cursor;
    cursor.next();
  }
}

function isIn(cursor: FileCursor, image: ManifestImage | null): boolean {
  return image !== null && !cursor.isAtEnd && cursor.file.image === image.index;
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
