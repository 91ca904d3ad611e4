/** A raw disk image: byte N of the disk is byte N of the file. */

import type { BlockDevice } from './device.js';
import { openFile, type DiskFile } from './file.js';

/** @param sectorSize bytes of a logical sector, which a raw image does not say itself */
export async function openRaw(path: string, sectorSize = 512): Promise<BlockDevice> {
  return rawDisk(await openFile(path), sectorSize);
}

export function rawDisk(file: DiskFile, sectorSize: number): BlockDevice {
  const { label, size } = file;
  return {
    label,
    size,
    sectorSize,
    read: (offset, target) => file.read(offset, target),
    close: () => file.close(),
  };
}
