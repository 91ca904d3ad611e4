/** A runner: its folders, and what it gives to each process that it starts. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Runner {
  readonly name: string;
  readonly labels: readonly string[];
  readonly workspace: string;
  readonly temp: string;
  readonly env: Readonly<Record<string, string>>;
  /** A file below its folder for what a step tells; new and empty. */
  file(kind: string): string;
}

const OS = process.platform === 'win32' ? 'Windows' : 'Linux';

/** What GitHub's labels, and the usual ones of self-hosted runners, promise. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/^(ubuntu-|linux$)/i, 'Linux'],
  [/^windows/i, 'Windows'],
];

/** What there is around a runner. */
export interface Host {
  /** Programs that it finds before its own: a folder. */
  readonly programs?: string | undefined;
  /** The environment of a host that plays Windows; left out: no job on Windows is played elsewhere. */
  readonly windows?: Readonly<Record<string, string>> | undefined;
}

/** @throws where the labels ask for another system than this host's */
export function makeRunner(
  folder: string,
  name: string,
  labels: readonly string[],
  { programs, windows }: Host = {},
): Runner {
  const systems = labels.map((label) => SYSTEMS.find(([pattern]) => pattern.test(label))?.[1] ?? OS);
  const system = systems.find((one) => one !== OS) ?? OS;
  if (system !== OS && (system !== 'Windows' || windows === undefined))
    throw new Error(`runs-on ${labels.join(', ')}: a job on ${system} is not played on ${OS}`);
  if (labels.length === 0) throw new Error('runs-on: no label');
  const at = (...names: readonly string[]) => path.join(folder, name, ...names);
  if (existsSync(at('work'))) throw new Error(`two jobs on the runner ${name}`);
  for (const made of ['work', 'temp', 'home', 'tools', 'told']) mkdirSync(at(made), { recursive: true });
  let files = 0;
  return {
    name,
    labels,
    workspace: at('work'),
    temp: at('temp'),
    env: {
      ...inherited(programs),
      CI: 'true',
      HOME: at('home'),
      USERPROFILE: at('home'),
      LOCALAPPDATA: at('home'),
      ...(system === OS ? {} : windows),
      RUNNER_OS: system,
      RUNNER_ARCH: os.arch() === 'arm64' ? 'ARM64' : 'X64',
      RUNNER_NAME: name,
      RUNNER_TEMP: at('temp'),
      RUNNER_TOOL_CACHE: at('tools'),
      RUNNER_ENVIRONMENT: labels.includes('self-hosted') ? 'self-hosted' : 'github-hosted',
    },
    file(kind) {
      const made = at('told', `${++files}-${kind}`);
      writeFileSync(made, '');
      return made;
    },
  };
}

/** What a process needs to start at all; nothing else of this one is passed on. */
function inherited(programs?: string): Record<string, string> {
  const names = ['SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'TMPDIR', 'LANG'];
  const given = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const own = path.dirname(process.execPath);
  const rest = process.env['PATH'] ?? process.env['Path'] ?? '';
  const PATH = [...(programs === undefined ? [] : [programs]), own, rest].join(path.delimiter);
  return { ...Object.fromEntries(given), PATH };
}
