/** What an answer of GitHub that is no success means: to be tried again, or told with what to do. */

import type { IncomingHttpHeaders } from 'node:http';
import { FactoryError, type ErrorCode } from '../../errors.js';
import { retryAfter, TransientError } from '../http/index.js';

/** A secondary limit without a time asks for a minute at least. */
const SECONDARY_WAIT = 60_000;

const IMMUTABLE = /immutable release/i;

/** What the user wants of a repository: fetching reads, publishing writes. */
export type Access = 'read' | 'write';

export interface Failure {
  /** What was asked for: "Creating the draft v1". */
  readonly what: string;
  /** "github:owner/repo" */
  readonly subject: string;
  readonly token: string | null;
  readonly access: Access;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export function failureOf(failure: Failure): TransientError | FactoryError {
  const { status, headers, what } = failure;
  const message = messageOf(failure);
  const limit = limitWait(failure, message);
  if (limit !== null) return new TransientError(message, { wait: limit, refused: true });
  if (status >= 500 || status === 408) {
    return new TransientError(message, { wait: retryAfter(headers) });
  }
  const { code, expected, next } = adviceFor(failure, message);
  return new FactoryError(code, { subject: failure.subject, found: `${what}: ${message}`, expected, next });
}

/** Milliseconds to wait where this is a limit; null where it is none. */
function limitWait({ status, headers }: Failure, message: string): number | null {
  if (status !== 403 && status !== 429) return null;
  const after = retryAfter(headers);
  if (after !== null) return after;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] === '0' && !Number.isNaN(reset)) {
    return Math.max(reset * 1000 - Date.now(), 0) + 1000;
  }
  return status === 429 || /secondary rate limit|abuse detection/i.test(message) ? SECONDARY_WAIT : null;
}

interface Advice {
  readonly code: ErrorCode;
  readonly expected: string;
  readonly next: string;
}

function adviceFor({ status, headers, token, access, text }: Failure, message: string): Advice {
  if (status >= 300 && status < 400) {
    const next = 'it was renamed or moved: use the name that its page on GitHub has now';
    return { code: 'not-found', expected: 'the repository under this name', next };
  }
  if (status === 401) {
    return { code: 'permission', expected: 'a token that is good', next: renewal(token, access) };
  }
  if (status === 403 && headers['x-github-sso'] !== undefined) {
    const next = 'authorize the token for the single sign-on of the organization';
    return { code: 'permission', expected: 'a token that the organization accepts', next };
  }
  if (status === 403) {
    return {
      code: 'permission',
      expected: access === 'read' ? 'the right to read its releases' : 'the right to write releases',
      next:
        token === null
          ? noToken(access)
          : `give the job "permissions: contents: ${access}", or use a token with that right`,
    };
  }
  if (status === 404) {
    return {
      code: 'not-found',
      expected:
        access === 'read' ? 'a repository that may be read' : 'a repository that this token may write to',
      next: notFoundAdvice(token, access),
    };
  }
  if (isTaken(text)) {
    const next = 'run it again: it says how that release differs from this one';
    return { code: 'exists', expected: 'a tag that is free', next };
  }
  if (IMMUTABLE.test(message)) {
    return {
      code: 'exists',
      expected: 'a tag that no immutable release ever had',
      next: 'raise the version of the definition',
    };
  }
  return {
    code: 'store',
    expected: 'an answer of success',
    next: 'correct what it names, then run it again',
  };
}

/** Whether the tag was that of an immutable release: nothing can ever be published under it. */
export function isBurnt({ code, details }: FactoryError): boolean {
  return code === 'exists' && IMMUTABLE.test(details.found);
}

export function noToken(access: Access): string {
  return `set GITHUB_TOKEN, in a workflow to \${{ github.token }}, with "permissions: contents: ${access}"`;
}

/** GitHub says of a private repository that it is not there. */
function notFoundAdvice(token: string | null, access: Access): string {
  const check = 'check the name github:OWNER/REPO';
  if (token === null)
    return access === 'read' ? `${check}; where it is private, ${noToken(access)}` : noToken(access);
  const own = isJobToken(token) && access === 'read' ? '; that of a job is for its own repository alone' : '';
  return `${check}, and that the token is for that repository${own}`;
}

/** Tokens of installations, as GITHUB_TOKEN is one, begin so. */
function isJobToken(token: string): boolean {
  return token.startsWith('ghs_');
}

function renewal(token: string | null, access: Access): string {
  if (token === null) return noToken(access);
  if (!isJobToken(token)) return 'make a new token, and give it as GITHUB_TOKEN';
  const life = 'GITHUB_TOKEN is good until its job ends, and for 24 hours at most (that of an App for one): ';
  return access === 'read'
    ? `${life}use that of the job that runs now, or one that lives longer`
    : `${life}for a longer build publish from a job of its own with "image-factory publish", or give the input "token" one that lives longer`;
}

/** "422 Validation Failed: tag_name already_exists" */
function messageOf({ status, text }: Failure): string {
  const { message, errors } = parsed(text);
  const details = (errors ?? []).map((error) => {
    if (typeof error === 'string') return error;
    const {
      message: own,
      field = '',
      code = '',
    } = error as { message?: string; field?: string; code?: string };
    return own ?? `${field} ${code}`.trim();
  });
  const list = details.length === 0 ? '' : `: ${details.join(', ')}`;
  return `${status} ${message ?? 'without a reason'}${list}`;
}

function parsed(text: string): { message?: string; errors?: readonly unknown[] } {
  try {
    const value = JSON.parse(text) as { message?: unknown; errors?: unknown } | null;
    return {
      ...(typeof value?.message === 'string' ? { message: value.message } : {}),
      ...(Array.isArray(value?.errors) ? { errors: value.errors as readonly unknown[] } : {}),
    };
  } catch {
    const title = /<(?:title|h1)>([^<]{1,200})</i.exec(text)?.[1];
    return title === undefined ? {} : { message: title.replace(/^\d{3} /, '') };
  }
}

/** Whether the name or tag is taken. */
export function isTaken(text: string): boolean {
  return (parsed(text).errors ?? []).some((error) => (error as { code?: string }).code === 'already_exists');
}
