/** Whether the files of updates are what they were in the Microsoft Update Catalog, which ends each name with a SHA-1. */

import { createHash } from 'node:crypto';
import path from 'node:path';
import { FactoryError } from '../errors.js';
import type { GuestPackage } from '../guest/index.js';
import type { Reporter } from '../progress.js';
import { readPieces } from '../read-pieces.js';
import { readFileName } from './file-name.js';

export interface UpdatesCheck {
  readonly checked: number;
  /** Absolute: their names hold no SHA-1, so nothing is known of them. */
  readonly unnamed: readonly string[];
}

/**
 * Reads every file once, a cumulative update of 5 GB in some ten seconds.
 *
 * @throws damaged for a file whose SHA-1 is not that of its name; not-found, permission; what the reporter's signal says
 */
export async function checkUpdates(
  packages: readonly GuestPackage[],
  reporter: Reporter,
): Promise<UpdatesCheck> {
  const files = new Set(packages.flatMap(({ file, needs }) => [...needs, file]));
  const unnamed: string[] = [];
  for (const file of files) {
    const { sha1 } = readFileName(path.basename(file));
    if (sha1 === null) unnamed.push(file);
    else await checkFile(file, sha1, reporter);
  }
  return { checked: files.size - unnamed.length, unnamed };
}

async function checkFile(file: string, sha1: string, reporter: Reporter): Promise<void> {
  const hash = createHash('sha1');
  for await (const piece of readPieces(file, `Checking ${path.basename(file)}`, reporter)) hash.update(piece);
  const found = hash.digest('hex');
  if (found === sha1) return;
  throw new FactoryError('damaged', {
    subject: file,
    found: `its SHA-1 is ${found}`,
    expected: `${sha1}, which its name ends with`,
    next: 'the download is damaged or not whole: fetch it again from the Microsoft Update Catalog',
  });
}
