/**
 * `SHA256SUMS`, as `sha256sum -c` reads it: 64 hexadecimal digits, two spaces, a name, a line feed; sorted by name.
 */

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError, notThere } from '../errors.js';
import { isReleaseName, SUMS_NAME } from './names.js';

/** SHA-256 in lower-case hexadecimal digits, by name. */
export type Sums = ReadonlyMap<string, string>;

/** More than this is no list of a release's few files. */
export const MAX_SUMS = 1 << 20;

export function formatSums(sums: Sums): string {
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sha256]) => `${sha256}  ${name}\n`)
    .join('');
}

/** @throws not-found where the folder holds no release; damaged where its list is none */
export async function readSums(folder: string): Promise<Sums> {
  const file = path.join(folder, SUMS_NAME);
  try {
    return parseSums(await readFile(file, 'utf8'), file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTDIR'].includes(code)) throw fromSystemError(error, file);
    const facts = await stat(folder).catch(() => null);
    if (facts === null) throw notThere(folder);
    throw new FactoryError('not-found', {
      subject: folder,
      found: facts.isDirectory() ? `no ${SUMS_NAME}` : 'a file',
      expected: 'a release folder, as "image-factory build" makes it',
      next: 'check the path',
    });
  }
}

/** @param subject where it was read, for errors. @throws damaged */
export function parseSums(text: string, subject: string): Sums {
  const sums = new Map<string, string>();
  // An editor of Windows may have put a mark of UTF-8 before it.
  const lines = text
    .slice(0, MAX_SUMS)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const at = `${subject}:${index + 1}`;
    const [, sha256 = '', name = ''] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sha256 === '' || !isReleaseName(name) || name === SUMS_NAME) {
      const found = JSON.stringify(line.slice(0, 120));
      const expected = 'a SHA-256, two spaces and the name of a file of the release';
      throw new FactoryError('damaged', { subject: at, found, expected });
    }
    if (sums.has(name)) {
      const next = 'get the list as it was published: whoever reads it may take either line';
      throw new FactoryError('damaged', {
        subject: at,
        found: `${name} once more`,
        expected: 'each file once',
        next,
      });
    }
    sums.set(name, sha256.toLowerCase());
  }
  return sums;
}
