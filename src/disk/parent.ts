/**
 * The parent of a differencing disk: a child names it by its identity and by the paths where it was. The identity
 * decides; the paths are hints from a file that nobody has to trust, so they are followed only into folders that the
 * caller opened up, and never to another machine.
 */

import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { damaged } from './damage.js';
import type { BlockDevice } from './device.js';

/** What a child says of its parent. */
export interface ParentReference {
  /** The parent's identity: what it was when the child was made, or while a merge was under way. */
  readonly identities: readonly string[];
  /** Windows paths, in the order in which they are to be tried. */
  readonly paths: readonly string[];
}

/** How a disk that is being opened meets its relatives. */
export interface Family {
  readonly reporter: Reporter;
  /** @throws AnotherDisk when a child asked for a disk and this is not it */
  checkIdentity(identity: string): void;
  /** @throws not-found, unsupported, damaged */
  openParent(reference: ParentReference): Promise<BlockDevice>;
}

/** The disks that are open already, from the one that was asked for to the one whose parent is looked for. */
export interface Chain {
  readonly reporter: Reporter;
  /** Absolute folders in which parents may lie. */
  readonly folders: readonly string[];
  /** Real paths. */
  readonly files: readonly string[];
}

/** Says that a file is whole, but another disk than the child was made on. */
export class AnotherDisk extends Error {}

const LONGEST_CHAIN = 64;

/**
 * Opens the parent of `child`.
 *
 * @param open throws `AnotherDisk` where a file's identity is none of the reference's
 * @throws not-found, or unsupported where the only paths lead out of the folders, or damaged for a circle and for a
 *   parent that was changed since
 */
export async function openParent(
  child: string,
  reference: ParentReference,
  chain: Chain,
  open: (file: string, chain: Chain) => Promise<BlockDevice>,
): Promise<BlockDevice> {
  const tried: Rejection[] = [];
  for (const candidate of candidates(child, reference.paths)) {
    if (!chain.folders.some((folder) => isWithin(folder, candidate))) {
      tried.push({
        code: 'unsupported',
        reason: `${candidate} lies outside of ${chain.folders.join(' and ')}`,
      });
    } else if (!(await isFile(candidate))) {
      tried.push({ code: 'not-found', reason: `${candidate} does not exist` });
    } else {
      try {
        return await open(candidate, await extended(chain, child, candidate));
      } catch (error) {
        if (!(error instanceof AnotherDisk)) throw error;
        tried.push({ code: 'damaged', reason: `${candidate} is another disk, or was changed since` });
      }
    }
  }
  throw missing(child, reference, tried);
}

interface Rejection {
  readonly code: 'damaged' | 'unsupported' | 'not-found';
  readonly reason: string;
}

function missing(child: string, { paths }: ParentReference, tried: readonly Rejection[]): FactoryError {
  const worst = (['damaged', 'unsupported'] as const).find((code) => tried.some((one) => one.code === code));
  return new FactoryError(worst ?? 'not-found', {
    subject: child,
    found: `a differencing disk whose parent ${paths[0]} is not at hand (${tried.map((one) => one.reason).join('; ')})`,
    next: 'put the unchanged parent into the folder of this disk, or merge the two where they were made (Merge-VHD)',
  });
}

/** The stored paths as this host writes them, then a file of the parent's name beside the child. */
function candidates(child: string, paths: readonly string[]): string[] {
  const folder = path.dirname(path.resolve(child));
  const hostPaths = paths.flatMap((stored) => hostPath(folder, stored) ?? []);
  const beside = paths.flatMap((stored) => hostPath(folder, path.win32.basename(stored)) ?? []);
  return [...new Set([...hostPaths, ...beside])];
}

/** @returns null for what this host does not have, for another machine's share and for what is no path */
function hostPath(folder: string, stored: string): string | null {
  const local = stored.replace(/^\\\\\?\\(?=[A-Za-z]:\\)/, '');
  if (/^[A-Za-z]:\\/.test(local) || /^\\\\\?\\Volume\{[0-9A-Fa-f-]+\}\\/.test(local)) {
    return process.platform === 'win32' ? path.win32.normalize(local) : null;
  }
  const parts = local.split(/[\\/]/);
  const isRelative = parts[0] !== '' && parts.at(-1) !== '' && !/[:\0]/.test(local);
  return isRelative ? path.resolve(folder, ...parts) : null;
}

/** By its letters: a link in the folder was put there by the user, not by the disk. */
function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** @throws damaged when the file is part of the chain already */
async function extended(chain: Chain, child: string, file: string): Promise<Chain> {
  const real = await realpath(file);
  if (chain.files.includes(real)) throw damaged(child, `a chain of parents that leads back to ${real}`);
  if (chain.files.length === LONGEST_CHAIN)
    throw damaged(child, `more than ${LONGEST_CHAIN} disks in a chain`);
  return { ...chain, files: [...chain.files, real] };
}
