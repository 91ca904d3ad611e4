/** The door to every kind of disk image. */

import { silentReporter, type Reporter } from '../progress.js';
import type { BlockDevice } from './device.js';
import { openFile, type DiskFile } from './file.js';
import { rawDisk } from './raw.js';
import { recognize } from './recognize.js';
import { openVhd } from './vhd.js';
import { openVhdx } from './vhdx.js';

export interface OpenDiskOptions {
  /** Is told what was worked around: a damaged copy of a header, a log that was replayed in memory. */
  readonly reporter?: Reporter;
}

/**
 * A VHDX, VHD or raw disk image as one run of bytes. The file is only read, never written; closing the device closes
 * it.
 *
 * @throws unsupported for what is no disk image, or one of a kind that is not read, with what to do next
 * @throws damaged when the image contradicts itself or its checksums
 * @throws usage for a directory; not-found, permission
 */
export async function openDisk(path: string, options: OpenDiskOptions = {}): Promise<BlockDevice> {
  const file = await openFile(path);
  try {
    return await diskIn(file, options.reporter ?? silentReporter());
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function diskIn(file: DiskFile, reporter: Reporter): Promise<BlockDevice> {
  const format = await recognize(file);
  if (format.kind === 'vhdx') return openVhdx(file, reporter);
  if (format.kind === 'vhd') return openVhd(file, reporter);
  return rawDisk(file, format.sectorSize);
}
