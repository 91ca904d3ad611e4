/** What a definition and the user's options come to, before anything is opened or made. */

import path from 'node:path';
import { loadDefinition, type Definition } from '../definition/index.js';
import { FactoryError } from '../errors.js';
import { GITHUB_SPLIT, isGitHub, openStore, type Environment, type Store } from '../release/index.js';
import { PREVIOUS, type BaseWish } from './base-release.js';
import { dateVersion, givenTime } from './created.js';
import type { FolderCache } from './folder-cache.js';
import type { OpenHypervisor } from './hypervisors.js';
import { orUnpublished } from './unpublished.js';
import { isWithin, workDirectory, workOf, type Work } from './work.js';

export interface BuildOptions {
  /** The release folder; `./release` by default. */
  readonly out?: string;
  /** The work directory; by default a folder of the user that outlives the job. */
  readonly work?: string;
  /** Go on where an interrupted build of this definition stopped. */
  readonly resume?: boolean;
  /** A failed machine and its disks stay, for a person to look at. */
  readonly keepMachine?: boolean;
  /** By default those that this program drives. */
  readonly hypervisors?: OpenHypervisor;
  /** By default `<name>-<version>`. */
  readonly tag?: string;
  /** STORE, or null to publish nowhere; by default the definition's store. */
  readonly store?: string | null;
  /** STORE that another job will publish to, where `store` is null; by default the definition's. */
  readonly laterStore?: string;
  /** By default the definition's. */
  readonly attest?: Definition['release']['attest'];
  /** `previous` or a RELEASE; by default the definition's. */
  readonly base?: string;
  /** Keeps base disks and releases beside the work directory; by default nothing does. */
  readonly cache?: FolderCache | null;
  /** For a GitHub store; by default GITHUB_TOKEN. */
  readonly token?: string | null;
  /** Worker threads; by default one a core. */
  readonly threads?: number;
  /** By default those of the process: SOURCE_DATE_EPOCH, RUNNER_TEMP, GitHub's, the proxies, the secrets, where the user's cache is. */
  readonly env?: Environment;
}

export interface Prepared {
  /** null where the release goes to none. */
  readonly store: Store | null;
  /** Bytes of the largest part; null: one file. */
  readonly split: number | null;
  /** null where nothing is copied from another release. */
  readonly base: BaseWish | null;
  readonly definition: Definition;
  /** Absolute. */
  readonly out: string;
  readonly work: Work;
  /** null: the time of the build. */
  readonly created: Date | null;
  readonly commit: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws definition, usage, not-found */
export async function prepare(file: string, options: BuildOptions): Promise<Prepared> {
  const env = options.env ?? process.env;
  const definition = await loadDefinition(file, { files: true });
  const out = path.resolve(options.out ?? 'release');
  const work = workOf(workDirectory(options.work ?? null, env), definition.file, definition.name);
  const { source } = definition;
  if (source.kind === 'directory') {
    refuseWithin(out, source.path, 'the release', '--out');
    refuseWithin(work.folder, source.path, 'the work directory', '--work');
    const { store } = definition.release;
    if (store !== null && !isGitHub(store)) refuseWithin(store, source.path, 'the store', 'release.store');
  }
  refuseWithin(work.folder, out, 'the work directory', '--work');
  refuseUnattested(options, definition);
  return {
    definition,
    out,
    work,
    created: givenTime(definition.created, env),
    commit: env['GITHUB_SHA'] || null,
    env,
    store: storeOf(options, env, definition),
    split: splitOf(options, definition),
    base: baseOf(options, env, definition),
  };
}

/** The definition says the version, else the tag, else the date. */
export function versionOf(
  { name, version }: Pick<Definition, 'name' | 'version'>,
  tag: string | undefined,
  created: Date,
): string {
  if (version !== null) return version;
  if (tag === undefined) return dateVersion(created);
  return tag.startsWith(`${name}-`) ? tag.slice(name.length + 1) : tag.replace(/^v(?=\d)/, '');
}

/** What is made while a directory is read would end up in its image. */
function refuseWithin(place: string, folder: string, what: string, option: string): void {
  if (!isWithin(place, folder)) return;
  throw new FactoryError('usage', {
    subject: place,
    found: `${what} inside ${folder}`,
    expected: 'a place of its own',
    next: `choose another one with ${option}`,
  });
}

function storeOf(options: BuildOptions, env: Environment, { release }: Definition): Store | null {
  const store = options.store === undefined ? release.store : options.store;
  if (store === null) return null;
  try {
    return openStore(store, { env, token: options.token ?? null });
  } catch (error) {
    throw orUnpublished(error);
  }
}

/** Nothing here can sign, and nothing is added to a release that is out. */
function refuseUnattested({ store, attest }: BuildOptions, { file, release }: Definition): void {
  if ((attest ?? release.attest) !== 'always' || (store === undefined ? release.store : store) === null)
    return;
  throw new FactoryError('usage', {
    subject: file,
    found: 'a release that must be attested, and is to be published by the build, which cannot sign',
    expected: 'an attestation before the release is published',
    next: 'build with the input "publish: false" and publish with attest-image.yml (docs/workflows.md), or set release.attest to auto',
  });
}

/** Where the release goes to, whether it is published now or later. */
function goalOf({ store, laterStore }: BuildOptions, { release }: Definition): string | null {
  return store ?? laterStore ?? release.store;
}

/** The same release, whether it is published now or later. */
function splitOf(options: BuildOptions, definition: Definition): number | null {
  const { release } = definition;
  const goesTo = goalOf(options, definition);
  return release.split ?? (goesTo !== null && isGitHub(goesTo) ? GITHUB_SPLIT : null);
}

/** What is built but not published has a release before it all the same. */
function baseOf(options: BuildOptions, env: Environment, definition: Definition): BaseWish | null {
  const { base, token = null } = options;
  const text = base ?? definition.release.base;
  if (text === null) return null;
  const access = { env, token };
  if (text !== PREVIOUS) return { text, store: null, access };
  const place = goalOf(options, definition);
  if (place !== null) return { text, store: openStore(place, access), access };
  throw new FactoryError('usage', {
    subject: `base "${text}"`,
    found: 'no store that a release before this one could be in',
    expected: 'a release by its name, or a store',
    next: 'name the release, or set release.store in the definition',
  });
}
