/** Markdown as GitHub shows it. */

import { printable } from '../bytes/index.js';

/** Names come from users: nothing of them is markup. */
export function escapeMarkdown(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(
    /[\\`*_{}[\]<>#|&~@]/g,
    (sign) => `&#${sign.charCodeAt(0)};`,
  );
}

/** @param rows of text that is markup already where it shall be */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
