/** A diff as a person reads it: what it comes to, then each change on a line. */

import { formatBytes, formatCount } from '../bytes/index.js';
import type { Change, ChangeKind, Diff } from './diff.js';

const MARKS: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '>',
  metadata: '.',
};

const NOUNS: Readonly<Record<ChangeKind | 'unchanged', string>> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'moved',
  metadata: 'metadata only',
  unchanged: 'unchanged',
};

/** @param limit changes that are listed; the rest is counted */
export function formatDiff(diff: Diff, limit = Number.POSITIVE_INFINITY): string {
  const { contents, bytes, stored } = diff.newContents;
  const download = `${formatBytes(bytes)}${stored === null ? '' : `, ${formatBytes(stored)} as stored`}`;
  const rows = (Object.keys(NOUNS) as (keyof typeof NOUNS)[]).map((kind) => {
    const { entries, bytes: size } = diff.counts[kind];
    const mark = kind === 'unchanged' ? '=' : MARKS[kind];
    return [`  ${mark} ${NOUNS[kind]}`, formatCount(entries), formatBytes(size)];
  });
  const listed = diff.changes.slice(0, limit).map(describeChange);
  const more = diff.changes.length - listed.length;
  return [
    `From ${diff.from}`,
    `To   ${diff.to}`,
    '',
    ...alignColumns(rows),
    '',
    `New contents: ${formatCount(contents)} (${download})`,
    ...(diff.notCompared.length === 0 ? [] : [`Not compared: ${diff.notCompared.join(', ')}`]),
    ...(listed.length === 0 ? [] : ['', ...listed]),
    ...(more === 0 ? [] : [`  and ${formatCount(more)} more`]),
    '',
  ].join('\n');
}

function describeChange(change: Change): string {
  const { kind, image, path, from, directory, size, oldSize, metadata } = change;
  const place = `${image === '' ? '' : `${image}: `}${path}${directory && path !== '\\' ? '\\' : ''}`;
  const details = [
    ...(directory
      ? []
      : [
          oldSize === undefined || oldSize === size
            ? formatBytes(size)
            : `${formatBytes(oldSize)} to ${formatBytes(size)}`,
        ]),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(metadata ?? []),
  ];
  return `${MARKS[kind]} ${place}${details.length === 0 ? '' : `  (${details.join(', ')})`}`;
}

/** The first column to the left, the others to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
