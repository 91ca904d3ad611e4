/** What a directory of the host cannot carry of an image, counted. */

import type { ApplyPlan } from './apply-plan.js';
import { FILE_ATTRIBUTE, type Entry, type FileTree } from './tree.js';

const KINDS = {
  security: 'security descriptors',
  attributes: 'attributes',
  shortNames: 'short names',
  creationTimes: 'creation times',
  namedStreams: 'named streams',
  objectIds: 'object IDs',
  extendedAttributes: 'extended attributes',
} as const;

export type Loss = keyof typeof KINDS;
/** Entries that lose it. */
export type Losses = Readonly<Partial<Record<Loss, number>>>;

/** Said by other means, or said of nearly everything. */
const CARRIED_ATTRIBUTES =
  FILE_ATTRIBUTE.DIRECTORY | FILE_ATTRIBUTE.REPARSE_POINT | FILE_ATTRIBUTE.NORMAL | FILE_ATTRIBUTE.ARCHIVE;

export function countLosses(tree: FileTree, plan: ApplyPlan): Losses {
  const counts: Partial<Record<Loss, number>> = {};
  // A directory's own creation times are those of a copy already.
  const createdMatters = tree.carries.creationTimes && tree.kind !== 'directory';
  for (const { entry } of [...plan.directories, ...plan.files, ...plan.reparsePoints]) {
    for (const kind of lossesOf(entry, createdMatters)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** "security descriptors (812 entries), named streams (3)"; '' where nothing is lost. */
export function formatLosses(losses: Losses): string {
  const parts = (Object.keys(KINDS) as Loss[])
    .filter((kind) => (losses[kind] ?? 0) > 0)
    .map((kind, index) => {
      const count = losses[kind] ?? 0;
      return `${KINDS[kind]} (${count}${index > 0 ? '' : count === 1 ? ' entry' : ' entries'})`;
    });
  return parts.join(', ');
}

function* lossesOf(entry: Entry, createdMatters: boolean): Generator<Loss> {
  if (entry.security !== null) yield 'security';
  if ((entry.attributes & ~CARRIED_ATTRIBUTES) !== 0) yield 'attributes';
  if (entry.shortName !== '') yield 'shortNames';
  if (createdMatters && entry.created !== entry.modified) yield 'creationTimes';
  if (entry.streams.some((stream) => stream.name !== '')) yield 'namedStreams';
  if (entry.objectId !== null) yield 'objectIds';
  if (entry.extendedAttributes.length > 0) yield 'extendedAttributes';
}
