/**
 * What README and docs tell to type is run: each line ends with 0 and prints what is shown. What cannot be run here says
 * above its block what it needs: `<!-- needs: Windows -->`, which no page shows.
 */

import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { fences, ourWords, typedLines, wordsOf, type Fence } from '../support/documentation.js';
import { temporaryFolder } from '../support/folder.js';
import { startGitHub, type GitHub } from '../support/github/index.js';

/** What a block may need that is not here. */
const NEEDS = ['Windows', 'Hyper-V', 'root', 'network', 'files'];

const folder = temporaryFolder();
const at = (...names: string[]) => folder('site', ...names);
let github: GitHub;
const runnable = fences.filter(
  (fence) => ['sh', 'console'].includes(fence.language) && !('needs' in fence.marks),
);

beforeAll(async () => {
  github = await startGitHub();
  github.addRepository('contoso/images');
  github.addToken('ghs_write', { 'contoso/images': 'write' });
  await prepare();
});
afterAll(() => github.stop());

/** What the pages take for granted: a disk, definitions, last month's release in parts, in a folder and on GitHub. */
async function prepare(): Promise<void> {
  cpSync('examples', at('examples'), { recursive: true });
  cpSync(path.join('examples', 'quickstart', 'reference.vhdx'), at('reference.vhdx'));
  const definition =
    'created: 2026-11-23\nsource: { disk: reference.vhdx }\ncapture: { compression: xpress, level: fast }\nrelease: { split: 128 KiB }\n';
  writeFileSync(at('win11-enterprise.yml'), `name: win11-enterprise\nversion: "2026.10"\n${definition}`);
  await done(at(), 'build', 'win11-enterprise.yml', '--out', 'release');
  for (const name of ['A', 'B']) {
    mkdirSync(at(name));
    writeFileSync(at(name, `${name}.txt`), name);
  }
  cpSync(at('release'), at('last-month'), { recursive: true });
  await done(at(), 'publish', 'release', '--to', 'github:contoso/images', '--tag', 'win11-2026.10');
}

const environment = () => ({
  GITHUB_API_URL: github.apiUrl,
  GITHUB_TOKEN: 'ghs_write',
  XDG_STATE_HOME: folder('work'),
  LOCALAPPDATA: folder('work'),
});

async function done(cwd: string, ...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await runCli(words, { cwd, env: environment() });
  if (status !== 0)
    throw new Error(`image-factory ${words.join(' ')}: status ${String(status)}\n${stdout}${stderr}`);
  return stderr + stdout;
}

test('what cannot says what it needs', () => {
  const marked = fences.filter(({ marks }) => 'needs' in marks);
  expect(marked.length).toBeGreaterThan(5);
  for (const { place, marks } of marked) {
    const needs = marks['needs']?.split(', ') ?? [];
    expect({ place, unknown: needs.filter((need) => !NEEDS.includes(need)) }).toEqual({
      place,
      unknown: [],
    });
  }
  const foreign = runnable
    .flatMap(typedLines)
    .filter(({ text }) => ourWords(text) === null && !/^ls \S+$/.test(text));
  expect(foreign.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  const shells = fences.filter(
    ({ language, marks }) => ['powershell', 'cmd'].includes(language) && !('needs' in marks),
  );
  expect(shells.map(({ place }) => place)).toEqual([]);
});

for (const page of new Set(runnable.map((fence) => fence.page))) {
  test(page, async () => {
    const site = folder(page.replaceAll('/', '-'));
    cpSync(folder('site'), site, { recursive: true });
    for (const fence of runnable.filter((one) => one.page === page)) await run(fence, site);
  });
}

/** Each line ends with 0, and prints what a `console` shows, in that order; `…` stands for anything. */
async function run(fence: Fence, site: string): Promise<void> {
  const printed: string[] = [];
  for (const { text } of typedLines(fence)) {
    const words = ourWords(text);
    printed.push(
      words === null ? listed(path.join(site, wordsOf(text)[1] ?? '')) : await done(site, ...words),
    );
  }
  if (fence.language !== 'console') return;
  const shown = fence.text.split('\n').filter((line) => line !== '' && !line.startsWith('$ '));
  const lines = masked(printed.join('\n').replaceAll(site, '/home/you/image-factory'));
  let from = 0;
  for (const line of shown) {
    const pattern = new RegExp(`^${masked(line).split('…').map(escaped).join('.*')}$`);
    const found = lines.split('\n').findIndex((one, index) => index >= from && pattern.test(one));
    expect({ place: fence.place, line, printed: found === -1 ? lines : '' }).toEqual({
      place: fence.place,
      line,
      printed: '',
    });
    from = found + 1;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Seconds, the alignment of columns and the separator of paths say nothing here. */
function masked(text: string): string {
  return text
    .replaceAll(/\b\d+\.\d s\b/g, 'N s')
    .replaceAll(/ {2,}/g, '  ')
    .replaceAll('\\', '/');
}

/** As `ls` has it on a terminal. */
function listed(place: string): string {
  return readdirSync(place)
    .toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .join('  ');
}
