/** Runs a peer; apart from the tests that need it, for programs of tests start without jest. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a peer. @returns its standard output @throws with its standard error when it fails */
export async function runPeer(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(command, [...args], {
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return stdout;
}
