/** Whether an installation asks a WSUS server by policy: that of the build is removed before the capture. */

import type { HiveOptions } from '../registry/index.js';
import { findSystemRoot, type FileTree } from '../tree/index.js';
import { openWindowsHive } from './windows-hives.js';

const POLICY = 'Policies\\Microsoft\\Windows\\WindowsUpdate';

/** @returns the address; null where there is none @throws damaged, or dirty, naming the hive */
export async function readUpdateServer(tree: FileTree, options: HiveOptions = {}): Promise<string | null> {
  const root = await findSystemRoot(tree);
  if (root === null) return null;
  const software = await openWindowsHive(tree, root.path, 'SOFTWARE', options);
  const server = software?.key(POLICY)?.string('WUServer') ?? null;
  return server === '' ? null : server;
}
