/** The marker of a machine, in the name that its QEMU shows in the list of processes: by it a sweep knows its own. */

import { readdir, readFile } from 'node:fs/promises';
import type { Owner } from '../types.js';

const MARKER = /^guest=(\S+) image-factory:([\w-]+)$/;

export interface MarkedProcess {
  readonly pid: number;
  readonly machine: string;
  readonly owner: Owner;
}

/** The value of QEMU's `-name`. */
export function nameWithMarker(machine: string, owner: Owner): string {
  return `guest=${machine} image-factory:${Buffer.from(JSON.stringify(owner)).toString('base64url')}`;
}

/** The machines that run on this host and have a marker, whoever made them. */
export async function markedProcesses(): Promise<MarkedProcess[]> {
  const found: MarkedProcess[] = [];
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue;
    const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    const marked = markIn(line.split('\0'));
    if (marked !== null) found.push({ pid: Number(entry), ...marked });
  }
  return found;
}

/** @param words the command line @returns null for a process that is anybody else's */
export function markIn(words: readonly string[]): Omit<MarkedProcess, 'pid'> | null {
  const [, machine, marker] = MARKER.exec(words[words.indexOf('-name') + 1] ?? '') ?? [];
  if (machine === undefined || marker === undefined || !words.includes('-name')) return null;
  try {
    const owner = JSON.parse(Buffer.from(marker, 'base64url').toString('utf8')) as Owner | null;
    return owner?.tool === 'image-factory' ? { machine, owner } : null;
  } catch {
    return null;
  }
}
