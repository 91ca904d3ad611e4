/**
 * A diff as one page for a browser: sums, a map in which each thing has the area of what changed of it, and a list that can be
 * searched. It holds all that it shows, asks for nothing over the network, and says what it does not hold.
 */

import { countOf, formatBytes, formatCount, printable } from '../bytes/index.js';
import type { Change, ChangeKind, Diff, ManifestFacts } from '../manifest/index.js';
import {
  groupChanges,
  sumOf,
  versionText,
  weightOf,
  type ChangeGroup,
  type GroupedThing,
} from './change-groups.js';
import { KIND_NOUNS } from './diff-words.js';
import { PAGE_FILES } from './page.generated.js';

/** What the page holds; the rest is summed up. */
const THINGS_OF_GROUP = 2500;
const FILES_OF_THING = 20;
const FILES = 10_000;

/** In the order of the page's script. */
const KINDS: readonly ChangeKind[] = ['added', 'removed', 'changed', 'moved', 'metadata'];
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param from of the manifests that were compared */
export function renderDiffPage(diff: Diff, from: ManifestFacts, to: ManifestFacts): string {
  const title = titleOf(diff, from, to);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escape(title.join(' → '))}</title>
<style>
${PAGE_FILES['page.css']}</style>
</head>
<body>
<main>
<header>
<h1>${title.map(escape).join(' <span class="arrow">→</span> ')}</h1>
${factLines(diff, from, to)
  .map((line) => `<p class="facts">${escape(line)}</p>`)
  .join('\n')}
</header>
${tiles(diff)}
${counts(diff)}
${MAP}
${LIST}
<footer>${escape(`Made by ${to.tool}. New and gone contents are counted once, however many names they have.`)}${diff.notCompared.length === 0 ? '' : escape(` Not compared: ${diff.notCompared.join(', ')}.`)}</footer>
</main>
<div id="tip" hidden></div>
<script type="application/json" id="data">${jsonIn(pageData(diff))}</script>
<script type="module">
${PAGE_FILES['page.js']}</script>
</body>
</html>
`;
}

const MAP = `<section class="card" aria-label="Size map">
<div class="bar">
<h2 id="where">Size map</h2>
<button type="button" id="back" hidden>All groups</button>
<fieldset class="choice" aria-label="What the areas show">
<label><input type="radio" name="area" value="size" checked>Changed bytes</label><label><input type="radio" name="area" value="net">Net change</label><label><input type="radio" name="area" value="download">Download</label>
</fieldset>
</div>
<svg id="map" role="group" aria-label="Map: arrow keys move, Enter opens, Escape goes back"></svg>
<div class="legend"><span>shrank</span><span class="scale" aria-hidden="true">${[
  -4, -3, -2, -1, 0, 1, 2, 3, 4,
]
  .map((tone) => `<i style="background:var(--${toneName(tone)})"></i>`)
  .join(
    '',
  )}</span><span>grew</span><span class="hint">Arrow keys move, Enter opens, Escape goes back.</span></div>
</section>`;

const LIST = `<section class="card" aria-label="Things">
<div class="bar">
<h2>What changed</h2>
<fieldset class="kinds" aria-label="Kinds of changes">
${KINDS.map((kind, at) => `<label><input type="checkbox" name="kind" value="${at}" checked>${KIND_NOUNS[kind]}</label>`).join('\n')}
</fieldset>
<input id="find" type="search" placeholder="Find by name, version or path" aria-label="Find by name, version or path">
</div>
<div class="heads"><span></span><span class="number">files</span><span class="number">new</span><span class="number">gone</span><span class="number">net</span></div>
<div id="groups"></div>
<p class="empty" id="nothing" hidden>Nothing here is of that kind and name.</p>
<noscript><p class="empty">The map and the list need JavaScript, which this browser has turned off for files.</p></noscript>
</section>`;

function toneName(tone: number): string {
  return tone === 0 ? 's0' : tone < 0 ? `l${-tone}` : `g${tone}`;
}

/** As the manifests call the images, else as the user named what was compared. */
function titleOf(diff: Diff, from: ManifestFacts, to: ManifestFacts): readonly [string, string] {
  const [old, now] = [from, to].map(({ name, version = '' }) => `${name} ${version}`.trim());
  if (old === undefined || now === undefined || old === now) return [diff.from, diff.to];
  return [old, from.name === to.name && to.version !== undefined ? to.version : now];
}

function factLines(diff: Diff, from: ManifestFacts, to: ManifestFacts): string[] {
  const single = from.images.length === 1 && to.images.length === 1;
  const builds = to.images.flatMap((image) => {
    const old = single ? from.images[0] : from.images.find(({ name }) => name === image.name);
    if (image.build === undefined || old?.build === undefined || old.build === image.build) return [];
    return [`${image.name}: Windows build ${old.build} → ${image.build}`];
  });
  const [old] = titleOf(diff, from, to);
  return [...(old === diff.from ? [] : [`${diff.from} → ${diff.to}`]), ...builds];
}

function tiles({ newContents: came, goneContents: gone }: Diff): string {
  const grown = came.bytes - gone.bytes;
  const sign = grown > 0 ? '+' : '';
  const first =
    came.stored === null
      ? [formatBytes(came.bytes), 'to download', 'not compressed: the newer one is no archive']
      : [
          formatBytes(came.stored),
          'to download',
          `for whoever has the older image; ${formatBytes(came.bytes)} unpacked`,
        ];
  const list = [
    first,
    [formatBytes(came.bytes), 'new', countOf(came.contents, 'content')],
    [formatBytes(gone.bytes), 'gone', countOf(gone.contents, 'content')],
    [`${sign}${formatBytes(grown).replace('-', '−')}`, 'net', 'new less gone'],
  ];
  const tone = grown > 0 ? 'grew' : grown < 0 ? 'shrank' : '';
  const nodes = list.map(
    ([number = '', name = '', more = ''], at) =>
      `<div class="tile"><span>${escape(name)}</span><b${at === 3 ? ` class="${tone}"` : ''}>${escape(number)}</b><small>${escape(more)}</small></div>`,
  );
  return `<div class="tiles">\n${nodes.join('\n')}\n</div>`;
}

function counts(diff: Diff): string {
  const kinds = Object.keys(KIND_NOUNS) as (keyof typeof KIND_NOUNS)[];
  const nodes = kinds.map((kind) => {
    const { entries, bytes } = diff.counts[kind];
    return `<li title="${formatBytes(bytes)}, each name counted"><b>${formatCount(entries)}</b> ${KIND_NOUNS[kind]}</li>`;
  });
  return `<ul class="counts">\n${nodes.join('\n')}\n</ul>`;
}

/** The short names are those of the page's script. */
interface Sums {
  /** Files. */
  readonly f: number;
  /** Bytes that came, the same as stored, bytes that went. */
  readonly d: number;
  readonly s: number | null;
  readonly g: number;
}

function pageData({ changes }: Diff) {
  let files = 0;
  const filesOf = (thing: GroupedThing) => {
    const room = Math.min(FILES_OF_THING, FILES - files);
    const held = thing.changes
      .toSorted((a, b) => weightOfChange(b) - weightOfChange(a))
      .slice(0, Math.max(room, 0));
    files += held.length;
    return held.map(({ kind, path, size, from }) => [
      KINDS.indexOf(kind),
      printable(path),
      size,
      ...(from === undefined ? [] : [printable(from)]),
    ]);
  };
  const groups = groupChanges(changes, true).map((group) => {
    const sorted = group.things.toSorted((a, b) => weightOf(b) - weightOf(a));
    return { group, held: sorted.slice(0, THINGS_OF_GROUP), rest: sorted.slice(THINGS_OF_GROUP) };
  });
  const largest = groups.flatMap(({ held }) => held).toSorted((a, b) => weightOf(b) - weightOf(a));
  const paths = new Map(largest.map((thing) => [thing, filesOf(thing)]));
  return {
    groups: groups.map(({ group, held, rest }) => ({
      t: group.title,
      ...sumsOf(group),
      things: held.map((thing) => ({
        n: printable(thing.name),
        k: KINDS.indexOf(thing.kind),
        b: versionText(thing.before),
        a: versionText(thing.after),
        ...sumsOf(thing),
        c: paths.get(thing) ?? [],
      })),
      rest: { n: rest.length, ...sumsOfAll(rest) },
    })),
  };
}

function weightOfChange({ download, gone }: Change): number {
  return (download?.bytes ?? 0) + (gone?.bytes ?? 0);
}

function sumsOf({ files, download, gone }: Pick<ChangeGroup, 'files' | 'download' | 'gone'>): Sums {
  return { f: files, d: download.bytes, s: download.stored, g: gone.bytes };
}

function sumsOfAll(things: readonly GroupedThing[]): Sums {
  return sumsOf({
    files: things.reduce((sum, { files }) => sum + files, 0),
    download: sumOf(things.map(({ download }) => download)),
    gone: sumOf(things.map(({ gone }) => gone)),
  });
}

function escape(text: string): string {
  return printable(text).replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}

/** JSON that ends no script. */
function jsonIn(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
