/** Which process is meant: a number alone may belong to another one by now. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isRunning } from '../output.js';
import { systemTool } from './system-tool.js';

const run = promisify(execFile);

/** Asked of the outside, a process began a little earlier than it says itself. */
const TOLERANCE = 5000;

/**
 * When a process began: on Linux the boot and the tick of it, elsewhere milliseconds since 1970.
 *
 * @returns '' where the system does not say, or no longer knows the process
 */
export async function startOf(pid: number): Promise<string> {
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
      ? run(systemTool('powershell.exe'), ['-NoProfile', '-NonInteractive', '-Command', question], limits)
      : run('ps', ['-o', 'lstart=', '-p', String(pid)], limits));
    const started = Date.parse(stdout.trim());
    return Number.isNaN(started) ? '' : String(started);
  } catch {
    return '';
  }
}

/** The same of a child that was started this moment, without asking where that takes long. */
export function startOfChild(pid: number): Promise<string> {
  return process.platform === 'linux' ? startOf(pid) : Promise.resolve(String(Date.now()));
}

/**
 * Whether the process still runs that had this number and began then.
 *
 * @param started what `startOf` said of it; '' where it did not know
 */
export async function isProcessAlive(pid: number, started: string): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const now = await startOf(pid);
  return now === '' || started === '' || isSameStart(now, started);
}

function isSameStart(a: string, b: string): boolean {
  return a === b || Math.abs(Number(a) - Number(b)) < TOLERANCE;
}
