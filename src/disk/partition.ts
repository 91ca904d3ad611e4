/** One partition of a disk, and the device that holds just its bytes. */

import type { BlockDevice } from './device.js';
import { checkRange } from './file.js';
import type { FileSystem } from './file-system.js';

export interface Partition {
  /** As the table numbers it, from 1; 0 where the disk has no table and is itself the volume. */
  readonly number: number;
  /** What kind of table lists it. */
  readonly scheme: 'gpt' | 'mbr' | 'none';
  readonly type: PartitionType;
  /** The name in the GPT; elsewhere empty. */
  readonly name: string;
  /** The partition's own GUID in the GPT; elsewhere empty. */
  readonly id: string;
  /** Bytes from the start of the disk. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  /** As its first sector says. */
  readonly fileSystem: FileSystem;
}

export interface PartitionType {
  /** A GUID in lower case (GPT), `0x07` (MBR), or empty where there is no table. */
  readonly code: string;
  /** "Basic data", "EFI system", …; the code where it is not a known one. */
  readonly name: string;
}

/**
 * The partition as a device of its own, called `disk.vhdx#3` (a bare volume keeps the disk's name). Closing it does
 * nothing: several partitions share one disk, and whoever opened the disk closes it.
 */
export function openPartition(disk: BlockDevice, partition: Partition): BlockDevice {
  const { offset, size, number } = partition;
  const label = number === 0 ? disk.label : `${disk.label}#${number}`;
  checkRange(label, disk.size, offset, size);
  return {
    label,
    size,
    sectorSize: disk.sectorSize,
    async read(position, target) {
      checkRange(label, size, position, target.length);
      await disk.read(offset + position, target);
    },
    async close() {},
  };
}
