/** In which state an installation is, read from its disk. */

import path from 'node:path';
import type { Architecture } from '../../guest/index.js';
import { readInstallState, readWindowsInfo, type InstallState } from '../../inspect/index.js';
import type { Build } from '../station.js';
import { openMachineDisk } from './disk-subject.js';
import type { MachineHost } from './host.js';
import { architectureOf } from './image.js';

export interface DiskState extends InstallState {
  /** "26100.1742"; null where it does not say. */
  readonly build: string | null;
  /** @throws unsupported for a processor that no machine of ours has */
  readonly architecture: () => Architecture;
}

/**
 * @param part a partition's number; null: the one that holds Windows
 * @throws not-found where the disk holds no Windows
 */
export async function stateOfDisk(
  { work, reporter }: Build,
  host: MachineHost,
  disk: string,
  part: string | null,
): Promise<DiskState> {
  const parentFolders = [path.dirname(disk)];
  const source = await openMachineDisk(disk, host, { work, part, reporter, parentFolders });
  try {
    const state = await readInstallState(source.tree);
    const windows = await readWindowsInfo(source.tree);
    const version = windows?.version;
    const build = version === undefined || version.build === 0 ? null : `${version.build}.${version.spBuild}`;
    return { ...state, build, architecture: () => architectureOf(windows?.architecture, disk) };
  } finally {
    await source.close();
  }
}
