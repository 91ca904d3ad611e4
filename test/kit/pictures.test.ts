/** The pictures of the README are small, shown, and the one of its first command shows what that command writes. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { fences } from '../support/documentation.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const PICTURES = path.join('docs', 'pictures');
const HOME = '/home/you/image-factory';

function masked(text: string): string {
  return text.replaceAll(/\b\d+\.\d s\b/g, 'N s').replaceAll('\\', '/');
}

test('build.svg is what the first command writes, but for its seconds', async () => {
  const svg = readFileSync(path.join(PICTURES, 'build.svg'), 'utf8');
  const shown = [...svg.matchAll(/^<text [^>]*>(.*)<\/text>$/gm)].map(([, text = '']) =>
    text.replaceAll(/<[^>]+>/g, ''),
  );
  const [command = '', ...lines] = shown;
  const first = fences.find(({ page, language }) => page === 'README.md' && language === 'sh');
  expect(command).toBe(`$ ${first?.text.trim()}`);
  const [out, work] = [folder('release'), folder('work')];
  const words = [...command.split(' ').slice(3), '--out', out, '--work', work];
  const { stdout, stderr } = await runCli(words);
  const said = `${stderr}${stdout}`.replaceAll(out, `${HOME}/release`).replaceAll(path.resolve('.'), HOME);
  const expected = masked(said.replace(/([0-9a-f]{16})[0-9a-f]{48}/, '$1…').trimEnd());
  expect(masked(lines.slice(0, -3).join('\n'))).toBe(expected);
  expect(lines.slice(-3)).toEqual(['', '$ ls release', 'install.wim  manifest.json  SHA256SUMS']);
});

test('pictures are small, and each is shown', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const name of readdirSync(PICTURES)) {
    const isSmall = statSync(path.join(PICTURES, name)).size < 300_000;
    const isShown = readme.includes(`docs/pictures/${name}`);
    expect({ name, isSmall, isShown }).toEqual({ name, isSmall: true, isShown: true });
  }
});
