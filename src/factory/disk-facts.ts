/** Disks of machines are known again by size and time: hashing 40 GB would take longer than what made them. */

import { stat } from 'node:fs/promises';
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

/** Whether nobody has written to the disk since. */
export async function isSameDisk(disk: MadeDisk): Promise<boolean> {
  const found = await stat(disk.path, { bigint: true }).catch(() => null);
  return found !== null && Number(found.size) === disk.size && String(found.mtimeNs) === disk.modified;
}
