/** A raw disk image: byte N of the disk is byte N of the file. */

import { open } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../errors.js';
import type { BlockDevice } from './device.js';

/**
 * @param file a file, or a block device of the host
 * @param sectorSize bytes of a logical sector, which a raw image does not say itself
 */
export async function openRaw(file: string, sectorSize = 512): Promise<BlockDevice> {
  try {
    const handle = await open(file, 'r');
    const { size } = await handle.stat();
    return {
      label: file,
      size,
      sectorSize,
      async read(offset, target) {
        for (let done = 0; done < target.length;) {
          const { bytesRead } = await handle.read(target, done, target.length - done, offset + done);
          if (bytesRead === 0) {
            throw new FactoryError('damaged', {
              subject: file,
              found: `the end at byte ${offset + done}`,
              expected: `${target.length} bytes at byte ${offset}`,
              next: 'the file is truncated: fetch or make it again',
            });
          }
          done += bytesRead;
        }
      },
      close: () => handle.close(),
    };
  } catch (error) {
    throw fromSystemError(error, file);
  }
}
