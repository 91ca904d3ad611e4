/**
 * The host's scripts: one verb each, run by Windows PowerShell, with a file for the request and one for the response.
 *
 * They are part of this program and are written out before they are first run, into a folder that is named by what they
 * say, so that two versions of this program can work side by side.
 */

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FactoryError, fromSystemError } from '../../errors.js';
import { isRunning, writeOutput } from '../../output.js';
import {
  isProcessAlive,
  killTree,
  lastLines,
  runLong,
  startOfChild,
  systemTool,
} from '../../process/index.js';
import { scriptFailed, type ScriptFailure } from './script-error.js';
import { HOST_SCRIPTS } from './scripts.generated.js';

type ScriptName = keyof typeof HOST_SCRIPTS;
type NameOfVerb<Name> = Name extends 'run.ps1' ? never : Name extends `${infer Verb}.ps1` ? Verb : never;

export type Verb = NameOfVerb<ScriptName>;

export interface CallOptions {
  /** What the call is about, for its error: a path, the name of a machine. */
  readonly subject: string;
  /** Without one the call ends only at its deadline: clean-up goes on when the user wants to stop. */
  readonly signal?: AbortSignal;
}

type Response =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: ScriptFailure };

/** No verb takes longer than seconds; the service behind them can hang for ever. */
const DEADLINE_MS = 10 * 60_000;

export class HostScripts {
  readonly #directory: string;
  #ready: Promise<{ readonly scripts: string; readonly calls: string }> | null = null;

  /** @param directory where scripts, requests and responses are written, absolute */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Runs a verb.
   *
   * @returns what its script gives
   * @throws tool, permission, busy, memory, no-space, exists, not-found, damaged, host
   */
  async call<Result>(verb: Verb, request: object, { subject, signal }: CallOptions): Promise<Result> {
    this.#ready ??= this.#prepare();
    const { scripts, calls } = await this.#ready;
    const name = `${process.pid}-${randomBytes(6).toString('hex')}`;
    const [requestFile, responseFile, processFile] = ['request', 'response', 'process'].map((part) =>
      path.join(calls, `${name}.${part}.json`),
    ) as [string, string, string];
    try {
      await writeFile(requestFile, JSON.stringify(request));
      const files = ['-RequestFile', requestFile, '-ResponseFile', responseFile];
      const words = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File'];
      const { exit, tail } = await runLong(
        systemTool('powershell.exe'),
        [...words, path.join(scripts, 'run.ps1'), '-Verb', verb, ...files],
        {
          title: `${verb} for ${subject}`,
          deadlineMs: DEADLINE_MS,
          signal: signal ?? new AbortController().signal,
          env: withoutModulePath(process.env),
          onStart: async (pid) => {
            await writeFile(processFile, JSON.stringify({ pid, started: await startOfChild(pid) }));
          },
        },
      );
      const response = await readResponse(responseFile);
      if (response === null) throw noResponse(verb, subject, exit, tail);
      if (!response.ok) throw scriptFailed(verb, subject, response.error);
      return response.result as Result;
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      throw fromSystemError(error, subject);
    } finally {
      for (const file of [requestFile, responseFile, processFile]) await rm(file, { force: true });
    }
  }

  async #prepare(): Promise<{ readonly scripts: string; readonly calls: string }> {
    const hash = createHash('sha256').update(JSON.stringify(HOST_SCRIPTS)).digest('hex').slice(0, 12);
    const scripts = path.join(this.#directory, `scripts-${hash}`);
    const calls = path.join(this.#directory, 'calls');
    try {
      for (const [name, text] of Object.entries(HOST_SCRIPTS)) {
        await writeOutput(path.join(scripts, name), (file) => file.writeFile(text));
      }
      await mkdir(calls, { recursive: true });
      await awaitDeadCalls(calls);
    } catch (error) {
      throw fromSystemError(error, this.#directory);
    }
    return { scripts, calls };
  }
}

/**
 * What a process that was killed had called goes on, and makes what nobody waits for: a clean-up that does not see it yet
 * would leave it. So it may end first.
 */
async function awaitDeadCalls(calls: string): Promise<void> {
  for (const name of await readdir(calls)) {
    const owner = /^(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const file = path.join(calls, name);
    if (name.endsWith('.process.json')) await awaitEnd(await readFile(file, 'utf8'));
    await rm(file, { force: true });
  }
}

const PATIENCE_MS = 60_000;
const STEP_MS = 250;

async function awaitEnd(text: string): Promise<void> {
  const known = parsed(text) as { pid: number; started: string } | null;
  if (known === null) return;
  const { pid, started } = known;
  for (let waited = 0; waited < PATIENCE_MS && isRunning(pid); waited += STEP_MS) {
    // Asked once: a number that is another process's by now is nobody's business.
    if (waited === 0 && !(await isProcessAlive(pid, started))) return;
    await sleep(STEP_MS);
  }
  if (await isProcessAlive(pid, started)) await killTree(pid);
}

async function readResponse(file: string): Promise<Response | null> {
  return parsed(await readFile(file, 'utf8').catch(() => '')) as Response | null;
}

/** null for what a process that was killed did not write to its end. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where the job's shell is PowerShell 7, its modules would be found in place of those of Windows PowerShell. */
function withoutModulePath(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.toLowerCase() !== 'psmodulepath'));
}

function noResponse(verb: Verb, subject: string, exit: number | null, tail: string): FactoryError {
  const said = lastLines(tail);
  return new FactoryError('host', {
    subject,
    found: `PowerShell did not run ${verb}.ps1 (exit code ${exit ?? 'none'})${said === '' ? '' : `: ${said}`}`,
    next: 'see that no policy keeps scripts of this account from running',
  });
}
