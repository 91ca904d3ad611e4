/** The files by which a step tells the runner: `NAME=VALUE`, or `NAME<<DELIMITER` and lines up to it. */

import { readFileSync } from 'node:fs';

/** @throws as the runner does, where a line is neither */
export function readCommandFile(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const values = new Map<string, string>();
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [, name = '', sign = '', rest = ''] = /^([^=]*?)(=|<<)(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`Invalid format '${line}'`);
    if (sign === '=') {
      values.set(name, rest);
      continue;
    }
    const end = lines.indexOf(rest);
    if (end === -1) throw new Error(`Matching delimiter not found '${rest}'`);
    values.set(
      name,
      lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n'),
    );
  }
  return values;
}
