/** The contents that only one of two sources has, and which change brings or takes each of them. */

import type { Change } from './diff.js';
import type { ChangedFile } from './diff-files.js';
import type { BlobLine, Manifest, ManifestBlob, ManifestFile } from './types.js';

/** Bytes. */
export interface Download {
  readonly bytes: number;
  /** As they are stored; null where the source is no archive, or gives a content no size of its own. */
  readonly stored: number | null;
}

/** Contents that one of two sources has and the other has not. */
export interface OwnContents {
  readonly bySha1: ReadonlyMap<string, ManifestBlob>;
  readonly sums: ContentCount;
}

export interface ContentCount extends Download {
  /** Each once. */
  readonly contents: number;
}

/** By SHA-1, what differs between two sources; the rest is known to be in both. */
export interface Candidates {
  readonly from: Set<string>;
  readonly to: Set<string>;
}

export async function findOwnContents(
  from: Manifest,
  to: Manifest,
  candidates: Candidates,
): Promise<{ readonly from: OwnContents; readonly to: OwnContents }> {
  const fresh = new Set(candidates.to);
  const gone = new Map<string, ManifestBlob>();
  const prefixes = new Prefixes([candidates.from, candidates.to]);
  for await (const batch of blobsOf(from, prefixes)) {
    for (const line of batch) {
      const { sha1 } = line;
      fresh.delete(sha1);
      if (candidates.from.has(sha1)) gone.set(sha1, line.read());
    }
  }
  const came = new Map<string, ManifestBlob>();
  for await (const batch of blobsOf(to, prefixes)) {
    for (const line of batch) {
      const { sha1 } = line;
      gone.delete(sha1);
      if (fresh.has(sha1)) came.set(sha1, line.read());
    }
  }
  return { from: ownContents(from, gone), to: ownContents(to, came) };
}

const PREFIX_DIGITS = 5;

/** The first five digits of a SHA-1 that begins at `at`, as a number. */
export function prefixOf(text: string, at: number): number {
  let prefix = 0;
  for (let digit = at; digit < at + PREFIX_DIGITS; digit++) {
    const unit = text.charCodeAt(digit);
    // "0" to "9", "a" to "f"
    prefix = prefix * 16 + (unit < 0x3a ? unit - 0x30 : unit - 0x57);
  }
  return prefix & PREFIX_MASK;
}

const PREFIX_MASK = 16 ** PREFIX_DIGITS - 1;

/** Says of nearly every SHA-1 that is in none of the sets, without a look into them, that it is not. */
class Prefixes {
  readonly #known = new Uint8Array(PREFIX_MASK + 1);

  constructor(sets: readonly ReadonlySet<string>[]) {
    for (const set of sets) for (const sha1 of set) this.#known[prefixOf(sha1, 0)] = 1;
  }

  has(prefix: number): boolean {
    return this.#known[prefix] === 1;
  }
}

function ownContents({ facts }: Manifest, bySha1: ReadonlyMap<string, ManifestBlob>): OwnContents {
  let bytes = 0;
  let stored: number | null = facts.archive === undefined && bySha1.size === 0 ? null : 0;
  for (const blob of bySha1.values()) {
    bytes += blob.size;
    // A solid resource gives no size of its own to a content.
    stored = stored === null || blob.stored === undefined ? null : stored + blob.stored;
  }
  return { bySha1, sums: { contents: bySha1.size, bytes, stored } };
}

async function* blobsOf(manifest: Manifest, prefixes: Prefixes): AsyncGenerator<readonly BlobLine[]> {
  if (manifest.lines !== undefined) {
    yield* manifest.lines.blobs((prefix) => prefixes.has(prefix));
    return;
  }
  for await (const blob of manifest.blobs()) {
    const { sha1 } = blob;
    if (prefixes.has(prefixOf(sha1, 0))) yield [{ sha1, subject: manifest.label, read: () => blob }];
  }
}

/** The component store owns the files that other folders only have names of. */
const COMPONENT_STORE = /^\\Windows\\WinSxS\\/i;

/** What each change brings and takes: each content is told once, at its name in the component store, else at its first. */
export function tellContents(
  changes: readonly ChangedFile[],
  { from, to }: { readonly from: OwnContents; readonly to: OwnContents },
): readonly Change[] {
  const gone = shareOut(changes, from, ({ before }) => before);
  const came = shareOut(changes, to, ({ now }) => now);
  return changes.map((changed) => {
    const [download, left] = [came.get(changed), gone.get(changed)];
    if (download === undefined && left === undefined) return changed.change;
    return {
      ...changed.change,
      ...(download === undefined ? {} : { download }),
      ...(left === undefined ? {} : { gone: left }),
    };
  });
}

function shareOut(
  changes: readonly ChangedFile[],
  { bySha1, sums }: OwnContents,
  sideOf: (changed: ChangedFile) => ManifestFile | null,
): ReadonlyMap<ChangedFile, Download> {
  const left = new Map(bySha1);
  const shares = new Map<ChangedFile, Download>();
  const tell = (changed: ChangedFile, file: ManifestFile): void => {
    let bytes = 0;
    let stored = sums.stored === null ? null : 0;
    for (const sha1 of contentsOf(file)) {
      const blob = left.get(sha1);
      if (blob === undefined) continue;
      left.delete(sha1);
      bytes += blob.size;
      if (stored !== null) stored += blob.stored ?? 0;
    }
    if (bytes > 0) shares.set(changed, { bytes, stored });
  };
  for (const inStore of [true, false]) {
    for (const changed of changes) {
      const file = sideOf(changed);
      if (file !== null && COMPONENT_STORE.test(file.path) === inStore) tell(changed, file);
    }
  }
  return shares;
}

/** All that a file of that kind holds, by SHA-1. */
export function contentsOf({ sha1, streams = [], reparse }: ManifestFile): string[] {
  return [sha1, reparse?.sha1, ...streams.map((stream) => stream.sha1)].filter((hash) => hash !== undefined);
}
