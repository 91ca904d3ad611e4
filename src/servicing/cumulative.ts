/**
 * Of the cumulative updates of a branch the newest is installed: each holds all that came before it. Since Windows 11
 * 24H2 its checkpoints lie beside it.
 */

import { FactoryError } from '../errors.js';
import { CHECKPOINTS_PAGE, isCheckpoint, knownCheckpoint, type Checkpoint } from './checkpoints.js';
import type { LeftOut, UpdateFile } from './types.js';
import { branchOf, branchOfUpdate, compareBuilds, isServerRevision, type Build } from './windows.js';

export interface Target {
  readonly update: UpdateFile;
  readonly checkpoints: readonly UpdateFile[];
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly left: readonly LeftOut[];
}

export const NOT_INCLUDED = 'it is not among what the definition includes';

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
    const checkpoints = ordered.filter((update) => isCheckpoint(update) || isBase(update, ordered));
    const chosen = newestOf({ ordered, checkpoints, build, isWanted }, left);
    const used = new Set<UpdateFile>(chosen);
    for (const update of chosen) {
      const earlier = update.container === 'wim' ? checkpointsOf(update, checkpoints) : [];
      if (branch !== null) refuseGap(update, earlier, branch, build);
      targets.push({ update, checkpoints: earlier });
      for (const checkpoint of earlier) used.add(checkpoint);
    }
    for (const update of ordered.filter((member) => !used.has(member))) {
      if (checkpoints.includes(update)) {
        left.push({
          file: update.name,
          why: 'it is a checkpoint, and nothing that is installed builds on it',
        });
      } else if (!isWanted(update)) {
        left.push({ file: update.name, why: NOT_INCLUDED });
      }
    }
  }
  return { targets, left };
}

/** Whether one of the others says that it was made on it. */
function isBase({ builds }: UpdateFile, others: readonly UpdateFile[]): boolean {
  return builds !== null && others.some((other) => isSameBuild(other.builds?.on ?? null, builds.makes));
}

function isSameBuild(a: Build | null, b: Build | null): boolean {
  return a !== null && b !== null && compareBuilds(a, b) === 0;
}

/** Oldest first: what it says that it was made on, and so on; what does not say so, as far as it is older. */
function checkpointsOf(update: UpdateFile, checkpoints: readonly UpdateFile[]): UpdateFile[] {
  const chain = new Set<UpdateFile>();
  for (let on = update.builds?.on ?? null; on !== null;) {
    const base = checkpoints.find((other) => isSameBuild(other.builds?.makes ?? null, on));
    if (base === undefined || chain.has(base)) break;
    chain.add(base);
    on = base.builds?.on ?? null;
  }
  return checkpoints.filter((other) => chain.has(other) || (isCheckpoint(other) && byAge(other, update) < 0));
}

/** Each with the ones that it could take the place of; of an unknown branch, each stands alone. */
function branchesOf(updates: readonly UpdateFile[]): [branch: number | null, members: UpdateFile[]][] {
  const branches = new Map<number, UpdateFile[]>();
  const unknown: UpdateFile[] = [];
  for (const update of updates) {
    const branch = branchOfUpdate(update);
    if (branch === null) unknown.push(update);
    else branches.set(branch, [...(branches.get(branch) ?? []), update]);
  }
  return [...branches, ...unknown.map((update): [null, UpdateFile[]] => [null, [update]])];
}

/**
 * Oldest first: by the build that each makes, else by the servicing stack that it brings. KB numbers follow the calendar only
 * roughly: a preview may have a lower one than an earlier fix.
 */
export function byAge(a: UpdateFile, b: UpdateFile): number {
  const builds = a.builds !== null && b.builds !== null ? compareBuilds(a.builds.makes, b.builds.makes) : 0;
  return builds || (a.stack?.revision ?? 0) - (b.stack?.revision ?? 0) || byKb(a, b);
}

export function byKb(a: UpdateFile, b: UpdateFile): number {
  return kbNumber(a) - kbNumber(b) || (a.name < b.name ? -1 : 1);
}

function kbNumber({ kb }: UpdateFile): number {
  return kb === null ? 0 : Number(kb.slice(2));
}

interface Members {
  /** Oldest first. */
  readonly ordered: readonly UpdateFile[];
  readonly checkpoints: readonly UpdateFile[];
  readonly build: Build | null;
  readonly isWanted: (update: UpdateFile) => boolean;
}

/** Client and Windows Server 2025 share a branch, and which of them the image is, its build alone does not always say. */
function newestOf({ ordered, checkpoints, build, isWanted }: Members, left: LeftOut[]): UpdateFile[] {
  const wanted = ordered.filter((update) => isWanted(update));
  const own = wanted.filter((update) => !checkpoints.includes(update));
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
      group === client && isServerImage && !checkpoints.includes(newest)
        ? `it is for Windows 11, and the image, ${build.number}.${build.revision}, is Windows Server 2025`
        : null;
    if (why === null) chosen.push(newest);
    for (const update of group) {
      if ((update === newest && why === null) || checkpoints.includes(update)) continue;
      left.push({ file: update.name, why: why ?? `${newest.kb ?? newest.name} supersedes it` });
    }
  }
  return chosen;
}

function isForServer({ builds, stack }: UpdateFile): boolean {
  if (builds !== null) return isServerRevision(branchOf(builds.makes.number), builds.makes.revision);
  return stack !== null && isServerRevision(branchOf(stack.branch), stack.revision);
}

/** DISM would say so after an hour, in the machine. */
function refuseGap(
  update: UpdateFile,
  earlier: readonly UpdateFile[],
  branch: number,
  build: Build | null,
): void {
  // An archive that names no revision says nothing of its age.
  if (update.container !== 'wim' || build === null || build.revision === 0) return;
  const known = knownCheckpoint(branch);
  const needed = update.builds === null ? knownBase(update, known) : firstOn(update, earlier);
  if (needed === null || build.revision >= needed.revision) return;
  // What was made on less was made on the first release, whatever its media call that.
  if (known !== null && needed.revision < known.revision) return;
  // One that does not say what it makes may be the one.
  if (earlier.some(({ builds, kb }) => builds === null || (update.builds === null && kb === known?.kb)))
    return;
  const isKnown = known !== null && known.revision === needed.revision;
  const named = `${isKnown ? `the checkpoint ${known.kb}` : 'a checkpoint'} (${needed.number}.${needed.revision})`;
  throw new FactoryError('not-found', {
    subject: update.file,
    found: `it builds on ${named}, which is not in the folder`,
    expected: `it beside the update, for the image is ${build.number}.${build.revision}`,
    next: `fetch ${isKnown ? known.kb : 'the checkpoint that its support page names'} from the Microsoft Update Catalog into the folder: ${isKnown ? known.source : CHECKPOINTS_PAGE}`,
  });
}

/** Which the image must have at least: what the first of the chain was made on. */
function firstOn(update: UpdateFile, earlier: readonly UpdateFile[]): Build | null {
  let on = update.builds?.on ?? null;
  for (let left = earlier.length; left > 0; left--) {
    const base = earlier.find(({ builds }) => isSameBuild(builds?.makes ?? null, on));
    if (base === undefined) break;
    on = base.builds?.on ?? null;
  }
  return on;
}

function knownBase(update: UpdateFile, known: Checkpoint | null): Build | null {
  return known === null || isCheckpoint(update) ? null : { number: known.branch, revision: known.revision };
}
