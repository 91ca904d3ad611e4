/** What one job hands to another: a release folder as an artifact. A step loads this file when it needs it: its libraries are large. */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ArtifactNotFoundError, DefaultArtifactClient, GHESNotSupportedError } from '@actions/artifact';
import { FactoryError } from '../errors.js';

const client = new DefaultArtifactClient();

/** Whether this runner has artifacts at all: asked before hours are spent. @throws unsupported, store */
export async function checkArtifacts(): Promise<void> {
  await told('artifacts', () => client.listArtifacts());
}

/**
 * Uploads every file of a release folder; they are not compressed again.
 *
 * @param days how long it stays; null: as the repository's setting says
 * @throws unsupported, store
 */
export async function uploadRelease(name: string, folder: string, days: number | null): Promise<void> {
  const files = (await readdir(folder)).toSorted().map((file) => path.join(folder, file));
  const options = { compressionLevel: 0, ...(days === null ? {} : { retentionDays: days }) };
  await told(`artifact "${name}"`, () => client.uploadArtifact(name, files, folder, options));
}

/**
 * Downloads an artifact of this run.
 *
 * @param folder where its files go
 * @throws not-found, damaged, unsupported, store
 */
export async function downloadRelease(name: string, folder: string): Promise<void> {
  const subject = `artifact "${name}"`;
  const { artifact } = await told(subject, () => client.getArtifact(name));
  const expected = artifact.digest === undefined ? {} : { expectedHash: artifact.digest };
  const { digestMismatch } = await told(subject, () =>
    client.downloadArtifact(artifact.id, { path: folder, ...expected }),
  );
  if (digestMismatch !== true) return;
  throw new FactoryError('damaged', {
    subject,
    found: 'other bytes than those that were uploaded',
    expected: artifact.digest ?? '',
    next: 'run the job again',
  });
}

async function told<T>(subject: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof GHESNotSupportedError) {
      throw new FactoryError('unsupported', {
        subject,
        found: 'GitHub Enterprise Server does not take artifacts of this kind',
        expected: 'github.com, or GitHub Enterprise Cloud',
        next: 'publish to a folder that the runners of both jobs see ("publish: true", "store: \\\\server\\images"), and from there: "release-directory: \\\\server\\images\\TAG" of OWNER/image-factory/publish',
        cause,
      });
    }
    if (cause instanceof ArtifactNotFoundError) {
      throw new FactoryError('not-found', {
        subject,
        found: 'this run of the workflow has none of that name',
        next: 'give the job that builds the input "artifact" with that name, and this one "needs" with that job',
        cause,
      });
    }
    const found = cause instanceof Error ? cause.message : String(cause);
    const taken = /\b409\b/.test(found)
      ? 'give each build of a matrix an artifact of its own'
      : 'run the job again';
    throw new FactoryError('store', { subject, found, next: taken, cause });
  }
}
