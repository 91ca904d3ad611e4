/** What one fetch knows on its way: where from, what it counted, how it tries again. */

import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import type { Retries } from '../http/index.js';
import type { ReleaseSource } from './source.js';

export interface Counts {
  /** Bytes of bodies that came in, those in vain too. */
  downloaded: number;
  /** Bytes that were copied from seeds. */
  reused: number;
  /** Of these, what was compressed again. */
  recompressed: number;
  /** Bytes that an earlier run had fetched. */
  kept: number;
}

export interface Transfer {
  readonly source: ReleaseSource;
  readonly counts: Counts;
  readonly reporter: Reporter;
  readonly wait?: Retries['wait'];
}

export function retriesOf({ reporter, wait }: Transfer): Retries {
  return { reporter, ...(wait === undefined ? {} : { wait }) };
}

/** How often wrong bytes are asked for again. */
const WRONG_ATTEMPTS = 3;

/** Calls `attempt` until it says that the bytes are right. @throws damaged where they never are */
export async function untilRight(
  what: string,
  { source, reporter }: Transfer,
  attempt: (number: number) => Promise<boolean>,
): Promise<void> {
  for (let number = 1; number <= WRONG_ATTEMPTS; number++) {
    if (await attempt(number)) return;
    reporter.info(`${what}: the bytes that came are not those that were published`);
  }
  throw new FactoryError('damaged', {
    subject: `${source.label}: ${what}`,
    found: `bytes with another SHA-256, ${WRONG_ATTEMPTS} times`,
    expected: 'those that were published',
    next: source.remedy,
  });
}
