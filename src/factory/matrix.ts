/** Which images a workflow builds, and where: one job each. */

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadDefinition, type Definition } from '../definition/index.js';
import { FactoryError } from '../errors.js';
import { readManifest, type ManifestFacts, type ManifestInputs } from '../manifest/index.js';
import type { Reporter } from '../progress.js';
import { hashFile, MANIFEST_NAME, openStore, type Environment, type Store } from '../release/index.js';
import type { PlannedImage, PlannedJob, PlannedRelease } from '../report/index.js';
import { VERSION } from '../version.js';
import { filesSha256, repositoryOf } from './brought-along.js';
import { givenTime } from './created.js';
import { versionOf } from './prepare.js';
import { isWithin } from './work.js';

export interface MatrixOptions {
  /** Leave out what is as in the newest release of that image. */
  readonly changed: boolean;
  /** The tag that was pushed. */
  readonly tag?: string;
  /** The name of one release of all images; left out: a release each. */
  readonly merge?: string;
  /** STORE instead of the definitions'. */
  readonly store?: string;
  readonly env: Environment;
}

export interface PlannedMatrix {
  readonly jobs: readonly PlannedJob[];
  /** Of what is built. */
  readonly releases: readonly PlannedRelease[];
}

/** @throws DefinitionError, usage where two definitions have one name or the tag is of none, what the store throws */
export async function planMatrix(
  files: readonly string[],
  options: MatrixOptions,
  reporter: Reporter,
): Promise<PlannedMatrix> {
  const definitions: Definition[] = [];
  for (const file of files) definitions.push(await loadDefinition(file));
  refuseTwins(definitions);
  const { merge } = options;
  const jobs =
    merge === undefined
      ? await jobsOf(definitions, options, reporter)
      : await jobsOfMerge(merge, definitions, options, reporter);
  const isBuilt = jobs.some((job) => job.isBuilt);
  if (merge !== undefined) {
    return { jobs, releases: isBuilt ? [mergedRelease(merge, definitions, options)] : [] };
  }
  const releases = jobs.flatMap((job, at) => {
    const definition = definitions[at];
    if (!job.isBuilt || definition === undefined) return [];
    const { name, tag, store } = job.image;
    const { keep, attest } = definition.release;
    return [{ name, tag, store, keep, attest }];
  });
  return { jobs, releases };
}

async function jobsOf(
  definitions: readonly Definition[],
  options: MatrixOptions,
  reporter: Reporter,
): Promise<readonly PlannedJob[]> {
  const { tag } = options;
  const tagged = tag === undefined ? null : definitionOfTag(definitions, tag);
  const jobs: PlannedJob[] = [];
  for (const definition of definitions) {
    if (tagged !== null && definition !== tagged) {
      const reason = `the tag ${tag} is one of ${tagged.name}`;
      jobs.push({ image: imageOf(definition, undefined, options), reason, isBuilt: false });
      continue;
    }
    const why = await whyBuild(definition, definition.name, options, reporter);
    jobs.push(jobOf(imageOf(definition, tag, options), why));
  }
  return jobs;
}

/** All are built where one is: the archive holds them all. */
async function jobsOfMerge(
  merge: string,
  definitions: readonly Definition[],
  options: MatrixOptions,
  reporter: Reporter,
): Promise<readonly PlannedJob[]> {
  const jobs: PlannedJob[] = [];
  const { version } = mergedVersion(merge, definitions, options);
  for (const definition of definitions) {
    const why = await whyBuild(definition, merge, options, reporter);
    jobs.push(jobOf(imageOf(definition, `${definition.name}-${version}`, options), why));
  }
  const changed = jobs.find(({ isBuilt }) => isBuilt);
  if (changed === undefined) return jobs;
  return jobs.map((job) =>
    job.isBuilt
      ? job
      : { ...job, isBuilt: true, reason: `${merge} holds it, and ${changed.image.name} is built` },
  );
}

function jobOf(image: PlannedImage, why: string | null): PlannedJob {
  return { image, reason: why ?? 'nothing has changed since its newest release', isBuilt: why !== null };
}

/** One definition takes any tag; of several the one whose name the tag begins with. */
function definitionOfTag(definitions: readonly Definition[], tag: string): Definition | null {
  if (definitions.length < 2) return null;
  const matching = definitions.filter(({ name }) => tag.startsWith(`${name}-`));
  const [longest] = matching.toSorted((a, b) => b.name.length - a.name.length);
  if (longest !== undefined) return longest;
  throw new FactoryError('usage', {
    subject: `tag ${tag}`,
    found: `no image that it is one of, and ${definitions.length} images`,
    expected: definitions.map(({ name }) => `${name}-VERSION`).join(' or '),
    next: 'tag one image, name one definition, or make one release of all with --merge',
  });
}

function mergedVersion(name: string, definitions: readonly Definition[], { tag, env }: MatrixOptions) {
  const given = definitions.map(({ created }) => givenTime(created, env)).find((time) => time !== null);
  const version = versionOf({ name, version: null }, tag, given ?? new Date());
  return { version, tag: tag ?? `${name}-${version}` };
}

/** What its definitions say: kept is as many as the one that keeps most, and attested what one wants attested. */
function mergedRelease(
  name: string,
  definitions: readonly Definition[],
  options: MatrixOptions,
): PlannedRelease {
  const releases = definitions.map(({ release }) => release);
  const keeps = releases.map(({ keep }) => keep);
  const attest = (['always', 'auto'] as const).find((wish) => releases.some((one) => one.attest === wish));
  return {
    name,
    tag: mergedVersion(name, definitions, options).tag,
    store: definitions.map((one) => storeOf(one, options)).find((store) => store !== null) ?? null,
    keep: keeps.some((keep) => keep === null) ? null : Math.max(...keeps.map((keep) => keep ?? 0)),
    attest: attest ?? 'never',
  };
}

function refuseTwins(definitions: readonly Definition[]): void {
  const seen = new Map<string, Definition>();
  for (const definition of definitions) {
    const twin = seen.get(definition.name.toLowerCase());
    if (twin !== undefined) {
      throw new FactoryError('usage', {
        subject: pathOf(definition),
        found: `the name ${definition.name}, which ${pathOf(twin)} has too`,
        expected: 'a name of its own: releases are known by it',
        next: 'rename one of the images',
      });
    }
    seen.set(definition.name.toLowerCase(), definition);
  }
}

function imageOf(definition: Definition, tag: string | undefined, options: MatrixOptions): PlannedImage {
  const { name, runsOn, machine } = definition;
  const version = versionOf(definition, tag, givenTime(definition.created, options.env) ?? new Date());
  return {
    name,
    definition: pathOf(definition),
    'runs-on': runsOn.length > 0 ? runsOn : RUNNERS[machine.hypervisor],
    version,
    tag: tag ?? `${name}-${version}`,
    hypervisor: machine.hypervisor,
    store: storeOf(definition, options),
  };
}

/** In a job of GitHub Actions a release goes to its repository where nothing else is said. */
function storeOf({ release }: Definition, { store, env }: MatrixOptions): string | null {
  return store ?? release.store ?? ((env['GITHUB_REPOSITORY'] ?? '') === '' ? null : 'github');
}

function pathOf({ file }: Definition): string {
  return path.relative('.', file).replaceAll('\\', '/');
}

/** Where the definition does not say it. */
const RUNNERS: Readonly<Record<PlannedImage['hypervisor'], readonly string[]>> = {
  hyperv: ['self-hosted', 'windows'],
  qemu: ['self-hosted', 'linux'],
  none: ['ubuntu-latest'],
};

/** @param release its name: the image's own, or that of the merged one. @returns null where the newest was made of the same */
async function whyBuild(
  definition: Definition,
  release: string,
  options: MatrixOptions,
  reporter: Reporter,
): Promise<string | null> {
  if (!options.changed) return 'all are built';
  const { from } = definition.updates;
  if (from === 'windows-update' || from === 'wsus') return 'what updates there are shows only in the build';
  const place = storeOf(definition, options);
  if (place === null) return 'it names no store, so nothing says what was released';
  const before = await newestFacts(openStore(place, { env: options.env }), release, reporter);
  if (before === null) return 'no release of it is there yet';
  const { definition: was, source: wasSource } = inputsOf(before, definition.name);
  if (was?.sha256 !== definition.sha256) return 'its definition has changed';
  if ((was.files ?? null) !== (await filesSha256(definition, reporter)))
    return 'files that it names have changed';
  const isSource = await isSameSource(definition, wasSource?.sha256, reporter);
  if (isSource !== true) return isSource === null ? SOURCE_UNKNOWN : 'its source has changed';
  const tool = `image-factory ${VERSION}`;
  return before.tool === tool ? null : `it was made by ${before.tool}`;
}

/** What an image was made of; of a merged release the part of that name. */
function inputsOf({ inputs = {} }: ManifestFacts, name: string): ManifestInputs {
  return inputs.merged?.find((part) => part.name === name)?.inputs ?? inputs;
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
