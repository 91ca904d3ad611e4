/**
 * The results service of GitHub Actions over loopback, as far as `@actions/artifact` and `@actions/cache` speak with it:
 * Twirp with JSON, whose requests are in snake_case, and a blob storage behind signed addresses.
 */

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kept {
  readonly id: string;
  readonly blob: string;
  done: boolean;
}

interface Artifact extends Kept {
  /** When it goes, as the client asks for it; '': as the repository's setting says. */
  readonly expires: string;
  readonly run: string;
  readonly name: string;
  /** As the upload said it: "sha256:…". */
  digest: string;
}

interface Entry extends Kept {
  readonly key: string;
  readonly version: string;
}

export interface Results {
  readonly artifacts: Artifact[];
  /** What the cache holds, oldest first. */
  readonly entries: Entry[];
  /** The bytes of a blob; what is put here is what is downloaded. */
  readonly blobs: Map<string, Buffer>;
  /** The calls and the blob requests, in order: "CreateArtifact", "GET blob". */
  readonly calls: string[];
  /** The environment in which the runner starts a job. @param runs attempts whose artifacts it sees; its own is the last */
  env(...runs: readonly [string, ...string[]]): Record<string, string>;
  stop(): Promise<void>;
}

type Call = Readonly<Record<string, unknown>>;

interface Service extends Results {
  /** By attempt: those whose artifacts it sees. */
  readonly seen: ReadonlyMap<string, readonly string[]>;
}

export async function startResults(): Promise<Results> {
  const pieces = new Map<string, Buffer>();
  const seen = new Map<string, readonly string[]>();
  const server = createServer((request, response) => {
    answer({ ...results, seen }, pieces, url(), request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const results: Results = {
    artifacts: [],
    entries: [],
    blobs: new Map(),
    calls: [],
    env(...runs) {
      const run = runs.at(-1) ?? runs[0];
      seen.set(run, runs);
      return {
        ACTIONS_RESULTS_URL: `${url()}/`,
        ACTIONS_RUNTIME_TOKEN: tokenOf(run),
        ACTIONS_CACHE_SERVICE_V2: 'true',
      };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return results;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A JWT that nobody signed: the libraries read of it which run and job they are in. */
function tokenOf(run: string): string {
  return `${encode({ alg: 'none' })}.${encode({ scp: `Actions.Results:${run}:job` })}.x`;
}

async function answer(
  results: Service,
  pieces: Map<string, Buffer>,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', url);
  const body = await bytesOf(request);
  const call = /^\/twirp\/github\.actions\.results\.api\.v1\.\w+\/(\w+)$/.exec(pathname)?.[1];
  results.calls.push(call ?? `${request.method ?? ''} ${searchParams.get('comp') ?? 'blob'}`);
  if (call === undefined) {
    blob(results, pieces, pathname, searchParams, request, response, body);
    return;
  }
  const [status, reply] = callTo(results, url, call, JSON.parse(body.toString()) as Call);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
}

function callTo(results: Service, url: string, call: string, of: Call): readonly [number, object] {
  const { artifacts, entries, seen } = results;
  const text = (name: string) => (typeof of[name] === 'string' ? of[name] : '');
  const run = text('workflow_run_backend_id');
  const ours = artifacts.filter((artifact) => artifact.run === run);
  const id = String(artifacts.length + entries.length + 1);
  const kept = { id, blob: `/container/blob-${id}`, done: false };
  const signed = (path: string) => `${url}${path}?sig=${createHash('sha256').update(path).digest('hex')}`;
  switch (call) {
    case 'CreateArtifact': {
      if (ours.some(({ name }) => name === text('name'))) {
        const msg = 'an artifact with this name already exists on the workflow run';
        return [409, { code: 'already_exists', msg }];
      }
      artifacts.push({ ...kept, run, name: text('name'), digest: '', expires: text('expires_at') });
      return [200, { ok: true, signed_upload_url: signed(kept.blob) }];
    }
    case 'FinalizeArtifact': {
      const artifact = ours.find(({ name }) => name === text('name'));
      if (artifact !== undefined) Object.assign(artifact, { done: true, digest: text('hash') });
      return [200, { ok: artifact !== undefined, artifact_id: artifact?.id ?? '0' }];
    }
    case 'ListArtifacts': {
      const [name, own] = [text('name_filter'), text('id_filter')];
      const found = artifacts.filter(
        (artifact) =>
          seen.get(run)?.includes(artifact.run) === true &&
          artifact.done &&
          [artifact.name, ''].includes(name) &&
          [artifact.id, ''].includes(own),
      );
      return [200, { artifacts: found.map((artifact) => artifactJson(results, artifact)) }];
    }
    case 'GetSignedArtifactURL':
      return [
        200,
        { signed_url: signed(ours.find(({ name }) => name === text('name'))?.blob ?? '/none/none') },
      ];
    case 'CreateCacheEntry': {
      const taken = entries.some(({ key, version }) => key === text('key') && version === text('version'));
      if (taken) return [409, { code: 'already_exists', msg: 'cache entry with the same key exists' }];
      entries.push({ ...kept, key: text('key'), version: text('version') });
      return [200, { ok: true, signed_upload_url: signed(kept.blob) }];
    }
    case 'FinalizeCacheEntryUpload': {
      const entry = entries.find(({ key, version }) => key === text('key') && version === text('version'));
      if (entry !== undefined) entry.done = true;
      return [200, { ok: entry !== undefined, entry_id: entry?.id ?? '0' }];
    }
    case 'GetCacheEntryDownloadURL': {
      const whole = entries.filter(({ done, version }) => done && version === text('version'));
      const prefixes = [text('key'), ...((of['restore_keys'] as string[] | undefined) ?? [])];
      const found =
        whole.find(({ key }) => key === text('key')) ??
        prefixes
          .map((prefix) => whole.findLast(({ key }) => key.startsWith(prefix)))
          .find((entry) => entry !== undefined);
      if (found === undefined) return [200, { ok: false }];
      return [200, { ok: true, signed_download_url: signed(found.blob), matched_key: found.key }];
    }
    default:
      return [404, { code: 'bad_route', msg: call }];
  }
}

function artifactJson({ blobs }: Results, { id, run, name, digest, blob: of }: Artifact): object {
  const bytes = blobs.get(of) ?? Buffer.alloc(0);
  return {
    workflow_run_backend_id: run,
    workflow_job_run_backend_id: 'job',
    database_id: id,
    name,
    size: String(bytes.length),
    created_at: '2026-11-23T00:00:00Z',
    digest,
  };
}

/** Azure's block blobs: whole, or blocks and then the list of them. */
function blob(
  { blobs }: Results,
  pieces: Map<string, Buffer>,
  path: string,
  query: URLSearchParams,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const comp = query.get('comp');
  if (method === 'PUT') {
    if (comp === 'block') pieces.set(`${path} ${query.get('blockid') ?? ''}`, body);
    else if (comp === 'blocklist') {
      const ids = [...body.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(([, id = '']) => id);
      blobs.set(path, Buffer.concat(ids.map((id) => pieces.get(`${path} ${id}`) ?? Buffer.alloc(0))));
    } else blobs.set(path, body);
    response.writeHead(201, { 'x-ms-request-id': '1', 'content-length': '0' }).end();
    return;
  }
  const bytes = blobs.get(path);
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  const end = last === undefined || last === '' ? bytes.length : Math.min(Number(last) + 1, bytes.length);
  response.writeHead(first === undefined ? 200 : 206, {
    'content-type': 'application/zip',
    'content-length': String(end - start),
    ...(first === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` }),
  });
  response.end(method === 'HEAD' ? undefined : bytes.subarray(start, end));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}
