import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { buildSite, digestOf, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { startGitHub, type GitHub } from '../support/github/index.js';
import { makeJob, readValues, start } from '../support/job.js';

const FETCH = { declared: 'fetch/action.yml', main: 'build/src/action/fetch.js' };
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_job';
const inFolder = temporaryFolder();
let site: Site;
let github: GitHub;
let jobs = 0;

beforeAll(async () => {
  site = makeSite(inFolder('site'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
});

beforeEach(async () => {
  github = await startGitHub();
  github.addToken(TOKEN, { [REPOSITORY]: 'read' });
  const names = readdirSync(site.out);
  const files = Object.fromEntries(names.map((name) => [name, path.join(site.out, name)]));
  const repository = github.addRepository(REPOSITORY, { private: true });
  repository.addRelease({ tag: 'demo-1', body: marker('demo'), files });
  repository.addRelease({ tag: 'other-1', body: marker('other'), files });
});

afterEach(async () => {
  await github.stop();
});

function marker(image: string): string {
  return `<!-- image-factory:release {"image":"${image}","content":"0"} -->`;
}

/** A step in a folder of its own, and what it wrote. */
async function step(inputs: Record<string, string>) {
  const env = { GITHUB_API_URL: github.apiUrl, GITHUB_REPOSITORY: REPOSITORY };
  const made = makeJob(
    FETCH,
    inFolder(`job-${++jobs}`),
    { repository: REPOSITORY, token: TOKEN, ...inputs },
    env,
  );
  const { status, log } = await start(made).ended;
  const file = (name: string) => path.join(made.folder, name);
  return { status, log, outputs: readValues(file('output')), file };
}

test('what the runner starts is the bundle of the step', () => {
  const { runs } = parse(readFileSync(FETCH.declared, 'utf8')) as { runs: Record<string, string> };
  expect(path.join('fetch', runs['main'] ?? '')).toBe(path.join('dist', 'action', 'fetch.js'));
  expect(runs['using']).toBe('node24');
});

test('the newest release of an image of a private repository is fetched, and every declared output set', async () => {
  const { status, log, outputs, file } = await step({ image: 'demo', to: 'image' });
  expect([status, log]).toEqual([0, expect.stringContaining('::add-mask::ghs_job')]);
  const { outputs: declared } = parse(readFileSync(FETCH.declared, 'utf8')) as { outputs: object };
  expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(declared).toSorted());
  expect(outputs).toMatchObject({
    path: path.join(file('image'), 'install.swm'),
    tag: 'demo-1',
    'bytes-reused': '0',
  });
  expect(Number(outputs['bytes-downloaded'])).toBeGreaterThan(60_000);
  expect(digestOf(file('image'))).toEqual(digestOf(site.out));
  expect(readFileSync(file('summary'), 'utf8')).toMatch(
    /### Fetched demo 1\n\ngithub:contoso\/images@demo-1: .* downloaded/,
  );
});

test('seeds one a line, a folder of releases as the place, and joined to one WIM', async () => {
  const store = inFolder('store');
  mkdirSync(store);
  cpSync(site.out, path.join(store, 'demo-1'), { recursive: true });
  const seed = `${path.join(site.out, 'install.swm')}\n${store}\n`;
  const { status, outputs, file } = await step({ repository: store, to: 'image', seed, as: 'wim' });
  expect(status).toBe(0);
  expect(outputs).toMatchObject({ path: path.join(file('image'), 'install.wim'), tag: 'demo-1' });
  expect(Number(outputs['bytes-reused'])).toBeGreaterThan(Number(outputs['bytes-downloaded']) / 2);
  const folder = await step({ repository: site.out, to: 'image' });
  expect(folder.outputs['tag']).toBe('');
  expect(digestOf(folder.file('image'))).toEqual(digestOf(site.out));
});

test.each([
  ['to', '', 'input "to": nothing, expected the folder to make'],
  ['image', '', 'releases of several images: demo, other'],
  ['as', 'iso', 'input "as": "iso", expected split, wim.'],
  ['token', 'none', '401 Bad credentials'],
  ['tag', 'v9', 'no release under this tag'],
  ['seed', 'nowhere.wim', 'nowhere.wim: does not exist'],
  ['signer', 'me', 'input "signer": "me", expected OWNER/REPO'],
  ['require-attestation', 'true', 'attestation'],
  ['to', 'full', '"mine.txt", which are no part of a release'],
])('fails with an annotation where %s is "%s"', async (name, value, message) => {
  const wrong = value === 'full' ? inFolder('full') : value;
  mkdirSync(inFolder('full'), { recursive: true });
  writeFileSync(path.join(inFolder('full'), 'mine.txt'), '');
  const { status, log, file } = await step({ image: 'demo', to: 'image', [name]: wrong });
  expect(log).toMatch(/^::error::/m);
  expect(log).toContain(message);
  expect(status).toBe(1);
  expect(existsSync(file('image'))).toBe(false);
});
