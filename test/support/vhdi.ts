/** libvhdi's view of a VHD or VHDX, as a raw file. */

import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runPeer } from './peers.js';

/** @param use is given the path of the disk's raw bytes; of a chain the child's */
export async function withVhdiMount(image: string, use: (raw: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'image-factory-vhdi-'));
  try {
    await runPeer('vhdimount', [image, folder]);
    try {
      const names = (await readdir(folder)).toSorted();
      await use(path.join(folder, names.at(-1) ?? 'vhdi1'));
    } finally {
      await runPeer('fusermount', ['-u', folder]);
    }
  } finally {
    await rmdir(folder);
  }
}
