/**
 * What an apply will make, known and checked before anything is made. Names come from an image that may be hostile: one
 * that would leave its directory, or that stands twice in it, ends the work here.
 */

import path from 'node:path';
import { FactoryError } from '../errors.js';
import { printable, whyNotOnWindows, whyUnsafe } from './names.js';
import { foldCase, joinPath, sortedChildren, type Located } from './paths.js';
import { isDirectory, isFolder, unnamedStream, type Entry, type FileTree } from './tree.js';
import { isWellFormed } from './wtf8.js';

export interface PlannedEntry {
  readonly entry: Entry;
  /** Inside the tree, for messages. */
  readonly path: string;
  /** On the host. */
  readonly file: string;
}

export interface PlannedFile extends PlannedEntry {
  /** The other names of the same file, on the host. */
  readonly links: string[];
}

export interface ApplyPlan {
  /** Each after the one that it lies in. */
  readonly directories: PlannedEntry[];
  /** In the order in which the source reads them best. */
  readonly files: PlannedFile[];
  /** Reparse points of every kind. */
  readonly reparsePoints: PlannedEntry[];
  /** Paths whose name this host cannot make. */
  readonly skipped: string[];
  /** Bytes of the files. */
  readonly bytes: number;
}

/** @param start the entries with the places that they get; a name is checked below them only */
export async function planApply(
  tree: FileTree,
  start: readonly PlannedEntry[],
  invalidNames: 'refuse' | 'skip',
  signal: AbortSignal,
): Promise<ApplyPlan> {
  const plan: ApplyPlan & { bytes: number } = {
    directories: [],
    files: [],
    reparsePoints: [],
    skipped: [],
    bytes: 0,
  };
  const groups = new Map<number, PlannedFile>();
  const pending = start.toReversed();
  for (let planned = pending.pop(); planned !== undefined; planned = pending.pop()) {
    signal.throwIfAborted();
    if (planned.entry.reparse !== null) {
      plan.reparsePoints.push(planned);
    } else if (isDirectory(planned.entry)) {
      plan.directories.push(planned);
    } else {
      planFile(plan, groups, planned);
    }
    if (!isFolder(planned.entry)) continue;
    const children = await safeChildren(tree, planned, invalidNames, plan.skipped);
    for (const entry of children.toReversed()) {
      const file = `${planned.file}${path.sep}${entry.name}`;
      pending.push({ entry, path: joinPath(planned.path, entry.name), file });
    }
  }
  const position = ({ entry }: PlannedEntry): number => unnamedStream(entry)?.position ?? 0;
  plan.files.sort((a, b) => position(a) - position(b));
  return plan;
}

/** @throws unsupported when this host cannot make a file of that name; damaged when none should */
export function checkName(name: string, subject: string): void {
  const unsafe = whyUnsafe(name);
  if (unsafe !== null) {
    throw new FactoryError('damaged', {
      subject,
      found: unsafe,
      expected: 'a name of a file',
      next: 'do not trust this image: ask who made it',
    });
  }
  const unsupported = whyNotHere(name);
  if (unsupported !== null) throw new FactoryError('unsupported', { subject, found: unsupported });
}

function planFile(
  plan: ApplyPlan & { bytes: number },
  groups: Map<number, PlannedFile>,
  planned: PlannedEntry,
): void {
  const first = groups.get(planned.entry.linkGroup);
  if (first !== undefined) {
    first.links.push(planned.file);
    return;
  }
  const file = { ...planned, links: [] };
  if (planned.entry.linkGroup !== 0) groups.set(planned.entry.linkGroup, file);
  plan.files.push(file);
  plan.bytes += unnamedStream(planned.entry)?.size ?? 0;
}

async function safeChildren(
  tree: FileTree,
  parent: PlannedEntry,
  invalidNames: 'refuse' | 'skip',
  skipped: string[],
): Promise<Entry[]> {
  const safe: Entry[] = [];
  for (const entry of await sortedChildren(tree, parent.entry)) {
    const where = joinPath(parent.path, entry.name);
    if (invalidNames === 'skip' && whyUnsafe(entry.name) === null && whyNotHere(entry.name) !== null) {
      skipped.push(where);
      continue;
    }
    const subject = `${tree.label}: ${parent.path}`;
    checkName(entry.name, subject);
    const before = safe.at(-1);
    if (before !== undefined && hostNameKey(before.name) === hostNameKey(entry.name)) {
      throw new FactoryError('damaged', {
        subject,
        found: `two entries named "${printable(entry.name)}"`,
        expected: 'one',
      });
    }
    safe.push(entry);
  }
  return safe;
}

function whyNotHere(name: string): string | null {
  if (process.platform !== 'win32') return null;
  const forbidden = whyNotOnWindows(name);
  if (forbidden !== null) return `${forbidden}, which Windows cannot make`;
  // Node turns it into U+FFFD on the way to Windows: the file would get another name.
  return isWellFormed(name) ? null : `the name "${printable(name)}", which Node cannot make on Windows`;
}

/** What two names share where this host takes them for the same. */
export function hostNameKey(name: string): string {
  return process.platform === 'win32' ? foldCase(name) : name;
}

/** Where each of `found` goes when it is extracted into `folder`: under its own name, the root as the folder itself. */
export function placesOf(tree: FileTree, found: readonly Located[], folder: string): PlannedEntry[] {
  const places = found.map(({ path: where, entry }) => {
    if (entry.name !== '') checkName(entry.name, `${tree.label}: ${where}`);
    return { entry, path: where, file: entry.name === '' ? folder : `${folder}${path.sep}${entry.name}` };
  });
  const seen = new Map<string, PlannedEntry>();
  for (const place of places) {
    const other = seen.get(foldCase(place.file));
    if (other !== undefined) {
      throw new FactoryError('usage', {
        subject: `${tree.label}: ${place.path}`,
        found: `the same name as ${other.path}`,
        next: 'extract them into two directories',
      });
    }
    seen.set(foldCase(place.file), place);
  }
  return places;
}
