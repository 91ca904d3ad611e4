/** DEFINITION of a command that takes several: paths, and patterns that no shell on Windows expands. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../errors.js';
import { hasWildcard, nameMatcher } from '../tree/index.js';

/** Where definitions lie when nobody says it. */
const USUAL = ['images/*.yml', 'images/*.yaml', 'image.yml'];

/**
 * @param given paths, or patterns whose `*` and `?` stand for no separator; none: the usual places
 * @returns each once, in the order of the patterns, sorted within one
 * @throws not-found where a pattern means nothing
 */
export async function findDefinitions(given: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of given.length === 0 ? USUAL : given) {
    const files = await expand(pattern);
    if (files.length === 0 && given.length > 0) throw nothing(pattern);
    for (const file of files) found.add(file);
  }
  if (found.size === 0) throw nothing(USUAL.join(', '));
  return [...found];
}

async function expand(pattern: string): Promise<readonly string[]> {
  const isThere = (await stat(pattern).catch(() => null))?.isFile() === true;
  if (isThere || !hasWildcard(pattern)) return isThere ? [pattern] : [];
  const { root } = path.parse(pattern);
  let places = [root === '' ? '.' : root];
  for (const name of pattern.slice(root.length).split(/[\\/]/)) {
    const next: string[] = [];
    for (const place of places) next.push(...(await matchesIn(place, name)));
    places = next;
  }
  return places;
}

async function matchesIn(place: string, name: string): Promise<string[]> {
  if (!hasWildcard(name)) return [path.join(place, name)];
  const isMatch = nameMatcher(name);
  const names = await readdir(place).catch(() => []);
  return names
    .filter(isMatch)
    .toSorted()
    .map((found) => path.join(place, found));
}

function nothing(subject: string): FactoryError {
  return new FactoryError('not-found', {
    subject,
    found: 'no definition',
    expected: 'an image.yml',
    next: 'write one with "image-factory init", or name where it is',
  });
}
