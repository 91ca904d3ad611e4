/**
 * The proxy that a request goes through, as the runner of GitHub Actions reads its environment: `https_proxy`,
 * `http_proxy` and `no_proxy`, in lower case before upper case. `no_proxy` lists hosts, each with its subdomains and
 * perhaps a port, or `*`; this host itself never needs a proxy.
 */

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { FactoryError } from '../../errors.js';
import { TransientError } from './retry.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Proxy {
  /** Without user and password. */
  readonly url: URL;
  /** The header that says them. */
  readonly authorization: string | null;
}

/** @throws usage where the variable holds no address */
export function proxyFor(target: URL, env: Environment): Proxy | null {
  if (bypasses(target, variable('no_proxy', env)?.[1] ?? '')) return null;
  const [name, value] = variable(target.protocol === 'https:' ? 'https_proxy' : 'http_proxy', env) ?? [];
  if (name === undefined || value === undefined) return null;
  const text = value.includes('://') ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new FactoryError('usage', {
      subject: name,
      found: 'no address of a proxy',
      expected: 'http://HOST:PORT',
      next: 'correct the variable, or remove it',
    });
  }
  const [user, password] = [url.username, url.password].map(decodeURIComponent);
  url.username = '';
  url.password = '';
  const authorization = user === '' ? null : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return { url, authorization };
}

function variable(name: string, env: Environment): readonly [string, string] | null {
  for (const key of [name, name.toUpperCase()]) {
    const value = env[key];
    if (value !== undefined && value !== '') return [key, value];
  }
  return null;
}

function bypasses({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.toLowerCase();
  if (host === 'localhost' || host === '[::1]' || host.startsWith('127.')) return true;
  const hostAndPort = `${host}:${port || (protocol === 'https:' ? '443' : '80')}`;
  return list
    .toLowerCase()
    .split(',')
    .map((word) => word.trim().replace(/^\*?\./, ''))
    .some((word) => word === '*' || (word !== '' && [host, hostAndPort].some((name) => isOf(name, word))));
}

function isOf(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

/** A TLS connection to `target` through the proxy, by CONNECT. @throws TransientError; store where the proxy refuses */
export async function tunnelThrough(
  { url, authorization }: Proxy,
  target: URL,
  signal: AbortSignal,
  stall: number,
): Promise<TLSSocket> {
  const authority = `${target.hostname}:${target.port || '443'}`;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(new TransientError(`proxy ${url.host}: ${error.message}`, { cause: error }));
    };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const call = send(url, {
      method: 'CONNECT',
      path: authority,
      agent: false,
      signal,
      headers: {
        host: authority,
        ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      },
    });
    call.setTimeout(stall, () => call.destroy(new Error(`nothing moved for ${stall / 1000} s`)));
    call.on('error', fail);
    call.once('connect', ({ statusCode = 0, statusMessage = '' }, connected) => {
      if (statusCode === 200) {
        connected.setTimeout(0);
        resolve(connected);
        return;
      }
      connected.destroy();
      reject(refused(url, `${statusCode} ${statusMessage}`.trim(), authority));
    });
    call.once('response', ({ statusCode = 0, statusMessage = '' }) => {
      call.destroy();
      reject(refused(url, `${statusCode} ${statusMessage}`.trim(), authority));
    });
    call.end();
  });
  return connectTls({ socket, servername: target.hostname });
}

function refused(proxy: URL, answer: string, authority: string): FactoryError {
  return new FactoryError('store', {
    subject: `proxy ${proxy.host}`,
    found: `${answer} for a connection to ${authority}`,
    expected: '200',
    next: answer.startsWith('407')
      ? 'give user and password in the address: http://USER:PASSWORD@HOST:PORT'
      : 'allow this host there, or name it in NO_PROXY',
  });
}
