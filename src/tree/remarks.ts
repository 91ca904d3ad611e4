/** Remarks about many entries: the first few by name, the rest as a number. */

import type { Reporter } from '../progress.js';

const NAMED = 5;

export class Remarks {
  readonly #reporter: Reporter;
  readonly #label: string;
  readonly #seen = new Map<string, Set<string>>();

  constructor(reporter: Reporter, label: string) {
    this.#reporter = reporter;
    this.#label = label;
  }

  /** Told at once for the first few entries of a kind, and once for an entry. @param kind what is said of each: "skipped: a socket" */
  add(kind: string, path: string): void {
    const paths = this.#seen.get(kind) ?? new Set();
    this.#seen.set(kind, paths);
    if (paths.has(path)) return;
    paths.add(path);
    if (paths.size <= NAMED) this.#reporter.warn(`${this.#label}: ${path}: ${kind}`);
  }

  /** Tells how many more there were. */
  finish(): void {
    for (const [kind, paths] of this.#seen) {
      if (paths.size > NAMED) this.#reporter.warn(`${this.#label}: ${paths.size - NAMED} more: ${kind}`);
    }
    this.#seen.clear();
  }
}
