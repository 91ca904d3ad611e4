/** GitHub's release API of one repository: each call with its retries, each failure told. */

import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import {
  piecesOf,
  readText,
  retrying,
  TransientError,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type Retries,
} from '../http/index.js';
import { failureOf, isTaken, type Access } from './failures.js';
import { markerText } from './marker.js';
import type { GitHubAsset, GitHubRelease } from './types.js';

export interface GitHubApiOptions {
  /** "owner/repo" */
  readonly repository: string;
  /** `https://api.github.com`, or that of GitHub Enterprise Server. */
  readonly url: string;
  readonly token: string | null;
  /** What it is for, which decides what a refusal advises. */
  readonly access: Access;
  readonly http: HttpClient;
  readonly wait?: Retries['wait'];
}

export interface Upload {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes from the start; called once an attempt. */
  open(): AsyncIterable<Uint8Array>;
}

const JSON_TYPE = 'application/vnd.github+json';

export class GitHubApi {
  readonly subject: string;
  readonly token: string | null;
  readonly #base: string;
  readonly #options: GitHubApiOptions;
  /** Addresses of the storage, by the id of the file. */
  readonly #signed = new Map<number, string>();

  constructor(options: GitHubApiOptions) {
    this.subject = `github:${options.repository}`;
    this.token = options.token;
    this.#base = `${options.url.replace(/\/+$/, '')}/repos/${options.repository}`;
    this.#options = options;
  }

  /** Whether the repository is there for this token. */
  async checkRepository(reporter: Reporter): Promise<void> {
    await this.#json('Looking for the repository', 'GET', '', reporter);
  }

  /** All of them, with drafts where the token may write; the newest first. */
  async releases(reporter: Reporter): Promise<readonly GitHubRelease[]> {
    return this.#list('Listing the releases', '/releases', slim, reporter);
  }

  /** The newest hundred. */
  async newestReleases(reporter: Reporter): Promise<readonly GitHubRelease[]> {
    const found = await this.#json('Listing the newest releases', 'GET', '/releases?per_page=100', reporter);
    return (found as readonly GitHubRelease[]).map(slim);
  }

  /** The published one under a tag; null where there is none. */
  async releaseOf(tag: string, reporter: Reporter): Promise<GitHubRelease | null> {
    const path = `/releases/tags/${encodeURIComponent(tag)}`;
    return this.#find(`Looking for the release ${tag}`, path, reporter);
  }

  /** As it is now; null where it was removed. */
  async releaseAgain(
    { id, tag_name: tag }: GitHubRelease,
    reporter: Reporter,
  ): Promise<GitHubRelease | null> {
    return this.#find(`Looking at the draft of ${tag}`, `/releases/${id}`, reporter);
  }

  async #find(what: string, path: string, reporter: Reporter): Promise<GitHubRelease | null> {
    return retrying(what, this.#retries(reporter), async () => {
      const response = await this.#send({ method: 'GET', url: `${this.#base}${path}` }, reporter);
      if (response.status !== 404) return slim((await this.#parse(what, response)) as GitHubRelease);
      response.stream.resume();
      return null;
    });
  }

  async assets({ id }: GitHubRelease, reporter: Reporter): Promise<readonly GitHubAsset[]> {
    return this.#list('Listing the files', `/releases/${id}/assets`, slimAsset, reporter);
  }

  /** @param find looks whether it is there, after a call of which no answer says whether it was done */
  async createRelease(
    values: object,
    find: () => Promise<GitHubRelease | undefined>,
    reporter: Reporter,
  ): Promise<GitHubRelease> {
    const what = 'Creating the draft';
    return retrying(what, this.#retries(reporter), async () => {
      try {
        const body = JSON.stringify(values);
        const response = await this.#send({ method: 'POST', url: `${this.#base}/releases`, body }, reporter);
        return (await this.#parse(what, response)) as GitHubRelease;
      } catch (error) {
        if (!(error instanceof TransientError) || error.refused) throw error;
        const found = await find();
        if (found === undefined) throw error;
        return found;
      }
    });
  }

  async changeRelease(id: number, values: object, what: string, reporter: Reporter): Promise<GitHubRelease> {
    return (await this.#json(what, 'PATCH', `/releases/${id}`, reporter, values)) as GitHubRelease;
  }

  async deleteRelease(id: number, what: string, reporter: Reporter): Promise<void> {
    await this.#delete(what, `/releases/${id}`, reporter);
  }

  async deleteAsset({ id, name }: GitHubAsset, reporter: Reporter): Promise<void> {
    await this.#delete(`Removing ${name}`, `/releases/assets/${id}`, reporter);
  }

  /**
   * One file, in one POST, as often as it takes.
   *
   * @param before looks before each attempt but the first what the one before left. @returns whether the file is there
   */
  async upload(
    { upload_url: template }: GitHubRelease,
    file: Upload,
    before: () => Promise<boolean>,
    reporter: Reporter,
  ): Promise<void> {
    const what = `Uploading ${file.name}`;
    const url = `${template.replace(/\{.*\}$/, '')}?name=${encodeURIComponent(file.name)}`;
    let attempts = 0;
    await retrying(what, this.#retries(reporter), async () => {
      if (attempts++ > 0 && (await before())) return;
      const task = reporter.task(what, file.size, 'bytes');
      try {
        const body = { size: file.size, type: 'application/octet-stream', open: () => told(file, task) };
        const response = await this.#send({ method: 'POST', url, body }, reporter);
        await this.#parse(what, response, (status, text) => {
          if (status !== 422 || !isTaken(text)) return null;
          return new TransientError('the name is taken by an upload before');
        });
      } finally {
        task.end();
      }
    });
  }

  /**
   * The bytes of a file in pieces, from the start of each attempt.
   *
   * @param attempt reads them; what it throws is passed on, but for what may pass
   */
  async download<T>(
    asset: GitHubAsset,
    attempt: (pieces: AsyncIterable<Uint8Array>) => Promise<T>,
    reporter: Reporter,
  ): Promise<T> {
    const { name } = asset;
    const what = `Reading ${name}`;
    return retrying(what, this.#retries(reporter), async () => {
      const response = await this.openAsset(asset, {}, reporter);
      if (response.status !== 200) throw await this.#failure(what, response);
      return attempt(piecesOf(response, name));
    });
  }

  /**
   * One attempt to open a file: the answer of the storage that the API leads to. Its signed address is used again until
   * it expires.
   *
   * @throws TransientError; what the API's refusal means
   */
  async openAsset(
    { id, name }: GitHubAsset,
    headers: Readonly<Record<string, string>>,
    reporter: Reporter,
  ): Promise<HttpResponse> {
    const known = this.#signed.get(id);
    if (known !== undefined) {
      const response = await this.#fromStorage(known, headers, reporter);
      if (response.status !== 403) return response;
      response.stream.resume();
      this.#signed.delete(id);
      reporter.info(`${this.subject}: the signed address of ${name} has expired: asking for another`);
    }
    const url = `${this.#base}/releases/assets/${id}`;
    const request = { method: 'GET', url, headers } as const;
    const response = await this.#send(request, reporter, 'application/octet-stream');
    if (response.status === 200 || response.status === 206) return response;
    const { location } = response.headers;
    if (response.status < 300 || response.status >= 400 || location === undefined) {
      throw await this.#failure(`Reading ${name}`, response);
    }
    response.stream.resume();
    const signed = new URL(location, url).href;
    const stored = await this.#fromStorage(signed, headers, reporter);
    if (stored.status === 403) {
      stored.stream.resume();
      throw new TransientError('the signed address has expired');
    }
    this.#signed.set(id, signed);
    return stored;
  }

  /** The storage signs its addresses; it gets no token. */
  async #fromStorage(
    url: string,
    headers: Readonly<Record<string, string>>,
    { signal }: Reporter,
  ): Promise<HttpResponse> {
    return this.#options.http.send({ method: 'GET', url, headers, signal });
  }

  async #list<T>(
    what: string,
    path: string,
    keep: (element: T) => T,
    reporter: Reporter,
  ): Promise<readonly T[]> {
    const elements: T[] = [];
    const seen = new Set<string>();
    let url: string | null = `${this.#base}${path}?per_page=100`;
    while (url !== null && !seen.has(url)) {
      const here: string = url;
      seen.add(here);
      const page: { elements: readonly T[]; next: string | null } = await retrying(
        what,
        this.#retries(reporter),
        async () => {
          const response = await this.#send({ method: 'GET', url: here }, reporter);
          const found = (await this.#parse(what, response)) as readonly T[];
          return { elements: found, next: this.#next(response) };
        },
      );
      elements.push(...page.elements.map(keep));
      url = page.next;
    }
    return elements;
  }

  /** The token goes to no other host, whatever a page says. */
  #next({ headers }: HttpResponse): string | null {
    const [, next] = /<([^>]+)>; rel="next"/.exec(String(headers['link'] ?? '')) ?? [];
    if (next === undefined) return null;
    if (new URL(next).origin === new URL(this.#base).origin) return next;
    throw new FactoryError('store', {
      subject: this.subject,
      found: `the next page of a list at ${new URL(next).origin}`,
      expected: new URL(this.#base).origin,
      next: 'check GITHUB_API_URL',
    });
  }

  async #json(
    what: string,
    method: 'GET' | 'PATCH',
    path: string,
    reporter: Reporter,
    values?: object,
  ): Promise<unknown> {
    return retrying(what, this.#retries(reporter), async () => {
      const body = values === undefined ? {} : { body: JSON.stringify(values) };
      return this.#parse(what, await this.#send({ method, url: `${this.#base}${path}`, ...body }, reporter));
    });
  }

  async #delete(what: string, path: string, reporter: Reporter): Promise<void> {
    await retrying(what, this.#retries(reporter), async () => {
      const response = await this.#send({ method: 'DELETE', url: `${this.#base}${path}` }, reporter);
      // An attempt before, of which no answer came, may have done it.
      if (response.status === 404) response.stream.resume();
      else await this.#parse(what, response);
    });
  }

  async #send(
    request: Omit<HttpRequest, 'signal'>,
    { signal }: Reporter,
    accept = JSON_TYPE,
  ): Promise<HttpResponse> {
    const { token } = this;
    const headers = {
      ...request.headers,
      accept,
      'x-github-api-version': '2022-11-28',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    return this.#options.http.send({ ...request, headers, signal });
  }

  /** @param special what an answer means here, or null */
  async #parse(
    what: string,
    response: HttpResponse,
    special: (status: number, text: string) => Error | null = () => null,
  ): Promise<unknown> {
    const text = await readText(response, this.#base);
    const { status, headers } = response;
    if (status < 200 || status >= 300) {
      throw special(status, text) ?? this.#failureOf(what, status, headers, text);
    }
    try {
      return status === 204 ? null : (JSON.parse(text) as unknown);
    } catch (cause) {
      throw new TransientError(`${status} with a body that is no JSON`, { cause });
    }
  }

  async #failure(what: string, response: HttpResponse): Promise<Error> {
    const text = await readText(response, this.#base);
    return this.#failureOf(what, response.status, response.headers, text);
  }

  #failureOf(what: string, status: number, headers: IncomingHttpHeaders, text: string): Error {
    const { subject, token } = this;
    return failureOf({ what, subject, token, access: this.#options.access, status, headers, text });
  }

  #retries(reporter: Reporter): Retries {
    const { wait } = this.#options;
    return { reporter, ...(wait === undefined ? {} : { wait }) };
  }
}

/** What is read of a release: a thousand of them say many megabytes of other things. */
function slim({
  id,
  tag_name,
  body,
  draft,
  immutable = false,
  upload_url,
  html_url,
  published_at,
  assets,
}: GitHubRelease): GitHubRelease {
  const kept = { id, tag_name, draft, immutable, upload_url, html_url, published_at };
  return { ...kept, body: markerText(body), assets: assets.map(slimAsset) };
}

function slimAsset({ id, name, state, size, digest = null }: GitHubAsset): GitHubAsset {
  return { id, name, state, size, digest };
}

async function* told(
  file: Upload,
  task: { advance(amount: number): void },
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of file.open()) {
    yield piece;
    task.advance(piece.length);
  }
}

/** Whether GitHub gives those bytes. What comes as others is read once more: they may have changed on the way. */
export async function readsAs(
  api: GitHubApi,
  asset: GitHubAsset,
  sha256: string,
  reporter: Reporter,
): Promise<boolean> {
  const read = async (pieces: AsyncIterable<Uint8Array>): Promise<string> => {
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.length;
    }
    if (size < asset.size) throw new TransientError(`${asset.name} broke off at byte ${size}`);
    return hash.digest('hex');
  };
  for (let attempt = 0; attempt < 2; attempt++) {
    if ((await api.download(asset, read, reporter)) === sha256) return true;
  }
  return false;
}
