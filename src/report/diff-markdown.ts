/** A diff as Markdown: for release notes, job summaries, pull requests. */

import { countOf, formatBytes, formatCount } from '../bytes/index.js';
import type { ChangeKind, Diff, Download } from '../manifest/index.js';
import { groupChanges, largestThings, titleOfThing, type ChangeGroup } from './change-groups.js';
import { KIND_NOUNS } from './diff-words.js';
import { escapeMarkdown as escape, markdownTable } from './markdown.js';

const MARKS: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '−',
  changed: '~',
  moved: '→',
  metadata: '·',
};

/** @param things of a group that are listed, the largest; the rest is counted */
export function renderDiffMarkdown(diff: Diff, things: number): string {
  const kinds = Object.keys(KIND_NOUNS) as (keyof typeof KIND_NOUNS)[];
  const rows = kinds.map((kind) => {
    const { entries, bytes } = diff.counts[kind];
    return [KIND_NOUNS[kind], formatCount(entries), formatBytes(bytes)];
  });
  const { newContents: came, goneContents: gone, notCompared } = diff;
  return `${[
    `### ${escape(diff.to)} against ${escape(diff.from)}`,
    `${countOf(came.contents, 'new content')} (${downloadText(came)}), ${formatCount(gone.contents)} gone (${formatBytes(gone.bytes)}).`,
    ...(notCompared.length === 0 ? [] : [`Not compared: ${notCompared.join(', ')}.`]),
    markdownTable(['', 'Entries', 'Bytes'], rows),
    ...groupChanges(diff.changes, true).map((group) => groupMarkdown(group, things)),
  ].join('\n\n')}\n`;
}

/** `9.0 MiB, 4.0 MiB compressed` */
export function downloadText({ bytes, stored }: Download): string {
  return `${formatBytes(bytes)}${stored === null || bytes === 0 ? '' : `, ${formatBytes(stored)} compressed`}`;
}

/** A group that folds. @param limit of things that are listed */
export function groupMarkdown(group: ChangeGroup, limit: number): string {
  const { title, things, files, download } = group;
  const rows = largestThings(group, limit).map((thing) => [
    MARKS[thing.kind],
    escape(titleOfThing(thing)),
    formatCount(thing.files),
    thing.download.bytes === 0 ? '' : downloadText(thing.download),
    thing.gone.bytes === 0 ? '' : formatBytes(thing.gone.bytes),
  ]);
  const more = things.length - rows.length;
  if (more > 0) rows.push(['', `and ${formatCount(more)} more`, '', '', '']);
  const summary = `${escape(title)}: ${formatCount(things.length)} (${countOf(files, 'file')}, ${downloadText(download)})`;
  const table = markdownTable(['', 'Name', 'Files', 'New', 'Gone'], rows);
  return `<details><summary>${summary}</summary>\n\n${table}\n\n</details>`;
}
