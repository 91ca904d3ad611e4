/**
 * Commands that take minutes or hours: started as children of this process with a deadline, an abort signal and a kill
 * that reaches their own children.
 *
 * They inherit RUNNER_TRACKING_ID: when this process is killed and its job ends, the runner ends them too. What shall
 * outlive the job gets an `env` in which it is empty.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatDuration } from '../bytes/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import { commandMissing, lastLines } from './error.js';
import { killTree } from './kill.js';
import type { CommandOptions } from './short.js';

export interface ProcessOptions extends CommandOptions {
  /** Gets what it prints, in pieces as they come. */
  readonly onOutput?: (text: string, stream: 'stdout' | 'stderr') => void;
}

export interface LongOptions extends ProcessOptions {
  /** What it does, for the error that it does not end: "dism.exe /Apply-Image". */
  readonly title: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Told as soon as it runs: who outlives this process can be found by its number. */
  readonly onStart?: (pid: number) => Promise<void>;
}

export interface RunningProcess {
  readonly pid: number;
  /** Its exit code, null where it was killed. Never rejects. */
  readonly ended: Promise<number | null>;
  /** The end of what it has printed on both streams. */
  tail(): string;
  /** Ends it with all that it started; no error where it has ended. */
  kill(): Promise<void>;
}

/** What is kept of the output. */
const TAIL_CHARACTERS = 8192;
/** How long a child of a process that has ended may hold its output open. */
const OUTPUT_GRACE_MS = 2000;

/**
 * Starts a command.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<RunningProcess> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, by which its children are reached; Windows knows them by their parent.
    detached: process.platform !== 'win32',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env ?? process.env,
  });
  const tail = listen(child, options.onOutput);
  const ended = endOf(child);
  try {
    await once(child, 'spawn');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw commandMissing(command, error);
    throw fromSystemError(error, command);
  }
  const pid = child.pid as number;
  return {
    pid,
    ended,
    tail,
    async kill() {
      if (child.exitCode === null && child.signalCode === null && !(await killTree(pid))) {
        throw new FactoryError('host', {
          subject: `${command} (process ${pid})`,
          found: 'does not end when it is killed',
          next: `end process ${pid} by hand`,
        });
      }
      await ended;
    },
  };
}

/**
 * Runs a command to its end.
 *
 * @returns its exit code and the end of what it printed; the code is for the caller to judge
 * @throws tool where there is no such program, host at its deadline, the signal's reason when that is aborted; each time
 *   nothing of it is left running
 */
export async function runLong(
  command: string,
  args: readonly string[],
  options: LongOptions,
): Promise<{ readonly exit: number | null; readonly tail: string }> {
  const { title, deadlineMs, signal } = options;
  signal.throwIfAborted();
  const child = await startProcess(command, args, options);
  const settled = new AbortController();
  const stop = AbortSignal.any([signal, settled.signal]);
  const timer = sleep(deadlineMs, 'late' as const, { signal: stop }).catch(() => 'stopped' as const);
  try {
    await options.onStart?.(child.pid);
    const first = await Promise.race([child.ended, timer]);
    if (first === 'late' || first === 'stopped') {
      signal.throwIfAborted();
      throw late(title, deadlineMs, child.tail());
    }
    return { exit: first, tail: child.tail() };
  } catch (error) {
    await child.kill();
    throw error;
  } finally {
    settled.abort();
  }
}

function late(title: string, deadlineMs: number, tail: string): FactoryError {
  const said = lastLines(tail);
  return new FactoryError('host', {
    subject: title,
    found: `did not end within ${formatDuration(deadlineMs)} and was stopped${said === '' ? '' : `; it said last: ${said}`}`,
    next: 'see what the host is busy with, and run it again',
  });
}

function listen(child: ChildProcess, onOutput: ProcessOptions['onOutput']): () => string {
  let tail = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    child[stream]?.on('data', (data: Buffer) => {
      const text = decoder.write(data);
      tail = `${tail}${text}`.slice(-TAIL_CHARACTERS);
      onOutput?.(text, stream);
    });
  }
  return () => tail;
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const { exit, isStarted } = await new Promise<{ exit: number | null; isStarted: boolean }>((resolve) => {
    child.once('exit', (exit) => resolve({ exit, isStarted: true }));
    child.on('error', () => resolve({ exit: null, isStarted: false }));
  });
  if (!isStarted) return exit;
  const waiting = new AbortController();
  const patience = sleep(OUTPUT_GRACE_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([closed, patience]);
  waiting.abort();
  child.stdout?.destroy();
  child.stderr?.destroy();
  return exit;
}
