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
    const { parts } = await splitWim(archive, first, {
      size: split,
      reporter,
      accept(planned) {
        checkParts(planned, split, options);
      },
    });
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

/** @throws unsupported, naming each content that the store takes in no file */
function checkParts(parts: readonly SplitPart[], split: number, { store, reporter }: PartsOptions): void {
  const limit = store?.fileLimit ?? Number.POSITIVE_INFINITY;
  const large = parts.flatMap(({ tooLarge, ...part }) => (tooLarge === null ? [] : [{ ...part, tooLarge }]));
  const impossible = large.filter(({ size }) => size > limit);
  if (impossible.length > 0) {
    const list = impossible.map(({ size, tooLarge }) => `${someOf(tooLarge)} (${formatBytes(size)})`);
    throw new FactoryError('unsupported', {
      subject: store?.label ?? '',
      found: `${countOf(list.length, 'content')} too large for it, and a content cannot be cut: ${list.join('; ')}`,
      expected: `at most ${formatBytes(limit)} each`,
      next: 'leave such files out of the image with capture.exclude, have them installed after deployment, or publish to a folder',
    });
  }
  for (const { path: subject, size, tooLarge } of large) {
    reporter.warn(
      `${subject}: ${formatBytes(size)}: a content cannot be cut, and ${namesIn(tooLarge)}, more than ${formatBytes(split)}`,
    );
  }
}

/** "that of \\a, \\b is one". */
export function namesIn(files: readonly string[]): string {
  return files.length === 0 ? 'one that no file refers to is one' : `that of ${someOf(files)} is one`;
}

function someOf(files: readonly string[]): string {
  if (files.length === 0) return 'no file';
  const more = files.length > NAMES ? ` and ${countOf(files.length - NAMES, 'more name')}` : '';
  return `${files.slice(0, NAMES).join(', ')}${more}`;
}
