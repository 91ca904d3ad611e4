/**
 * Checkpoint cumulative updates: since Windows 11 24H2 an update may hold only what changed since an earlier one, its
 * checkpoint, which servicing must find beside it. Of several, DISM takes what the image lacks; any other .msu in that
 * folder it would take as a source too.
 */

import type { UpdateFile } from './types.js';

export const CHECKPOINTS_PAGE =
  'https://learn.microsoft.com/windows/deployment/update/catalog-checkpoint-cumulative-updates';

export interface Checkpoint {
  readonly kb: string;
  readonly branch: number;
  /** Of the build that it makes. */
  readonly revision: number;
  /** Where it is named as one. */
  readonly source: string;
}

/**
 * Those that are known, for an update whose metadata cannot be read. A file in a folder called `checkpoints` is one too, and
 * what another update says that it was made on.
 */
const CHECKPOINTS: readonly Checkpoint[] = [
  {
    kb: 'KB5043080',
    branch: 26_100,
    revision: 1742,
    source: 'https://support.microsoft.com/topic/708755a6-d809-4a8a-8d20-53c4108590e6',
  },
];

const FOLDER = 'checkpoints';

export function isCheckpoint({ kb, name }: UpdateFile): boolean {
  const folders = name.split('/').slice(0, -1);
  return (
    CHECKPOINTS.some((checkpoint) => checkpoint.kb === kb) ||
    folders.some((folder) => folder.toLowerCase() === FOLDER)
  );
}

/** The latest checkpoint of a branch that is known; null for none. */
export function knownCheckpoint(branch: number): Checkpoint | null {
  return CHECKPOINTS.findLast((checkpoint) => checkpoint.branch === branch) ?? null;
}
