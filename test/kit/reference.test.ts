/** docs/commands.md and docs/definition.md say what the table of commands and the schema say. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();

function check(cwd: string): { status: number | null; stderr: string } {
  const script = path.resolve('scripts', 'write-reference.mjs');
  return spawnSync(process.execPath, [script, '--check'], { cwd, encoding: 'utf8' });
}

test('the reference is in step with its source: npm run reference writes it', () => {
  expect(check('.')).toMatchObject({ status: 0, stderr: '' });
});

test('a page that is not is named', () => {
  const { status, stderr } = check(folder());
  expect(status).toBe(1);
  expect(stderr.split('\n')).toHaveLength(3);
  expect(stderr).toContain('docs/definition.md: is not what the source gives');
});
