/** A process of a step, and what the runner reads from its lines. */

import { spawn } from 'node:child_process';

export interface Ended {
  readonly status: number;
  readonly log: string;
  /** What `::add-mask::` named. */
  readonly masks: readonly string[];
}

/** @throws where it cannot be started, or speaks to the runner in a way that is not played */
export async function startProcess(
  words: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const [file = '', ...rest] = words;
  const child = spawn(file, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stdout.on('data', (piece: Buffer) => (log += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (log += piece.toString()));
  const status = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
  const commands = [...log.matchAll(/^::([\w-]+)(?: [^:\n]*)?::(.*)$/gm)];
  const unknown = commands.find(([, command = '']) => !COMMANDS.includes(command));
  if (unknown !== undefined) throw new Error(`${unknown[0]}: is not played`);
  const masks = commands.filter(([, command]) => command === 'add-mask').map(([, , value = '']) => value);
  return { status, log, masks };
}

const COMMANDS = ['add-mask', 'debug', 'notice', 'warning', 'error', 'group', 'endgroup'];
