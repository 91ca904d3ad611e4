/** What a definition and the user's options come to, before anything is opened or made. */

import path from 'node:path';
import { loadDefinition, type Definition } from '../definition/index.js';
import { FactoryError } from '../errors.js';
import { folderStore, type Store } from '../release/index.js';
import { dateVersion, givenTime } from './created.js';
import type { OpenHypervisor } from './hypervisors.js';
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
  /** A folder store, or null to publish nowhere; by default the definition's store. */
  readonly store?: string | null;
  /** Worker threads; by default one a core. */
  readonly threads?: number;
  /** By default those of the process: SOURCE_DATE_EPOCH, GITHUB_SHA, RUNNER_TEMP, the secrets, where the user's cache is. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Prepared {
  /** null where the release goes to none. */
  readonly store: Store | null;
  /** Bytes of the largest part; null: one file. */
  readonly split: number | null;
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
  const definition = await loadDefinition(file);
  const out = path.resolve(options.out ?? 'release');
  const work = workOf(workDirectory(options.work ?? null, env), definition.file, definition.name);
  const { source } = definition;
  if (source.kind === 'directory') {
    refuseWithin(out, source.path, 'the release', '--out');
    refuseWithin(work.folder, source.path, 'the work directory', '--work');
    const { store } = definition.release;
    if (store !== null) refuseWithin(store, source.path, 'the store', 'release.store');
  }
  refuseWithin(work.folder, out, 'the work directory', '--work');
  return {
    definition,
    out,
    work,
    created: givenTime(definition.created, env),
    commit: env['GITHUB_SHA'] || null,
    env,
    store: storeOf(options.store, definition),
    split: definition.release.split,
  };
}

/** The definition says the version, else the tag, else the date. */
export function versionOf({ name, version }: Definition, tag: string | undefined, created: Date): string {
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

function storeOf(chosen: string | null | undefined, { release }: Definition): Store | null {
  const store = chosen === undefined ? release.store : chosen;
  if (store === null) return null;
  if (!/^github(:|$)/.test(store)) return folderStore(path.resolve(store));
  throw new FactoryError('usage', {
    subject: 'store',
    found: `"${store}"; this version does not publish to GitHub yet`,
    expected: 'a folder',
    next: 'name a folder, or do not publish',
  });
}
