/** The order of `files`: that of a walk, each directory before what it holds. */

import { compareNames } from '../tree/index.js';
import type { ManifestFile } from './types.js';

const SEPARATOR = 0x5c;
const CAPITAL_A = 0x41;
const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

export function compareFiles(a: ManifestFile, b: ManifestFile): number {
  return a.image - b.image || comparePaths(a.path, b.path);
}

/** Name by name, so that a directory's content follows it at once whatever its siblings are called. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const [signA, signB] = [signAt(a, at), signAt(b, at)];
  if (signA !== null && signB !== null && signA !== signB) return signA - signB;
  // The names in which they differ begin after the same separator, which the root ends with.
  const start = at === 0 ? 0 : a.lastIndexOf('\\', at - 1) + 1;
  const nameA = a.slice(start, endOfName(a, at));
  const nameB = b.slice(start, endOfName(b, at));
  return compareNames(nameA, nameB) || a.length - b.length;
}

/** What decides where names begin to differ: their end comes first. null where folding takes more than a look. */
function signAt(path: string, at: number): number | null {
  if (at === path.length) return -1;
  const unit = path.charCodeAt(at);
  if (unit === SEPARATOR) return -1;
  if (unit > 0x7f) return null;
  return unit >= SMALL_A && unit <= SMALL_Z ? unit - (SMALL_A - CAPITAL_A) : unit;
}

function endOfName(path: string, from: number): number {
  const end = path.indexOf('\\', from);
  return end < 0 ? path.length : end;
}
