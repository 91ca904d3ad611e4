/**
 * The changes of a diff as things that a Windows engineer knows by name: an update, a driver, an app, an assembly of the
 * component store. A thing is what one path says it belongs to; a new version of it is one change, not one thing that came
 * and another that went.
 */

import type { Change, ChangeKind, Download } from '../manifest/index.js';
import { placeOf, TITLES, type Place } from './change-places.js';

export interface GroupedThing {
  readonly name: string;
  /** That of its files where all have the same, else `changed`. */
  readonly kind: ChangeKind;
  /** Versions that its paths say; none where they say none. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly files: number;
  /** Contents that came, each once. */
  readonly download: Download;
  /** Contents that went, each once. */
  readonly gone: Download;
  readonly changes: readonly Change[];
}

export interface ChangeGroup {
  readonly title: string;
  /** By name. */
  readonly things: readonly GroupedThing[];
  readonly files: number;
  readonly download: Download;
  readonly gone: Download;
}

interface Thing {
  readonly name: string;
  readonly before: Set<string>;
  readonly after: Set<string>;
  readonly changes: Change[];
}

/** Files alone, in the order of `TITLES`. @param metadata whether metadata alone is a change here */
export function groupChanges(changes: readonly Change[], metadata = false): readonly ChangeGroup[] {
  const groups = new Map<string, Map<string, Thing>>();
  for (const title of TITLES) groups.set(title, new Map());
  for (const change of changes) {
    if (change.directory || (change.kind === 'metadata' && !metadata)) continue;
    const place = placeOf(change.path);
    const things = groups.get(place.title) as Map<string, Thing>;
    const key = place.name.toLowerCase();
    const thing = things.get(key) ?? { name: place.name, before: new Set(), after: new Set(), changes: [] };
    things.set(key, thing);
    thing.changes.push(change);
    noteVersions(thing, change, place);
  }
  return [...groups]
    .filter(([, things]) => things.size > 0)
    .map(([title, things]) => {
      const list = [...things.values()].map(describe);
      return {
        title,
        things: list.toSorted((a, b) => compareText(a.name, b.name)),
        files: list.reduce((sum, { files }) => sum + files, 0),
        download: sumOf(list.map(({ download }) => download)),
        gone: sumOf(list.map(({ gone }) => gone)),
      };
    });
}

function noteVersions({ before, after }: Thing, { kind, from }: Change, place: Place): void {
  if (place.version !== '') {
    if (kind !== 'added' && kind !== 'moved') before.add(place.version);
    if (kind !== 'removed') after.add(place.version);
  }
  if (from === undefined) return;
  const old = placeOf(from);
  if (old.version !== '' && old.title === place.title && old.name === place.name) before.add(old.version);
}

function describe({ name, before, after, changes }: Thing): GroupedThing {
  const kinds = new Set(changes.map(({ kind }) => kind));
  const [before_, after_] = [[...before].toSorted(compareText), [...after].toSorted(compareText)];
  const isSame = before_.join() === after_.join();
  const [only] = kinds;
  const kind = kinds.size === 1 && only !== undefined && (only !== 'moved' || isSame) ? only : 'changed';
  return {
    name,
    kind,
    before: before_,
    after: after_,
    files: changes.length,
    download: sumOf(changes.flatMap(({ download }) => download ?? [])),
    gone: sumOf(changes.flatMap(({ gone }) => gone ?? [])),
    changes,
  };
}

/** `name 1.0 → 1.1`, as far as the versions are known. */
export function titleOfThing({ name, before, after }: GroupedThing): string {
  const [old, now] = [versionText(before), versionText(after)];
  if (old === now || old === '') return [name, now].filter((word) => word !== '').join(' ');
  return now === '' ? `${name} ${old}` : `${name} ${old} → ${now}`;
}

/** All by name; where they are more than `limit`, that many, the largest first. */
export function largestThings({ things }: ChangeGroup, limit: number): readonly GroupedThing[] {
  if (things.length <= limit) return things;
  return things.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, limit);
}

/** Bytes that came and that went. */
export function weightOf({ download, gone }: Pick<GroupedThing, 'download' | 'gone'>): number {
  return download.bytes + gone.bytes;
}

const VERSIONS = 3;

/** '' for none. */
export function versionText(versions: readonly string[]): string {
  const more = versions.length - VERSIONS;
  return [...versions.slice(0, VERSIONS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

export function sumOf(downloads: readonly Download[]): Download {
  let bytes = 0;
  let stored: number | null = 0;
  for (const download of downloads) {
    bytes += download.bytes;
    stored = stored === null || download.stored === null ? null : stored + download.stored;
  }
  return { bytes, stored };
}

/** With numbers by their value. */
const collator = new Intl.Collator('en', { numeric: true });

function compareText(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
