/** The runner of GitHub Actions that this process was started by: where it lies, how old it is, under which service it runs. */

import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../process/index.js';
import type { Finding } from './types.js';

/** The first one that runs actions of Node 24, as ours is. */
const OLDEST = '2.327.1';

/** @returns the folder of the runner; null where this is no job */
export function runnerFolder(env: NodeJS.ProcessEnv): string | null {
  const temporary = env['RUNNER_TEMP'];
  if (env['GITHUB_ACTIONS'] !== 'true' || temporary === undefined || temporary === '') return null;
  // RUNNER_TEMP is `_work/_temp` in it, unless it was set up with another work folder.
  return path.resolve(temporary, '..', '..');
}

/** @returns the name of the service under which it runs; null where it does not, or does not say */
export async function runnerService(folder: string): Promise<string | null> {
  const text = await readFile(path.join(folder, '.service'), 'utf8').catch(() => '');
  return text.trim() === '' ? null : text.trim();
}

/** @returns nothing where this is no job of a runner of one's own */
export async function checkRunner(env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const folder = runnerFolder(env);
  if (folder === null) return [];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const listener = path.join(folder, 'bin', `Runner.Listener${suffix}`);
  if (
    !(await access(listener).then(
      () => true,
      () => false,
    ))
  )
    return [];
  const { exit, stdout } = await runCommand(listener, ['--version']);
  const version = stdout.trim();
  const subject = 'the runner';
  if (exit !== 0 || !/^\d+\.\d+\.\d+$/.test(version)) {
    return [
      {
        subject,
        state: 'warning',
        found: `${listener} does not tell its version`,
        next: 'update the runner',
      },
    ];
  }
  if (isOlder(version, OLDEST)) {
    return [
      {
        subject,
        state: 'error',
        found: `version ${version}`,
        expected: `${OLDEST} or newer, which runs actions of Node 24`,
        next: 'download the newest runner from the settings of the repository, and configure it in place of this one',
      },
    ];
  }
  return [{ subject, state: 'ok', found: `version ${version}` }];
}

/** Of numbers with points between them. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number));
  for (const [index, part] of (right ?? []).entries()) {
    const difference = (left?.[index] ?? 0) - part;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
