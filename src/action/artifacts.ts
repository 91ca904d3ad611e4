/** What one job hands to another: a release folder as an artifact. A step loads this file when it needs it: its libraries are large. */

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ArtifactNotFoundError, DefaultArtifactClient, GHESNotSupportedError } from '@actions/artifact';
import { FactoryError } from '../errors.js';

const client = new DefaultArtifactClient();

/** An artifact of this name says that its build began once more, in an attempt of the run after the first. */
function beganName(name: string, attempt: string): string {
  return `${name}.attempt-${attempt}`;
}

/**
 * Asked before hours are spent: whether this runner has artifacts at all. Where an earlier attempt of the run uploaded one
 * of the name, it is outdated from here on: should this build fail, nobody takes that one for its result.
 *
 * @throws unsupported, store
 */
export async function beginArtifact(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { artifacts } = await told('artifacts', () => client.listArtifacts());
  const { GITHUB_RUN_ATTEMPT: attempt = '1', RUNNER_TEMP: temporary } = env;
  if (attempt === '1' || !artifacts.some((artifact) => artifact.name === name)) return;
  const folder = await mkdtemp(path.join(temporary || tmpdir(), 'image-factory-attempt-'));
  try {
    const file = path.join(folder, 'attempt.txt');
    await writeFile(file, `${attempt}\n`);
    const began = beganName(name, attempt);
    await told(`artifact "${began}"`, () =>
      client.uploadArtifact(began, [file], folder, { retentionDays: 1 }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
 * Downloads an artifact of this run, of its newest attempt that uploaded one.
 *
 * @param folder where its files go
 * @throws not-found where there is none, or its build began once more and did not finish; damaged, unsupported, store
 */
export async function downloadRelease(name: string, folder: string): Promise<void> {
  const subject = `artifact "${name}"`;
  const { artifact } = await told(subject, () => client.getArtifact(name));
  const { artifacts } = await told(subject, () => client.listArtifacts());
  const began = artifacts.find(
    (other) => other.name.startsWith(beganName(name, '')) && other.id > artifact.id,
  );
  if (began !== undefined) {
    throw new FactoryError('not-found', {
      subject,
      found: `it is of an earlier attempt of this run; attempt ${began.name.slice(beganName(name, '').length)} built it again, and failed`,
      next: 'run the job again that builds it',
    });
  }
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
