/** What opening a volume takes and gives. */

import type { BlockDevice } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import type { FileTree } from '../tree/index.js';
import { readGeometry } from './boot.js';

export interface OpenNtfsOptions {
  /** Read a volume that was not cleanly unmounted, or is hibernated, with a warning. */
  readonly allowDirty?: boolean;
  readonly reporter: Reporter;
}

/** An NTFS volume as a tree of files. Its own metadata files (`$MFT` to `$Extend`) are not in it. */
export interface NtfsTree extends FileTree {
  readonly kind: 'ntfs';
  readonly volumeLabel: string;
  /** "3.1" since Windows XP. */
  readonly version: string;
  /** What says that the volume is not clean, in words; null for a clean one. */
  readonly dirty: string | null;
  readonly serial: bigint;
}

/**
 * Reads the whole file table of a volume; contents are read when asked for. Closing the tree closes the device.
 *
 * @throws dirty, encrypted, unsupported, damaged
 */
export async function openNtfs(device: BlockDevice, options: OpenNtfsOptions): Promise<NtfsTree> {
  options.reporter.signal.throwIfAborted();
  const { recordSize } = await readGeometry(device);
  throw new FactoryError('unsupported', {
    subject: device.label,
    found: `MFT records of ${recordSize} bytes`,
  });
}
