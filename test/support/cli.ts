/** The command line as users start it: a process of its own. */

import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const CLI = path.join('build', 'src', 'cli', 'index.js');

/** The command line as it is shipped. */
export const BUNDLED_CLI = path.join('dist', 'cli', 'index.js');

/**
 * @param main left out: that of the build
 * @param env what differs from this process's environment; GitHub's variables are left out
 * @param started gets the process, to be killed
 */
export function runCli(
  words: readonly string[],
  {
    main = CLI,
    env = {},
    cwd,
    started,
  }: {
    main?: string;
    env?: Record<string, string>;
    cwd?: string;
    started?: (child: ChildProcess) => void;
  } = {},
): Promise<CliResult> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GITHUB_'));
  const child = spawn(process.execPath, [path.resolve(main), ...words], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  started?.(child);
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
