/** In which state an installation is, read from its disk. */

import path from 'node:path';
import type { Architecture } from '../../guest/index.js';
import { readWindowsInfo } from '../../inspect/index.js';
import type { Build } from '../station.js';
import { openMachineDisk } from './disk-subject.js';
import type { MachineHost } from './host.js';
import { architectureOf } from './image.js';

/** `imageState` is as the disk says it, '' where it says none. */
export type DiskState =
  /** Neither in audit mode nor generalized. */
  | { readonly state: null; readonly imageState: string }
  | {
      readonly state: 'audit' | 'generalized';
      readonly imageState: string;
      readonly architecture: Architecture;
    };

const STATES: Readonly<Record<string, DiskState['state']>> = {
  IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT: 'audit',
  IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE: 'generalized',
  IMAGE_STATE_GENERALIZE_RESEAL_TO_AUDIT: 'generalized',
};

/** @param part a partition's number; null: the one that holds Windows */
export async function stateOfDisk(
  { work, reporter }: Build,
  host: MachineHost,
  disk: string,
  part: string | null,
): Promise<DiskState> {
  const parentFolders = [path.dirname(disk)];
  const source = await openMachineDisk(disk, host, { work, part, reporter, parentFolders });
  try {
    const windows = await readWindowsInfo(source.tree);
    const imageState = windows?.imageState ?? '';
    const state = STATES[imageState] ?? null;
    if (state === null) return { state, imageState };
    return { state, imageState, architecture: architectureOf(windows?.architecture, disk) };
  } finally {
    await source.close();
  }
}
