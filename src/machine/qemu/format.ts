/** The format of a disk, by its name: what a disk holds is nothing to go by, for a raw one may hold anything. */

import path from 'node:path';
import { FactoryError } from '../../errors.js';

/** As QEMU calls them. */
export type DiskFormat = 'qcow2' | 'vhdx' | 'vpc' | 'raw';

const FORMATS: Readonly<Record<string, DiskFormat>> = {
  '.qcow2': 'qcow2',
  '.vhdx': 'vhdx',
  '.vhd': 'vpc',
  '.raw': 'raw',
  '.img': 'raw',
};

export function formatOfDisk(disk: string): DiskFormat {
  const suffix = path.extname(disk).toLowerCase();
  const format = FORMATS[suffix];
  if (format !== undefined) return format;
  throw new FactoryError('unsupported', {
    subject: disk,
    found: suffix === '' ? 'a name without a suffix' : `the suffix ${suffix}`,
    expected: Object.keys(FORMATS).join(', '),
    next: 'give it the suffix of its format',
  });
}
