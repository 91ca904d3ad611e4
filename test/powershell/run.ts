/** Runs a script in PowerShell, as the factory's own port does: one process a run. */

import { spawn } from 'node:child_process';
import { engine } from './engine.js';

export interface PowerShellOptions {
  /** The socket of the double that plays Windows. */
  readonly double?: { readonly address: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The drives of Windows as folders of this host: `{ C: '/tmp/x/c' }`. */
  readonly drives?: Readonly<Record<string, string>>;
}

export interface PowerShellResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const POWERSHELL_WORDS = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'] as const;

export async function runPowerShell(
  script: string,
  args: readonly string[] = [],
  options: PowerShellOptions = {},
): Promise<PowerShellResult> {
  return runEngine([...POWERSHELL_WORDS, '-File', script, ...args], options);
}

export async function runEngine(
  words: readonly string[],
  options: PowerShellOptions = {},
): Promise<PowerShellResult> {
  const child = spawn(await engine(), [...words], {
    env: { ...process.env, ...powerShellEnvironment(options), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const pieces = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (piece: Buffer) => pieces.stdout.push(piece));
  child.stderr.on('data', (piece: Buffer) => pieces.stderr.push(piece));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({
        status,
        stdout: Buffer.concat(pieces.stdout).toString(),
        stderr: Buffer.concat(pieces.stderr).toString(),
      });
    });
  });
}

/** What a process needs in its environment so that the PowerShell below it finds the double. */
export function powerShellEnvironment({ double, drives }: PowerShellOptions): Record<string, string> {
  return {
    ...(double === undefined ? {} : { IMAGE_FACTORY_DOUBLE: double.address }),
    ...(drives === undefined ? {} : { IMAGE_FACTORY_DRIVES: JSON.stringify(drives) }),
  };
}
