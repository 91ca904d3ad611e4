/** Which images a workflow builds, and where: one job each. */

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadDefinition, type Definition } from '../definition/index.js';
import { FactoryError } from '../errors.js';
import { readManifest, type ManifestFacts } from '../manifest/index.js';
import type { Reporter } from '../progress.js';
import { hashFile, MANIFEST_NAME, openStore, type Environment, type Store } from '../release/index.js';
import type { PlannedImage, PlannedJob } from '../report/index.js';
import { VERSION } from '../version.js';
import { filesSha256, repositoryOf } from './brought-along.js';
import { givenTime } from './created.js';
import { versionOf } from './prepare.js';
import { isWithin } from './work.js';

export interface MatrixOptions {
  /** Leave out what is as in the newest release of that image. */
  readonly changed: boolean;
  /** The tag of all, where it was pushed. */
  readonly tag?: string;
  /** STORE instead of the definitions'. */
  readonly store?: string;
  readonly env: Environment;
}

/** @throws DefinitionError, usage where two definitions have one name, what the store throws */
export async function planMatrix(
  files: readonly string[],
  options: MatrixOptions,
  reporter: Reporter,
): Promise<readonly PlannedJob[]> {
  const jobs: PlannedJob[] = [];
  for (const file of files) {
    const definition = await loadDefinition(file);
    const image = imageOf(definition, options);
    const twin = jobs.find((job) => job.image.name.toLowerCase() === image.name.toLowerCase());
    if (twin !== undefined) {
      throw new FactoryError('usage', {
        subject: image.definition,
        found: `the name ${image.name}, which ${twin.image.definition} has too`,
        expected: 'a name of its own: releases are known by it',
        next: 'rename one of the images',
      });
    }
    const why = options.changed ? await whyBuild(definition, image, options, reporter) : 'all are built';
    jobs.push({
      image,
      reason: why ?? 'nothing has changed since its newest release',
      isBuilt: why !== null,
    });
  }
  return jobs;
}

function imageOf(definition: Definition, { env, tag }: MatrixOptions): PlannedImage {
  const { name, runsOn, machine } = definition;
  const version = versionOf(definition, tag, givenTime(definition.created, env) ?? new Date());
  return {
    name,
    definition: path.relative('.', definition.file).replaceAll('\\', '/'),
    'runs-on': runsOn.length > 0 ? runsOn : RUNNERS[machine.hypervisor],
    version,
    tag: tag ?? `${name}-${version}`,
    hypervisor: machine.hypervisor,
  };
}

/** Where the definition does not say it. */
const RUNNERS: Readonly<Record<PlannedImage['hypervisor'], readonly string[]>> = {
  hyperv: ['self-hosted', 'windows'],
  qemu: ['self-hosted', 'linux'],
  none: ['ubuntu-latest'],
};

/** @returns null where the newest release was made of the same */
async function whyBuild(
  definition: Definition,
  image: PlannedImage,
  { store: chosen, env }: MatrixOptions,
  reporter: Reporter,
): Promise<string | null> {
  const { from } = definition.updates;
  if (from === 'windows-update' || from === 'wsus') return 'what updates there are shows only in the build';
  const place = chosen ?? definition.release.store;
  if (place === null) return 'it names no store, so nothing says what was released';
  const before = await newestFacts(openStore(place, { env }), image.name, reporter);
  if (before === null) return 'no release of it is there yet';
  const { definition: was, source: wasSource } = before.inputs ?? {};
  if (was?.sha256 !== definition.sha256) return 'its definition has changed';
  if ((was.files ?? null) !== (await filesSha256(definition, reporter)))
    return 'files that it names have changed';
  const isSource = await isSameSource(definition, wasSource?.sha256, reporter);
  if (isSource !== true) return isSource === null ? SOURCE_UNKNOWN : 'its source has changed';
  const tool = `image-factory ${VERSION}`;
  return before.tool === tool ? null : `it was made by ${before.tool}`;
}

const SOURCE_UNKNOWN = 'its source is out of reach here, and source.sha256 does not say which one it is';

/** @returns null where nothing here says it */
async function isSameSource(
  { source, folder }: Definition,
  was: string | undefined,
  reporter: Reporter,
): Promise<boolean | null> {
  // The files of a directory count among those that the definition names, where they are in its repository.
  if (source.kind === 'directory') return isWithin(source.path, await repositoryOf(folder)) ? true : null;
  if (source.sha256 !== null) return source.sha256 === was;
  const found = await stat(source.path).catch(() => null);
  return found?.isFile() === true ? (await hashFile(source.path, reporter)).sha256 === was : null;
}

async function newestFacts(store: Store, name: string, reporter: Reporter): Promise<ManifestFacts | null> {
  const newest = (await store.list(reporter)).findLast(({ image }) => image === name);
  if (newest === undefined) return null;
  const folder = await mkdtemp(path.join(tmpdir(), 'image-factory-plan-'));
  try {
    const file = path.join(folder, MANIFEST_NAME);
    await store.save(newest, MANIFEST_NAME, file, reporter);
    return (await readManifest(file)).facts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
