/** Making links of the host from reparse points. They come last: nothing is ever written through one. */

import { lutimesSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { fromSystemError } from '../errors.js';
import { hostTimes } from './apply-write.js';
import type { PlannedEntry } from './apply-plan.js';
import { posixTarget, windowsTarget } from './host-links.js';
import { readLinkTarget, reparseTagName, type LinkTarget } from './reparse.js';
import { isDirectory, type Entry, type FileTree } from './tree.js';
import { hostPathOf } from './wtf8.js';

const WINDOWS = process.platform === 'win32';

/** @returns null where the link was made, else what kind of reparse point this host cannot make */
export async function makeLink(tree: FileTree, planned: PlannedEntry): Promise<string | null> {
  const { entry, file } = planned;
  if (entry.reparse === null) return null;
  const name = reparseTagName(entry.reparse.tag);
  const link = readLinkTarget(entry.reparse, `${tree.label}: ${planned.path}`);
  if (link === null || link.substitute === '' || link.substitute.includes('\0')) return name;
  try {
    await makeHostLink(link, entry, file);
    lutimesSync(hostPathOf(file), ...hostTimes(entry));
    return null;
  } catch (error) {
    // Windows without the right to make symbolic links or the developer mode, or a file system without links.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EPERM' || code === 'ENOTSUP') return name;
    throw fromSystemError(error, file);
  }
}

async function makeHostLink(link: LinkTarget, entry: Entry, file: string): Promise<void> {
  if (!WINDOWS) {
    await symlink(hostPathOf(posixTarget(link)), hostPathOf(file));
  } else {
    const type = link.kind === 'junction' ? 'junction' : isDirectory(entry) ? 'dir' : 'file';
    await symlink(windowsTarget(link), file, type);
  }
}
