/** What is released of an archive: itself, or the parts of a split set where the definition wants none larger. */

import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { countOf, formatBytes } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { hashFile, SET_NAME } from '../release/index.js';
import { openWim, splitWim, type SplitPart, type WimArchive } from '../wim/index.js';
import type { MadeFile } from './journal.js';
import type { Build } from './station.js';

/** How many names of a content are told. */
const NAMES = 5;

export interface Parts {
  /** Open: what is described, and released. */
  readonly archive: WimArchive;
  readonly files: readonly MadeFile[];
}

/**
 * @param wim what was captured
 * @throws unsupported where a content is larger than the store takes a file
 */
export async function partsOf(wim: MadeFile, build: Build): Promise<Parts> {
  const { split, work, reporter } = build;
  const archive = await openWim(wim.path);
  if (split === null || wim.size <= split) return { archive, files: [wim] };
  try {
    const first = path.join(work.folder, SET_NAME);
    await removeOlder(work.folder);
    const { parts } = await splitWim(archive, first, { size: split, reporter });
    checkParts(parts, split, build);
    const files: MadeFile[] = [];
    for (const part of parts) files.push({ path: part.path, ...(await hashFile(part.path, reporter)) });
    reporter.info(`${first}: ${countOf(parts.length, 'part')} of at most ${formatBytes(split)}`);
    return { archive: await openWim(first), files };
  } finally {
    await archive.close();
  }
}

/** Parts of another size, which an interrupted build left. */
async function removeOlder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^install\d*\.swm$/.test(name)) await rm(path.join(folder, name));
  }
}

function checkParts(parts: readonly SplitPart[], split: number, { store, reporter }: Build): void {
  const limit = store?.fileLimit ?? Number.POSITIVE_INFINITY;
  for (const { path: subject, size, tooLarge } of parts) {
    if (tooLarge === null) continue;
    const found = `${formatBytes(size)}: a content cannot be cut, and ${namesIn(tooLarge)} is one`;
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

function namesIn(files: readonly string[]): string {
  if (files.length === 0) return 'one that no file refers to';
  const more = files.length > NAMES ? ` and ${countOf(files.length - NAMES, 'more name')}` : '';
  return `that of ${files.slice(0, NAMES).join(', ')}${more}`;
}
