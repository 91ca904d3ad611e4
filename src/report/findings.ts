/** What `doctor` found, for people. */

import type { Finding } from '../machine/index.js';

/** "the switch Build: no such switch, expected …. Create it…" */
export function findingLine({ subject, found, expected, next }: Finding): string {
  const wanted = expected === undefined ? '' : `, expected ${expected}`;
  const advice = next === undefined ? '' : `. ${next.charAt(0).toUpperCase()}${next.slice(1)}`;
  return `${subject}: ${found}${wanted}${advice}`;
}

const MARKS = { ok: 'ok', warning: 'warning', error: 'error' } as const;

/** A line each, the state first; what mends it stands below. */
export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length), 0);
  const margin = ' '.repeat('warning'.length + width + 4);
  return findings
    .map(({ subject, state, found, expected, next }) => {
      const wanted = expected === undefined ? '' : `, expected ${expected}`;
      const first = `${MARKS[state].padEnd('warning'.length)}  ${subject.padEnd(width)}  ${found}${wanted}`;
      return next === undefined ? `${first}\n` : `${first}\n${margin}${next}\n`;
    })
    .join('');
}
