/** An action's step as the runner starts it: inputs with their defaults, and files for outputs, state and summary. */

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Job {
  /** The file that the runner starts. */
  readonly main: string;
  readonly folder: string;
  readonly env: Record<string, string>;
}

/** The action: what declares it, and what of the build stands for its bundle. */
export interface Action {
  readonly declared: string;
  readonly main: string;
}

/** The action as the runner starts it. */
export function shipped(declared: string): Action {
  const { runs } = parse(readFileSync(declared, 'utf8')) as { runs: Record<string, string> };
  return { declared, main: path.join(path.dirname(declared), runs['main'] ?? '') };
}

/** @param folder of the job; it is made. @param more environment */
export function makeJob(
  { declared: file, main }: Action,
  folder: string,
  inputs: Record<string, string>,
  more: Record<string, string> = {},
): Job {
  mkdirSync(folder);
  const empty = (kind: string) => {
    const made = path.join(folder, kind);
    writeFileSync(made, '');
    return made;
  };
  const { inputs: declared } = parse(readFileSync(file, 'utf8')) as {
    inputs: Record<string, { default?: string }>;
  };
  const values = {
    ...Object.fromEntries(
      Object.entries(declared).map(([key, { default: value = '' }]) => [key, value.replace(/^\$\{\{.*/, '')]),
    ),
    ...inputs,
  };
  const inherited = Object.entries(process.env).filter(([key]) => !/^(GITHUB|INPUT|STATE|RUNNER)_/.test(key));
  const env: Record<string, string> = {
    ...Object.fromEntries(inherited.map(([key, value]) => [key, value ?? ''])),
    ...Object.fromEntries(
      Object.entries(values).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]),
    ),
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: empty('output'),
    GITHUB_STATE: empty('state'),
    GITHUB_STEP_SUMMARY: empty('summary'),
    RUNNER_TEMP: path.join(folder, 'temp'),
    'INPUT_WORK-DIRECTORY': values['work-directory'] || path.join(folder, 'work'),
    ...more,
  };
  return { main: path.resolve(main), folder, env };
}

/** A file that the action wrote in the runner's NAME<<DELIMITER form. */
export function readValues(file: string): Record<string, string> {
  const matches = readFileSync(file, 'utf8').matchAll(/^(.+)<<(ghadelimiter_.+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]));
}

export function start({ main, folder, env }: Job) {
  const child = spawn(process.execPath, [main], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
  const ended = new Promise<{ status: number | null; log: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, log: text }));
  });
  return { child, ended, log: () => text };
}

/** The post step: the same file, with what the step saved. */
export function startPost({ main, folder, env }: Job) {
  const state = readValues(path.join(folder, 'state'));
  const saved = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  return start({ main, folder, env: { ...env, ...saved } });
}
