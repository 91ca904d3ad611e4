/** The two ports: the API, and behind it uploads and the storage. */

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { assetJson, handleApi } from './api.js';
import { Faults, type Fault, type RequestKind, type Seen, type When } from './faults.js';
import { Refusal, Repository, notFound, storedName, type RepositoryOptions } from './repository.js';

export interface GitHubOptions {
  /** Where the API begins; GitHub Enterprise Server has it under `/api/v3`. Left out: ''. */
  readonly apiPath?: string;
  /** Most elements of a page of a list, so that few releases are several pages. Left out: 100. */
  readonly pageLimit?: number;
  /** Whether uploaded bytes are kept. False: only their size and digest, for what is larger than memory. */
  readonly keepContents?: boolean;
  /** How long a signed address of the storage is good for. Left out: 300,000. */
  readonly signedMs?: number;
  /** Whether the storage answers Range. False: with 200 and the whole. */
  readonly ranges?: boolean;
}

export type Right = 'read' | 'write';

/** What one answer comes to before faults. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, text or bytes, or a range of a file. */
  readonly body?: unknown;
}

interface FileRange {
  readonly file: string;
  readonly start: number;
  readonly length: number;
}

export interface Context {
  readonly options: Required<GitHubOptions>;
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly tokens: ReadonlyMap<string, Readonly<Record<string, Right>>>;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly behindUrl: string;
  readonly secret: string;
}

export interface GitHub extends Context {
  readonly requests: Seen[];
  addRepository(name: string, options?: RepositoryOptions): Repository;
  addToken(token: string, rights: Readonly<Record<string, Right>>): void;
  /** The token is not good any more, as GITHUB_TOKEN after its job or 24 hours. */
  removeToken(token: string): boolean;
  /** @param times how many requests it meets. Left out: 1 */
  fault(when: When, fault: Fault, times?: number): void;
  clearFaults(): void;
  stop(): Promise<void>;
}

export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const repositories = new Map<string, Repository>();
  const tokens = new Map<string, Readonly<Record<string, Right>>>();
  const requests: Seen[] = [];
  const faults = new Faults();
  const defaults = { apiPath: '', pageLimit: 100, keepContents: true, signedMs: 300_000, ranges: true };
  const full = { ...defaults, ...options };
  const serve = (kindOf: (path: string) => RequestKind) =>
    createServer((request, response) => {
      const path = request.url ?? '/';
      const seen: Seen = {
        number: requests.length + 1,
        kind: kindOf(path),
        method: request.method ?? '',
        path,
        headers: request.headers,
        status: 0,
        received: 0,
        stored: false,
        sent: 0,
      };
      requests.push(seen);
      request.on('error', () => undefined);
      response.on('error', () => undefined);
      handle(github, request, response, seen, faults.take(seen)).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500);
        response.end(String(error));
      });
    });
  const api = serve((path) => (path.startsWith(`${full.apiPath}/repos/`) ? 'api' : 'download'));
  const behind = serve((path) => (path.startsWith('/storage/') ? 'storage' : 'upload'));
  const serverUrl = await listen(api);
  const behindUrl = await listen(behind);
  const github: GitHub = {
    options: full,
    repositories,
    tokens,
    requests,
    serverUrl,
    apiUrl: `${serverUrl}${full.apiPath}`,
    behindUrl,
    secret: randomBytes(8).toString('hex'),
    addRepository(name, of = {}) {
      const repository = new Repository(name, of);
      repositories.set(name, repository);
      return repository;
    },
    addToken: (token, rights) => tokens.set(token, rights),
    removeToken: (token) => tokens.delete(token),
    fault: (when, fault, times = 1) => {
      faults.plan(when, fault, times, requests.length);
    },
    clearFaults: () => {
      faults.clear();
    },
    async stop() {
      for (const server of [api, behind]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  return github;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function handle(
  github: GitHub,
  request: IncomingMessage,
  response: ServerResponse,
  seen: Seen,
  fault: Fault | null,
): Promise<void> {
  // A request whose body is read to its end lets go of it.
  const { socket } = request;
  if (fault?.kind === 'call' && fault.when === 'before') {
    fault.call();
    return;
  }
  if (fault?.kind === 'meanwhile' && fault.when === 'before') await fault.work();
  if (fault?.kind === 'answer') {
    await drain(request, seen);
    if (fault.starter === true && seen.kind === 'upload') leaveStarter(github, request, seen);
    await send(response, seen, fault, null);
    return;
  }
  if (fault?.kind === 'silent') return;
  const answer = await answerTo(github, request, seen, fault).catch((error: unknown): Answer => {
    if (error instanceof Refusal) return { status: error.status, body: error.body };
    throw error;
  });
  if (fault?.kind === 'lost' || (fault?.kind === 'reset' && seen.kind === 'upload')) {
    socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'call') {
    fault.call();
    return;
  }
  if (fault?.kind === 'meanwhile' && fault.when === 'after') await fault.work();
  await send(response, seen, answer, fault);
}

async function answerTo(
  github: GitHub,
  request: IncomingMessage,
  seen: Seen,
  fault: Fault | null,
): Promise<Answer> {
  if (seen.kind === 'storage') return store(github, seen, fault);
  if (seen.kind === 'upload') return upload(github, request, seen, fault);
  if (seen.kind === 'download') return download(github, seen);
  const body = await readAll(request, seen);
  return handleApi(github, seen, body.length === 0 ? {} : (JSON.parse(body.toString()) as object));
}

/** `https://github.com/o/r/releases/download/TAG/NAME` of a public repository. */
function download(github: Context, { path }: Seen): Answer {
  const [, owner, name, tag, file] =
    /^\/([^/]+)\/([^/]+)\/releases\/download\/([^/]+)\/([^/?]+)$/.exec(path) ?? [];
  const repository = github.repositories.get(`${owner}/${name}`);
  const release = repository?.published.find((candidate) => candidate.tag === decodeURIComponent(tag ?? ''));
  const asset = release?.assets.find((candidate) => candidate.name === decodeURIComponent(file ?? ''));
  if (repository === undefined || repository.private || asset === undefined) throw notFound();
  return { status: 302, headers: { location: signedUrl(github, repository, asset.id) } };
}

export function signedUrl(github: Context, repository: Repository, asset: number): string {
  const expires = Date.now() + github.options.signedMs;
  const signature = sign(github, `${asset} ${expires}`);
  const id = randomBytes(4).toString('hex');
  return `${github.behindUrl}/storage/${repository.name}/${asset}?expires=${expires}&signature=${signature}&id=${id}`;
}

function sign({ secret }: Context, text: string): string {
  return createHash('sha256').update(`${secret} ${text}`).digest('hex');
}

/** A blob storage: its addresses are signed and expire, and it wants no other credentials beside them. */
function store(github: Context, seen: Seen, fault: Fault | null): Answer {
  const url = new URL(seen.path, github.behindUrl);
  const [, , owner, name, id] = url.pathname.split('/');
  const expires = Number(url.searchParams.get('expires'));
  const good = url.searchParams.get('signature') === sign(github, `${id} ${expires}`);
  if (seen.headers['authorization'] !== undefined) {
    return xmlError(
      400,
      'InvalidAuthenticationInfo',
      'Authentication information is not given in the correct format.',
    );
  }
  if (!good || expires < Date.now() || fault?.kind === 'expired') {
    return xmlError(403, 'AuthenticationFailed', 'Signature not valid in the specified time frame');
  }
  const repository = github.repositories.get(`${owner}/${name}`);
  const { asset } = (repository ?? new Repository('', {})).findAsset(Number(id));
  const { content, size } = asset;
  if (content === null) throw new Error(`the bytes of ${asset.name} were not kept`);
  const range = github.options.ranges ? rangeOf(seen.headers['range'], size) : null;
  if (range === 'beyond') {
    return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: '' };
  }
  const [start, end] = range ?? [0, size];
  const body =
    typeof content === 'string'
      ? ({ file: content, start, length: end - start } satisfies FileRange)
      : content.subarray(start, end);
  const headers = {
    'content-type': 'application/octet-stream',
    etag: `"${asset.id}"`,
    ...(github.options.ranges ? { 'accept-ranges': 'bytes' } : {}),
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
  };
  return { status: range === null ? 200 : 206, headers, body };
}

function rangeOf(header: unknown, size: number): readonly [number, number] | 'beyond' | null {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (first === undefined) return null;
  const start = Number(first);
  if (start >= size) return 'beyond';
  return [start, last === undefined || last === '' ? size : Math.min(Number(last) + 1, size)];
}

function xmlError(status: number, code: string, message: string): Answer {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** One POST with Content-Length; what breaks off leaves an asset in the state `starter`, whose name is taken. */
async function upload(
  github: GitHub,
  request: IncomingMessage,
  seen: Seen,
  fault: Fault | null,
): Promise<Answer> {
  const { repository, release, name } = uploadTarget(github, seen);
  const size = Number(seen.headers['content-length'] ?? Number.NaN);
  if (Number.isNaN(size)) throw new Refusal(411, 'Length Required');
  repository.checkUpload(release, name, size);
  const starter = repository.add(release, { name, size, state: 'starter', content: null }, null);
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  const breaks = fault?.kind === 'reset' || fault?.kind === 'stall';
  const limit = breaks ? fault.after : Number.POSITIVE_INFINITY;
  let whole = true;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      seen.received = Math.min(seen.received + piece.length, limit);
      hash.update(piece);
      if (github.options.keepContents) pieces.push(piece);
      if (seen.received < limit) continue;
      whole = false;
      if (fault?.kind === 'reset') break;
      await once(request, 'close');
    }
  } catch {
    whole = false;
  }
  if (!whole || seen.received !== size) return { status: 400 };
  // Somebody may have deleted it meanwhile, and another upload may have taken its name.
  if (release.assets.includes(starter)) release.assets.splice(release.assets.indexOf(starter), 1);
  repository.checkUpload(release, name, size);
  const content = github.options.keepContents ? Buffer.concat(pieces) : null;
  const asset = repository.add(release, { name, size, state: 'uploaded', content }, hash.digest('hex'));
  seen.stored = true;
  return { status: 201, body: assetJson(github, repository, release, asset) };
}

function uploadTarget(github: Context, seen: Seen) {
  const url = new URL(seen.path, github.behindUrl);
  const [, owner, name, id] =
    /^\/uploads\/repos\/([^/]+)\/([^/]+)\/releases\/(\d+)\/assets$/.exec(url.pathname) ?? [];
  const repository = github.repositories.get(`${owner}/${name}`);
  if (repository === undefined) throw notFound();
  checkRight(github, repository, seen, 'write');
  return {
    repository,
    release: repository.find(Number(id)),
    name: storedName(url.searchParams.get('name') ?? ''),
  };
}

function leaveStarter(github: GitHub, request: IncomingMessage, seen: Seen): void {
  const { repository, release, name } = uploadTarget(github, seen);
  const size = Number(request.headers['content-length'] ?? 0);
  if (release.assets.some((asset) => asset.name === name)) return;
  repository.add(release, { name, size, state: 'starter', content: null }, null);
}

/** @throws as GitHub answers who may not */
export function checkRight(github: Context, repository: Repository, seen: Seen, needed: Right): Right | null {
  if ((seen.headers['user-agent'] ?? '') === '') {
    throw new Refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
    );
  }
  const [, token] = /^(?:Bearer|token) (.+)$/i.exec(String(seen.headers['authorization'] ?? '')) ?? [];
  const rights = token === undefined ? {} : github.tokens.get(token);
  if (rights === undefined) throw new Refusal(401, 'Bad credentials');
  const right = rights[repository.name] ?? (repository.private ? null : 'read');
  if (right === null) throw notFound();
  if (needed === 'read' || right === 'write') return token === undefined ? null : right;
  if (token === undefined) throw new Refusal(401, 'Requires authentication');
  throw new Refusal(403, 'Resource not accessible by integration');
}

async function send(
  response: ServerResponse,
  seen: Seen,
  { status, headers = {}, body = '' }: Answer,
  fault: Fault | null,
): Promise<void> {
  const isBytes = body instanceof Uint8Array || typeof body === 'string';
  const cut = fault?.kind === 'short' ? fault.by : 0;
  const range = isFileRange(body) ? { ...body, length: Math.max(body.length - cut, 0) } : null;
  const all = isBytes ? Buffer.from(body) : Buffer.from(range === null ? JSON.stringify(body) : '');
  const bytes = all.subarray(0, Math.max(all.length - cut, 0));
  seen.status = status;
  response.writeHead(status, {
    'content-type': isBytes ? 'text/plain' : 'application/json; charset=utf-8',
    'x-github-request-id': `F00D:${seen.number}`,
    ...headers,
    ...(status === 204 ? {} : { 'content-length': String(range?.length ?? bytes.length) }),
  });
  if (status === 204 || seen.method === 'HEAD') {
    response.end();
    return;
  }
  for await (const piece of piecesOf(range ?? bytes, fault)) {
    if (response.destroyed) return;
    if (fault?.kind === 'reset' && seen.sent + piece.length > fault.after) {
      response.write(piece.subarray(0, fault.after - seen.sent), () => response.socket?.resetAndDestroy());
      return;
    }
    if (fault?.kind === 'stall' && seen.sent + piece.length > fault.after) {
      response.write(piece.subarray(0, fault.after - seen.sent));
      return;
    }
    if (fault?.kind === 'flip' && fault.at >= seen.sent && fault.at < seen.sent + piece.length) {
      piece[fault.at - seen.sent] = (piece[fault.at - seen.sent] ?? 0) ^ 0xff;
    }
    seen.sent += piece.length;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

async function* piecesOf(body: Buffer | FileRange, fault: Fault | null): AsyncGenerator<Buffer> {
  const size = fault?.kind === 'slow' ? fault.piece : 1 << 16;
  if (!Buffer.isBuffer(body) && body.length > 0) {
    const { file, start, length } = body;
    yield* createReadStream(file, {
      start,
      end: start + length - 1,
      highWaterMark: size,
    }) as AsyncIterable<Buffer>;
    return;
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  for (let at = 0; at < bytes.length; at += size) {
    if (fault?.kind === 'slow') await sleep(fault.ms);
    yield Buffer.from(bytes.subarray(at, at + size));
  }
}

function isFileRange(body: unknown): body is FileRange {
  return typeof body === 'object' && body !== null && 'file' in body && 'length' in body;
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}

async function readAll(request: IncomingMessage, seen: Seen): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) {
    seen.received += piece.length;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function drain(request: IncomingMessage, seen: Seen): Promise<void> {
  for await (const piece of request as AsyncIterable<Buffer>) seen.received += piece.length;
}

/** The bytes of an asset, as they were uploaded. */
export function bytesOf(content: Buffer | string | null): Buffer {
  if (content === null) throw new Error('the bytes were not kept');
  return typeof content === 'string' ? readFileSync(content) : content;
}
