/** Paths inside a tree, as people write them. */

import { expect, test } from '@jest/globals';
import { expandPaths, findOrNull } from '../../src/tree/index.js';
import { directory, file, memoryTree } from '../support/memory-tree.js';

const tree = memoryTree({ Windows: directory({ 'a.txt': file('a') }), 'C:': directory({ b: file('b') }) });
const plain = memoryTree({ Windows: directory({ 'a.txt': file('a') }), c: directory({ b: file('b') }) });

async function found(path: string, where = plain): Promise<string | null> {
  return (await findOrNull(where, path))?.path ?? null;
}

test('a path of a running system is one of its image: the drive is left out', async () => {
  expect(await found('C:\\Windows\\a.txt')).toBe('\\Windows\\a.txt');
  expect(await found('d:/windows/A.TXT')).toBe('\\Windows\\a.txt');
  expect(await found('C:')).toBe('\\');
  expect(await found('C:\\')).toBe('\\');
  const located = await expandPaths(plain, ['C:\\Windows\\*.txt', '\\Windows\\a.txt']);
  expect(located.map(({ path }) => path)).toEqual(['\\Windows\\a.txt']);
});

test('what is no drive stays as it is written', async () => {
  expect(await found('C:Windows')).toBeNull();
  expect(await found('CD:\\Windows')).toBeNull();
  expect(await found('\\C:\\Windows')).toBeNull();
});

test('a folder that has such a name, as it may elsewhere than on Windows, wins', async () => {
  expect(await found('C:\\b', tree)).toBe('\\C:\\b');
  expect(await found('C:\\Windows', tree)).toBe('\\Windows');
});
