import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { CLI, runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';

const inFolder = temporaryFolder();

/** A build that is killed while it captures. */
async function killedBuild(work: string): Promise<void> {
  const words = [
    'build',
    'examples/quickstart/image.yml',
    '--work',
    work,
    '--out',
    inFolder('release'),
    '--quiet',
  ];
  const child = spawn(process.execPath, [CLI, ...words], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (!leftIn(work).some((name) => name.includes('install.wim'))) {
    if (child.exitCode !== null) throw new Error('the build ended before it could be killed');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  child.kill('SIGKILL');
  await ended;
}

function leftIn(work: string): string[] {
  return existsSync(work)
    ? readdirSync(work, { recursive: true, encoding: 'utf8' }).map((name) => path.basename(name))
    : [];
}

test('sweep says what a killed build left, removes it, and then finds nothing', async () => {
  const work = inFolder('work');
  await killedBuild(work);
  const said = await runCli(['sweep', '--work', work, '--dry-run']);
  expect(said).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('would remove 1 file') as unknown,
  });
  expect(leftIn(work).some((name) => name.includes('install.wim'))).toBe(true);
  expect((await runCli(['sweep', '--work', work])).stdout).toContain('removed 1 file');
  expect(leftIn(work).filter((name) => name.includes('install.wim'))).toEqual([]);
  expect((await runCli(['sweep', '--work', work])).stderr).toContain('no build left anything behind');
});
