/**
 * A release on its way: a draft, found again by its tag and our marker, whose files are made what they shall be. It is
 * published when all of them are there, so that nobody ever sees half a release, and an immutable one is complete.
 *
 * Nothing at GitHub can be locked. Of two runs that fill the same draft at once, the later one takes it over: its name
 * stands in the marker from then on, and the other one, which looks there before it removes or publishes anything, ends.
 */

import { FactoryError } from '../../errors.js';
import { countOf, formatBytes } from '../../bytes/index.js';
import type { Reporter } from '../../progress.js';
import type { Content } from '../content.js';
import { isReleaseName } from '../names.js';
import type { NewRelease, PutOptions } from '../store.js';
import { readsAs, type GitHubApi } from './api.js';
import { bodyOf, readMarker } from './marker.js';
import type { GitHubAsset, GitHubRelease } from './types.js';

/** How often what is there is looked at and completed. */
const ROUNDS = 3;

export interface Filled {
  readonly uploaded: readonly string[];
  readonly kept: readonly string[];
}

/** A release that a run wants to make. */
export interface Wanted extends NewRelease {
  /** A name of this run. */
  readonly run: string;
  /** The commit that GitHub shall put the tag on; null: its own choice. */
  readonly target: string | null;
}

/** A draft that a run has taken. */
export type OwnDraft = GitHubRelease & Pick<Wanted, 'run'>;

/**
 * The one draft of this release, found or made, and taken. Where another run has published it meanwhile, it is none any more.
 *
 * @throws exists where people made one for the tag
 */
export async function openDraft(
  api: GitHubApi,
  release: Wanted,
  known: readonly GitHubRelease[],
  reporter: Reporter,
): Promise<GitHubRelease> {
  const draft = await findOrMake(api, release, known, reporter);
  const { run, tag } = release;
  if (!draft.draft || readMarker(draft.body)?.run === run) return draft;
  return api.changeRelease(draft.id, { body: bodyOf(release, run) }, `Taking the draft of ${tag}`, reporter);
}

async function findOrMake(
  api: GitHubApi,
  release: Wanted,
  known: readonly GitHubRelease[],
  reporter: Reporter,
): Promise<GitHubRelease> {
  const [found, ...others] = draftsOf(api, release, known);
  if (found !== undefined) {
    reporter.info(`${api.subject}: going on with the draft of ${release.tag} that an earlier run left`);
    await removeAll(api, others, reporter);
    return found;
  }
  const { tag, title, target, run } = release;
  const values = {
    tag_name: tag,
    name: title,
    body: bodyOf(release, run),
    draft: true,
    ...(target === null ? {} : { target_commitish: target }),
  };
  const look = () => api.newestReleases(reporter);
  const find = async () => draftsOf(api, release, await look())[0];
  const created = await api.createRelease(values, find, reporter);
  const newest = await look();
  // An attempt whose answer was lost may have made one too, and so may another run: the oldest is the one.
  const [draft = created, ...twins] = draftsOf(api, release, newest);
  await removeAll(api, twins, reporter);
  const published = newest.find(({ draft: isDraft, tag_name: name }) => !isDraft && name === tag);
  if (published === undefined) return draft;
  if (readMarker(draft.body)?.run === run) await removeAll(api, [draft], reporter);
  return published;
}

/** Ours, the oldest first. */
function draftsOf(
  api: GitHubApi,
  { tag, image }: NewRelease,
  known: readonly GitHubRelease[],
): readonly GitHubRelease[] {
  const drafts = known.filter(({ draft, tag_name: name }) => draft && name === tag);
  const foreign = drafts.find(({ body }) => readMarker(body)?.image !== image);
  if (foreign !== undefined) {
    const of = readMarker(foreign.body)?.image;
    throw new FactoryError('exists', {
      subject: `${api.subject}@${tag}`,
      found: of === undefined ? 'a draft that people made' : `a draft of the image "${of}"`,
      expected: 'none, or one that an earlier run of this image left',
      next: `remove that draft, or choose another tag: ${foreign.html_url}`,
    });
  }
  return drafts.toSorted((a, b) => a.id - b.id);
}

/** But for those that another run has published meanwhile. */
export async function removeAll(
  api: GitHubApi,
  drafts: readonly GitHubRelease[],
  reporter: Reporter,
): Promise<void> {
  for (const draft of drafts) {
    const now = await api.releaseAgain(draft, reporter);
    if (now?.draft !== true) continue;
    await api.deleteRelease(draft.id, `Removing a second draft of ${draft.tag_name}`, reporter);
  }
}

/** Makes the files of a draft what they shall be; what is right already stays. */
export async function fillDraft(
  api: GitHubApi,
  draft: OwnDraft,
  contents: readonly Content[],
  putOptions: PutOptions,
): Promise<Filled> {
  const { reporter } = putOptions;
  const state = new DraftFiles(api, draft, contents, putOptions);
  const uploaded = new Set<string>();
  for (let round = 0; ; round++) {
    const missing = await state.reconcile();
    if (missing.length === 0) break;
    if (round === ROUNDS) throw neverRight(api, draft, missing);
    for (const content of missing) {
      const isThere = async (): Promise<boolean> => !(await state.reconcile()).includes(content);
      try {
        await api.upload(draft, content, isThere, reporter);
      } catch (error) {
        if (error instanceof FactoryError && error.code === 'not-found') await state.checkOwn();
        throw error;
      }
      uploaded.add(content.name);
    }
  }
  const kept = contents.map(({ name }) => name).filter((name) => !uploaded.has(name));
  if (uploaded.size > 0 && kept.length > 0) {
    reporter.info(`${api.subject}: ${countOf(kept.length, 'file')} were there already: ${kept.join(', ')}`);
  }
  return { uploaded: [...uploaded], kept };
}

class DraftFiles {
  readonly #api: GitHubApi;
  readonly #draft: OwnDraft;
  readonly #contents: readonly Content[];
  readonly #options: PutOptions;
  /** Ids of files that were read back. */
  readonly #verified = new Set<number>();

  constructor(api: GitHubApi, draft: OwnDraft, contents: readonly Content[], of: PutOptions) {
    this.#api = api;
    this.#draft = draft;
    this.#contents = contents;
    this.#options = of;
  }

  /** @throws busy where another run has taken the draft since, or done with it */
  async checkOwn(): Promise<void> {
    const now = await this.#api.releaseAgain(this.#draft, this.#options.reporter);
    if (now?.draft === true && readMarker(now.body)?.run === this.#draft.run) return;
    throw new FactoryError('busy', {
      subject: `${this.#api.subject}@${this.#draft.tag_name}`,
      found: now?.draft === false ? 'another run has published it' : 'another run fills its draft now',
      expected: 'one run at a time',
      next: 'wait for that run, then run it again: it says whether the release is this one',
    });
  }

  /** Removes what is wrong. @returns what is missing then. @throws busy */
  async reconcile(): Promise<readonly Content[]> {
    const { reporter } = this.#options;
    await this.checkOwn();
    const right = new Set<string>();
    for (const asset of await this.#api.assets(this.#draft, reporter)) {
      const content = this.#contents.find(({ name }) => name === asset.name);
      if (content === undefined ? !isReleaseName(asset.name) : await this.#isRight(asset, content)) {
        right.add(asset.name);
      } else {
        await this.#remove(asset, content);
      }
    }
    return this.#contents.filter(({ name }) => !right.has(name));
  }

  async #isRight(asset: GitHubAsset, content: Content): Promise<boolean> {
    if (asset.state !== 'uploaded' || asset.size !== content.size) return false;
    if (typeof asset.digest === 'string') return asset.digest === `sha256:${content.sha256}`;
    if (!this.#options.verify || this.#verified.has(asset.id)) return true;
    if (!(await readsAs(this.#api, asset, content.sha256, this.#options.reporter))) return false;
    this.#verified.add(asset.id);
    return true;
  }

  async #remove(asset: GitHubAsset, content: Content | undefined): Promise<void> {
    const { reporter } = this.#options;
    const { name, state, size } = asset;
    if (state !== 'uploaded' && content !== undefined && size !== content.size && size !== 0) {
      throw this.#strange(asset, content);
    }
    const what = state === 'uploaded' ? 'is of another build' : 'is what a broken upload left';
    reporter.info(`${this.#api.subject}: ${name} (${formatBytes(size)}) ${what}: removed`);
    await this.#api.deleteAsset(asset, reporter);
  }

  /** Neither what we upload nor what that leaves: somebody else may be at it. */
  #strange({ name, size }: GitHubAsset, content: Content): FactoryError {
    return new FactoryError('exists', {
      subject: `${this.#api.subject}@${this.#draft.tag_name}: ${name}`,
      found: `an unfinished upload of ${size} bytes`,
      expected: `${content.size} bytes, as ours has`,
      next: 'wait until whoever uploads it is done, or remove it from the draft, then run it again',
    });
  }
}

function neverRight(api: GitHubApi, draft: GitHubRelease, missing: readonly Content[]): FactoryError {
  return new FactoryError('store', {
    subject: `${api.subject}@${draft.tag_name}`,
    found: `${missing.map(({ name }) => name).join(', ')} not as uploaded, after ${ROUNDS} attempts`,
    expected: 'the size and the SHA-256 of what was sent',
    next: 'run it again; what is right stays',
  });
}
