/** What is released of an archive: itself, or the parts of a split set where the definition wants none larger. */

import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { countOf, formatBytes } from '../bytes/index.js';
import type { CodecPool } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { hashFile, SET_NAME, type Store } from '../release/index.js';
import { openWim, splitWim, verifyWim, type SplitPart, type WimArchive } from '../wim/index.js';
import type { MadeFile } from './journal.js';

/** How many names of a content are told. */
const NAMES = 5;

export interface Parts {
  /** Open: what is described, and released. */
  readonly archive: WimArchive;
  readonly files: readonly MadeFile[];
}

export interface PartsOptions {
  /** Bytes of the largest part; null: one file. */
  readonly split: number | null;
  /** Where the parts are made. */
  readonly folder: string;
  /** Where they go to, if that is known. */
  readonly store: Store | null;
  readonly reporter: Reporter;
}

/**
 * @param wim what was captured
 * @throws unsupported where a content is larger than the store takes a file
 */
export async function partsOf(wim: MadeFile, options: PartsOptions): Promise<Parts> {
  const { split, folder, reporter } = options;
  const archive = await openWim(wim.path);
  if (split === null || wim.size <= split) return { archive, files: [wim] };
  try {
    const first = path.join(folder, SET_NAME);
    await removeOlder(folder);
    const { parts } = await splitWim(archive, first, { size: split, reporter });
    checkParts(parts, split, options);
    const files: MadeFile[] = [];
    for (const part of parts) files.push({ path: part.path, ...(await hashFile(part.path, reporter)) });
    reporter.info(`${first}: ${countOf(parts.length, 'part')} of at most ${formatBytes(split)}`);
    return { archive: await openWim(first), files };
  } finally {
    await archive.close();
  }
}

/** What is released is read back, every byte of it. @throws damaged */
export async function verifyArchive(archive: WimArchive, pool: CodecPool, reporter: Reporter): Promise<void> {
  const problems = await verifyWim(archive, { pool, reporter });
  if (problems.length === 0) return;
  const [first] = problems;
  throw new FactoryError('damaged', {
    subject: archive.path,
    found: `${problems.length} problems, the first: ${first?.subject}: ${first?.found}`,
    expected: 'an archive that reads back as it was written',
    next: 'check the memory and the disk of this host, then run it again',
  });
}

/** Parts of another size, which an interrupted build left. */
async function removeOlder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^install\d*\.swm$/.test(name)) await rm(path.join(folder, name));
  }
}

function checkParts(parts: readonly SplitPart[], split: number, { store, reporter }: PartsOptions): void {
  const limit = store?.fileLimit ?? Number.POSITIVE_INFINITY;
  for (const { path: subject, size, tooLarge } of parts) {
    if (tooLarge === null) continue;
    const found = `${formatBytes(size)}: a content cannot be cut, and ${namesIn(tooLarge)}`;
    if (size <= limit) {
      reporter.warn(`${subject}: ${found}, more than ${formatBytes(split)}`);
      continue;
    }
    throw new FactoryError('unsupported', {
      subject,
      found,
      expected: `at most ${formatBytes(limit)}, which is what ${store?.label} takes`,
      next: 'leave the file out of the image with capture.exclude, have it installed after deployment, or publish to a folder',
    });
  }
}

/** "that of \\a, \\b is one". */
export function namesIn(files: readonly string[]): string {
  if (files.length === 0) return 'one that no file refers to is one';
  const more = files.length > NAMES ? ` and ${countOf(files.length - NAMES, 'more name')}` : '';
  return `that of ${files.slice(0, NAMES).join(', ')}${more} is one`;
}
