/** The command line as users start it: a process of its own. */

import { spawn } from 'node:child_process';
import path from 'node:path';

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const CLI = path.join('build', 'src', 'cli', 'index.js');

/** @param env what differs from this process's environment; GitHub's variables are left out */
export function runCli(
  words: readonly string[],
  { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<CliResult> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GITHUB_'));
  const child = spawn(process.execPath, [path.resolve(CLI), ...words], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const pieces = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (piece: Buffer) => pieces.stdout.push(piece));
  child.stderr.on('data', (piece: Buffer) => pieces.stderr.push(piece));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const [stdout, stderr] = [pieces.stdout, pieces.stderr].map((list) => Buffer.concat(list).toString());
      resolve({ status, stdout: stdout ?? '', stderr: stderr ?? '' });
    });
  });
}
