/**
 * Where everything will lie. A partition holds, from its first block on: the file set descriptor and its terminator; for
 * each folder its entry and its list of names; the entries of the files; the files' content.
 */

import { stat } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../../errors.js';
import { compareNames, foldCase, splitPath, whyNotOnWindows, whyUnsafe } from '../../tree/index.js';
import { FILE_ENTRY_SIZE, FILE_IDENTIFIER_SIZE, MAX_EXTENT, SECTOR } from './format.js';
import { encodeText, MAX_IDENTIFIER } from './text.js';

/** One thing that goes onto the medium. */
export interface MediumFile {
  /** From the root: `agent\plan.json`. The folders on the way come into being. */
  readonly path: string;
  readonly source: MediumSource;
}

export type MediumSource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A file of the host, read while the medium is written. */
  | { readonly kind: 'file'; readonly file: string }
  /** A folder, also where nothing lies in it. */
  | { readonly kind: 'folder' };

export interface PlannedFile {
  readonly kind: 'file';
  readonly name: string;
  readonly source: Exclude<MediumSource, { kind: 'folder' }>;
  readonly size: number;
  uniqueId: number;
  /** Blocks of the partition. */
  entryBlock: number;
  dataBlock: number;
}

export interface PlannedFolder {
  readonly kind: 'folder';
  readonly name: string;
  readonly parent: PlannedFolder | null;
  /** By folded name. */
  readonly children: Map<string, PlannedFile | PlannedFolder>;
  /** Bytes of its list of names. */
  size: number;
  uniqueId: number;
  entryBlock: number;
  dataBlock: number;
}

export interface Plan {
  /** The root first, each before those that lie in it. */
  readonly folders: readonly PlannedFolder[];
  readonly files: readonly PlannedFile[];
  /** Blocks of the partition. */
  readonly blocks: number;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly nextUniqueId: number;
}

/** The blocks before the first folder's entry. */
export const FILE_SET_BLOCKS = 2;
/** OSTA UDF 3.2.1.1: 0 is the root's, 1 to 15 are another system's. */
const FIRST_UNIQUE_ID = 16;
const MAX_BLOCKS = 2 ** 32 - 1024;
const MAX_FILE = Math.floor((SECTOR - FILE_ENTRY_SIZE) / 8) * MAX_EXTENT;

export async function planMedium(label: string, wanted: readonly MediumFile[]): Promise<Plan> {
  const root = newFolder('', null);
  for (const { path, source } of wanted) await place(label, root, path, source);
  return layOut(label, root);
}

async function place(label: string, root: PlannedFolder, path: string, source: MediumSource): Promise<void> {
  const subject = `${label}: ${path}`;
  const names = splitPath(path);
  const last = names.pop();
  if (last === undefined) throw unfit(subject, 'no name', 'the path of a file or folder');
  let folder = root;
  for (const name of names) folder = enter(folder, name, subject);
  if (source.kind === 'folder') {
    enter(folder, last, subject);
    return;
  }
  checkName(last, subject);
  const key = foldCase(last);
  if (folder.children.has(key))
    throw unfit(subject, 'the same name twice', 'names that differ in more than case');
  const size = source.kind === 'bytes' ? source.bytes.length : await sizeOf(source.file);
  if (size > MAX_FILE) throw tooLarge(subject, `${size} bytes`, `${MAX_FILE} at most in one file`);
  folder.children.set(key, {
    kind: 'file',
    name: last,
    source,
    size,
    uniqueId: 0,
    entryBlock: 0,
    dataBlock: 0,
  });
}

function enter(parent: PlannedFolder, name: string, subject: string): PlannedFolder {
  checkName(name, subject);
  const key = foldCase(name);
  const there = parent.children.get(key);
  if (there?.kind === 'file') throw unfit(subject, `"${there.name}" is a file and a folder`, 'one of both');
  const folder = there ?? newFolder(name, parent);
  parent.children.set(key, folder);
  return folder;
}

function newFolder(name: string, parent: PlannedFolder | null): PlannedFolder {
  return {
    kind: 'folder',
    name,
    parent,
    children: new Map(),
    size: 0,
    uniqueId: 0,
    entryBlock: 0,
    dataBlock: 0,
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    throw fromSystemError(error, file);
  }
  throw new FactoryError('usage', {
    subject: file,
    found: 'not a file',
    expected: 'a file to put on the medium',
  });
}

/** A medium is read by Windows, which must find each name as it is written. */
function checkName(name: string, subject: string): void {
  const why = whyUnsafe(name) ?? whyNotOnWindows(name);
  if (why !== null) throw unfit(subject, why, 'a name that Windows can open');
  if (/\p{Surrogate}/u.test(name)) throw unfit(subject, 'half of a surrogate pair in the name', 'Unicode');
  const length = encodeText(name).length;
  if (length <= MAX_IDENTIFIER) return;
  throw unfit(
    subject,
    `a name of ${name.length} UTF-16 code units`,
    'at most 254 where all are Latin-1, else 127, as a UDF name has 255 bytes',
  );
}

function layOut(label: string, root: PlannedFolder): Plan {
  const folders = [root];
  const files: PlannedFile[] = [];
  for (const folder of folders) {
    for (const child of sortedChildren(folder)) {
      if (child.kind === 'folder') folders.push(child);
      else files.push(child);
    }
  }
  let uniqueId = FIRST_UNIQUE_ID;
  let block = FILE_SET_BLOCKS;
  for (const folder of folders) {
    folder.size = sizeOfList(folder);
    if (folder !== root) folder.uniqueId = uniqueId++;
    folder.entryBlock = block;
    folder.dataBlock = block + 1;
    block += 1 + blocksOf(folder.size);
  }
  for (const file of files) {
    file.uniqueId = uniqueId++;
    file.entryBlock = block++;
  }
  for (const file of files) {
    file.dataBlock = block;
    block += blocksOf(file.size);
  }
  if (block > MAX_BLOCKS)
    throw tooLarge(label, `${block} blocks of ${SECTOR} bytes`, `${MAX_BLOCKS} at most`);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { folders, files, blocks: block, bytes, nextUniqueId: uniqueId };
}

/** In one order whatever the order of the request was, so that the same files make the same bytes. */
export function sortedChildren(folder: PlannedFolder): (PlannedFile | PlannedFolder)[] {
  return [...folder.children.values()].toSorted((a, b) => compareNames(a.name, b.name));
}

function sizeOfList({ children }: PlannedFolder): number {
  let size = identifierSize('');
  for (const { name } of children.values()) size += identifierSize(name);
  return size;
}

/** Bytes of the file identifier descriptor of a name: a multiple of four. */
export function identifierSize(name: string): number {
  return Math.ceil((FILE_IDENTIFIER_SIZE + encodeText(name).length) / 4) * 4;
}

export function blocksOf(bytes: number): number {
  return Math.ceil(bytes / SECTOR);
}

function unfit(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('usage', { subject, found, expected, next: 'rename it' });
}

function tooLarge(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('unsupported', { subject, found, expected, next: 'put less onto the medium' });
}
