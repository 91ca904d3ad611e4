/** What a step of a self-test says, kept for its report too. */

import { writeFile } from 'node:fs/promises';
import type { Reporter } from '../../progress.js';

export class StepLog {
  readonly reporter: Reporter;
  readonly #lines: string[] = [];

  constructor(reporter: Reporter) {
    const add = (text: string) => this.#lines.push(`${new Date().toISOString()} ${text}\n`);
    this.reporter = {
      signal: reporter.signal,
      task(title, total, unit) {
        add(title);
        return reporter.task(title, total, unit);
      },
      section(title) {
        add(`== ${title}`);
        return reporter.section(title);
      },
      info(message) {
        add(message);
        reporter.info(message);
      },
      warn(message) {
        add(`warning: ${message}`);
        reporter.warn(message);
      },
      secret: (value) => reporter.secret(value),
    };
  }

  /** Nothing where nothing was said. */
  async write(file: string): Promise<void> {
    if (this.#lines.length > 0) await writeFile(file, this.#lines.join(''));
  }
}
