/** A release on a web server: its files below one address. */

import { FactoryError } from '../../errors.js';
import { piecesOf, retryAfter, TransientError, type HttpClient, type HttpResponse } from '../http/index.js';
import { tooShort, type Range } from './ranges.js';
import type { Answer, ReleaseSource } from './source.js';

const MAX_REDIRECTS = 5;
const SHORT = 'publish the release again: the file there is shorter than its manifest says';

/** @param address of the folder, with or without the last slash */
export function httpSource(address: string, http: HttpClient): ReleaseSource {
  const base = address.endsWith('/') ? address : `${address}/`;
  return {
    label: base,
    tag: null,
    folder: null,
    remedy: 'run it again; if it stays so, copy the release to that server again',
    sha256Of: () => null,
    async read(name, range, { signal }) {
      let url = new URL(name, base);
      for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        const response = await http.send({
          method: 'GET',
          url: url.href,
          headers: headersFor(range),
          signal,
        });
        const { location } = response.headers;
        if (response.status < 300 || response.status >= 400 || location === undefined) {
          return answerOf(response, url.href, range, name);
        }
        response.stream.resume();
        url = redirected(url, location);
      }
      throw new FactoryError('store', {
        subject: new URL(name, base).href,
        found: `more than ${MAX_REDIRECTS} redirects`,
        next: 'name the address that they lead to',
      });
    },
  };
}

export function headersFor(range: Range | null): Record<string, string> {
  // A body that is encoded on the way is not the file, and its ranges are not the file's.
  const headers = { 'accept-encoding': 'identity' };
  return range === null ? headers : { ...headers, range: `bytes=${range.start}-${range.end - 1}` };
}

/** @throws TransientError, not-found, permission, damaged, store */
export function answerOf(response: HttpResponse, subject: string, range: Range | null, name: string): Answer {
  const { status, headers } = response;
  if (status === 200) return { start: 0, pieces: piecesOf(response, name) };
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)?/.exec(headers['content-range'] ?? '') ?? [];
  if (status === 206 && range !== null && Number(total) < range.end) {
    response.stream.destroy();
    throw tooShort(subject, Number(total), range, SHORT);
  }
  if (status === 206 && range !== null && start !== undefined && Number(start) === range.start) {
    return { start: range.start, pieces: piecesOf(response, name) };
  }
  response.stream.destroy();
  throw status === 206
    ? new TransientError(`${name}: "${headers['content-range'] ?? ''}" instead of the range asked for`)
    : failureOf(response, subject);
}

function failureOf({ status, headers }: HttpResponse, subject: string): Error {
  if (status >= 500 || status === 408 || status === 429) {
    return new TransientError(`the server answers ${status}`, { wait: retryAfter(headers) });
  }
  const found = `the server answers ${status}`;
  if (status === 404 || status === 410) {
    const next = 'check the address: it is that of the folder which holds SHA256SUMS';
    return new FactoryError('not-found', { subject, found, expected: 'a file of a release', next });
  }
  if (status === 401 || status === 403) {
    return new FactoryError('permission', { subject, found, next: 'let this host read it there' });
  }
  if (status === 416) {
    return new FactoryError('damaged', { subject, found, expected: 'the range asked for', next: SHORT });
  }
  return new FactoryError('store', { subject, found, expected: '200 or 206' });
}

function redirected(from: URL, location: string): URL {
  const to = new URL(location, from);
  if (to.protocol === from.protocol || to.protocol === 'https:') return to;
  throw new FactoryError('store', {
    subject: from.href,
    found: `a redirect to ${to.protocol}//${to.host}`,
    expected: 'https, as the release was asked for',
    next: 'correct it on the server',
  });
}
