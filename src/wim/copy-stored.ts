/** Copies the resources of an archive as they are stored, many at a time where they lie side by side. */

import { FactoryError } from '../errors.js';
import type { Task } from '../progress.js';
import type { WimArchive } from './archive.js';
import { damaged } from './damage.js';
import { RESOURCE_FLAG } from './format.js';
import type { OutputFile } from './output-file.js';
import { readAt } from './resource.js';
import type { WimBlob } from './types.js';

const PIECE_SIZE = 4 << 20;

/**
 * Every content in the order of the files, without metadata.
 *
 * @throws encrypted, unsupported for contents that are stored together; damaged where two share bytes
 */
export function storedInOrder(archive: WimArchive): WimBlob[] {
  if (archive.encrypted) {
    throw new FactoryError('encrypted', {
      subject: archive.path,
      found: 'an encrypted ESD',
      expected: 'an archive whose contents can be told apart',
    });
  }
  const blobs = [...archive.blobs];
  const solid = blobs.filter(({ flags }) => (flags & RESOURCE_FLAG.SOLID) !== 0).length;
  if (solid > 0) {
    throw new FactoryError('unsupported', {
      subject: archive.path,
      found: `${solid} contents in solid resources, which no part can hold alone`,
      expected: 'a WIM with compression none, XPRESS or LZX',
      next: 'export it with "dism /Export-Image /Compress:max" or "wimlib-imagex export --compress=LZX"',
    });
  }
  checkOverlaps(archive, [...archive.metadata, ...blobs]);
  return blobs.toSorted(byPlace);
}

function checkOverlaps(archive: WimArchive, resources: readonly WimBlob[]): void {
  const ordered = resources.toSorted(byPlace);
  ordered.forEach((resource, at) => {
    const before = ordered[at - 1];
    if (before === undefined || before.part !== resource.part) return;
    const end = before.offset + before.storedSize;
    // Nobody writes such a table, and copying it could take for ever.
    if (resource.offset >= end) return;
    throw damaged(archive.describeBlob(resource), `begins at byte ${resource.offset}`, `${end} at least`);
  });
}

function byPlace(a: WimBlob, b: WimBlob): number {
  return a.part - b.part || a.offset - b.offset;
}

/** The same resources back to back from `begin` on. */
export function relocated(resources: readonly WimBlob[], part: number, begin: number): WimBlob[] {
  let offset = begin;
  return resources.map((resource) => {
    const flags = resource.flags & (RESOURCE_FLAG.COMPRESSED | RESOURCE_FLAG.METADATA);
    const placed = { ...resource, part, offset, flags };
    offset += resource.storedSize;
    return placed;
  });
}

export function storedBytes(resources: readonly WimBlob[]): number {
  return resources.reduce((sum, { storedSize }) => sum + storedSize, 0);
}

/** Appends the stored bytes of `resources`, back to back. @throws damaged where a file ends before */
export async function copyStored(
  archive: WimArchive,
  resources: readonly WimBlob[],
  out: OutputFile,
  { task, signal }: { readonly task: Task; readonly signal: AbortSignal },
): Promise<void> {
  for (let at = 0; at < resources.length;) {
    const first = resources[at] as WimBlob;
    let { offset: end } = first;
    for (let next = resources[at]; isBehind(next, first, end); next = resources[at]) {
      end += next.storedSize;
      at++;
    }
    for (let done = first.offset; done < end; done += PIECE_SIZE) {
      signal.throwIfAborted();
      const length = Math.min(PIECE_SIZE, end - done);
      await out.append(await readAt(archive.fileOf(first), done, length, archive.describeBlob(first)));
      task.advance(length);
    }
  }
}

function isBehind(next: WimBlob | undefined, { part }: WimBlob, end: number): next is WimBlob {
  return next !== undefined && next.part === part && next.offset === end;
}
