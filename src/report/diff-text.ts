/** A diff as a person reads it on a terminal: what it comes to, things by group, then the files. */

import { formatBytes, formatCount, printable } from '../bytes/index.js';
import type { Change, ChangeKind, ContentCount, Diff } from '../manifest/index.js';
import { groupChanges, largestThings, titleOfThing, type ChangeGroup } from './change-groups.js';
import { KIND_NOUNS } from './diff-words.js';

const MARKS: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '>',
  metadata: '.',
};

export interface DiffTextOptions {
  /** Things of a group that are listed, the largest; the rest is counted. */
  readonly things: number;
  /** Changed files that are listed; the rest is counted. */
  readonly files: number;
}

/** Lines of text without colour, the last one ended too. */
export function renderDiffText(diff: Diff, { things, files }: DiffTextOptions): string {
  const rows = (Object.keys(KIND_NOUNS) as (keyof typeof KIND_NOUNS)[]).map((kind) => {
    const { entries, bytes } = diff.counts[kind];
    const mark = kind === 'unchanged' ? '=' : MARKS[kind];
    return [`  ${mark} ${KIND_NOUNS[kind]}`, formatCount(entries), formatBytes(bytes)];
  });
  const listed = diff.changes.slice(0, files).map(describeChange);
  const more = diff.changes.length - listed.length;
  return [
    `From ${diff.from}`,
    `To   ${diff.to}`,
    '',
    ...alignColumns(rows),
    '',
    `New contents: ${contentText(diff.newContents)}`,
    `Gone contents: ${contentText(diff.goneContents)}`,
    ...(diff.notCompared.length === 0 ? [] : [`Not compared: ${diff.notCompared.join(', ')}`]),
    ...groupChanges(diff.changes, true).flatMap((group) => [
      '',
      ...groupLines(group, things, diff.newContents.stored !== null),
    ]),
    ...(listed.length === 0 ? [] : ['', 'Files', ...listed]),
    ...(more === 0 ? [] : [`  and ${formatCount(more)} more`]),
    '',
  ].join('\n');
}

function contentText({ contents, bytes, stored }: ContentCount): string {
  const compressed = stored === null ? '' : `, ${formatBytes(stored)} as stored`;
  return `${formatCount(contents)} (${formatBytes(bytes)}${compressed})`;
}

/** @param isStored whether what is downloaded has a stored size */
function groupLines(group: ChangeGroup, limit: number, isStored: boolean): string[] {
  const listed = largestThings(group, limit);
  const more = group.things.length - listed.length;
  const columns = ({ files, download, gone }: Pick<ChangeGroup, 'files' | 'download' | 'gone'>) => [
    formatCount(files),
    formatBytes(download.bytes),
    ...(isStored ? [formatBytes(download.stored ?? 0)] : []),
    formatBytes(gone.bytes),
  ];
  return alignColumns([
    [group.title, 'files', 'new', ...(isStored ? ['stored'] : []), 'gone'],
    ...listed.map((thing) => [`  ${MARKS[thing.kind]} ${printable(titleOfThing(thing))}`, ...columns(thing)]),
    ...(more === 0 ? [] : [[`  and ${formatCount(more)} more`]]),
    ...(group.things.length === 1 ? [] : [['  = all', ...columns(group)]]),
  ]);
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
  return printable(`${MARKS[kind]} ${place}${details.length === 0 ? '' : `  (${details.join(', ')})`}`);
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
      .join('  ')
      .trimEnd(),
  );
}
