/** Files written into the Windows volume of a disk that no machine uses. */

import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { openSource } from '../../source/index.js';
import type { Host } from './host.js';
import { accessFolder, attachDisk } from './mounted.js';
import { withUndo } from './undo.js';

export interface Injection {
  /** By their paths from the volume's root, with `\`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** For the folder through which the volume is reached. */
  readonly folder: string;
  /** Where the parents of the disk may lie. */
  readonly parentFolders: readonly string[];
}

export async function inject(
  host: Host,
  disk: string,
  { files, folder, parentFolders }: Injection,
): Promise<void> {
  const offset = await windowsOffset(host, disk, parentFolders);
  const lock = await host.lock('mount', 'attaches a disk to this host');
  try {
    await withUndo(host.reporter, async (undo) => {
      const number = await attachDisk(host, disk, undo);
      const root = await accessFolder(host, folder, 'volume', undo);
      const { signal } = host.reporter;
      await host.scripts.call('open-volume', { number, offset, folder: root }, { subject: disk, signal });
      for (const [name, content] of files) await writeInto(root, name, content);
    });
  } finally {
    await lock.release();
  }
}

/** Where the partition with Windows begins: found by our own reader, which needs no disk attached. */
async function windowsOffset(host: Host, disk: string, parentFolders: readonly string[]): Promise<number> {
  const source = await openSource(disk, {
    reporter: host.reporter,
    allowDirty: true,
    parentFolders,
  });
  await source.close();
  const { partition } = source;
  if (partition !== null) return partition.offset;
  throw new FactoryError('unsupported', {
    subject: disk,
    found: 'no disk',
    expected: 'a disk with a Windows volume',
  });
}

async function writeInto(root: string, name: string, content: Uint8Array): Promise<void> {
  const parts = name.split('\\').filter((part) => part !== '');
  if (parts.includes('..')) {
    throw new FactoryError('usage', { subject: name, found: '".." in a path inside the volume' });
  }
  const file = path.join(root, ...parts);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(file, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fromSystemError(error, file);
  }
}
