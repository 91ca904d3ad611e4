import { expect, test } from '@jest/globals';
import path from 'node:path';
import { workOf } from '../../src/factory/work.js';

function folderOf(file: string, system: path.PlatformPath): string {
  return workOf('work', file, 'win11', system).folder;
}

test('on Windows a definition has one work folder, however its path is written', () => {
  expect(folderOf('c:\\Images\\WIN11.yml', path.win32)).toBe(folderOf('C:\\images\\win11.yml', path.win32));
  expect(folderOf('/Images/win11.yml', path.posix)).not.toBe(folderOf('/images/win11.yml', path.posix));
});
