import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { FactoryError } from '../../src/errors.js';
import { planBuild, sweep, type BuildOptions } from '../../src/factory/index.js';
import { readManifest, type ManifestFacts } from '../../src/manifest/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import type { BuildSummary } from '../../src/report/index.js';
import { buildSite, digestOf, leftIn, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { startGitHub, type GitHub } from '../support/github/index.js';
import { runPeer, testWith } from '../support/peers.js';

const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_0123456789';
const folder = temporaryFolder();
let github: GitHub | null = null;
const told: string[] = [];

afterEach(async () => {
  await github?.stop();
  github = null;
});

function teller(): Reporter {
  told.length = 0;
  const tell = (text: string) => told.push(text.replaceAll(folder(), ''));
  return { ...silentReporter(), info: tell, warn: (text) => tell(`warning: ${text}`) };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}

/** One file of twenty, and its twin, have another content. */
function change(site: Site, text = 'another month'): void {
  appendFileSync(path.join(site.folder, 'source', 'file-0.txt'), text);
}

async function factsOf(release: string): Promise<ManifestFacts> {
  return (await readManifest(path.join(release, 'manifest.json'))).facts;
}

/** Stored bytes of contents by SHA-1. */
async function storedOf(release: string): Promise<Map<string, number>> {
  const blobs = new Map<string, number>();
  const manifest = await readManifest(path.join(release, 'manifest.json'));
  for await (const { sha1, stored = 0 } of manifest.blobs()) blobs.set(sha1, stored);
  return blobs;
}

test('the second month copies what the first one holds, and gives the bytes of a build without it', async () => {
  const site = makeSite(folder('months'), 'release: { store: ./store, base: previous }\n', 8);
  const first = await buildSite(site, { tag: 'demo-1' }, teller());
  expect([first.baseRelease, first.shared]).toEqual([null, null]);
  expect(told).toContain('/months/store holds no release of demo before demo-1: nothing is copied from one');
  const { inputs, savings } = await factsOf(site.out);
  expect([inputs?.base, savings.betweenReleases]).toEqual([undefined, undefined]);
  const october = await storedOf(site.out);
  change(site);
  const plan = await planBuild(site.definition, { ...site.options, tag: 'demo-2' }, silentReporter());
  expect(plan.stations.find(({ name }) => name === 'capture')?.doing).toBe(
    `install.wim, lzx normal, with what ${folder('months/store/demo-1')} holds`,
  );
  const second = await buildSite(site, { tag: 'demo-2' });
  const november = await storedOf(site.out);
  const copied = [...november].filter(([sha1]) => october.has(sha1));
  expect(copied).toHaveLength(november.size - 1);
  expect(second.baseRelease).toEqual({
    tag: 'demo-1',
    copiedBytes: copied.reduce((sum, [, stored]) => sum + stored, 0),
  });
  const facts = await factsOf(site.out);
  expect(facts.inputs?.base).toBe('demo-1');
  const own = [...november].filter(([sha1]) => !october.has(sha1));
  const size = statSync(path.join(site.folder, 'source', 'file-0.txt')).size;
  expect(own).toHaveLength(1);
  expect(facts.savings.betweenReleases).toEqual({
    shared: facts.savings.unique - size,
    stored: second.baseRelease?.copiedBytes,
  });
  expect(second.shared).toMatchObject({ tag: 'demo-1', fresh: { bytes: size, stored: own[0]?.[1] } });
  expect(facts.archive?.encoder).toMatch(/lzx/);
  const wim = digestOf(site.out)?.['install.wim'];
  // The same tag again is made on the same release, and is the same one.
  expect(await buildSite(site, { tag: 'demo-2' })).toMatchObject({ changed: false });
  writeFileSync(site.definition, readFileSync(site.definition, 'utf8').replace(', base: previous', ''));
  expect((await buildSite(site, { store: null })).baseRelease).toBeNull();
  expect(digestOf(site.out)?.['install.wim']).toBe(wim);
});

testWith(['wimlib-imagex'], 'a split base, and one in parts on it, as wimlib reads them', async () => {
  const site = makeSite(folder('parts'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
  const october = folder('parts', 'october');
  cpSync(site.out, october, { recursive: true });
  expect(existsSync(path.join(october, 'install2.swm'))).toBe(true);
  change(site);
  const summary = await buildSite(site, { base: october });
  expect(summary.baseRelease?.tag).toBe('demo-1');
  expect(summary.baseRelease?.copiedBytes).toBeGreaterThan(summary.storedBytes / 2);
  const parts = readdirSync(site.out).filter((name) => name.endsWith('.swm'));
  const joined = folder('parts', 'joined.wim');
  await runPeer('wimlib-imagex', ['join', joined, ...parts.map((name) => path.join(site.out, name))]);
  expect(await runPeer('wimlib-imagex', ['verify', joined])).toContain('successfully verified');
  mkdirSync(folder('parts', 'applied'));
  await runPeer('wimlib-imagex', ['apply', joined, '1', folder('parts', 'applied')]);
  for (const name of ['file-0.txt', 'file-7.txt']) {
    const bytes = readFileSync(path.join(site.folder, 'source', name));
    expect(readFileSync(path.join(folder('parts', 'applied'), name)).equals(bytes)).toBe(true);
  }
  rmSync(path.join(october, 'install2.swm'));
  expect(await refusal(buildSite(site, { base: october }))).toMatch(
    /^not-found: \/parts\/october\/install2\.swm: /,
  );
});

test('--base wins over the definition, and may be the release that is replaced', async () => {
  const site = makeSite(folder('wins'), 'release: { store: ./store, base: previous }\n', 8);
  await buildSite(site, { tag: 'demo-1' });
  change(site);
  await buildSite(site, { tag: 'demo-2' });
  change(site, 'and another');
  expect((await buildSite(site, { tag: 'demo-3' })).baseRelease?.tag).toBe('demo-2');
  const store = folder('wins', 'store');
  change(site, 'once more');
  const options = { tag: 'demo-4' };
  expect((await buildSite(site, { ...options, base: `${store}@demo-1`, store: null })).baseRelease?.tag).toBe(
    'demo-1',
  );
  expect((await buildSite(site, { ...options, base: `${store}@latest`, store: null })).baseRelease?.tag).toBe(
    'demo-3',
  );
  // Not published: the release before is still that of the definition's store.
  expect((await buildSite(site, { ...options, store: null })).baseRelease?.tag).toBe('demo-3');
  const own = await buildSite(site, { base: site.out, store: null });
  expect(own.baseRelease).toEqual({ tag: 'demo-1', copiedBytes: own.storedBytes });
  // Without a store too: by the base.
  const { uniqueBytes } = own;
  const fresh = { bytes: 0, stored: 0 };
  expect(own.shared).toEqual({ tag: 'demo-1', unique: uniqueBytes, shared: uniqueBytes, fresh });
});

test('a base that cannot be is told before anything is made', async () => {
  const site = makeSite(folder('wrong'), '', 8);
  expect(await refusal(buildSite(site, { base: 'previous' }))).toBe(
    'usage: base "previous": no store that a release before this one could be in, expected a release by its name, or a store. Name the release, or set release.store in the definition.',
  );
  for (const [base, says] of [
    ['v1', /^usage: v1: no folder, and no tag after an "@"/],
    [folder('wrong/source'), /^not-found: \/wrong\/source: no SHA256SUMS/],
    [`${folder('wrong')}@demo-9`, /^not-found: /],
  ] as const) {
    expect(await refusal(buildSite(site, { base }))).toMatch(says);
    expect(leftIn(site.work)).toEqual(['journal.jsonl']);
  }
});

test('a damaged base is refused, and nothing of it is released', async () => {
  const site = makeSite(folder('damaged'), '', 8);
  await buildSite(site);
  const base = folder('damaged', 'base');
  cpSync(site.out, base, { recursive: true });
  const wim = readFileSync(path.join(base, 'install.wim'));
  const right = createHash('sha256').update(wim).digest('hex');
  wim[1000] = (wim[1000] ?? 0) ^ 1;
  writeFileSync(path.join(base, 'install.wim'), wim);
  const found = createHash('sha256').update(wim).digest('hex');
  const before = digestOf(site.out);
  expect(await refusal(buildSite(site, { base }))).toBe(
    `damaged: /damaged/base/install.wim: the SHA-256 ${found}, expected ${right}. Build or fetch it again.`,
  );
  expect(digestOf(site.out)).toEqual(before);
});

test('a base of another kind saves nothing, and one of another level is said in the manifest', async () => {
  const site = makeSite(folder('kinds'), 'capture: { level: fast }\n', 8);
  await buildSite(site);
  const fast = folder('kinds', 'fast');
  cpSync(site.out, fast, { recursive: true });
  const definition = readFileSync(site.definition, 'utf8');
  writeFileSync(site.definition, definition.replace('level: fast', 'compression: xpress'));
  const other = await buildSite(site, { base: fast }, teller());
  expect(other.baseRelease).toEqual({ tag: 'demo-1', copiedBytes: 0 });
  expect(told).toContain(
    'warning: /kinds/fast/install.wim: nothing of it is copied, for it has compression lzx in chunks of 32768 bytes, unlike the archive that is written',
  );
  expect((await factsOf(site.out)).archive?.encoder).toMatch(/xpress/);
  writeFileSync(site.definition, definition.replace('level: fast', 'level: normal'));
  await buildSite(site, { base: fast }, teller());
  expect(told.join('\n')).toMatch(
    /^What is copied from demo-1 stays as image-factory lzx\/\d+ fast compressed it; what is new is by image-factory lzx\/\d+ normal$/m,
  );
  const { archive } = await factsOf(site.out);
  expect([archive?.level, archive?.encoder]).toEqual(['normal', undefined]);
  expect(await storedOf(site.out)).toEqual(await storedOf(fast));
});

function captured({ stations }: BuildSummary): string | undefined {
  return stations.find(({ name }) => name === 'capture')?.state;
}

test('a build that is resumed captures again where the base is another one', async () => {
  const site = makeSite(folder('resume'), 'release: { store: ./store, base: previous }\n', 8);
  await buildSite(site, { tag: 'demo-1' });
  change(site);
  const stopped = async () => {
    const controller = new AbortController();
    const section: Reporter['section'] = (title) => {
      if (title === 'publish') {
        controller.abort(new FactoryError('interrupted', { subject: 'build', found: 'stopped' }));
      }
      return { end() {} };
    };
    const reporter = { ...silentReporter(controller.signal), section };
    expect(await refusal(buildSite(site, { tag: 'demo-3' }, reporter))).toBe('interrupted: build: stopped');
  };
  await stopped();
  const resumed = await buildSite(site, { tag: 'demo-3', resume: true, store: null });
  expect([captured(resumed), resumed.baseRelease?.tag]).toEqual(['reused', 'demo-1']);
  await stopped();
  cpSync(site.out, folder('resume/store/demo-2'), { recursive: true });
  const again = await buildSite(site, { tag: 'demo-3', resume: true, store: null });
  expect([captured(again), again.baseRelease?.tag]).toEqual(['done', 'demo-2']);
});

async function startWith(site: Site): Promise<BuildOptions> {
  github = await startGitHub();
  github.addRepository(REPOSITORY);
  github.addToken(TOKEN, { [REPOSITORY]: 'write' });
  appendFileSync(site.definition, `release: { store: 'github:${REPOSITORY}', base: previous }\n`);
  return { env: { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: TOKEN } };
}

/** Downloads of parts since it was asked for the last time. */
function downloads(): number {
  const seen = github?.requests.filter(({ kind }) => kind === 'storage').length ?? 0;
  github?.requests.splice(0);
  return seen;
}

test('a release on GitHub is fetched once, and what was published from here not at all', async () => {
  const site = makeSite(folder('fetched'), '', 8);
  const options = await startWith(site);
  await buildSite(site, { ...options, tag: 'demo-1' });
  const kept = path.join(site.work, 'releases', 'demo');
  const release = path.join(kept, 'demo-1');
  expect(digestOf(release)).toEqual(digestOf(site.out));
  expect(statSync(path.join(kept, 'demo-1', 'install.wim')).nlink).toBe(2);
  change(site);
  downloads();
  const second = await buildSite(site, { ...options, tag: 'demo-2' }, teller());
  expect(second.baseRelease?.tag).toBe('demo-1');
  expect(told).toContain(`github:${REPOSITORY}@demo-1: /fetched/work/releases/demo/demo-1 holds it already`);
  // On another host it is fetched; here what is left of it is damaged.
  const wim = path.join(kept, 'demo-2', 'install.wim');
  const bytes = readFileSync(wim);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  rmSync(wim);
  writeFileSync(wim, bytes);
  change(site, 'third');
  const third = await buildSite(site, { ...options, tag: 'demo-3' }, teller());
  expect(third.baseRelease?.tag).toBe('demo-2');
  expect(told.join('\n')).toContain('what is wrong in it is fetched again');
  expect(readdirSync(kept)).toEqual(['demo-2', 'demo-3']);
  const elsewhere = { ...options, work: folder('fetched', 'elsewhere'), tag: 'demo-4', store: null };
  change(site, 'fourth');
  downloads();
  const fourth = await buildSite(site, elsewhere);
  expect(fourth.baseRelease?.tag).toBe('demo-3');
  expect(downloads()).toBeGreaterThan(0);
  expect(readdirSync(folder('fetched/elsewhere/releases/demo'))).toEqual(['demo-3']);
  expect((await buildSite(site, elsewhere)).baseRelease?.tag).toBe('demo-3');
  expect(await factsOf(site.out)).toMatchObject({ inputs: { base: 'demo-3' } });
});

test('a release on a web server is fetched, with the one before it as a seed', async () => {
  const site = makeSite(folder('web'), '', 8);
  let sent = 0;
  const server = createServer((request, response) => {
    const bytes = readFileSync(path.join(folder('web'), request.url ?? ''));
    const [, start = '0', end = ''] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const range = bytes.subarray(Number(start), end === '' ? bytes.length : Number(end) + 1);
    sent += range.length;
    response.writeHead(end === '' ? 200 : 206, {
      'content-length': range.length,
      ...(end === '' ? {} : { 'content-range': `bytes ${start}-${end}/${bytes.length}` }),
    });
    response.end(range);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const month of ['october', 'november']) {
      await buildSite(site, { tag: `demo-${month}` });
      cpSync(site.out, folder('web', month), { recursive: true });
      change(site, month);
      sent = 0;
      const summary = await buildSite(site, { base: `${url}/${month}/` });
      expect(summary.baseRelease?.tag).toBe('demo-1');
      expect(summary.baseRelease?.copiedBytes).toBeGreaterThan(summary.storedBytes / 2);
    }
    expect(sent).toBeLessThan(statSync(path.join(folder('web', 'november'), 'install.wim')).size / 2);
    const names = readdirSync(path.join(site.work, 'releases', 'demo')).filter((name) => name !== '.lock');
    expect(names.map((name) => /^[0-9a-f]{16}$/.test(name))).toEqual([true, true]);
  } finally {
    server.close();
  }
});

test('what a fetch left that ended early is swept, a whole release stays', async () => {
  const work = folder('swept');
  const left = folder('swept', 'releases', 'demo', '.demo-2.fetch');
  mkdirSync(left, { recursive: true });
  mkdirSync(folder('swept', 'releases', 'demo', 'demo-1'));
  expect((await sweep(work, { dryRun: true })).map(({ folder: place }) => place)).toEqual([left]);
  expect(existsSync(left)).toBe(true);
  expect((await sweep(work)).map(({ folder: place }) => place)).toEqual([left]);
  expect(readdirSync(folder('swept', 'releases', 'demo'))).toEqual(['demo-1']);
});
