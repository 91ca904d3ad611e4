/**
 * One HTTP request over node:http and node:https. The built-in `fetch` holds the whole body of an upload in memory, and
 * cannot send a body twice; here a body is made anew for each attempt and streams with its length known.
 */

import { once } from 'node:events';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { VERSION } from '../../version.js';
import { proxyFor, tunnelThrough, type Environment } from './proxy.js';
import { TransientError } from './retry.js';

/** How long nothing may move before a connection is given up, in milliseconds. */
const STALL = 120_000;
/** No answer that is read as a whole is larger. */
const MAX_TEXT = 128 << 20;

export interface Body {
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  /** The bytes from the start; called once an attempt. */
  open(): AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body | string;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body as it arrives; it must be read or destroyed. */
  readonly stream: IncomingMessage;
}

export interface HttpOptions {
  /** For the proxy: HTTPS_PROXY, HTTP_PROXY, NO_PROXY. */
  readonly env: Environment;
  /** Left out: two minutes. */
  readonly stall?: number;
}

export class HttpClient {
  readonly #env: Environment;
  readonly #stall: number;
  readonly #agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  } as const;

  constructor({ env, stall = STALL }: HttpOptions) {
    this.#env = env;
    this.#stall = stall;
  }

  /** @throws TransientError where no answer came; what the body or the signal throws */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { signal, body } = request;
    signal.throwIfAborted();
    const call = await this.#open(request);
    const answered = answerOf(call, request.url);
    answered.catch(() => undefined);
    let answer: IncomingMessage | null = null;
    call.once('response', (response) => {
      answer = response;
    });
    // A body under way that is ended with its call says only that it was aborted.
    call.setTimeout(this.#stall, () => {
      (answer ?? call).destroy(new Error(`nothing moved for ${this.#stall / 1000} s`));
    });
    try {
      await sendBody(call, body, this.#stall);
      const stream = await answered;
      return { status: stream.statusCode ?? 0, headers: stream.headers, stream };
    } catch (error) {
      call.destroy();
      signal.throwIfAborted();
      throw error;
    }
  }

  async #open({ method, url, headers = {}, body, signal }: HttpRequest): Promise<ClientRequest> {
    const target = new URL(url);
    const proxy = proxyFor(target, this.#env);
    const isText = typeof body === 'string';
    const options: RequestOptions = {
      method,
      signal,
      headers: {
        'user-agent': `image-factory/${VERSION}`,
        ...(body === undefined
          ? {}
          : {
              'content-type': isText ? 'application/json; charset=utf-8' : body.type,
              'content-length': String(isText ? Buffer.byteLength(body) : body.size),
            }),
        ...headers,
      },
    };
    if (target.protocol === 'https:' && proxy !== null) {
      const socket = await tunnelThrough(proxy, target, signal, this.#stall);
      return httpsRequest(target, { ...options, createConnection: () => socket });
    }
    if (proxy !== null) return throughHttpProxy(target, proxy.url, options, proxy.authorization);
    // A large body gets a connection of its own: one that was kept may be closed at the other end already.
    const own = typeof body === 'object';
    if (target.protocol === 'https:') {
      return httpsRequest(target, { ...options, agent: own ? false : this.#agents['https:'] });
    }
    return httpRequest(target, { ...options, agent: own ? false : this.#agents['http:'] });
  }
}

function throughHttpProxy(
  target: URL,
  proxy: URL,
  options: RequestOptions,
  authorization: string | null,
): ClientRequest {
  return httpRequest(proxy, {
    ...options,
    agent: false,
    path: target.href,
    headers: {
      ...(options.headers as Record<string, string>),
      host: target.host,
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
    },
  });
}

async function answerOf(call: ClientRequest, url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    call.once('response', resolve);
    call.on('error', (error) => {
      reject(noAnswer(error, url));
    });
  });
}

function noAnswer(error: Error, url: string): TransientError {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code !== undefined && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
  return new TransientError(`${new URL(url).host}: ${reason}`, { cause: error });
}

/** Ends early where the answer comes before all is sent: then the answer says why. */
async function sendBody(call: ClientRequest, body: Body | string | undefined, stall: number): Promise<void> {
  if (body === undefined || typeof body === 'string') {
    call.end(body);
    return;
  }
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    const end = (): void => {
      isOver = true;
      resolve();
    };
    call.once('response', end);
    call.once('close', end);
  });
  for await (const piece of body.open()) {
    if (isOver) return;
    if (!call.write(piece)) await Promise.race([once(call, 'drain').catch(() => undefined), over]);
  }
  if (isOver) return;
  call.end();
  // What was sent is looked over at the other end, and nothing moves meanwhile.
  call.setTimeout(stall * 3);
}

/** The whole body as text. @throws TransientError where it breaks off */
export async function readText({ stream }: HttpResponse, url: string): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > MAX_TEXT) throw new Error(`an answer of more than ${MAX_TEXT} bytes`);
      pieces.push(piece);
    }
  } catch (error) {
    throw noAnswer(error as Error, url);
  }
  return Buffer.concat(pieces).toString();
}

/** The body as it comes. Bytes that break off may come whole the next time: @throws TransientError. @param name of what it is */
export async function* piecesOf(
  { stream }: HttpResponse,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await pieces.next().catch((cause: unknown) => {
        throw new TransientError(`${name} broke off: ${(cause as Error).message}`, { cause });
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
  }
}
