/**
 * A tree as a directory of the host.
 *
 * Everything is made in a hidden directory beside (or, where the target exists, inside) the target and gets its place
 * when it is complete, so a failed or killed apply leaves nothing that looks done. With `overwrite` it is made in
 * place, and a failure says that the target is incomplete.
 *
 * Directories are made first, then files, then links: nothing is written through a link that came out of an image.
 */

import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { countOf } from '../bytes/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import { partialBeside, renameOver } from '../output.js';
import type { Reporter, Task } from '../progress.js';
import { makeLink } from './apply-links.js';
import { countLosses, formatLosses, type Losses } from './apply-losses.js';
import {
  hostNameKey,
  placesOf,
  planApply,
  type ApplyPlan,
  type PlannedEntry,
  type PlannedFile,
} from './apply-plan.js';
import { hostTimes, writeHostFile } from './apply-write.js';
import { expandPaths } from './glob.js';
import { foldCase, type Located } from './paths.js';
import { Remarks } from './remarks.js';
import type { FileTree } from './tree.js';
import { decodeWtf8, hostPathOf } from './wtf8.js';

const CONCURRENT_FILES = 4;

export interface ApplyOptions {
  readonly reporter: Reporter;
  /** Files that exist are replaced and others stay; else the target must be empty or missing. */
  readonly overwrite?: boolean;
  /** What becomes of an entry whose name this host cannot make; by default it ends the work before it begins. */
  readonly invalidNames?: 'refuse' | 'skip';
}

export interface ApplyResult {
  readonly directories: number;
  /** Each content once: further names are `hardLinks`. */
  readonly files: number;
  readonly hardLinks: number;
  readonly links: number;
  readonly bytes: number;
  readonly losses: Losses;
  /** Reparse points that this host cannot make, by the name of their tag. */
  readonly notMade: Readonly<Record<string, number>>;
  /** Paths whose name this host cannot make. */
  readonly skipped: readonly string[];
}

/**
 * Makes what the tree holds in `target`.
 *
 * @throws exists when `target` holds something already and `overwrite` is not set; damaged when a content is not what
 * the tree says of it, or a name leaves its directory; unsupported when this host cannot make a name
 */
export function applyTree(tree: FileTree, target: string, options: ApplyOptions): Promise<ApplyResult> {
  return applyLocated(tree, [{ path: '\\', entry: tree.root }], target, options);
}

/**
 * Makes the entries that `paths` mean (`*` and `?` allowed) under their own names in `target`, directories with all
 * that they hold. The target may hold other things.
 *
 * @throws not-found for a path that means nothing; exists when one of the names is taken; else as applyTree
 */
export async function extractPaths(
  tree: FileTree,
  paths: readonly string[],
  target: string,
  options: ApplyOptions,
): Promise<ApplyResult> {
  return applyLocated(tree, await expandPaths(tree, paths), target, options);
}

async function applyLocated(
  tree: FileTree,
  located: readonly Located[],
  target: string,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const folder = path.resolve(target);
  const result = options.overwrite === true ? await inPlace() : await staged();
  tellResult(tree, folder, result, options.reporter);
  return result;

  async function inPlace(): Promise<ApplyResult> {
    try {
      mkdirSync(folder, { recursive: true });
      return await make(tree, placesOf(tree, located, realpathSync(folder)), options);
    } catch (error) {
      throw options.reporter.signal.aborted ? error : incomplete(error, folder);
    }
  }

  async function staged(): Promise<ApplyResult> {
    const exists = existsSync(folder);
    const stage = await partialBeside(exists ? path.join(folder, 'apply') : folder);
    if (exists) await refuseTaken(tree, located, folder);
    try {
      makeStage(stage, folder);
      const made = await make(tree, placesOf(tree, located, stage), options);
      if (exists) await moveUp(stage, folder);
      else await renameOver(stage, folder);
      const root = located.find(({ entry }) => entry.name === '');
      if (root !== undefined) utimesSync(folder, ...hostTimes(root.entry));
      return made;
    } catch (error) {
      rmSync(stage, { recursive: true, force: true, maxRetries: 5 });
      throw ofTarget(error, stage, folder);
    }
  }
}

function makeStage(stage: string, folder: string): void {
  try {
    mkdirSync(stage);
  } catch (error) {
    throw fromSystemError(error, folder);
  }
}

/** What a file system makes by itself in a new volume, which is empty all the same. */
const OF_VOLUME = new Set(['System Volume Information', '$Recycle.Bin', 'lost+found'].map(foldCase));

async function refuseTaken(tree: FileTree, located: readonly Located[], folder: string): Promise<void> {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw fromSystemError(error, folder);
  }
  const whole = located.some(({ entry }) => entry.name === '');
  const entries = whole ? await tree.children(tree.root) : located.map(({ entry }) => entry);
  const wanted = new Set(entries.map(({ name }) => hostNameKey(name)));
  const isTaken = (name: string): boolean =>
    wanted.has(hostNameKey(name)) || (whole && !OF_VOLUME.has(foldCase(name)));
  const taken = names.find(isTaken);
  if (taken === undefined) return;
  throw new FactoryError('exists', {
    subject: folder,
    found: whole
      ? `${countOf(names.length, 'entry', 'entries')}, "${taken}" first`
      : `"${taken}", which ${tree.label} would replace`,
    expected: whole ? 'an empty directory, or none' : 'a directory without it',
    next: 'choose another directory, or empty this one',
  });
}

async function moveUp(stage: string, folder: string): Promise<void> {
  for (const bytes of readdirSync(stage, { encoding: 'buffer' })) {
    const name = decodeWtf8(bytes) ?? '';
    await renameOver(hostPathOf(path.join(stage, name)), hostPathOf(path.join(folder, name)));
  }
  rmSync(stage, { recursive: true });
}

async function make(
  tree: FileTree,
  places: readonly PlannedEntry[],
  options: ApplyOptions,
): Promise<ApplyResult> {
  const { reporter, overwrite = false, invalidNames = 'refuse' } = options;
  const plan = await planApply(tree, places, invalidNames, reporter.signal);
  for (const directory of plan.directories) makeDirectory(directory.file);
  const task = reporter.task(`Writing ${tree.label}`, plan.bytes, 'bytes');
  try {
    await makeFiles(tree, plan, overwrite, task, reporter.signal);
  } finally {
    task.end();
  }
  const notMade = await makeLinks(tree, plan, overwrite);
  for (const { entry, file } of plan.directories.toReversed())
    utimesSync(hostPathOf(file), ...hostTimes(entry));
  const unmade = Object.values(notMade).reduce((sum, count) => sum + count, 0);
  return {
    directories: plan.directories.length,
    files: plan.files.length,
    hardLinks: plan.files.reduce((sum, { links }) => sum + links.length, 0),
    links: plan.reparsePoints.length - unmade,
    bytes: plan.bytes,
    losses: countLosses(tree, plan),
    notMade,
    skipped: plan.skipped,
  };
}

/** One that is there already may serve, but not a link to one. */
function makeDirectory(file: string): void {
  const target = hostPathOf(file);
  try {
    mkdirSync(target);
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST' && lstatSync(target).isDirectory();
    if (!there) throw fromSystemError(error, file);
  }
}

async function makeFiles(
  tree: FileTree,
  plan: ApplyPlan,
  overwrite: boolean,
  task: Task,
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let file = plan.files[next++]; file !== undefined; file = plan.files[next++]) {
      signal.throwIfAborted();
      if (overwrite) removeOld(file.file);
      await writeHostFile(tree, file, task, signal);
      for (const link of file.links) makeHardLink(file, link, overwrite);
    }
  };
  const stopOthers = (error: unknown): never => {
    next = plan.files.length;
    throw error;
  };
  const workers = Array.from({ length: CONCURRENT_FILES }, () => worker().catch(stopOthers));
  // All have stopped before the failure goes on: what was made is removed then.
  const outcomes = await Promise.allSettled(workers);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

/** A file system without hard links, or with no more of them for this file, gets a copy. */
function makeHardLink(file: PlannedFile, link: string, overwrite: boolean): void {
  if (overwrite) removeOld(link);
  try {
    linkSync(hostPathOf(file.file), hostPathOf(link));
  } catch {
    // Every system says in its own code that there are no links (exFAT on Windows: EISDIR); the copy meets all else.
    copyInstead(file, link);
  }
}

function copyInstead(file: PlannedFile, copy: string): void {
  try {
    copyFileSync(hostPathOf(file.file), hostPathOf(copy), constants.COPYFILE_EXCL);
    utimesSync(hostPathOf(copy), ...hostTimes(file.entry));
  } catch (error) {
    throw fromSystemError(error, copy);
  }
}

async function makeLinks(
  tree: FileTree,
  plan: ApplyPlan,
  overwrite: boolean,
): Promise<Record<string, number>> {
  const notMade: Record<string, number> = {};
  for (const planned of plan.reparsePoints) {
    if (overwrite) removeOld(planned.file);
    const tag = await makeLink(tree, planned);
    if (tag !== null) notMade[tag] = (notMade[tag] ?? 0) + 1;
  }
  return notMade;
}

function removeOld(file: string): void {
  try {
    rmSync(hostPathOf(file), { force: true });
  } catch (error) {
    throw new FactoryError('exists', {
      subject: file,
      found: 'something that cannot be replaced by a file or link',
      next: 'remove it, then run it again',
      cause: error,
    });
  }
}

/** The error in terms of the target: nobody knows the directory where it happened, and it is gone. */
function ofTarget(error: unknown, stage: string, folder: string): unknown {
  if (!(error instanceof FactoryError) || !error.details.subject.startsWith(stage)) return error;
  const subject = `${folder}${error.details.subject.slice(stage.length)}`;
  return new FactoryError(error.code, { ...error.details, subject });
}

function incomplete(error: unknown, folder: string): FactoryError {
  const { code, details } = fromSystemError(error, folder);
  const advice = `${folder} is incomplete: empty it before you run it again`;
  const next = details.next === undefined ? advice : `${details.next}; ${advice}`;
  return new FactoryError(code, { ...details, next });
}

function tellResult(tree: FileTree, folder: string, result: ApplyResult, reporter: Reporter): void {
  const lost = formatLosses(result.losses);
  if (lost !== '') {
    reporter.warn(
      `${folder}: a directory of this host cannot carry ${lost}: left out. Apply with dism.exe where they matter.`,
    );
  }
  for (const [tag, count] of Object.entries(result.notMade)) {
    reporter.warn(
      `${folder}: ${count} reparse points of the kind ${tag} cannot be made on this host: left out.`,
    );
  }
  const remarks = new Remarks(reporter, tree.label);
  for (const skipped of result.skipped)
    remarks.add('left out: this host cannot make a file of this name', skipped);
  remarks.finish();
}
