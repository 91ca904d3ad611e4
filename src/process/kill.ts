/** A kill that reaches the children: `dism.exe` does its work in `dismhost.exe`, and a script in what it calls. */

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isRunning } from '../output.js';
import { systemTool } from './system-tool.js';

const run = promisify(execFile);

/** How long a group may take to end by itself, and then how long the system may take to end it. */
const GRACE_MS = 2000;
const STEP_MS = 50;

/**
 * Ends a process that `startProcess` started, by this process or by one that is dead, with all that it started.
 *
 * @returns whether it is gone
 */
export async function killTree(pid: number): Promise<boolean> {
  if (process.platform === 'win32') {
    // Fails where the process is gone already, or one of its children ends meanwhile: what counts is what is left.
    await run(systemTool('taskkill.exe'), ['/PID', String(pid), '/T', '/F'], { windowsHide: true }).catch(
      () => undefined,
    );
    return await isGone(() => !isRunning(pid));
  }
  signal(pid, 'SIGTERM');
  if (await isGone(() => !signal(pid, 0))) return true;
  signal(pid, 'SIGKILL');
  return await isGone(() => !signal(pid, 0));
}

/** @returns whether anybody in the group took it */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, name);
    return true;
  } catch {
    return false;
  }
}

async function isGone(test: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
    if (test()) return true;
    await sleep(STEP_MS);
  }
  return test();
}
