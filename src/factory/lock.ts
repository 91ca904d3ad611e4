/**
 * One build of a definition at a time. The lock is a file with the process that holds it; a process that is gone, or whose
 * number belongs to another one by now, holds nothing.
 */

import { execFile } from 'node:child_process';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FactoryError, fromSystemError } from '../errors.js';
import { isRunning } from '../output.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the words of its system; '' where that cannot be asked. */
  readonly started: string;
}

export interface Lock {
  release(): Promise<void>;
}

/** @throws busy where another build holds it */
export async function takeLock(file: string): Promise<Lock> {
  const own: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  const text = JSON.stringify(own);
  try {
    while (!(await claim(file, text))) {
      const found = await readFile(file, 'utf8').catch(() => '');
      const holder = parseHolder(found);
      if (holder !== null && (await isAlive(holder))) throw busy(file, holder);
      await discard(file, found);
    }
  } catch (error) {
    throw fromSystemError(error, file);
  }
  return { release: () => rm(file, { force: true }) };
}

/** Whether a living process holds the lock. */
export async function isLocked(file: string): Promise<boolean> {
  const holder = parseHolder(await readFile(file, 'utf8').catch(() => ''));
  return holder !== null && (await isAlive(holder));
}

/** The file appears with its content or not at all. */
async function claim(file: string, text: string): Promise<boolean> {
  const own = `${file}.${process.pid}`;
  await writeFile(own, text);
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Every system says in its own code that there are no links; where it is something else, this meets it too.
    return await claimWithoutLinks(file, text);
  } finally {
    await rm(own, { force: true });
  }
}

/** On a file system without hard links a killed process may leave an empty lock, which holds nothing. */
async function claimWithoutLinks(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes may find the same stale lock: what was taken away by mistake is put back. */
async function discard(file: string, stale: string): Promise<void> {
  const aside = `${file}.${process.pid}.stale`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = await readFile(aside, 'utf8');
  if (taken !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseHolder(text: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(text) as Partial<Holder>;
    if (!Number.isInteger(pid) || typeof host !== 'string' || typeof started !== 'string') return null;
    return { pid: pid as number, host, started };
  } catch {
    return null;
  }
}

async function isAlive({ pid, host, started }: Holder): Promise<boolean> {
  // Of a process on another host nothing can be asked.
  if (host !== hostname()) return true;
  if (!isRunning(pid)) return false;
  const now = await startOf(pid);
  return now === '' || started === '' || isSameStart(now, started);
}

function busy(file: string, { pid, host }: Holder): FactoryError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new FactoryError('busy', {
    subject: file,
    found: `process ${pid}${where} builds this definition`,
    expected: 'one build of a definition at a time',
    next:
      where === ''
        ? 'wait until it has ended'
        : 'wait until it has ended; where it is gone, remove this file',
  });
}

const run = promisify(execFile);

/** Asked of the outside, a process began a little earlier than it says itself. */
const TOLERANCE = 5000;

function isSameStart(a: string, b: string): boolean {
  return a === b || Math.abs(Number(a) - Number(b)) < TOLERANCE;
}

/**
 * On Linux the boot and the tick of it, elsewhere milliseconds since 1970.
 *
 * @returns '' where the system does not say, or no longer knows the process
 */
async function startOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
      const facts = await readFile(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in parentheses, which may hold anything.
      const fields = facts.slice(facts.lastIndexOf(')') + 2).split(' ');
      return `${boot.trim()} ${fields[19]}`;
    }
    if (pid === process.pid) return String(Math.round(performance.timeOrigin));
    // No cmdlet: where the job's shell is PowerShell 7, Windows PowerShell finds the modules of that one.
    const question = `[Diagnostics.Process]::GetProcessById(${pid}).StartTime.ToString('o')`;
    const limits = { timeout: 30_000, windowsHide: true };
    const { stdout } = await (process.platform === 'win32'
      ? run(powershell(process.env), ['-NoProfile', '-NonInteractive', '-Command', question], limits)
      : run('ps', ['-o', 'lstart=', '-p', String(pid)], limits));
    const started = Date.parse(stdout.trim());
    return Number.isNaN(started) ? '' : String(started);
  } catch {
    return '';
  }
}

/** With its whole path: a bare name is looked for in the working directory first, which may be anybody's checkout. */
function powershell(env: NodeJS.ProcessEnv): string {
  const system = env['SystemRoot'] ?? 'C:\\Windows';
  return path.win32.join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}
