/** The manifest of trees, and of an archive with all its images. */

import { formatFiletime } from '../bytes/index.js';
import type { Reporter } from '../progress.js';
import { VERSION } from '../version.js';
import { ARCHITECTURE, type WimArchive, type WindowsInfo } from '../wim/index.js';
import { hashArchive } from './archive-facts.js';
import { lacksOf } from './describe.js';
import { scanImages, type ImageInput, type Scan, type WrongContent } from './scan.js';
import {
  SCHEMA_VERSION,
  type Manifest,
  type ManifestArchive,
  type ManifestBlob,
  type ManifestFile,
  type ManifestImage,
  type ManifestInputs,
  type ManifestSavings,
} from './types.js';

export interface ManifestOptions {
  readonly name: string;
  readonly version?: string;
  /** FILETIME: of the definition or SOURCE_DATE_EPOCH, so that the same input gives the same manifest. */
  readonly created: bigint;
  readonly inputs?: ManifestInputs;
  readonly reporter: Reporter;
  /** Hash every content, also where the source says its SHA-1. */
  readonly hashAll?: boolean;
}

export interface ArchiveOptions extends ManifestOptions {
  /** How it was compressed, where that is known. */
  readonly level?: string;
  readonly encoder?: string;
  /** Installed updates of each image, in order. */
  readonly updates?: readonly (readonly string[])[];
  /** What the release `inputs.base` has too. */
  readonly betweenReleases?: NonNullable<ManifestSavings['betweenReleases']>;
}

export interface MadeManifest extends Manifest {
  /** Contents that are not what the source says of them; found only with `hashAll`. */
  readonly wrong: readonly WrongContent[];
}

/** @param images in order, from 1 */
export async function manifestOfTrees(
  images: readonly ImageInput[],
  options: ManifestOptions,
): Promise<MadeManifest> {
  const scan = await scanImages(images, options.hashAll === true, options.reporter);
  const label = images.map(({ tree }) => tree.label).join(', ');
  return assemble(label, images, scan, scan.contents.blobs(), options, {});
}

/** @throws unsupported, encrypted, damaged as reading the archive does */
export async function manifestOfArchive(archive: WimArchive, options: ArchiveOptions): Promise<MadeManifest> {
  const images: ImageInput[] = [];
  for (const [at, info] of archive.images.entries()) {
    images.push({
      tree: await archive.openImage(info.index),
      name: info.name,
      description: info.description,
      windows: info.windows,
      updates: options.updates?.[at] ?? [],
    });
  }
  const scan = await scanImages(images, options.hashAll === true, options.reporter);
  const { parts, blobs, stored } = await hashArchive(archive, scan.contents, options.reporter);
  return assemble(archive.path, images, scan, blobs, options, {
    stored,
    archive: {
      guid: archive.guid,
      compression: archive.compression,
      ...(options.level === undefined ? {} : { level: options.level }),
      ...(options.encoder === undefined ? {} : { encoder: options.encoder }),
      chunkSize: archive.chunkSize,
      parts,
    },
    ...(options.betweenReleases === undefined ? {} : { betweenReleases: options.betweenReleases }),
  });
}

interface ArchiveParts extends Pick<ArchiveOptions, 'betweenReleases'> {
  readonly archive?: ManifestArchive;
  readonly stored?: number;
}

function assemble(
  label: string,
  images: readonly ImageInput[],
  scan: Scan,
  blobs: readonly ManifestBlob[],
  { name, version, created, inputs }: ManifestOptions,
  { archive, stored, betweenReleases }: ArchiveParts,
): MadeManifest {
  return {
    label,
    facts: {
      schemaVersion: SCHEMA_VERSION,
      name,
      ...(version === undefined ? {} : { version }),
      created: formatFiletime(created),
      tool: `image-factory ${VERSION}`,
      ...(inputs === undefined ? {} : { inputs }),
      ...(archive === undefined ? {} : { archive }),
      images: images.map((input, at) => describeImage(input, at, scan)),
      savings: scan.contents.savings(stored ?? null, betweenReleases ?? null),
    },
    wrong: scan.wrong,
    async *blobs() {
      yield* blobs;
    },
    async *files() {
      for (const line of scan.files.lines()) yield JSON.parse(line) as ManifestFile;
    },
  };
}

function describeImage(input: ImageInput, at: number, scan: Scan): ManifestImage {
  const { name, description = '', windows = null, updates = [], tree } = input;
  const lacks = lacksOf(tree.carries);
  const { files = 0, directories = 0, bytes = 0 } = scan.images[at] ?? {};
  return {
    index: at + 1,
    name,
    ...(description === '' ? {} : { description }),
    ...(windows === null ? {} : describeWindows(windows)),
    ...(updates.length === 0 ? {} : { updates }),
    ...(lacks.length === 0 ? {} : { lacks }),
    files,
    directories,
    bytes,
  };
}

function describeWindows(windows: WindowsInfo): Partial<ManifestImage> {
  const architecture = Object.entries(ARCHITECTURE).find(([, number]) => number === windows.architecture);
  return {
    ...(windows.editionId === '' ? {} : { edition: windows.editionId }),
    architecture: architecture?.[0] ?? String(windows.architecture),
    build: `${windows.version.build}.${windows.version.spBuild}`,
    languages: windows.languages,
  };
}
