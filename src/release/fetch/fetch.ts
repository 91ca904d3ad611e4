/** Fetches a release: only what this host lacks is downloaded, and nothing is taken that is not what was published. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { formatBytes } from '../../bytes/index.js';
import { FactoryError, fromSystemError } from '../../errors.js';
import { checkRoom } from '../../room-left.js';
import { BLOCK_SIZE, type Manifest, type ManifestPart } from '../../manifest/index.js';
import type { Reporter } from '../../progress.js';
import { parseSource } from '../../source/index.js';
import { writeRelease, type ReleaseFile } from '../folder/release-folder.js';
import { checkReplaceable, repairFolder } from '../folder/replace.js';
import { hashFile } from '../hash.js';
import type { Retries } from '../http/index.js';
import {
  anySigner,
  checkAttestation,
  noAttestation,
  type AttestationOptions,
  type Attested,
} from '../attestation/index.js';
import { ATTESTATION_NAME, isReleaseName, MANIFEST_NAME, SUMS_NAME } from '../names.js';
import type { Sums } from '../sums.js';
import { downloadPart } from './download.js';
import { fetchManifest } from './fetch-manifest.js';
import { PartFile } from './part-file.js';
import { reshape, type Form } from './reshape.js';
import { Seeds } from './seeds.js';
import { fetchListed, fetchSums } from './small-files.js';
import type { ReleaseSource } from './source.js';
import type { Counts, Transfer } from './transfer.js';
import { openWorkFolder } from './work-folder.js';

/** Beside what was fetched: what is compressed again goes through it. */
const SCRATCH = 'scratch';

const NO_ROOM = 'free space there, or name a folder on another disk with --to';

/** What a release is known by before any of it is fetched. */
interface Identity {
  /** The name of its image. */
  readonly name: string;
  /** Of the manifest that was published. */
  readonly sha256: string;
}

export interface FetchOptions {
  /** WIMs, first parts of split sets, release folders, folders of releases, disks, directories with a Windows. */
  readonly seeds?: readonly string[];
  /** Further ones, which are had only when it is known what is fetched. */
  readonly seedsOf?: (release: Identity) => Promise<readonly string[]>;
  /** Null: as it was published. */
  readonly form?: Form | null;
  /** Left out: whoever signed. */
  readonly attestation?: AttestationOptions;
  /** The image that the release must be of; null or left out: any. */
  readonly image?: string | null;
  readonly reporter: Reporter;
  readonly wait?: Retries['wait'];
}

export interface Fetched {
  readonly name: string;
  readonly version: string | null;
  /** Of the first image: "26200.7171". */
  readonly build: string | null;
  /** The WIM, or the first part of the set. */
  readonly wim: string;
  readonly files: readonly string[];
  /** Null where the release has none, or where the root of trust could not be had. */
  readonly attestation: Attested | null;
  /** What came over the network, with what came in vain. */
  readonly bytesDownloaded: number;
  /** What seeds had. */
  readonly bytesReused: number;
  /** Of these, what was compressed again: seeds had it in another form. */
  readonly bytesRecompressed: number;
  /** What an earlier run had fetched. */
  readonly bytesKept: number;
}

/** "120 MiB downloaded, 5 GiB from seeds (1 GiB of it compressed again)" */
export function describeBytes({
  bytesDownloaded,
  bytesReused,
  bytesRecompressed,
  bytesKept,
}: Fetched): string {
  const again = bytesRecompressed === 0 ? '' : ` (${formatBytes(bytesRecompressed)} of it compressed again)`;
  const before = bytesKept === 0 ? '' : `, ${formatBytes(bytesKept)} there from before`;
  return `${formatBytes(bytesDownloaded)} downloaded, ${formatBytes(bytesReused)} from seeds${again}${before}`;
}

/**
 * Makes the release folder `to`, complete or not at all; what a run that failed has fetched is kept for the next one.
 *
 * @throws not-found, damaged, store; exists where `to` holds anything but a release
 */
export async function fetchRelease(
  source: ReleaseSource,
  to: string,
  options: FetchOptions,
): Promise<Fetched> {
  const { reporter, wait } = options;
  await repairFolder(to);
  await checkReplaceable(to);
  for (const seed of options.seeds ?? []) await parseSource(seed);
  const work = await openWorkFolder(to);
  const counts: Counts = { downloaded: 0, reused: 0, recompressed: 0, kept: 0 };
  const transfer: Transfer = { source, counts, reporter, ...(wait === undefined ? {} : { wait }) };
  let begun = work.isOld;
  try {
    const sums = await fetchSums(work.path, transfer);
    await work.keepOnly([SUMS_NAME, ...sums.keys()]);
    const attestation = await attested(work.path, sums, transfer, options);
    const manifest = await fetchManifest(work.path, sums, transfer);
    checkImage(manifest, options.image ?? null, source);
    const published = partsOf(manifest, sums, source);
    const names = published.map(({ name }) => name);
    const others = [...sums.keys()].filter((name) => !names.includes(name) && name !== MANIFEST_NAME);
    for (const name of others) {
      await fetchListed(path.join(work.path, name), sums.get(name) ?? '', transfer);
    }
    begun = true;
    const identity = { name: manifest.facts.name, sha256: sums.get(MANIFEST_NAME) ?? '' };
    const seeds = [...(options.seeds ?? []), ...((await options.seedsOf?.(identity)) ?? [])];
    await fetchParts(work.path, manifest, published, to, transfer, seeds);
    const parts = await reshape(work.path, published, options.form ?? null, reporter);
    const kept = parts === published ? others : withoutAttestation(others, reporter);
    const files = await releaseFiles(work.path, parts, [MANIFEST_NAME, ...kept], reporter);
    await writeRelease(to, files, reporter);
    await work.remove();
    const { name, version = null, images } = manifest.facts;
    return {
      name,
      version,
      build: images[0]?.build ?? null,
      wim: path.join(to, parts[0]?.name ?? ''),
      files: files.map((file) => file.name),
      attestation,
      bytesDownloaded: counts.downloaded,
      bytesReused: counts.reused,
      bytesRecompressed: counts.recompressed,
      bytesKept: counts.kept,
    };
  } catch (error) {
    await (begun ? work.leave() : work.remove());
    throw fromSystemError(error, to);
  }
}

/** Before anything large is fetched. @throws refused where it is needed and not there, or does not hold */
async function attested(
  folder: string,
  sums: Sums,
  transfer: Transfer,
  { attestation = anySigner(process.env), reporter }: FetchOptions,
): Promise<Attested | null> {
  const { label } = transfer.source;
  const sha256 = sums.get(ATTESTATION_NAME);
  if (sha256 === undefined) {
    if (attestation.required) throw noAttestation(label);
    return null;
  }
  const file = path.join(folder, ATTESTATION_NAME);
  await fetchListed(file, sha256, transfer);
  try {
    return await checkAttestation(file, label, sums, attestation, reporter);
  } catch (error) {
    if (attestation.required || !(error instanceof FactoryError) || error.code !== 'store') throw error;
    reporter.warn(`its attestation is not checked: ${error.message}`);
    return null;
  }
}

/** It says of the parts as they were published, and whoever fetches the folder again would be refused. */
function withoutAttestation(names: readonly string[], reporter: Reporter): readonly string[] {
  const rest = names.filter((name) => name !== ATTESTATION_NAME);
  if (rest.length < names.length) {
    reporter.info(
      `${ATTESTATION_NAME} is left out: it says of the release as it was published, not of this form`,
    );
  }
  return rest;
}

function checkImage({ facts }: Manifest, image: string | null, { label }: ReleaseSource): void {
  if (image === null || facts.name === image) return;
  throw new FactoryError('usage', {
    subject: label,
    found: `a release of the image "${facts.name}"`,
    expected: `one of "${image}"`,
    next: 'correct the name of the image, or the tag',
  });
}

/** @throws damaged where list and manifest do not say the same */
function partsOf({ facts }: Manifest, sums: Sums, { label }: ReleaseSource): readonly ManifestPart[] {
  const parts = facts.archive?.parts ?? [];
  const subject = `${label}: ${MANIFEST_NAME}`;
  if (parts.length === 0) throw new FactoryError('damaged', { subject, found: 'no archive' });
  const twice = parts.find(({ name }, at) => parts.findIndex((part) => part.name === name) < at);
  if (twice !== undefined) {
    throw new FactoryError('damaged', {
      subject,
      found: `${twice.name} once more`,
      expected: 'each part once',
    });
  }
  const listed = [...sums.keys()].filter((name) => /\.(wim|swm)$/.test(name));
  const unknown = listed.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new FactoryError('damaged', {
      subject,
      found: `no ${unknown}`,
      expected: `what ${SUMS_NAME} lists`,
    });
  }
  for (const { name, size, sha256, blocks } of parts) {
    if (!isReleaseName(name) || sums.get(name) !== sha256) {
      const expected = `what ${SUMS_NAME} says: ${sums.get(name) ?? 'no such file'}`;
      throw new FactoryError('damaged', { subject, found: `${name} with the SHA-256 ${sha256}`, expected });
    }
    const count = Math.ceil(size / BLOCK_SIZE);
    if (blocks.length === count) continue;
    const found = `${blocks.length} blocks of ${name}`;
    throw new FactoryError('damaged', { subject, found, expected: `${count} for ${size} bytes` });
  }
  return parts;
}

async function fetchParts(
  folder: string,
  manifest: Manifest,
  published: readonly ManifestPart[],
  to: string,
  transfer: Transfer,
  texts: readonly string[],
): Promise<void> {
  const { reporter, counts } = transfer;
  const parts = published.map((part) => new PartFile(part, path.join(folder, part.name)));
  const own = (await stat(path.join(to, SUMS_NAME)).catch(() => null)) === null ? null : to;
  const seeds = await Seeds.open(texts, own, reporter);
  try {
    for (const part of parts) counts.kept += await part.open(reporter);
    await seeds.fill(manifest, parts, counts, path.join(folder, SCRATCH), transfer.source.label);
    const pending = parts.reduce((bytes, part) => bytes + part.pendingBytes, 0);
    await checkRoom(path.dirname(folder), pending, 'for what is downloaded', NO_ROOM);
    for (const part of parts) {
      await downloadPart(part, transfer);
      await part.close();
    }
  } finally {
    await seeds.close();
    for (const part of parts) await part.close();
  }
}

/** Every part is hashed once more as a whole: SHA256SUMS says of files, not of blocks. */
async function releaseFiles(
  folder: string,
  parts: readonly ManifestPart[],
  others: readonly string[],
  reporter: Reporter,
): Promise<readonly ReleaseFile[]> {
  const files: ReleaseFile[] = [];
  for (const { name, sha256: expected } of parts) {
    const file = path.join(folder, name);
    const { size, sha256 } = await hashFile(file, reporter);
    if (sha256 !== expected) {
      throw new FactoryError('damaged', {
        subject: file,
        found: `the SHA-256 ${sha256}, though each block is right`,
        expected,
        next: 'publish the release again: its manifest contradicts itself',
      });
    }
    files.push({ name, path: file, size, sha256 });
  }
  for (const name of others) {
    const file = path.join(folder, name);
    files.push({ name, path: file, ...(await hashFile(file, reporter)) });
  }
  return files;
}
