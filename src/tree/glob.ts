/**
 * Paths with `*` and `?`, compared without regard to case. Neither stands for a separator: `\Windows\*` is what lies
 * directly in Windows.
 */

import { FactoryError } from '../errors.js';
import { find, foldCase, joinPath, sortedChildren, splitPath, withoutDrive, type Located } from './paths.js';
import { isFolder, type FileTree } from './tree.js';

/** Whether a path or name holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** A test for names that match `pattern`, a single name with `*` and `?`. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const folded = foldCase(pattern);
  if (!hasWildcard(folded)) return (name) => foldCase(name) === folded;
  return (name) => matches(folded, foldCase(name));
}

/** Goes back to the last `*` only, so that no pattern takes longer than its length times the name's. */
function matches(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length;) {
    if (pattern[at] === '*') {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/**
 * The entries that `paths` mean, in their order, each once.
 *
 * @throws not-found for a path that means none
 */
export async function expandPaths(tree: FileTree, paths: readonly string[]): Promise<Located[]> {
  const found = new Map<string, Located>();
  for (const path of paths) {
    const located = hasWildcard(path)
      ? await expandOne(tree, withoutDrive(path) ?? path)
      : [await find(tree, path)];
    if (located.length === 0) {
      throw new FactoryError('not-found', {
        subject: `${tree.label}: ${path}`,
        found: 'nothing that it matches',
        next: 'list what is there with "image-factory ls"',
      });
    }
    for (const each of located) found.set(each.path, each);
  }
  return [...found.values()];
}

async function expandOne(tree: FileTree, pattern: string): Promise<Located[]> {
  let found: Located[] = [{ path: '\\', entry: tree.root }];
  for (const name of splitPath(pattern)) {
    const matchesName = nameMatcher(name);
    const next: Located[] = [];
    for (const { path, entry } of found) {
      if (!isFolder(entry)) continue;
      for (const child of await sortedChildren(tree, entry)) {
        if (matchesName(child.name)) next.push({ path: joinPath(path, child.name), entry: child });
      }
    }
    found = next;
  }
  return found;
}
