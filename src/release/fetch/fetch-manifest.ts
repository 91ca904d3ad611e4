/** The manifest of a release, without its parts. */

import path from 'node:path';
import { FactoryError } from '../../errors.js';
import { readManifest, type Manifest } from '../../manifest/index.js';
import type { Reporter } from '../../progress.js';
import { MANIFEST_NAME } from '../names.js';
import type { Sums } from '../sums.js';
import { fetchListed, fetchSums } from './small-files.js';
import type { ReleaseSource } from './source.js';
import type { Transfer } from './transfer.js';

/**
 * Downloads what says what a release is: `SHA256SUMS`, and the manifest that it lists.
 *
 * @param folder where both are written; they are the caller's to remove, when the manifest is read no more
 * @throws not-found, damaged, permission, store
 */
export async function fetchManifestOf(
  source: ReleaseSource,
  folder: string,
  reporter: Reporter,
): Promise<Manifest> {
  const transfer = transferOf(source, reporter);
  const manifest = await fetchManifest(folder, await fetchSums(folder, transfer), transfer);
  return { ...manifest, label: source.label };
}

/**
 * Downloads the list of a release alone.
 *
 * @param folder where it is written; it is the caller's to remove
 * @throws not-found, damaged, permission, store
 */
export function fetchSumsOf(source: ReleaseSource, folder: string, reporter: Reporter): Promise<Sums> {
  return fetchSums(folder, transferOf(source, reporter));
}

function transferOf(source: ReleaseSource, reporter: Reporter): Transfer {
  return { source, counts: { downloaded: 0, reused: 0, recompressed: 0, kept: 0 }, reporter };
}

/** @param sums those of the release, fetched */
export async function fetchManifest(folder: string, sums: Sums, transfer: Transfer): Promise<Manifest> {
  const file = path.join(folder, MANIFEST_NAME);
  await fetchListed(file, sums.get(MANIFEST_NAME) ?? '', transfer);
  try {
    return await readManifest(file);
  } catch (error) {
    if (!(error instanceof FactoryError)) throw error;
    // What it was fetched into goes away with the error.
    const subject = error.details.subject.replace(file, `${transfer.source.label}: ${MANIFEST_NAME}`);
    throw new FactoryError(error.code, { ...error.details, subject });
  }
}
