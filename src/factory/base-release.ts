/**
 * The release that a build copies contents from: found before anything is made, opened when the capture needs it. One in
 * a folder is read where it lies, any other is fetched into the work directory.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readManifest } from '../manifest/index.js';
import type { Reporter } from '../progress.js';
import {
  fetchSumsOf,
  isGitHub,
  MANIFEST_NAME,
  openRelease,
  readRelease,
  type OpenOptions,
  type ReleaseSource,
  type Store,
  type Sums,
} from '../release/index.js';
import type { WimArchive } from '../wim/index.js';
import { archiveOf, fetchKept, identityOf, keepRelease, type KeptOptions } from './kept-releases.js';
import { previousOf } from './publish.js';
import type { FolderCache } from './folder-cache.js';
import type { Work } from './work.js';

/** The newest release of the image in the build's store. */
export const PREVIOUS = 'previous';

/** What the user asks for. */
export interface BaseWish {
  /** `previous` or a RELEASE. */
  readonly text: string;
  /** Where `previous` is looked up; null for a RELEASE. */
  readonly store: Store | null;
  readonly access: OpenOptions;
}

export interface BaseContext {
  /** The name of the image that is built. */
  readonly image: string;
  /** Of the release that is built. */
  readonly tag: string;
  readonly work: Work;
  readonly cache: FolderCache | null;
  readonly reporter: Reporter;
}

export interface FoundBase {
  /** "github:contoso/images@demo-1", or a folder. */
  readonly label: string;
  /** Another one, other contents: a SHA-256. */
  readonly identity: string;
  readonly source: ReleaseSource;
  readonly sums: Sums;
}

export interface OpenBase {
  /** The release's; where its place says none, its name and version. */
  readonly tag: string;
  /** Whose bytes its contents are; null where it does not say it. */
  readonly encoder: string | null;
  readonly archive: WimArchive;
  close(): Promise<void>;
}

export class BaseRelease {
  readonly #wish: BaseWish;
  readonly #context: BaseContext;
  readonly #kept: KeptOptions;
  #found: Promise<FoundBase | null> | null = null;

  constructor(wish: BaseWish, context: BaseContext) {
    this.#wish = wish;
    this.#context = context;
    const { work, image, cache, reporter } = context;
    this.#kept = { work: path.dirname(work.folder), image, cache, reporter };
  }

  /**
   * @returns null where nothing was released before, which is told
   * @throws usage, not-found, damaged, permission, store
   */
  find(): Promise<FoundBase | null> {
    this.#found ??= this.#find();
    return this.#found;
  }

  /** Opens it when every byte of it was checked. @throws damaged, and what fetching it throws */
  async open(): Promise<OpenBase | null> {
    const found = await this.find();
    if (found === null) return null;
    const { source, sums } = found;
    const { reporter } = this.#context;
    if (source.folder !== null) {
      await readRelease(source.folder, reporter, true);
      return openIn(source.folder, source.tag, reporter);
    }
    const kept = await fetchKept(source, sums, this.#kept);
    try {
      const base = await openIn(kept.folder, source.tag, reporter);
      const close = async () => {
        await base.close();
        await kept.release();
      };
      return { ...base, close };
    } catch (error) {
      await kept.release();
      throw error;
    }
  }

  /** Leaves the release of this build in the work directory for the next one, where that would have to download it. */
  async keep(folder: string, store: Store): Promise<void> {
    if (isGitHub(store.label)) await keepRelease(folder, this.#context.tag, this.#kept);
  }

  async #find(): Promise<FoundBase | null> {
    const { image, reporter } = this.#context;
    const { text, store, access } = this.#wish;
    const name = store === null ? text : await this.#previousIn(store);
    if (name === null) return null;
    const source = await openRelease(name, { ...access, image }, reporter);
    const folder = await mkdtemp(path.join(tmpdir(), 'image-factory-base-'));
    try {
      const sums = await fetchSumsOf(source, folder, reporter);
      return { label: source.label, identity: identityOf(sums), source, sums };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #previousIn(store: Store): Promise<string | null> {
    const { image, tag, reporter } = this.#context;
    const previous = previousOf(await store.list(reporter), image, tag);
    if (previous !== null) return `${store.label}@${previous.tag}`;
    reporter.info(`${store.label} holds no release of ${image} before ${tag}: nothing is copied from one`);
    return null;
  }
}

async function openIn(folder: string, tag: string | null, reporter: Reporter): Promise<OpenBase> {
  const { facts } = await readManifest(path.join(folder, MANIFEST_NAME));
  const archive = await archiveOf(folder, reporter);
  return {
    tag: tag ?? [facts.name, facts.version ?? []].flat().join('-'),
    encoder: facts.archive?.encoder ?? null,
    archive,
    close: () => archive.close(),
  };
}
