/** The command of a job's later steps, as the runner makes it and a shell of theirs finds it. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folder.js';
import { VERSION } from '../../src/version.js';

const folder = temporaryFolder();
const MAIN = path.resolve('build/src/action/setup.js');

test('a later step runs image-factory, with words as they were given, and its exit status', () => {
  const { runs } = parse(readFileSync('setup/action.yml', 'utf8')) as { runs: Record<string, string> };
  expect(path.join('setup', runs['main'] ?? '')).toBe(path.join('dist', 'action', 'setup.js'));
  const temporary = folder("the runner's own");
  mkdirSync(temporary);
  const file = path.join(temporary, 'path');
  const env = { ...process.env, RUNNER_TEMP: temporary, GITHUB_PATH: file };
  execFileSync(process.execPath, [MAIN], { env });
  const added = readFileSync(file, 'utf8').trimEnd();
  // As on a runner that has no Node of its own.
  const found = { ...process.env, PATH: [added, '/usr/bin', '/bin'].join(path.delimiter) };
  const shell = process.platform === 'win32' ? 'cmd' : 'bash';
  const run = (line: string) =>
    execFileSync(shell, [shell === 'cmd' ? '/c' : '-c', line], {
      env: found,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(run('image-factory --version').trim()).toContain(VERSION);
  expect(() => run('image-factory info "no such; file"')).toThrow('no such; file: ');
  expect(added).not.toBe(temporary);
});
