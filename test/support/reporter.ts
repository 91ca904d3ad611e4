/** A reporter that keeps what it is told. */

import { silentReporter, type Reporter } from '../../src/progress.js';

export interface KeptReporter extends Reporter {
  readonly warnings: string[];
}

export function keepingReporter(signal?: AbortSignal): KeptReporter {
  const warnings: string[] = [];
  return { ...silentReporter(signal), warnings, warn: (message) => warnings.push(message) };
}
