/** What README and docs show is so: each definition is one, each link and path leads somewhere. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { loadDefinition } from '../../src/definition/index.js';
import { checkUnattend } from '../../src/guest/index.js';
import { fences, pages, spansOf } from '../support/documentation.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();

test('a definition is one, whole or in part', async () => {
  const blocks = fences.filter(({ language }) => language === 'yaml');
  let checked = 0;
  for (const { place, text } of blocks) {
    const value = parse(text) as Readonly<Record<string, unknown>> | unknown[];
    if (Array.isArray(value) || ['jobs', 'steps', 'on', 'runs-on'].some((key) => key in value)) continue;
    const rest = { name: 'demo', source: { iso: 'windows.iso' }, ...value };
    const file = folder('definition.yml');
    writeFileSync(file, JSON.stringify(rest));
    const problem = await loadDefinition(file).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect({ place, problem }).toEqual({ place, problem: '' });
    checked += 1;
  }
  expect(checked).toBeGreaterThan(4);
});

test('an answer file is one', () => {
  const blocks = fences.filter(({ language, text }) => language === 'xml' && text.includes('<unattend'));
  expect(blocks.length).toBeGreaterThan(0);
  for (const { place, text } of blocks)
    expect({ place, mistakes: checkUnattend(text, 'amd64').mistakes }).toEqual({ place, mistakes: [] });
});

test('links and paths lead somewhere', () => {
  const others = ['docs/troubleshooting.md', 'CHANGELOG.md', 'bench/README.md', 'test/powershell/README.md'];
  const broken = [...pages(), ...others].flatMap((page) => {
    const text = readFileSync(page, 'utf8').replaceAll(/^ *```.*?^ *```/gms, '');
    const pattern = /(?:\]\(|\b(?:src|srcset|href)=")([^)#\s"]*)(?:#([^)\s"]+))?[)"]/g;
    const links = [...text.matchAll(pattern)].filter(([, to = '']) => !to.includes(':'));
    const missing = links.flatMap(([, to = '', anchor]) => {
      const file = to === '' ? page : path.join(path.dirname(page), to);
      if (!existsSync(file)) return [`${page}: ${to}`];
      return anchor === undefined || anchorsOf(file).includes(anchor) ? [] : [`${page}: ${to}#${anchor}`];
    });
    const paths = spansOf(page).flatMap(({ place, text: span }) =>
      /^(?:src|test|scripts|schema|docs|bench|workflows|publish|fetch|examples)\/[\w./-]*$/.test(span) &&
      !existsSync(span)
        ? [`${place}: ${span}`]
        : [],
    );
    return [...missing, ...paths];
  });
  expect(broken).toEqual([]);
});

test('the README leads to every page', () => {
  const readme = readFileSync('README.md', 'utf8');
  const docs = readdirSync('docs').filter((name) => name.endsWith('.md'));
  expect(docs.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
});

/** The headings of a page as GitHub names them. */
function anchorsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
