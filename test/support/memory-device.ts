/** A block device over bytes in memory. */

import { FactoryError } from '../../src/errors.js';
import type { BlockDevice } from '../../src/disk/index.js';

export function memoryDevice(bytes: Uint8Array, label = 'volume', sectorSize = 512): BlockDevice {
  return {
    label,
    size: bytes.length,
    sectorSize,
    async read(offset, target) {
      if (offset < 0 || offset + target.length > bytes.length) {
        throw new FactoryError('damaged', {
          subject: label,
          found: `a read at ${offset}`,
          expected: 'within the device',
        });
      }
      target.set(bytes.subarray(offset, offset + target.length));
    },
    async close() {},
  };
}
