/**
 * Paths inside a tree: `\Windows\System32`, from the root, compared without regard to case as Windows does. Users may
 * write `/`; we print `\`.
 */

import { FactoryError } from '../errors.js';
import { isFolder, type Entry, type FileTree } from './tree.js';

/** What NTFS compares: each UTF-16 code unit by itself, in upper case, where upper case is one code unit too. */
export function foldCase(name: string): string {
  const upper = name.toUpperCase();
  if (upper.length === name.length) return upper;
  let folded = '';
  for (let index = 0; index < name.length; index++) {
    const unit = name.charAt(index);
    const raised = unit.toUpperCase();
    folded += raised.length === 1 ? raised : unit;
  }
  return folded;
}

/** The order in which we write and print the entries of a directory: by folded code units, then by code units. */
export function compareNames(a: string, b: string): number {
  const foldedA = foldCase(a);
  const foldedB = foldCase(b);
  if (foldedA !== foldedB) return foldedA < foldedB ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** @returns the names on the way from the root; none for the root itself */
export function splitPath(path: string): string[] {
  return path.split(/[\\/]/).filter((name) => name !== '' && name !== '.');
}

/**
 * A path as Windows has it on a running system, `C:\Windows`, as one inside the image.
 *
 * @returns null where it names no drive
 */
export function withoutDrive(path: string): string | null {
  return /^[A-Za-z]:(?=[\\/]|$)/.test(path) ? path.slice(2) : null;
}

/** @returns `\` for the root */
export function joinPath(parent: string, name: string): string {
  return parent === '\\' ? `\\${name}` : `${parent}\\${name}`;
}

export interface Located {
  readonly path: string;
  readonly entry: Entry;
}

/**
 * Every entry below `start`, each directory before what it holds, in the order of `compareNames`.
 *
 * @param start where to begin; it is the first that is given
 * @param enter asked for each folder; `false` leaves out what it holds
 */
export async function* walk(
  tree: FileTree,
  start: Located = { path: '\\', entry: tree.root },
  enter: (located: Located) => boolean = () => true,
): AsyncGenerator<Located> {
  const pending: Located[] = [start];
  for (let located = pending.pop(); located !== undefined; located = pending.pop()) {
    yield located;
    if (!isFolder(located.entry) || !enter(located)) continue;
    const children = await sortedChildren(tree, located.entry);
    for (let index = children.length - 1; index >= 0; index--) {
      const entry = children[index] as Entry;
      pending.push({ path: joinPath(located.path, entry.name), entry });
    }
  }
}

/** What a directory holds, in the order of `compareNames`. */
export async function sortedChildren(tree: FileTree, directory: Entry): Promise<Entry[]> {
  const children = await tree.children(directory);
  const keys = new Map(children.map((entry) => [entry, foldCase(entry.name)]));
  return children.toSorted((a, b) => {
    const keyA = keys.get(a) as string;
    const keyB = keys.get(b) as string;
    if (keyA !== keyB) return keyA < keyB ? -1 : 1;
    return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
  });
}

/**
 * The entry at `path`: an exact match wins over one that differs in case; a short name counts too. A drive is left out,
 * unless something has that name, as it may on a host that is not Windows.
 *
 * @param start the folder that `path` is below
 */
export async function findOrNull(
  tree: FileTree,
  path: string,
  start: Located = { path: '\\', entry: tree.root },
): Promise<Located | null> {
  const inside = withoutDrive(path);
  return (await follow(tree, path, start)) ?? (inside === null ? null : follow(tree, inside, start));
}

async function follow(tree: FileTree, path: string, start: Located): Promise<Located | null> {
  let located = start;
  for (const name of splitPath(path)) {
    if (!isFolder(located.entry)) return null;
    const folded = foldCase(name);
    const isSame = (other: string): boolean => foldCase(other) === folded;
    const children = await (tree.childrenNamed?.(located.entry, isSame) ?? tree.children(located.entry));
    const found =
      children.find((child) => child.name === name) ??
      children.find((child) => isSame(child.name)) ??
      children.find((child) => child.shortName !== '' && isSame(child.shortName));
    if (found === undefined) return null;
    located = { path: joinPath(located.path, found.name), entry: found };
  }
  return located;
}

/** @throws not-found */
export async function find(tree: FileTree, path: string): Promise<Located> {
  const located = await findOrNull(tree, path);
  if (located !== null) return located;
  throw new FactoryError('not-found', {
    subject: `${tree.label}: ${path}`,
    found: 'no such file or directory',
    next: 'list what is there with "image-factory ls"',
  });
}
