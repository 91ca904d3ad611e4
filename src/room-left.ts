/** Whether what will be written has room where it goes. */

import { statfs } from 'node:fs/promises';
import { formatBytes } from './bytes/index.js';
import { FactoryError } from './errors.js';

/**
 * Before hours are spent on writing.
 *
 * @param folder that exists @param bytes that will be written there @param what for messages: "for a copy of disk.qcow2"
 * @throws no-space
 */
export async function checkRoom(folder: string, bytes: number, what: string, next: string): Promise<void> {
  const { blocks, bavail, bsize } = await statfs(folder);
  // A mounted bucket says nothing.
  if (blocks === 0 || bavail * bsize >= bytes) return;
  throw new FactoryError('no-space', {
    subject: folder,
    found: `${formatBytes(bavail * bsize)} free`,
    expected: `${formatBytes(bytes)} ${what}`,
    next,
  });
}
