/** README and docs as their readers get them: what is to be typed, and where it stands. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Piece {
  /** `docs/fetch.md:12`. */
  readonly place: string;
  readonly text: string;
}

export interface Fence extends Piece {
  readonly page: string;
  /** '' where the fence says none. */
  readonly language: string;
  /** The comment right above it, which no page shows: `<!-- needs: Windows -->` is needs, Windows. */
  readonly marks: Readonly<Record<string, string>>;
}

/** All pages that people read, but for tables that are made from data. */
export function pages(): string[] {
  const docs = readdirSync('docs').filter((name) => name.endsWith('.md') && name !== 'troubleshooting.md');
  const examples = readdirSync('examples').map((name) => `examples/${name}/README.md`);
  return ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`), ...examples];
}

/** Whether a block is for a shell, not to be read alone. */
export function isTyped({ language }: Fence): boolean {
  return ['sh', 'console', 'powershell', 'cmd'].includes(language);
}

/** The fenced blocks of a page, without the indentation of a list around them. */
function fencesOf(page: string): Fence[] {
  const lines = linesOf(page);
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent, language] = /^( *)```(\S*)$/.exec(lines[at] ?? '') ?? [];
    if (indent === undefined || language === undefined) continue;
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    if (end === -1) throw new Error(`${page}:${at + 1}: a fence that does not end`);
    const text = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    fences.push({
      page,
      place: `${page}:${at + 1}`,
      language,
      marks: marksAbove(lines, at),
      text: `${text.join('\n')}\n`,
    });
    at = end;
  }
  return fences;
}

function marksAbove(lines: readonly string[], fence: number): Record<string, string> {
  let at = fence - 1;
  while (lines[at]?.trim() === '') at -= 1;
  const [, name, value] = /^\s*<!-- (\w+): (.+) -->$/.exec(lines[at] ?? '') ?? [];
  return name === undefined || value === undefined ? {} : { [name]: value };
}

/** The code between backticks outside of fences; in a table `\|` is a bar. */
export function spansOf(page: string): Piece[] {
  let isFence = false;
  return linesOf(page).flatMap((line, index) => {
    if (/^ *```/.test(line)) isFence = !isFence;
    if (isFence) return [];
    return [...line.matchAll(/(?<!`)`([^`]+)`/g)].map(([, text = '']) => ({
      place: `${page}:${index + 1}`,
      text: text.replaceAll('\\|', '|'),
    }));
  });
}

/** The lines of a fence that are typed: all of them, or those behind the prompt of a `console`. */
export function typedLines(fence: Fence): Piece[] {
  const [page = '', first = '0'] = fence.place.split(':');
  return fence.text.split('\n').flatMap((line, index) => {
    const typed = fence.language === 'console' ? /^\$ (.*)$/.exec(line)?.[1] : line;
    const text = typed?.trim() ?? '';
    return text === '' || text.startsWith('#')
      ? []
      : [{ place: `${page}:${Number(first) + 1 + index}`, text }];
  });
}

/**
 * The words of a command line up to what a shell takes for itself (`>`, `|`, `&&`, `;`, a comment); quotes are taken away,
 * and the brackets with which a usage says that something may be left out. `\` is a letter, as it is on Windows.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)) {
    if (/^(?:>{1,2}|\||&&|;|#.*)$/.test(word)) break;
    words.push(word.replaceAll(/["']/g, '').replace(/^\[|\]$/g, ''));
  }
  return words;
}

/** What follows `image-factory`, or the same as it is typed in a clone; null where a line does not begin so. */
export function ourWords(line: string): string[] | null {
  const [, substituted, rest = ''] =
    /(^|<\()(?:image-factory|node dist\/cli\/index\.js) (.*)/.exec(line) ?? [];
  if (substituted === undefined) return null;
  return wordsOf(substituted === '' ? rest : rest.replace(/\).*$/, ''));
}

export const fences: readonly Fence[] = pages().flatMap(fencesOf);
export const spans: readonly Piece[] = [...pages(), 'docs/troubleshooting.md'].flatMap(spansOf);

function linesOf(page: string): string[] {
  return readFileSync(path.normalize(page), 'utf8').split(/\r?\n/);
}
