/** docs/commands.md, definition.md and inputs.md say what the table of commands, the schema and the actions say. */

import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync } from 'node:fs';
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
  for (const name of ['.github/workflows', 'action.yml', 'fetch', 'publish', 'image'])
    cpSync(name, folder(name), { recursive: true });
  const { status, stderr } = check(folder());
  expect(status).toBe(1);
  expect(stderr.split('\n')).toHaveLength(4);
  expect(stderr).toContain('docs/definition.md: is not what the source gives');
  appendFileSync(folder('action.yml'), '# more\n');
  expect(check(folder()).stderr).toContain('image/action.yml: is not what the source gives');
});
