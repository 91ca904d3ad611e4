/** The runner of GitHub Actions, as it lies on a host. */

import { expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkRunner, runnerFolder, runnerService } from '../../src/machine/runner.js';
import { temporaryFolder } from '../support/folder.js';

const at = temporaryFolder();
const onPosix = process.platform === 'win32' ? test.skip : test;

/** @returns the environment of a job on it */
function runner(name: string, version: string | null): NodeJS.ProcessEnv {
  const listener = at(name, 'bin', 'Runner.Listener');
  mkdirSync(at(name, 'bin'), { recursive: true });
  mkdirSync(at(name, '_work', '_temp'), { recursive: true });
  if (version !== null) {
    writeFileSync(listener, `#!/bin/sh\necho ${version}\n`);
    chmodSync(listener, 0o755);
  }
  return { GITHUB_ACTIONS: 'true', RUNNER_TEMP: at(name, '_work', '_temp') };
}

test('a runner is found from the folder that it gives a job, and its service by the file that says its name', async () => {
  const env = runner('found', null);
  expect(runnerFolder(env)).toBe(at('found'));
  expect(runnerFolder({ ...env, GITHUB_ACTIONS: undefined })).toBeNull();
  expect(await runnerService(at('found'))).toBeNull();
  writeFileSync(path.join(at('found'), '.service'), 'actions.runner.acme-images.build-1\r\n');
  expect(await runnerService(at('found'))).toBe('actions.runner.acme-images.build-1');
});

onPosix('a runner that is new enough is told with its version', async () => {
  expect(await checkRunner(runner('new', '2.336.0'))).toEqual([
    { subject: 'the runner', state: 'ok', found: 'version 2.336.0' },
  ]);
});

onPosix('a runner that cannot run this action is an error, one that says no version a warning', async () => {
  expect(await checkRunner(runner('old', '2.327.0'))).toMatchObject([
    { state: 'error', found: 'version 2.327.0', expected: '2.327.1 or newer, which runs actions of Node 24' },
  ]);
  expect(await checkRunner(runner('silent', 'sorry'))).toMatchObject([{ state: 'warning' }]);
});

test('where there is no runner of one’s own, nothing is said of it', async () => {
  expect(await checkRunner({})).toEqual([]);
  expect(await checkRunner(runner('hosted', null))).toEqual([]);
});
