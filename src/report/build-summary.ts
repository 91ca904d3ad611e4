/** What a build made, for people: a table for the terminal, Markdown for the job summary. */

import { countOf, formatBytes, formatCount, formatDuration } from '../bytes/index.js';
import { escapeMarkdown, markdownTable } from './markdown.js';
import { sharedText, type SharedContents } from './shared-contents.js';

export type StationState = 'done' | 'nothing to do' | 'reused';

export interface StationSummary {
  readonly name: string;
  readonly milliseconds: number;
  /** `reused`: an interrupted build had done it already. */
  readonly state: StationState;
}

export interface BuildSummary {
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  /** "26200.7171", of each image that has another one: "26200.7171, 26200.7262"; '' where they hold no Windows. */
  readonly build: string;
  readonly images: readonly string[];
  /** Names, without directories: a hard-linked file counts once a name. */
  readonly files: number;
  readonly directories: number;
  /** Of all contents, once for each name. */
  readonly bytes: number;
  /** Of all contents, each once. */
  readonly uniqueBytes: number;
  /** What the unique contents take in the archive. */
  readonly storedBytes: number;
  /** `bytes` less `uniqueBytes`. */
  readonly savedBytes: number;
  /** Of `savedBytes`: contents that several images have. */
  readonly betweenImages: number;
  /** What the release before in the store has too, else the base; null where there is neither. */
  readonly shared: SharedContents | null;
  /** What the clean-up of the component store saved on the disks of all images; null where there was none. */
  readonly freedBytes: number | null;
  /** What the reference machine started from; null where there was none. */
  readonly base: 'made' | 'from the cache' | 'the source' | null;
  /** The disk with languages and updates, where it is one of the cache; null for none. */
  readonly patchedBase: 'made' | 'from the cache' | null;
  /** The release that contents were copied from, and how many stored bytes; null for none. */
  readonly baseRelease: { readonly tag: string; readonly copiedBytes: number } | null;
  readonly stations: readonly StationSummary[];
  /** Absolute, like the next two. */
  readonly releaseDirectory: string;
  readonly wim: string;
  readonly manifest: string;
  /** Where the store keeps it; null where it goes to none. */
  readonly location: string | null;
  /** False: the store held this very release already. */
  readonly changed: boolean;
}

type Row = readonly [label: string, value: string];

/** Lines of text without colour, the last one ended too. */
export function renderSummary(summary: BuildSummary): string {
  const rows = [...resultRows(summary), ...stationRows(summary)];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
  return `${titleOf(summary)}\n${lines.join('\n')}\n`;
}

/** For `GITHUB_STEP_SUMMARY`. */
export function renderSummaryMarkdown(summary: BuildSummary): string {
  return [
    `### ${escapeMarkdown(titleOf(summary))}`,
    table(['', ''], resultRows(summary)),
    table(['Station', 'Time'], stationRows(summary)),
  ].join('\n\n');
}

function titleOf({ name, version, build }: BuildSummary): string {
  return `${name} ${version}${build === '' ? '' : `, Windows build ${build}`}`;
}

function resultRows(summary: BuildSummary): Row[] {
  const {
    images,
    files,
    directories,
    bytes,
    uniqueBytes,
    storedBytes,
    shared,
    freedBytes,
    location,
    base,
    patchedBase,
    baseRelease,
  } = summary;
  return [
    ...(base === null ? [] : [['base disk', base] as const]),
    ...(patchedBase === null ? [] : [['updated base', patchedBase] as const]),
    ['images', `${images.length} (${images.join(', ')})`],
    ['files', `${formatCount(files)} in ${countOf(directories, 'directory', 'directories')}`],
    ['bytes', formatBytes(bytes)],
    ['unique', `${formatBytes(uniqueBytes)}, ${formatBytes(storedBytes)} in the archive`],
    ['saved', savedText(summary)],
    ...(baseRelease === null ? [] : [['copied', copiedText(baseRelease, storedBytes)] as const]),
    ...(shared === null ? [] : [['shared', sharedText(shared)] as const]),
    ...(freedBytes === null
      ? []
      : [['clean-up', `${formatBytes(freedBytes)} of the component store`] as const]),
    ['release', summary.releaseDirectory],
    ...(location === null ? [] : [['store', storeText(summary, location)] as const]),
  ];
}

function savedText({ bytes, savedBytes, betweenImages, images }: BuildSummary): string {
  const saved = `${formatBytes(savedBytes)} by single-instancing${share(savedBytes, bytes)}`;
  return images.length === 1 ? saved : `${saved}, ${formatBytes(betweenImages)} of it between the images`;
}

function copiedText({ tag, copiedBytes }: NonNullable<BuildSummary['baseRelease']>, stored: number): string {
  return `${formatBytes(copiedBytes)} from ${tag}, compressed as they were${share(copiedBytes, stored)}`;
}

function storeText({ changed }: BuildSummary, location: string): string {
  return changed ? location : `${location}, which held this release already`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(0)} %)`;
}

function stationRows({ stations }: BuildSummary): Row[] {
  const total = stations.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    ...stations.map((station): Row => [station.name, timeText(station)]),
    ['total', formatDuration(total)],
  ];
}

function timeText({ state, milliseconds }: StationSummary): string {
  if (state === 'done') return formatDuration(milliseconds);
  return state === 'reused' ? `${formatDuration(milliseconds)}, done before` : state;
}

function table(heads: readonly string[], rows: readonly Row[]): string {
  return markdownTable(
    heads,
    rows.map((cells) => cells.map(escapeMarkdown)),
  );
}
