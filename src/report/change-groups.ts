/**
 * The changes of a diff as things that a Windows engineer knows by name: an update, a driver, an app. A thing is what one
 * path says it belongs to; the first group that takes a path has it.
 */

import type { Change } from '../manifest/index.js';

export interface GroupedThing {
  readonly name: string;
  /** `changed` where some of its files stayed, or only changed. */
  readonly kind: 'added' | 'removed' | 'changed';
  readonly files: number;
  /** Of what is there now and was not before. */
  readonly bytes: number;
}

export interface ChangeGroup {
  readonly title: string;
  /** By name. */
  readonly things: readonly GroupedThing[];
  readonly files: number;
  readonly bytes: number;
}

interface Rule {
  readonly title: string;
  /** From the root of the image, without its first backslash. */
  readonly pattern: RegExp;
  /** What the pattern's groups name. Left out: the first one. */
  readonly name?: (groups: readonly string[]) => string;
}

const PACKAGES = 'Windows\\\\servicing\\\\Packages\\\\';

const RULES: readonly Rule[] = [
  { title: 'Updates', pattern: new RegExp(`^${PACKAGES}Package(?:_\\d+)?_for_(KB\\d+)~`, 'i') },
  {
    title: 'Updates',
    pattern: new RegExp(`^${PACKAGES}Package_for_RollupFix~[^~]*~[^~]*~~(\\d+\\.\\d+)`, 'i'),
    name: ([build = '']) => `cumulative update ${build}`,
  },
  {
    title: 'Features, capabilities and languages',
    pattern: new RegExp(`^${PACKAGES}([^~]+?)(?:-Package|-FoD-Package)?~[^~]*~[^~]*~([^~]*)~`, 'i'),
    name: ([name = '', language = '']) => (language === '' ? name : `${name} ${language}`),
  },
  {
    title: 'Drivers',
    pattern: /^Windows\\System32\\DriverStore\\FileRepository\\([^\\]+\.inf)_[^\\]*/i,
  },
  {
    title: 'Apps',
    pattern: /^Program Files\\WindowsApps\\([^\\_]+)_([^\\_]+)_[^\\]*/i,
    name: ([name = '', version = '']) => `${name} ${version}`,
  },
  {
    title: 'Apps',
    pattern: /^Program Files(?: \(x86\))?\\([^\\]+)/i,
  },
  { title: 'Registry hives', pattern: /^Windows\\System32\\config\\([^\\.]+)/i },
  { title: 'Fonts', pattern: /^Windows\\Fonts\\([^\\]+)/i },
  { title: 'Component store', pattern: /^Windows\\(WinSxS)/i },
  { title: 'Windows', pattern: /^Windows\\([^\\]+)/i },
  { title: 'Other folders', pattern: /^([^\\]+)/ },
];

/** In the order of the rules; metadata alone is no change here. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = new Map<string, Map<string, Change[]>>();
  for (const { title } of RULES) groups.set(title, new Map());
  for (const change of changes) {
    if (change.kind === 'metadata' || change.directory) continue;
    const place = placeOf(change.path);
    if (place === null) continue;
    const things = groups.get(place.title) as Map<string, Change[]>;
    const files = things.get(place.name);
    if (files === undefined) things.set(place.name, [change]);
    else files.push(change);
  }
  return [...groups]
    .filter(([, things]) => things.size > 0)
    .map(([title, things]) => {
      const list = [...things].map(([name, files]) => thingOf(name, files));
      const sum = (of: (thing: GroupedThing) => number) =>
        list.reduce((total, thing) => total + of(thing), 0);
      return {
        title,
        things: list.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        files: sum(({ files }) => files),
        bytes: sum(({ bytes }) => bytes),
      };
    });
}

function placeOf(path: string): { title: string; name: string } | null {
  const text = path.replace(/^\\/, '');
  for (const { title, pattern, name } of RULES) {
    const [, ...groups] = pattern.exec(text) ?? [];
    if (groups.length > 0) return { title, name: name?.(groups) ?? groups[0] ?? '' };
  }
  return null;
}

function thingOf(name: string, files: readonly Change[]): GroupedThing {
  const all = (kind: Change['kind']): boolean => files.every((file) => file.kind === kind);
  const bytes = files
    .filter(({ kind }) => kind === 'added' || kind === 'changed')
    .reduce((sum, { size }) => sum + size, 0);
  const kind = all('added') ? 'added' : all('removed') ? 'removed' : 'changed';
  return { name, kind, files: files.length, bytes };
}
