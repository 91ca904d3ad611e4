/** The order of `files`: that of a walk, each directory before what it holds. */

import { compareNames } from '../tree/index.js';
import type { ManifestFile } from './types.js';

export function compareFiles(a: ManifestFile, b: ManifestFile): number {
  return a.image - b.image || comparePaths(a.path, b.path);
}

/** Name by name, so that a directory's content follows it at once whatever its siblings are called. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const namesA = a.split('\\');
  const namesB = b.split('\\');
  // The root is one empty name after the first separator.
  const depthA = a === '\\' ? 1 : namesA.length;
  const depthB = b === '\\' ? 1 : namesB.length;
  for (let at = 1; at < depthA && at < depthB; at++) {
    const order = compareNames(namesA[at] ?? '', namesB[at] ?? '');
    if (order !== 0) return order;
  }
  return depthA - depthB;
}
