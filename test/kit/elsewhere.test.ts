/** What docs/workflows.md has for older runners and for GitHub Enterprise Server: made of its own words, and played. */

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import {
  definitionOf,
  jobsOf,
  KIT,
  makeKitSite,
  outputsOf,
  tagged,
  testPlayed,
  type KitSite,
} from '../support/kit-site.js';

const inFolder = temporaryFolder();
const PAGE = readFileSync('docs/workflows.md', 'utf8').replaceAll(/\s+/g, ' ');
const COMMIT = '1'.repeat(40);
let site: KitSite;
let sites = 0;

beforeEach(async () => {
  site = await makeKitSite(inFolder(`site-${++sites}`), {}, { LICENSE_KEY: 'AAAAA-BBBBB' });
});

afterEach(() => site.stop());

/** A workflow of the kit as the page says to copy it. */
function copied(name: string): string {
  const [, there = '', here = ''] = /write `(\S+?)` instead of `(\$\/\w+)`, and so on/.exec(PAGE) ?? [];
  expect([there, here]).toEqual([expect.stringContaining('OWNER/'), expect.stringContaining('$/')]);
  const action = here.slice('$/'.length);
  return readFileSync(path.join('.github/workflows', name), 'utf8').replaceAll(
    /(?<=uses: )\$\/(\w+)/g,
    (_, other: string) =>
      there
        .replace(`/${action}@`, `/${other}@`)
        .replace('OWNER/image-factory', KIT)
        .replace('COMMIT', COMMIT),
  );
}

testPlayed('a copy that names its actions with owner and commit builds, releases and consumes', async () => {
  for (const name of ['build-image.yml', 'consume-image.yml']) {
    const text = copied(name);
    expect(text).not.toMatch(/uses: \$\//);
    site.write(`.github/workflows/${name}`, text);
  }
  site.write('images/kiosk.yml', definitionOf('kiosk'));
  site.write(
    '.github/workflows/release.yml',
    `on: { push: { tags: ['*-[0-9]*'] } }
permissions: {}
jobs:
  image:
    permissions: { contents: write }
    uses: ./.github/workflows/build-image.yml
  use:
    needs: image
    permissions: { contents: read }
    uses: ./.github/workflows/consume-image.yml
    with: { tag: '\${{ needs.image.outputs.tag }}' }
`,
  );
  site.push('main', 'kiosk-7');
  const { done } = await site.perform(tagged('release.yml', 'kiosk-7'));
  expect(jobsOf(done)).toEqual(['image / plan', 'image / build', 'image / publish', 'use / consume']);
  expect(outputsOf(done, 'use')).toMatchObject({ tag: 'kiosk-7', build: '26200.7171' });
  const used = done.steps.map(({ call }) => call.does).filter((does) => does.includes('image-factory/'));
  expect(used.length).toBeGreaterThan(3);
});

/** The two jobs of docs/publish.md, with what it says of GitHub Enterprise Server, for this site. */
function jobsOfPage(share: string, tag: string): string {
  expect(PAGE).toContain('with a folder as its store: [publish.md](publish.md#in-a-workflow) has both jobs');
  const page = readFileSync('docs/publish.md', 'utf8');
  const block = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].find(([, text]) =>
    text?.includes('artifact: win11'),
  );
  const [, first = '', second = ''] =
    /publish to a folder that both runners see \((.*?)\), and the second one from it \((.*?)\)/.exec(
      page.replaceAll(/\s+/g, ' '),
    ) ?? [];
  const given = (text: string) =>
    [...text.matchAll(/`([\w-]+): (.*?)`/g)]
      .map(([, name = '', value = '']) => `${name}: '${value}'`)
      .join(', ')
      .replace(/\\\\server\\images(\\TAG)?/, (_, below?: string) =>
        below === undefined ? share : path.join(share, tag),
      );
  const checkout = /uses: (actions\/checkout@\w+)/.exec(
    readFileSync('action.yml', 'utf8') + copied('build-image.yml'),
  );
  return (block?.[1] ?? '')
    .replace("publish: 'false', artifact: win11", given(first))
    .replace('artifact: win11', given(second))
    .replace('[self-hosted, windows, hyperv]', '[self-hosted, linux]')
    .replaceAll('actions/checkout@v5', checkout?.[1] ?? '')
    .replaceAll('OWNER/image-factory', KIT);
}

testPlayed(
  'on GitHub Enterprise Server one job builds into a folder, and another publishes from it',
  async () => {
    site.around = { server: 'https://github.contoso.example' };
    const share = inFolder('share');
    mkdirSync(share);
    const jobs = jobsOfPage(share, 'win11-7');
    expect(jobs).not.toMatch(/artifact|server/);
    site.write('.github/workflows/own.yml', `on: { push: { tags: ['win11-*'] } }\n${jobs}`);
    site.write('images/win11-enterprise.yml', definitionOf('win11'));
    site.push('main', 'win11-7');
    const { done } = await site.perform(tagged('own.yml', 'win11-7'));
    expect(jobsOf(done)).toEqual(['build', 'publish']);
    expect(readdirSync(share)).toEqual(['win11-7']);
    expect(site.repository.releases.map(({ tag, draft }) => [tag, draft])).toEqual([['win11-7', false]]);
  },
);
