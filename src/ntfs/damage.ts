/** What is wrong with a volume: as an error where the work cannot go on, as a warning where one file is concerned. */

import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';

/** How many warnings of one kind are given; a damaged volume could give millions. */
const WARNINGS_OF_A_KIND = 10;

const REPAIR = 'run "chkdsk /f" on the volume, then try again';

export function damaged(subject: string, found: string, expected?: string): FactoryError {
  return new FactoryError('damaged', {
    subject,
    found,
    ...(expected === undefined ? {} : { expected }),
    next: REPAIR,
  });
}

/** `C:\file: MFT record 77: attribute $DATA` and the like. */
export function recordSubject(label: string, record: number): string {
  return `${label}: MFT record ${record}`;
}

/** What an error deep in the volume says, about the file that the user knows. */
export function aboutFile(error: unknown, label: string, path: string): unknown {
  if (!(error instanceof FactoryError)) return error;
  const { subject, found, ...others } = error.details;
  const place = subject.startsWith(`${label}: `) ? `${subject.slice(label.length + 2)}: ` : '';
  return new FactoryError(error.code, {
    ...others,
    subject: `${label}: ${path}`,
    found: `${place}${found}`,
    cause: error,
  });
}

/** Warnings of which each is given once, and each kind a few times before it is summed up. */
export class Warnings {
  readonly #reporter: Reporter;
  readonly #label: string;
  readonly #given = new Map<string, Set<string>>();

  constructor(reporter: Reporter, label: string) {
    this.#reporter = reporter;
    this.#label = label;
  }

  /** @param kind the plural that the last warning of the kind uses: "damaged files" */
  warn(kind: string, message: string): void {
    const given = this.#given.get(kind) ?? new Set();
    if (given.has(message) || given.size > WARNINGS_OF_A_KIND) return;
    this.#given.set(kind, given);
    given.add(message);
    const isLast = given.size > WARNINGS_OF_A_KIND;
    this.#reporter.warn(
      `${this.#label}: ${isLast ? `there are more ${kind}; they are not listed` : message}`,
    );
  }
}
