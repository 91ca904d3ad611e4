/**
 * Opens an archive with all its files. The parts of a split set share the GUID, and each knows its number and how many
 * there are; the images' metadata is in the first one, and each part's blob table lists what that part holds. The first
 * part has a name of the user's, `install.swm`; the others lie beside it: `install2.swm`, `install3.swm` and so on.
 */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../errors.js';
import { openHostArchive, type OpenArchiveBytes } from './archive-bytes.js';
import { WimArchive } from './archive.js';
import { openPart } from './open.js';

/** Where part `number` of a set is whose first part is `first`. */
export function partPath(first: string, number: number): string {
  if (number === 1) return first;
  const { dir, name, ext } = path.parse(first);
  return path.join(dir, `${name}${number}${ext}`);
}

/**
 * Opens a WIM, an ESD or a split set: of a set, the first part is named and the others are found beside it. A later
 * part is opened by itself, with its header, its XML and its own contents. What cannot be decoded yet (LZMS, solid
 * resources, encryption) is refused when it is asked for.
 *
 * @param openBytes where the files are, when not on the host
 * @throws not-found, also for a part that is missing; permission, damaged, unsupported
 */
export async function openWim(
  file: string,
  openBytes: OpenArchiveBytes = openHostArchive,
): Promise<WimArchive> {
  const first = await openPart(file, openBytes);
  if (first.parts === 1 || first.part > 1) return first;
  const opened = [first];
  try {
    for (let number = 2; number <= first.parts; number++)
      opened.push(await openSibling(first, number, openBytes));
    return assemble(opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/**
 * Opens a split set whose parts are all named, in any order, wherever they are.
 *
 * @throws not-found for a part that is missing; damaged for one that belongs to another set
 */
export async function openParts(files: readonly string[]): Promise<WimArchive> {
  const opened: WimArchive[] = [];
  try {
    for (const file of files) opened.push(await openPart(file, openHostArchive));
    return assemble(opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/**
 * What can be opened of a set whose parts are missing or damaged: each part by itself, for its own contents.
 *
 * @param first where the first part is, or would be
 * @returns none where no part can be opened; whoever gets them closes them
 */
export async function openRemains(first: string): Promise<readonly WimArchive[]> {
  const { dir, name, ext } = path.parse(first);
  const names = await readdir(dir === '' ? '.' : dir).catch(() => []);
  const opened: WimArchive[] = [];
  for (const file of names.filter((one) => isPartOf(one, name, ext))) {
    try {
      const part = await openPart(path.join(dir, file), openHostArchive);
      if (part.parts > 1) opened.push(part);
      else await part.close();
    } catch (error) {
      if (!(error instanceof FactoryError)) throw error;
    }
  }
  return opened;
}

/** Whether a file is called `install.swm`, `install2.swm` and so on. */
function isPartOf(file: string, name: string, ext: string): boolean {
  const { name: own, ext: ownExt } = path.parse(file);
  return ownExt === ext && own.startsWith(name) && /^([2-9]|[1-9][0-9]+)?$/.test(own.slice(name.length));
}

async function openSibling(
  first: WimArchive,
  number: number,
  openBytes: OpenArchiveBytes,
): Promise<WimArchive> {
  const file = partPath(first.path, number);
  try {
    return await openPart(file, openBytes);
  } catch (error) {
    const isMissing = error instanceof FactoryError && error.code === 'not-found';
    throw isMissing ? missing(first, number, file) : error;
  }
}

function assemble(opened: readonly WimArchive[]): WimArchive {
  const members = opened.toSorted((a, b) => a.part - b.part);
  const first = members[0];
  if (first === undefined) throw new Error('a set of no parts is opened');
  for (const member of members) checkSameSet(opened[0] as WimArchive, member);
  members.forEach((member, at) => {
    const before = members[at - 1];
    if (member.part !== before?.part) return;
    const found = `part ${member.part} of ${member.parts}, which ${before.path} is too`;
    throw mixedUp(member, found, 'each part once');
  });
  for (let number = 1; number <= first.parts; number++) {
    if (members[number - 1]?.part !== number) throw missing(first, number, null);
  }
  return members.length === 1 ? first : WimArchive.ofParts(members);
}

function checkSameSet(one: WimArchive, other: WimArchive): void {
  const differs = (['guid', 'parts', 'compression', 'chunkSize', 'imageCount'] as const).find(
    (key) => one[key] !== other[key],
  );
  if (differs === undefined) return;
  const found = `a part of another set: its ${LABELS[differs]} is ${other[differs]}`;
  throw mixedUp(other, found, `${one[differs]}, as ${one.path} says`);
}

function mixedUp({ path: subject }: WimArchive, found: string, expected: string): FactoryError {
  const next = 'keep the parts of one set together, under the names that they were made with';
  return new FactoryError('damaged', { subject, found, expected, next });
}

const LABELS = {
  guid: 'GUID',
  parts: 'number of parts',
  compression: 'compression',
  chunkSize: 'chunk size',
  imageCount: 'number of images',
} as const;

/** @param file where it was looked for; null where the parts were named */
function missing({ path: subject, parts }: WimArchive, number: number, file: string | null): FactoryError {
  return new FactoryError('not-found', {
    subject,
    found: `part ${number} of ${parts} is missing${file === null ? '' : `: there is no ${file}`}`,
    expected: `all ${parts} parts of the split set`,
    next: file === null ? 'name that part too' : 'put it beside the first part',
  });
}

async function closeAll(archives: readonly WimArchive[]): Promise<void> {
  for (const archive of archives) await archive.close();
}
