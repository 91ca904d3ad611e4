/** Disks of machines are known again by size and time: hashing 40 GB would take longer than what made them. */

import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromSystemError } from '../errors.js';
import type { MadeDisk } from './journal.js';

/** @throws not-found */
export async function diskFacts(file: string): Promise<MadeDisk> {
  try {
    const { size, mtimeNs } = await stat(file, { bigint: true });
    return { path: file, size: Number(size), modified: String(mtimeNs) };
  } catch (error) {
    throw fromSystemError(error, file);
  }
}

const RETRIES = 60;
const RETRY_MS = 500;

/**
 * As `diskFacts`, of a disk that a machine had until now. On Windows the machine's process lets go of it a moment after the
 * machine is gone, and its time changes with that.
 */
export async function settledFacts(file: string): Promise<MadeDisk> {
  for (let attempt = 1; ; attempt++) {
    try {
      await (await open(file, 'r+')).close();
      return await diskFacts(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isPassing = code === 'EBUSY' || code === 'EPERM' || code === 'EACCES';
      if (!isPassing || attempt === RETRIES) throw fromSystemError(error, file);
      await sleep(RETRY_MS);
    }
  }
}

/** Whether nobody has written to the disk since. */
export async function isSameDisk(disk: MadeDisk): Promise<boolean> {
  const found = await stat(disk.path, { bigint: true }).catch(() => null);
  return found !== null && Number(found.size) === disk.size && String(found.mtimeNs) === disk.modified;
}
