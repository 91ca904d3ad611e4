/** The endpoints under `/repos/OWNER/NAME`. */

import type { Seen } from './faults.js';
import { notFound, type Asset, type Release, type Repository } from './repository.js';
import { checkRight, signedUrl, type Answer, type Context } from './server.js';

type Body = Readonly<Record<string, unknown>>;

export function handleApi(github: Context, seen: Seen, body: object): Answer {
  const url = new URL(seen.path, github.serverUrl);
  const [, owner, name, rest = ''] =
    /^\/repos\/([^/]+)\/([^/]+)(?:\/(.*))?$/.exec(url.pathname.slice(github.options.apiPath.length)) ?? [];
  const repository = github.repositories.get(`${owner}/${name}`);
  if (repository === undefined) throw notFound();
  const needed = seen.method === 'GET' || seen.method === 'HEAD' ? 'read' : 'write';
  const seesDrafts = checkRight(github, repository, seen, needed) === 'write';
  const call = { github, repository, seen, seesDrafts, url, body: body as Body };
  const key = `${seen.method} ${rest.replace(/\d+/g, 'N').replace(/(?<=^releases\/tags\/).*/, 'TAG')}`;
  const endpoint = ENDPOINTS[key];
  if (endpoint === undefined) throw notFound();
  const [number = ''] = /\d+/.exec(rest) ?? [];
  return endpoint(call, rest.startsWith('releases/tags/') ? rest.slice('releases/tags/'.length) : number);
}

interface Call {
  readonly github: Context;
  readonly repository: Repository;
  readonly seen: Seen;
  readonly seesDrafts: boolean;
  readonly url: URL;
  readonly body: Body;
}

const ENDPOINTS: Readonly<Record<string, (call: Call, word: string) => Answer>> = {
  'GET ': ({ repository, seesDrafts }) => ({
    status: 200,
    body: {
      full_name: repository.name,
      private: repository.private,
      permissions: { pull: true, push: seesDrafts },
    },
  }),
  'GET immutable-releases': ({ repository }) => {
    if (!repository.immutable) throw notFound();
    return { status: 200, body: { enabled: true, enforced_by_owner: false } };
  },
  'GET releases': (call) => {
    const { repository, seesDrafts } = call;
    return paged(
      call,
      repository.releases.filter(({ draft }) => seesDrafts || !draft),
      (release) => releaseJson(call.github, repository, release),
    );
  },
  'POST releases': ({ github, repository, body }) => ({
    status: 201,
    body: releaseJson(github, repository, repository.create(body)),
  }),
  'GET releases/latest': ({ github, repository }) => {
    const [latest] = repository.published;
    if (latest === undefined) throw notFound();
    return { status: 200, body: releaseJson(github, repository, latest) };
  },
  'GET releases/tags/TAG': ({ github, repository }, tag) => {
    const release = repository.published.find((candidate) => candidate.tag === decodeURIComponent(tag));
    if (release === undefined) throw notFound();
    return { status: 200, body: releaseJson(github, repository, release) };
  },
  'GET releases/N': (call, id) => ({
    status: 200,
    body: releaseJson(call.github, call.repository, visible(call, id)),
  }),
  'PATCH releases/N': (call, id) => {
    const release = visible(call, id);
    call.repository.patch(release, call.body);
    return { status: 200, body: releaseJson(call.github, call.repository, release) };
  },
  'DELETE releases/N': (call, id) => {
    call.repository.delete(visible(call, id));
    return { status: 204 };
  },
  'GET releases/N/assets': (call, id) => {
    const release = visible(call, id);
    return paged(call, release.assets, (asset) => assetJson(call.github, call.repository, release, asset));
  },
  'GET releases/assets/N': (call, id) => {
    const { github, repository, seen, seesDrafts } = call;
    const { release, asset } = repository.findAsset(Number(id));
    if (release.draft && !seesDrafts) throw notFound();
    if (seen.headers['accept'] !== 'application/octet-stream') {
      return { status: 200, body: assetJson(github, repository, release, asset) };
    }
    if (asset.state !== 'uploaded') throw notFound();
    return { status: 302, headers: { location: signedUrl(github, repository, asset.id) } };
  },
  'DELETE releases/assets/N': ({ repository }, id) => {
    const { release, asset } = repository.findAsset(Number(id));
    repository.deleteAsset(release, asset);
    return { status: 204 };
  },
};

function visible({ repository, seesDrafts }: Call, id: string): Release {
  const release = repository.find(Number(id));
  if (release.draft && !seesDrafts) throw notFound();
  return release;
}

/** A page and, where there are more, their addresses in the header `link`. */
function paged<T>({ github, url }: Call, all: readonly T[], json: (element: T) => object): Answer {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), github.options.pageLimit);
  const page = Number(url.searchParams.get('page') ?? 1);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = (number: number) => {
    const there = new URL(`${github.serverUrl}${url.pathname}${url.search}`);
    there.searchParams.set('page', String(number));
    return there.href;
  };
  const links = page < pages ? [`<${at(page + 1)}>; rel="next"`, `<${at(pages)}>; rel="last"`] : [];
  return {
    status: 200,
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
    body: all.slice((page - 1) * size, page * size).map(json),
  };
}

export function releaseJson(github: Context, repository: Repository, release: Release): object {
  const base = `${github.apiUrl}/repos/${repository.name}/releases/${release.id}`;
  const page = release.draft ? `untagged-${release.id}` : encodeURIComponent(release.tag);
  return {
    url: base,
    assets_url: `${base}/assets`,
    upload_url: `${github.behindUrl}/uploads/repos/${repository.name}/releases/${release.id}/assets{?name,label}`,
    html_url: `${github.serverUrl}/${repository.name}/releases/tag/${page}`,
    id: release.id,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: release.immutable,
    created_at: release.created.toISOString(),
    published_at: release.published?.toISOString() ?? null,
    assets: release.assets.map((asset) => assetJson(github, repository, release, asset)),
  };
}

export function assetJson(github: Context, repository: Repository, release: Release, asset: Asset): object {
  const folder = release.draft ? `untagged-${release.id}` : encodeURIComponent(release.tag);
  return {
    url: `${github.apiUrl}/repos/${repository.name}/releases/assets/${asset.id}`,
    browser_download_url: `${github.serverUrl}/${repository.name}/releases/download/${folder}/${asset.name}`,
    id: asset.id,
    name: asset.name,
    label: asset.label,
    state: asset.state,
    content_type: 'application/octet-stream',
    size: asset.size,
    digest: asset.digest,
    created_at: new Date(asset.uploaded).toISOString(),
  };
}
