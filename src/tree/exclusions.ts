/**
 * What a capture leaves out. Patterns mean what they mean to wimlib, which documents what DISM does:
 *
 * - `*` and `?` stand for anything but a separator; case does not matter; `/` and `\` are one.
 * - A pattern that begins with a separator is a path from the root, and takes what lies below it along.
 * - One without is a name, and is held against the name of every entry; what lies in a directory that is left out is
 *   left out with it.
 * - An exception keeps an entry that a pattern leaves out: a path also what lies below it and the directories on the way
 *   to it, a name just the entries of that name whose directory is kept.
 */

import { FactoryError } from '../errors.js';
import { nameMatcher } from './glob.js';
import { splitPath } from './paths.js';

/** What DISM leaves out by default, and the recycle bin, which wimlib leaves out too and no image wants. */
export const DEFAULT_EXCLUSIONS: readonly string[] = [
  '\\$ntfs.log',
  '\\hiberfil.sys',
  '\\pagefile.sys',
  '\\swapfile.sys',
  '\\System Volume Information',
  '\\RECYCLER',
  '\\$Recycle.Bin',
  '\\Windows\\CSC',
];

export interface ExclusionRules {
  /** Whether DEFAULT_EXCLUSIONS count; yes by default. A WimScript.ini replaces them. */
  readonly defaults?: boolean;
  readonly patterns?: readonly string[];
  readonly exceptions?: readonly string[];
}

/** Whether the entry of that path is left out. A capture does not enter a directory that is. */
export type Exclusions = (path: string) => boolean;

/** @throws usage for a pattern that could never match, or matches the root */
export function createExclusions(rules: ExclusionRules = {}): Exclusions {
  const defaults = rules.defaults === false ? [] : DEFAULT_EXCLUSIONS;
  const patterns = [...defaults, ...(rules.patterns ?? [])].map((text) => compile(text, false));
  const exceptions = (rules.exceptions ?? []).map((text) => compile(text, true));
  return (path) => {
    const names = splitPath(path);
    if (names.length === 0 || !patterns.some((pattern) => leavesOut(pattern, names))) return false;
    return !exceptions.some((exception) => keeps(exception, names));
  };
}

/** Why `text` is no pattern; null where it is one. */
export function whyNoPattern(text: string): string | null {
  const names = splitPath(text);
  if (text.trim() === '') return 'an empty pattern';
  if (names.length === 0) return 'the root';
  if (!isAbsolute(text) && names.length > 1) return 'a path that does not begin at the root';
  return null;
}

interface Pattern {
  readonly absolute: boolean;
  readonly names: readonly ((name: string) => boolean)[];
}

function compile(text: string, isException: boolean): Pattern {
  const why = whyNoPattern(text);
  if (why !== null) {
    throw new FactoryError('usage', {
      subject: `${isException ? 'exception' : 'exclusion'} "${text}"`,
      found: why,
      expected: 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
    });
  }
  return { absolute: isAbsolute(text), names: splitPath(text).map((name) => nameMatcher(name)) };
}

function isAbsolute(pattern: string): boolean {
  return /^[\\/]/.test(pattern);
}

function leavesOut(pattern: Pattern, names: readonly string[]): boolean {
  if (!pattern.absolute) return matchesName(pattern, names);
  return pattern.names.length <= names.length && agrees(pattern, names);
}

/** A path's beginning counts too: without it there is no way to what is kept. */
function keeps(exception: Pattern, names: readonly string[]): boolean {
  return exception.absolute ? agrees(exception, names) : matchesName(exception, names);
}

function matchesName(pattern: Pattern, names: readonly string[]): boolean {
  return pattern.names[0]?.(names.at(-1) ?? '') === true;
}

/** As far as both reach. */
function agrees(pattern: Pattern, names: readonly string[]): boolean {
  return pattern.names.every((matches, index) => {
    const name = names[index];
    return name === undefined || matches(name);
  });
}
