/** What a repository keeps: releases with their assets, and the rules that GitHub has for them. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** GitHub's limit, as its error says it. */
export const MAX_ASSET_SIZE = 2_147_483_648;
export const MAX_ASSETS = 1000;
export const MAX_BODY = 125_000;

/** The bytes of an asset: in memory, in a file, or not kept. */
export type Content = Buffer | string | null;

export interface Asset {
  readonly id: number;
  readonly name: string;
  label: string;
  readonly size: number;
  state: 'uploaded' | 'starter';
  /** "sha256:…" */
  digest: string | null;
  readonly content: Content;
  readonly uploaded: number;
}

export interface Release {
  readonly id: number;
  tag: string;
  name: string;
  body: string;
  target: string;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  published: Date | null;
  readonly created: Date;
  readonly assets: Asset[];
}

export interface RepositoryOptions {
  readonly private?: boolean;
  /** What is published from now on cannot be changed. */
  readonly immutable?: boolean;
}

/** An answer of the API that is no success. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, message: string, errors?: readonly object[]) {
    super(message);
    this.status = status;
    this.body = {
      message,
      ...(errors === undefined ? {} : { errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    };
  }
}

let lastId = 1000;

export class Repository {
  readonly name: string;
  readonly private: boolean;
  immutable: boolean;
  readonly releases: Release[] = [];
  /** Tags of immutable releases that were deleted: never free again. */
  readonly burnt = new Set<string>();
  /** Whether assets say their digest: those of older releases and older servers do not. */
  digests = true;

  constructor(name: string, options: RepositoryOptions) {
    this.name = name;
    this.private = options.private ?? false;
    this.immutable = options.immutable ?? false;
  }

  /** A release as somebody made it before. @param files content by name: bytes, or the path of a file */
  addRelease(of: {
    readonly tag: string;
    readonly name?: string;
    readonly body?: string;
    readonly draft?: boolean;
    readonly published?: Date;
    readonly files?: Readonly<Record<string, Buffer | string>>;
  }): Release {
    const release = this.create({
      tag_name: of.tag,
      draft: true,
      name: of.name ?? of.tag,
      body: of.body ?? '',
    });
    for (const [name, content] of Object.entries(of.files ?? {})) {
      const size = typeof content === 'string' ? statSync(content).size : content.length;
      const bytes = typeof content === 'string' && size < 1 << 28 ? readFileSync(content) : content;
      const digest = typeof bytes === 'string' ? null : createHash('sha256').update(bytes).digest('hex');
      this.add(release, { name, size, state: 'uploaded', content }, digest);
    }
    if (of.draft !== true) {
      this.patch(release, { draft: false });
      release.published = of.published ?? new Date();
    }
    return release;
  }

  create(request: Readonly<Record<string, unknown>>): Release {
    const tag = textOf(request['tag_name']);
    if (tag === '') throw invalid('Release', 'missing_field', 'tag_name');
    const draft = request['draft'] === true;
    const release: Release = {
      id: ++lastId,
      tag,
      name: textOf(request['name']),
      body: textOf(request['body']),
      target: textOf(request['target_commitish']) || 'main',
      draft: true,
      prerelease: request['prerelease'] === true,
      immutable: false,
      published: null,
      created: new Date(),
      assets: [],
    };
    checkBody(release.body);
    if (!draft) this.#publish(release);
    this.releases.unshift(release);
    return release;
  }

  patch(release: Release, request: Readonly<Record<string, unknown>>): void {
    if (release.immutable && ['tag_name', 'target_commitish'].some((key) => key in request)) {
      throw new Refusal(422, 'Cannot change the tag of an immutable release');
    }
    if (typeof request['body'] === 'string') checkBody(request['body']);
    if (request['draft'] === false && release.draft) this.#publish(release);
    release.body = (request['body'] as string | undefined) ?? release.body;
    release.name = (request['name'] as string | undefined) ?? release.name;
    release.tag = (request['tag_name'] as string | undefined) ?? release.tag;
  }

  delete(release: Release): void {
    if (release.immutable) this.burnt.add(release.tag);
    this.releases.splice(this.releases.indexOf(release), 1);
  }

  /** @throws what an upload under that name and size meets */
  checkUpload(release: Release, name: string, size: number): void {
    if (release.immutable) throw new Refusal(422, 'Cannot upload assets to an immutable release.');
    if (release.assets.some((asset) => asset.name === name)) {
      throw invalid('ReleaseAsset', 'already_exists', 'name');
    }
    if (size > MAX_ASSET_SIZE) {
      throw custom('size', `size must be less than or equal to ${MAX_ASSET_SIZE}`);
    }
    if (release.assets.length >= MAX_ASSETS) {
      throw custom('file_count', `file_count limited to ${MAX_ASSETS} assets per release`);
    }
  }

  add(
    release: Release,
    of: Pick<Asset, 'name' | 'size' | 'state' | 'content'>,
    sha256: string | null,
  ): Asset {
    const digest = sha256 === null || !this.digests ? null : `sha256:${sha256}`;
    const asset: Asset = { id: ++lastId, label: '', ...of, digest, uploaded: Date.now() };
    release.assets.push(asset);
    return asset;
  }

  deleteAsset(release: Release, asset: Asset): void {
    if (release.immutable) throw new Refusal(422, 'Cannot delete assets of an immutable release.');
    release.assets.splice(release.assets.indexOf(asset), 1);
  }

  find(id: number): Release {
    const release = this.releases.find((candidate) => candidate.id === id);
    if (release === undefined) throw notFound();
    return release;
  }

  findAsset(id: number): { release: Release; asset: Asset } {
    for (const release of this.releases) {
      const asset = release.assets.find((candidate) => candidate.id === id);
      if (asset !== undefined) return { release, asset };
    }
    throw notFound();
  }

  /** The newest first, as GitHub lists them. */
  get published(): readonly Release[] {
    return this.releases
      .filter(({ draft }) => !draft)
      .toSorted((a, b) => (b.published?.getTime() ?? 0) - (a.published?.getTime() ?? 0));
  }

  #publish(release: Release): void {
    const taken = this.releases.some(({ tag, draft }) => !draft && tag === release.tag);
    if (taken) throw invalid('Release', 'already_exists', 'tag_name');
    if (this.burnt.has(release.tag)) {
      throw new Refusal(422, 'Validation Failed', [
        {
          resource: 'Release',
          code: 'custom',
          field: 'tag_name',
          message: 'tag_name was used by an immutable release',
        },
      ]);
    }
    release.draft = false;
    release.immutable = this.immutable;
    release.published = new Date();
  }
}

/** "win11 (x64).wim" is kept as "win11.x64.wim". */
export function storedName(name: string): string {
  return name.replace(/[^A-Za-z0-9._+-]+/g, '.').replace(/^\.+|\.+$/g, '');
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

function checkBody(body: string): void {
  if (body.length <= MAX_BODY) return;
  throw new Refusal(422, 'Validation Failed', [
    {
      resource: 'Release',
      code: 'custom',
      field: 'body',
      message: `body is too long (maximum is ${MAX_BODY} characters)`,
    },
  ]);
}

function invalid(resource: string, code: string, field: string): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource, code, field }]);
}

function custom(field: string, message: string): Refusal {
  return new Refusal(422, 'Validation Failed', [
    { resource: 'ReleaseAsset', code: 'custom', field, message },
  ]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
