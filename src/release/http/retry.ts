/** Trying again: what may pass, how long to wait, and what to say when it does not pass. */

import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatDuration } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';

/** In milliseconds, like the others. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
/** An hour's limit is over in an hour. */
const LONGEST_TOLD = 70 * 60_000;
const ATTEMPTS = 8;
/** Waits that the server asked for: they are no failures, but no server asks forever. */
const TOLD_WAITS = 20;

/** What may pass by itself: no answer, an answer of 5xx, a limit. */
export class TransientError extends Error {
  /** How long the server says to wait; null where it says nothing. */
  readonly wait: number | null;
  /** Whether the server said that it did nothing of what was asked. */
  readonly refused: boolean;

  constructor(message: string, of: { wait?: number | null; refused?: boolean; cause?: unknown } = {}) {
    super(message, of.cause === undefined ? {} : { cause: of.cause });
    this.wait = of.wait ?? null;
    this.refused = of.refused ?? false;
  }
}

export interface Retries {
  readonly reporter: Reporter;
  /** Left out: by the clock. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Calls `attempt` until it returns, or throws something else than a TransientError.
 *
 * @param what for messages: "Uploading install.wim"
 * @throws store when every attempt failed
 */
export async function retrying<T>(
  what: string,
  { reporter, wait = waitByClock }: Retries,
  attempt: () => Promise<T>,
): Promise<T> {
  let failures = 0;
  let told = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      reporter.signal.throwIfAborted();
      if (error.wait === null) failures++;
      else told++;
      if (failures === ATTEMPTS || told === TOLD_WAITS || (error.wait ?? 0) > LONGEST_TOLD) {
        throw gaveUp(what, error, failures + told);
      }
      const milliseconds = error.wait ?? backOff(failures);
      reporter.info(`${what}: ${error.message}; again in ${formatDuration(milliseconds)}`);
      await wait(milliseconds, reporter.signal);
    }
  }
}

/** Milliseconds that a server asks to wait: RFC 9110, 10.2.3, in seconds or as a date. Null where it says nothing. */
export function retryAfter({ 'retry-after': text = '' }: IncomingHttpHeaders): number | null {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(date - Date.now(), 0);
}

/** Twice as long each time, and never the same for two that failed together. */
function backOff(failures: number): number {
  const full = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
  return Math.round(full / 2 + (Math.random() * full) / 2);
}

async function waitByClock(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

function gaveUp(subject: string, error: TransientError, attempts: number): FactoryError {
  const asks = error.wait === null ? '' : `; it asks to wait ${formatDuration(error.wait)}`;
  return new FactoryError('store', {
    subject,
    found: `${error.message}${asks} (attempt ${attempts})`,
    expected: 'an answer of success',
    next: 'run it again later: what is done stays done',
    cause: error,
  });
}
