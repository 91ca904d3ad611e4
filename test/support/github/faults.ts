/** What can go wrong with a request, and with which one it does. */

export type RequestKind = 'api' | 'upload' | 'storage' | 'download';

/** A request as it came in. */
export interface Seen {
  /** From 1, over all ports. */
  readonly number: number;
  readonly kind: RequestKind;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** What it was answered; 0 where it was not. */
  status: number;
  /** Bytes of its body that came in. */
  received: number;
  /** Whether it made an asset. */
  stored: boolean;
  /** Bytes of the answer's body that went out. */
  sent: number;
}

export type Fault =
  /** Answers so, and does nothing of what was asked; an upload with `starter` leaves one, as a 502 of GitHub's does. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly starter?: boolean;
    }
  /** Does what was asked, and resets the connection instead of answering. */
  | { readonly kind: 'lost' }
  /** Resets the connection after so many bytes: of an upload's body, which leaves a starter, or of the answer's. */
  | { readonly kind: 'reset'; readonly after: number }
  /** Goes quiet after so many bytes: of an upload's body, which it reads no further, or of the answer's. */
  | { readonly kind: 'stall'; readonly after: number }
  /** Ends the answer's body so many bytes early, as if that were all of it. */
  | { readonly kind: 'short'; readonly by: number }
  /** Lets other work be done before it does what was asked, or before it says so. */
  | { readonly kind: 'meanwhile'; readonly when: 'before' | 'after'; readonly work: () => Promise<unknown> }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  /** Answers with pauses of `ms` between pieces of `piece` bytes. */
  | { readonly kind: 'slow'; readonly piece: number; readonly ms: number }
  /** One byte of the answer's body is another. */
  | { readonly kind: 'flip'; readonly at: number }
  /** Of the storage: whatever the signed address says, it has expired. */
  | { readonly kind: 'expired' }
  /** Calls back when the request has come in, before or after it is done; nothing is answered. */
  | { readonly kind: 'call'; readonly when: 'before' | 'after'; readonly call: () => void };

/** The number of a request, counted from 1 when the fault is set, or a test of one. */
export type When = number | ((request: Seen) => boolean);

export class Faults {
  readonly #planned: { readonly when: (request: Seen) => boolean; readonly fault: Fault; times: number }[] =
    [];

  /** @param times how many requests that match meet it */
  plan(when: When, fault: Fault, times: number, requestsSoFar: number): void {
    const test =
      typeof when === 'number'
        ? ({ number }: Seen) => number >= requestsSoFar + when && number < requestsSoFar + when + times
        : when;
    this.#planned.push({ when: test, fault, times });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  take(request: Seen): Fault | null {
    const planned = this.#planned.find(({ when, times }) => times > 0 && when(request));
    if (planned === undefined) return null;
    planned.times--;
    return planned.fault;
  }
}

/** A test of requests that is true once for each address: those that come again are let through. */
export function onceEach(isMeant: (request: Seen) => boolean): (request: Seen) => boolean {
  const met = new Set<string>();
  return (request) => {
    if (!isMeant(request)) return false;
    const { pathname, searchParams } = new URL(request.path, 'http://host');
    const values = ['name', 'page'].map((name) => searchParams.get(name));
    const key = [request.method, pathname, ...values].join(' ');
    if (met.has(key)) return false;
    met.add(key);
    return true;
  };
}

/** The hour's requests are used up; more from `seconds` on. */
export function primaryLimit(seconds: number): Fault {
  const reset = Math.ceil(Date.now() / 1000) + seconds;
  return {
    kind: 'answer',
    status: 403,
    headers: {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(reset),
    },
    body: {
      message: 'API rate limit exceeded for installation ID 1.',
      documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
    },
  };
}

/** Too much at once; again after `seconds`. */
export function secondaryLimit(seconds: number, status: 403 | 429 = 403): Fault {
  return {
    kind: 'answer',
    status,
    headers: { 'retry-after': String(seconds), 'x-ratelimit-remaining': '4000' },
    body: {
      message:
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your rights, please review our Terms of Service.',
      documentation_url:
        'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    },
  };
}

/** What GitHub answers when something behind it fails; an upload leaves an asset in the state `starter`. */
export const BAD_GATEWAY: Fault = {
  kind: 'answer',
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  starter: true,
};
