import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { CodecPool } from '../../src/codec/index.js';
import { mergeReleases, publishFolder } from '../../src/factory/index.js';
import { silentReporter } from '../../src/progress.js';
import { openStore } from '../../src/release/index.js';
import { runCli } from '../support/cli.js';
import { buildSite, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const RELEASE = 'release: { store: ../store }\n';
let place = '';
let runs = 0;

beforeEach(() => {
  place = folder(`place-${++runs}`);
});

/** A work tree of Git with one image, built and published. */
async function released(more = RELEASE): Promise<string> {
  const site = makeSite(path.join(place, 'image'), more, 4);
  mkdirSync(path.join(place, '.git'));
  await buildSite(site);
  return site.definition;
}

async function plan(...words: readonly string[]) {
  const { status, stdout, stderr } = await runCli(['plan', ...words], { cwd: place });
  return { status, stdout, stderr };
}

async function included(...words: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const { status, stdout } = await plan('--json', ...words);
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { include: readonly Record<string, unknown>[] }).include;
}

function define(name: string, text: string): void {
  const file = path.join(place, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test('the matrix of the usual places: what a job needs, and where it runs', async () => {
  define('images/b.yml', 'name: b\nversion: "2"\nsource: { directory: . }\n');
  define(
    'images/a.yml',
    'name: a\nversion: "1"\nsource: { disk: a.vhdx }\nmachine: { hypervisor: hyperv }\n',
  );
  define(
    'image.yml',
    'name: c\nversion: "3"\nruns-on: [self-hosted, big]\nsource: { iso: c.iso }\nmachine: { hypervisor: qemu }\n',
  );
  define('images/notes.txt', 'no definition');
  expect(await included()).toEqual([
    {
      name: 'a',
      definition: 'images/a.yml',
      'runs-on': ['self-hosted', 'windows'],
      version: '1',
      tag: 'a-1',
      hypervisor: 'hyperv',
      store: null,
    },
    {
      name: 'b',
      definition: 'images/b.yml',
      'runs-on': ['ubuntu-latest'],
      version: '2',
      tag: 'b-2',
      hypervisor: 'none',
      store: null,
    },
    {
      name: 'c',
      definition: 'image.yml',
      'runs-on': ['self-hosted', 'big'],
      version: '3',
      tag: 'c-3',
      hypervisor: 'qemu',
      store: null,
    },
  ]);
  expect(await included('images/a*.yml', '--tag', 'v7')).toMatchObject([{ name: 'a', tag: 'v7' }]);
});

test('a tag is one of the image whose name it begins with; that of one image may be any', async () => {
  for (const name of ['win11', 'win11-pro', 'server'])
    define(`images/${name}.yml`, `name: ${name}\nsource: { directory: . }\nrelease: { keep: 3 }\n`);
  expect(await included('--tag', 'win11-pro-2026.11')).toMatchObject([
    { name: 'win11-pro', version: '2026.11', tag: 'win11-pro-2026.11' },
  ]);
  expect((await plan('--tag', 'server-1')).stdout).toContain(
    'images/win11.yml: the tag server-1 is one of server',
  );
  const none = await plan('--tag', 'v7');
  expect(none.status).toBe(2);
  expect(none.stderr).toContain('expected server-VERSION or win11-pro-VERSION or win11-VERSION');
});

test('the outputs of a job: images, releases, and whether there are any', async () => {
  define('images/a.yml', 'name: a\nversion: "1"\nsource: { directory: . }\nrelease: { keep: 3 }\n');
  define('images/b.yml', 'name: b\nversion: "2"\nsource: { directory: . }\nrelease: { attest: always }\n');
  writeFileSync(path.join(place, 'outputs'), 'before=1\n');
  const { status } = await runCli(['plan', '--outputs', 'outputs'], {
    cwd: place,
    env: { GITHUB_REPOSITORY: 'contoso/images' },
  });
  expect(status).toBe(0);
  const releases = {
    include: [
      { name: 'a', tag: 'a-1', store: 'github', keep: 3, attest: 'auto' },
      { name: 'b', tag: 'b-2', store: 'github', keep: null, attest: 'always' },
    ],
  };
  expect(outputs('outputs')).toMatchObject({ before: 1, planned: true, releases });
  await plan('--outputs', 'merged', '--merge', 'all', '--tag', 'all-7', '--store', '../store');
  expect(outputs('merged')).toMatchObject({
    images: { include: [{ tag: 'a-7' }, { tag: 'b-7' }] },
    releases: { include: [{ name: 'all', tag: 'all-7', store: '../store', keep: null, attest: 'always' }] },
  });
});

/** Each is JSON. */
function outputs(name: string): Record<string, unknown> {
  const lines = readFileSync(path.join(place, name), 'utf8').trimEnd().split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), JSON.parse(line.slice(line.indexOf('=') + 1))]),
  );
}

test('--merge: all are built where one has changed, and none where none has', async () => {
  for (const name of ['a', 'b']) {
    const site = makeSite(path.join(place, name), `release: { store: ${path.resolve(place, 'store')} }\n`, 2);
    writeFileSync(
      site.definition,
      readFileSync(site.definition, 'utf8').replace('name: demo', `name: ${name}`),
    );
    mkdirSync(path.join(place, '.git'), { recursive: true });
    await buildSite(site, { store: null });
  }
  const words = ['a/image.yml', 'b/image.yml', '--merge', 'all', '--changed'];
  expect((await plan(...words)).stdout).toContain('no release of it is there yet');
  const folders = ['a', 'b'].map((name) => path.join(place, name, 'release'));
  const out = path.join(place, 'merged');
  const pool = new CodecPool({ threads: 1 });
  await mergeReleases(folders, out, {
    name: 'all',
    tag: 'all-1',
    split: null,
    pool,
    reporter: silentReporter(),
  });
  await pool.close();
  const store = openStore(path.join(place, 'store'), { env: {} });
  await publishFolder(out, store, { tag: 'all-1', keep: null, verify: false, reporter: silentReporter() });

  expect(await included(...words)).toEqual([]);
  const file = path.join(place, 'b', 'source', 'file-0.txt');
  writeFileSync(file, 'changed');
  const { stdout } = await plan(...words);
  expect(stdout).toContain('a/image.yml: all holds it, and b is built');
  expect(stdout).toContain('b/image.yml: files that it names have changed');
});

test('mistakes: no definition, two of one name, one that is wrong', async () => {
  mkdirSync(place);
  expect((await plan()).stderr).toContain('Write one with "image-factory init"');
  define('images/a.yml', 'name: a\nsource: { directory: . }\n');
  expect((await plan('images/*.json')).status).toBe(2);
  define('images/b.yml', 'name: A\nsource: { directory: . }\n');
  const twins = await plan();
  expect(twins.status).toBe(2);
  expect(twins.stderr).toContain('images/b.yml: the name A, which images/a.yml has too');
  define('images/b.yml', 'name: b\nsauce: { directory: . }\n');
  expect((await plan()).stderr).toContain('images/b.yml:2:1');
});

test('--changed: nothing, then each thing that makes another image', async () => {
  const definition = await released();
  expect(await included('image/image.yml')).toHaveLength(1);
  const same = await plan('image/image.yml', '--changed', '--json');
  expect(JSON.parse(same.stdout)).toEqual({ include: [] });
  expect(same.stderr).toContain('demo: left out, nothing has changed since its newest release');

  const file = path.join(place, 'image', 'source', 'file-0.txt');
  const content = readFileSync(file, 'latin1');
  writeFileSync(file, `${content}\r\n`, 'latin1');
  expect((await plan('image/image.yml', '--changed')).stdout).toContain('files that it names have changed');
  writeFileSync(file, content, 'latin1');
  expect(await included('image/image.yml', '--changed')).toEqual([]);

  const text = readFileSync(definition, 'utf8');
  writeFileSync(definition, text.replaceAll('\n', '\r\n'));
  expect(await included('image/image.yml', '--changed')).toEqual([]);
  writeFileSync(definition, `${text}# patched\n`);
  expect((await plan('image/image.yml', '--changed')).stdout).toContain('its definition has changed');
});

test('--changed: files count with LF between their lines, binary ones as they are', async () => {
  const site = makeSite(path.join(place, 'image'), RELEASE, 1);
  mkdirSync(path.join(place, '.git'));
  const [text, binary] = ['notes.txt', 'data.bin'].map((name) => path.join(place, 'image', 'source', name));
  writeFileSync(text ?? '', 'one\ntwo\n');
  writeFileSync(binary ?? '', 'one\n\0two\n');
  await buildSite(site);
  writeFileSync(text ?? '', 'one\r\ntwo\r\n');
  expect(await included('image/image.yml', '--changed')).toEqual([]);
  writeFileSync(binary ?? '', 'one\r\n\0two\r\n');
  expect(await included('image/image.yml', '--changed')).toHaveLength(1);
});

test('--changed: what cannot be known is built', async () => {
  await released('');
  expect((await plan('image/image.yml', '--changed')).stdout).toContain('it names no store');
  expect((await plan('image/image.yml', '--changed', '--store', 'empty')).stdout).toContain(
    'no release of it is there yet',
  );
});

test('--changed: a source outside of the repository may be another one', async () => {
  const site = makeSite(path.join(place, 'image'), RELEASE, 1);
  mkdirSync(path.join(place, 'image', '.git'));
  cpSync(path.join(place, 'image', 'source'), path.join(place, 'share'), { recursive: true });
  writeFileSync(site.definition, readFileSync(site.definition, 'utf8').replace('./source', '../share'));
  await buildSite(site);
  expect((await plan('image/image.yml', '--changed')).stdout).toContain('its source is out of reach here');
});
