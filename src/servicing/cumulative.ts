/**
 * Of the cumulative updates of a branch the newest is installed: each holds all that came before it. Since Windows 11
 * 24H2 its checkpoints lie beside it.
 */

import { FactoryError } from '../errors.js';
import { isCheckpoint, knownCheckpoint } from './checkpoints.js';
import type { LeftOut, UpdateFile } from './types.js';
import { branchOf, isServerRevision, type Build } from './windows.js';

export interface Target {
  readonly update: UpdateFile;
  readonly checkpoints: readonly UpdateFile[];
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly left: readonly LeftOut[];
}

/**
 * @param updates cumulative updates, for the image as far as that is known
 * @param isWanted whether the user asked for it; a checkpoint comes along with what builds on it
 * @throws not-found where the image is older than the checkpoint that an update builds on, and that is not there
 */
export function chooseTargets(
  updates: readonly UpdateFile[],
  build: Build | null,
  isWanted: (update: UpdateFile) => boolean,
): Targets {
  const targets: Target[] = [];
  const left: LeftOut[] = [];
  for (const [branch, members] of branchesOf(updates)) {
    const ordered = members.toSorted(byAge);
    const checkpoints = ordered.filter(isCheckpoint);
    const chosen = newestOf(ordered, build, isWanted, left);
    for (const update of chosen) {
      const earlier =
        update.container === 'wim' ? checkpoints.filter((other) => byAge(other, update) < 0) : [];
      refuseGap(update, earlier, branch, build);
      targets.push({ update, checkpoints: earlier });
    }
    const used = new Set(targets.flatMap(({ checkpoints: needed }) => needed));
    for (const checkpoint of checkpoints) {
      if (chosen.includes(checkpoint) || used.has(checkpoint)) continue;
      left.push({
        file: checkpoint.name,
        why: 'it is a checkpoint, and nothing that is installed builds on it',
      });
    }
  }
  return { targets, left };
}

/** Each with the ones that it could take the place of; of an unknown branch, each stands alone. */
function branchesOf(updates: readonly UpdateFile[]): Map<number | UpdateFile, UpdateFile[]> {
  const branches = new Map<number | UpdateFile, UpdateFile[]>();
  for (const update of updates) {
    const key = update.stack === null ? update : branchOf(update.stack.branch);
    const members = branches.get(key);
    if (members === undefined) branches.set(key, [update]);
    else members.push(update);
  }
  return branches;
}

/** Oldest first. KB numbers follow the calendar only roughly: a preview may have a lower one than an earlier fix. */
export function byAge(a: UpdateFile, b: UpdateFile): number {
  const revisions = (a.stack?.revision ?? 0) - (b.stack?.revision ?? 0);
  return revisions === 0 ? byKb(a, b) : revisions;
}

export function byKb(a: UpdateFile, b: UpdateFile): number {
  return kbNumber(a) - kbNumber(b) || (a.name < b.name ? -1 : 1);
}

function kbNumber({ kb }: UpdateFile): number {
  return kb === null ? 0 : Number(kb.slice(2));
}

/** Client and Windows Server 2025 share a branch, and which of them the image is, its build alone does not always say. */
function newestOf(
  ordered: readonly UpdateFile[],
  build: Build | null,
  isWanted: (update: UpdateFile) => boolean,
  left: LeftOut[],
): UpdateFile[] {
  const wanted = ordered.filter(isWanted);
  const own = wanted.filter((update) => !isCheckpoint(update));
  // A folder with a checkpoint alone means that one.
  const candidates = own.length === 0 ? wanted : own;
  const server = candidates.filter(isForServer);
  const client = candidates.filter((update) => !isForServer(update));
  const isServerImage = build !== null && isServerRevision(branchOf(build.number), build.revision);
  const chosen: UpdateFile[] = [];
  for (const group of [client, server]) {
    const newest = group.at(-1);
    if (newest === undefined) continue;
    const why =
      group === client && isServerImage && !isCheckpoint(newest)
        ? `it is for Windows 11, and the image, ${build.number}.${build.revision}, is Windows Server 2025`
        : null;
    if (why === null) chosen.push(newest);
    for (const update of group) {
      if ((update === newest && why === null) || isCheckpoint(update)) continue;
      left.push({ file: update.name, why: why ?? `${newest.kb ?? newest.name} supersedes it` });
    }
  }
  return chosen;
}

function isForServer({ stack }: UpdateFile): boolean {
  return stack !== null && isServerRevision(stack.branch, stack.revision);
}

/** DISM would say so after an hour, in the machine. */
function refuseGap(
  update: UpdateFile,
  earlier: readonly UpdateFile[],
  branch: number | UpdateFile,
  build: Build | null,
): void {
  if (update.container !== 'wim' || build === null || typeof branch !== 'number') return;
  const needed = knownCheckpoint(branch);
  if (needed === null || isCheckpoint(update) || build.revision >= needed.revision) return;
  if (earlier.some(({ kb }) => kb === needed.kb)) return;
  throw new FactoryError('not-found', {
    subject: update.file,
    found: `it builds on the checkpoint ${needed.kb} (${needed.branch}.${needed.revision}), which is not in the folder`,
    expected: `it beside the update, for the image is ${build.number}.${build.revision}`,
    next: `fetch ${needed.kb} from the Microsoft Update Catalog into the folder: ${needed.source}`,
  });
}
