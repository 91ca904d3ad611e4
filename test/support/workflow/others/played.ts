/** What of another's action is played. */

import { getInput } from '@actions/core';

/**
 * @param values by input: those that make no difference here, or one that is played; all others stay at what is nothing
 * @param read inputs that the program reads
 * @throws where an input asks for what is not played
 */
export function onlyPlayed(
  values: Readonly<Record<string, readonly string[]>>,
  read: readonly string[],
): void {
  const defaults = JSON.parse(process.env['PLAYED_DEFAULTS'] ?? '{}') as Record<string, string>;
  for (const [name, fallback] of Object.entries(defaults)) {
    const value = getInput(name);
    if (read.includes(name) || value === fallback || (values[name] ?? []).includes(value)) continue;
    throw new Error(`the input ${name} with "${value}" is not played`);
  }
}
