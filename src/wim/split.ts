/**
 * Cuts an archive into the parts of a split set, as DISM and Windows Setup take them: `install.swm`, `install2.swm` and
 * so on. Each part is an archive with the header flag SPANNED, its number and the GUID that all share; its blob table
 * lists what it holds, its XML is that of the whole. The metadata of the images is in the first part. Contents stay as
 * they are stored, in their order, and whole: one that is larger than the limit makes a part that is larger.
 */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { formatGuid } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { writeOutputs } from '../output.js';
import type { Reporter } from '../progress.js';
import type { WimArchive } from './archive.js';
import { BLOB_ENTRY_SIZE, writeBlobTable } from './blob-table.js';
import { namesOfContents } from './content-names.js';
import { copyStored, relocated, storedBytes, storedInOrder } from './copy-stored.js';
import { HEADER_FLAG, HEADER_SIZE } from './format.js';
import { integrityHash, integrityTableSize } from './integrity.js';
import { partPath } from './open-set.js';
import { OutputFile } from './output-file.js';
import { NO_RESOURCE } from './resource-header.js';
import { refuseSourceAsTarget } from './target.js';
import type { WimBlob } from './types.js';
import { contentGuid, writeTables, type Tables } from './write-tables.js';
import { encodeXml } from './xml.js';

/** The header has 16 bits for the number of parts. */
const MAX_PARTS = 0xffff;

export interface SplitOptions {
  /** Bytes that a part may have. */
  readonly size: number;
  readonly reporter: Reporter;
  /** Looks at the parts before any is written; what it throws is passed on. */
  readonly accept?: (parts: readonly SplitPart[]) => void;
}

export interface SplitPart {
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly contents: number;
  /** Of a part that is larger than the limit: the files that its one content is of. */
  readonly tooLarge: readonly string[] | null;
}

export interface SplitResult {
  readonly guid: string;
  readonly parts: readonly SplitPart[];
}

interface PlannedPart {
  /** As they are in the source. */
  readonly stored: readonly WimBlob[];
  /** As they will be. */
  readonly blobs: readonly WimBlob[];
  readonly metadata: readonly WimBlob[];
  readonly table: Uint8Array;
}

/**
 * @param archive a WIM, or a set that is cut anew; it stays open
 * @param first where the first part goes: `install.swm`
 * @throws usage; exists where parts of an older set would be taken for parts of this one; unsupported, damaged, no-space
 */
export async function splitWim(
  archive: WimArchive,
  first: string,
  { size, reporter, accept }: SplitOptions,
): Promise<SplitResult> {
  checkIsWhole(archive);
  const xml = encodeXml(archive.xml);
  const sizeOf = (blobs: readonly WimBlob[]) => sizeOfPart(archive, xml, storedBytes(blobs), blobs.length);
  const planned = planParts(archive, cut(archive, xml, size));
  const files = planned.map((_, at) => partPath(first, at + 1));
  await refuseSourceAsTarget([archive], files);
  await refuseOlderParts(first, files.length);
  const tooLarge = await namesOfLarge(
    archive,
    planned,
    (part) => sizeOf(part.stored) > size,
    reporter.signal,
  );
  const parts = planned.map(({ stored, blobs }, at) => ({
    path: files[at] as string,
    size: sizeOf(stored),
    contents: blobs.length,
    tooLarge: tooLarge[at] ?? null,
  }));
  accept?.(parts);
  const guid = contentGuid(...planned.map(({ table }) => table), xml);
  const total = planned.reduce((sum, { stored }) => sum + storedBytes(stored), 0);
  const task = reporter.task(`Splitting ${archive.path}`, total, 'bytes');
  try {
    await writeOutputs(files, async (handle, at) => {
      const part = planned[at] as PlannedPart;
      const out = new OutputFile(handle, HEADER_SIZE, { integrity: integrityHash(archive.integrity) });
      await copyStored(archive, part.stored, out, { task, signal: reporter.signal });
      await writeTables(out, tablesOf(archive, part, { xml, guid, part: at + 1, parts: files.length }));
      await out.finish();
    });
  } finally {
    task.end();
  }
  return { guid: formatGuid(guid), parts };
}

function tablesOf(
  { header }: WimArchive,
  { table, metadata }: PlannedPart,
  place: Pick<Tables, 'xml' | 'guid' | 'part' | 'parts'>,
): Tables {
  const { version, flags, chunkSize, imageCount } = header;
  const bootIndex = place.part === 1 ? header.bootIndex : 0;
  return {
    ...place,
    table,
    version,
    flags: place.parts === 1 ? flags : flags | HEADER_FLAG.SPANNED,
    chunkSize,
    imageCount,
    bootMetadata: metadata[bootIndex - 1] ?? NO_RESOURCE,
    bootIndex,
  };
}

/** Contents in their order, each part as full as it gets; the metadata takes its room in the first one. */
function cut(archive: WimArchive, xml: Uint8Array, limit: number): WimBlob[][] {
  const parts: WimBlob[][] = [[]];
  let bytes = storedBytes(archive.metadata);
  let count = archive.metadata.length;
  for (const blob of storedInOrder(archive)) {
    const isFull = sizeOfPart(archive, xml, bytes + blob.storedSize, count + 1) > limit;
    if (isFull && count > 0) {
      parts.push([]);
      bytes = 0;
      count = 0;
    }
    parts.at(-1)?.push(blob);
    bytes += blob.storedSize;
    count++;
  }
  if (parts.length <= MAX_PARTS) return parts;
  throw new FactoryError('usage', {
    subject: archive.path,
    found: `${parts.length} parts of at most ${limit} bytes`,
    expected: `${MAX_PARTS} parts at most`,
    next: 'choose a larger size',
  });
}

function planParts(
  { metadata: ofImages }: WimArchive,
  parts: readonly (readonly WimBlob[])[],
): PlannedPart[] {
  return parts.map((contents, at) => {
    const images = at === 0 ? ofImages : [];
    const blobs = relocated(contents, at + 1, HEADER_SIZE);
    const metadata = relocated(images, at + 1, HEADER_SIZE + storedBytes(blobs));
    const table = writeBlobTable([...metadata, ...blobs]);
    return { stored: [...contents, ...images], blobs, metadata, table };
  });
}

function sizeOfPart({ integrity }: WimArchive, xml: Uint8Array, stored: number, count: number): number {
  const end = HEADER_SIZE + stored + count * BLOB_ENTRY_SIZE;
  return end + xml.length + (integrity ? integrityTableSize(end) : 0);
}

/** Of each part that is too large, the names of what is in it. */
async function namesOfLarge(
  archive: WimArchive,
  parts: readonly PlannedPart[],
  isTooLarge: (part: PlannedPart) => boolean,
  signal: AbortSignal,
): Promise<readonly (readonly string[] | null)[]> {
  const large = parts.map((part) => isTooLarge(part));
  const contents = parts
    .filter((_, at) => large[at])
    .flatMap(({ stored, blobs }) => stored.slice(0, blobs.length));
  const names = await namesOfContents(archive, contents, signal);
  const byContent = new Map(contents.map((content, at) => [content, names[at] ?? []]));
  return parts.map(({ stored, blobs }, at) => {
    if (large[at] !== true) return null;
    return blobs.length === 0 ? ['the metadata of the images'] : (byContent.get(stored[0] as WimBlob) ?? []);
  });
}

function checkIsWhole({ path: subject, part, parts }: WimArchive): void {
  if (part === 1) return;
  throw new FactoryError('usage', {
    subject,
    found: `part ${part} of ${parts}`,
    expected: 'a whole archive, or the first part of a set',
  });
}

/** `install4.swm` beside a new set of three is what "/SWMFile:install*.swm" would take for a part of it. */
async function refuseOlderParts(first: string, parts: number): Promise<void> {
  const { dir, name, ext } = path.parse(path.resolve(first));
  const listed = await readdir(dir).catch(() => []);
  const older = listed.filter((file) => {
    const number =
      file.startsWith(name) && file.endsWith(ext) ? file.slice(name.length, file.length - ext.length) : '';
    return /^[1-9]\d*$/.test(number) && Number(number) > parts;
  });
  if (older.length === 0) return;
  throw new FactoryError('exists', {
    subject: dir,
    found: `${older.join(', ')}, which would be taken for a part of the new set of ${parts}`,
    next: 'remove what an older set left there, or choose another folder',
  });
}
