/** The copy of image-factory that a repository keeps: made, and brought up to date without touching what its owner changed. */

import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import { writeOutput } from '../../output.js';
import { VERSION } from '../../version.js';
import { kitFiles, VENDOR_FOLDER, WORKFLOWS_FOLDER } from './kit-files.js';
import type { Kit } from './repository.js';

const RECORD_NAME = 'vendored.json';
/** What a copy is of: kept beside it, and read by the next update. */
export const RECORD = `${VENDOR_FOLDER}/${RECORD_NAME}`;

export interface VendorRecord {
  readonly version: string;
  /** Where the copy came from; null where that is not known. */
  readonly repository: string | null;
  /** A commit, or a tag. */
  readonly ref: string | null;
  /** SHA-256 of each file by its path from the root of the repository; of texts with LF. */
  readonly files: Readonly<Record<string, string>>;
}

/** Paths from the root of the repository. */
export interface Vendored {
  /** The copy that was there. */
  readonly before: VendorRecord | null;
  readonly after: VendorRecord;
  readonly written: readonly string[];
  /** Of the copy before, and gone in this one. */
  readonly removed: readonly string[];
  /** Changed by somebody here, and left as they are. */
  readonly kept: readonly string[];
  readonly bytes: number;
}

/** @returns null where the repository keeps no copy @throws damaged */
export async function readRecord(repository: string): Promise<VendorRecord | null> {
  const file = path.join(repository, RECORD);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const record = JSON.parse(text) as VendorRecord;
    if (Object.keys(record.files).every(isPlaceOfOurs)) return record;
  } catch {
    // Told below.
  }
  throw new FactoryError('damaged', {
    subject: file,
    found: 'not the record that "init --vendor" writes',
    next: 'take it from an older commit; or remove the copy, and make it anew',
  });
}

/**
 * @param root of the kit that is copied
 * @param repository the root of the one that gets it
 * @throws exists, before anything is written, where a file is in the way that no copy of ours made
 * @throws usage where what runs is such a copy
 */
export async function vendor(root: string, repository: string, kit: Kit | null): Promise<Vendored> {
  if ((await readFile(path.join(root, RECORD_NAME), 'utf8').catch(() => null)) !== null) {
    throw new FactoryError('usage', {
      subject: 'init --vendor',
      found: `image-factory runs from the copy ${root}`,
      next: 'run it from a clone of its own repository, which holds what is to be copied',
    });
  }
  const before = await readRecord(repository);
  const files = await kitFiles(root);
  const known = before?.files ?? {};
  const here = new Map<string, string | null>();
  for (const name of new Set([...files.keys(), ...Object.keys(known)]))
    here.set(name, await hashHere(path.join(repository, name)));

  const hashes = new Map([...files].map(([name, content]) => [name, hashOf(content)]));
  const differs = (name: string) => here.get(name) !== null && here.get(name) !== hashes.get(name);
  const strange = [...files.keys()].filter((name) => known[name] === undefined && differs(name));
  if (strange.length > 0) {
    throw new FactoryError('exists', {
      subject: strange.join(', '),
      found: 'is there already, and is not of image-factory',
      next: 'rename or remove it',
    });
  }
  const kept = [...here.keys()].filter((name) => differs(name) && here.get(name) !== known[name]);
  const written = [...files.keys()].filter(
    (name) => here.get(name) !== hashes.get(name) && !kept.includes(name),
  );
  const removed = Object.keys(known).filter(
    (name) => !files.has(name) && here.get(name) !== null && !kept.includes(name),
  );
  for (const name of written) {
    await writeOutput(path.join(repository, name), (handle) => handle.writeFile(files.get(name) as Buffer));
  }
  for (const name of removed) await rm(path.join(repository, name));
  const after: VendorRecord = {
    version: VERSION,
    repository: kit?.repository ?? null,
    ref: kit?.ref ?? null,
    files: Object.fromEntries([...hashes].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
  await writeOutput(path.join(repository, RECORD), (handle) =>
    handle.writeFile(`${JSON.stringify(after, null, 2)}\n`),
  );
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return { before, after, written, removed, kept, bytes };
}

/** What an update may remove, whatever a record says. */
function isPlaceOfOurs(name: string): boolean {
  const places = [`${VENDOR_FOLDER}/`, `${WORKFLOWS_FOLDER}/`];
  return places.some((place) => name.startsWith(place)) && !/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name);
}

async function hashHere(file: string): Promise<string | null> {
  try {
    return hashOf(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Git may give a text other line ends than it was written with. */
function hashOf(content: Buffer): string {
  const isText = !content.includes(0);
  const bytes = isText ? content.toString('latin1').replaceAll('\r\n', '\n') : null;
  return createHash('sha256')
    .update(bytes === null ? content : Buffer.from(bytes, 'latin1'))
    .digest('hex');
}
