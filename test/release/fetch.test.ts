import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  truncateSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { FactoryError } from '../../src/errors.js';
import { readManifest, type ManifestBlob } from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import {
  fetchRelease,
  GitHubApi,
  githubSource,
  HttpClient,
  openRelease,
  type Fetched,
} from '../../src/release/index.js';
import { reshape } from '../../src/release/fetch/reshape.js';
import { runCli, type CliResult } from '../support/cli.js';
import { buildSite, digestOf, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import {
  BAD_GATEWAY,
  startGitHub,
  type Fault,
  type GitHub,
  type GitHubOptions,
  type Seen,
} from '../support/github/index.js';
import { runPeer, testWith } from '../support/peers.js';

const MIB = 2 ** 20;
const FILES = 42;
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_0123456789';
const folder = temporaryFolder();
let october = '';
let november = '';
/** Of a few hundred kilobytes, in several parts. */
let small = '';
let out = '';
let runs = 0;
let github: GitHub | null = null;
const told: string[] = [];

beforeAll(async () => {
  const definition = 'capture: { compression: none }\nrelease: { split: 20 MiB }\n';
  const site = makeSite(folder('site'), definition, 4);
  for (let index = 0; index < FILES; index++) {
    writeFileSync(path.join(site.folder, 'source', `large-${index}.bin`), content(index, 'october'));
  }
  await buildSite(site);
  october = folder('october');
  cpSync(site.out, october, { recursive: true });
  for (let index = 0; index < FILES; index += 7) {
    writeFileSync(path.join(site.folder, 'source', `large-${index}.bin`), content(index, 'november'));
  }
  await buildSite(site);
  november = site.out;
  const smallSite = makeSite(folder('small'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(smallSite);
  small = smallSite.out;
});

beforeEach(() => {
  out = folder(`out-${++runs}`);
  told.length = 0;
});

afterEach(async () => {
  await github?.stop();
  github = null;
});

/** A mebibyte that no other has. */
function content(index: number, month: string): Buffer {
  const key = createHash('sha256').update(`${month} ${index}`).digest();
  const lines = Array.from({ length: MIB / 32 }, (_, at) => Buffer.concat([key, Buffer.from([at, at >> 8])]));
  return Buffer.concat(lines).subarray(0, MIB);
}

function noWait(): Promise<void> {
  return Promise.resolve();
}

const reporter = {
  ...silentReporter(),
  info: (text: string) => told.push(text),
  warn: (text: string) => told.push(text),
};

async function start(options: GitHubOptions = {}, release = november): Promise<GitHub> {
  await github?.stop();
  github = await startGitHub(options);
  github.addToken(TOKEN, { [REPOSITORY]: 'read' });
  const files = Object.fromEntries(readdirSync(release).map((name) => [name, path.join(release, name)]));
  github.addRepository(REPOSITORY).addRelease({ tag: 'demo-2', files });
  return github;
}

/** In this process, without the waits. */
async function fetchFrom(
  { apiUrl: url }: GitHub,
  seeds: readonly string[] = [],
  form: 'split' | 'wim' | null = null,
): Promise<Fetched> {
  const http = new HttpClient({ env: {}, stall: 500 });
  const api = new GitHubApi({
    repository: REPOSITORY,
    url,
    token: TOKEN,
    access: 'read',
    http,
    wait: noWait,
  });
  return fetchRelease(await githubSource(api, 'demo-2', reporter), out, {
    seeds,
    form,
    reporter,
    wait: noWait,
  });
}

/** A copy of a release whose manifest says something else. */
function renamed(release: string, name: string, from: string, to: string): string {
  const copy = folder(...name.split('/'));
  cpSync(release, copy, { recursive: true });
  const file = path.join(copy, 'manifest.json');
  const text = readFileSync(file, 'utf8').replace(from, to);
  writeFileSync(file, text);
  const sums = readFileSync(path.join(copy, 'SHA256SUMS'), 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  writeFileSync(path.join(copy, 'SHA256SUMS'), sums.replace(/.{64}(?=  manifest\.json)/, digest));
  return copy;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '').replace(/127\.0\.0\.1:\d+/g, 'HOST')}`;
}

function sizeOf(release: string): number {
  return readdirSync(release).reduce((sum, name) => sum + readFileSync(path.join(release, name)).length, 0);
}

async function blobsOf(release: string): Promise<ManifestBlob[]> {
  const manifest = await readManifest(path.join(release, 'manifest.json'));
  const blobs: ManifestBlob[] = [];
  for await (const blob of manifest.blobs()) blobs.push(blob);
  return blobs;
}

const storedBytes = (blobs: readonly ManifestBlob[]): number =>
  blobs.reduce((sum, { stored = 0 }) => sum + stored, 0);

test('what was published comes out byte for byte, and all of it is downloaded where nothing is there', async () => {
  const server = await start();
  const fetched = await fetchFrom(server);
  expect(digestOf(out)).toEqual(digestOf(november));
  expect(fetched).toMatchObject({ name: 'demo', version: '1', wim: path.join(out, 'install.swm') });
  expect([...fetched.files, 'SHA256SUMS'].toSorted()).toEqual(readdirSync(november).toSorted());
  const { bytesDownloaded, bytesReused, bytesKept } = fetched;
  expect([bytesDownloaded, bytesReused, bytesKept]).toEqual([sizeOf(november), 0, 0]);
  expect(readdirSync(folder()).filter((name) => name.includes('.fetch'))).toEqual([]);
});

test.each<[string, () => readonly string[]]>([
  ['the release folder', () => [october]],
  ['the first part of its split set', () => [path.join(october, 'install.swm')]],
  ['a folder of releases', () => [folder('releases')]],
])(
  'in month two, with one file in seven changed and %s as the seed, only those are downloaded',
  async (_, seeds) => {
    cpSync(october, folder('releases', 'demo-1'), { recursive: true });
    const known = new Set((await blobsOf(october)).map(({ sha1, storedHash }) => `${sha1} ${storedHash}`));
    const blobs = await blobsOf(november);
    const missing = storedBytes(blobs.filter(({ sha1, storedHash }) => !known.has(`${sha1} ${storedHash}`)));
    const metadata = sizeOf(november) - storedBytes(blobs);
    expect(missing).toBe((FILES / 7) * MIB);
    const server = await start();
    const { bytesDownloaded, bytesReused } = await fetchFrom(server, seeds());
    expect(digestOf(out)).toEqual(digestOf(november));
    const sent = server.requests
      .filter(({ kind }) => kind === 'storage')
      .reduce((sum, { sent: bytes }) => sum + bytes, 0);
    expect(sent).toBe(bytesDownloaded);
    expect(bytesDownloaded).toBeGreaterThanOrEqual(missing);
    expect(bytesDownloaded).toBeLessThanOrEqual(1.01 * missing + metadata);
    expect(bytesReused).toBe(storedBytes(blobs) - missing);
  },
);

test('the release that is replaced is a seed, and the same again is hardly a download', async () => {
  const server = await start();
  await fetchFrom(server);
  const { bytesReused, bytesDownloaded } = await fetchFrom(server);
  expect(digestOf(out)).toEqual(digestOf(november));
  expect(bytesReused).toBe(storedBytes(await blobsOf(november)));
  expect(bytesDownloaded).toBeLessThan(MIB);
});

test('a seed whose bytes are others than it says gives nothing of them', async () => {
  const damaged = folder('damaged');
  cpSync(october, damaged, { recursive: true });
  const part = path.join(damaged, 'install2.swm');
  const bytes = readFileSync(part);
  for (let at = 4 * MIB; at < bytes.length - MIB; at += MIB) bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(part, bytes);
  await fetchFrom(await start(), [damaged]);
  expect(digestOf(out)).toEqual(digestOf(november));
});

test('of a set that is not whole the parts that are there are seeds, and a release that cannot be read hides no other', async () => {
  const store = folder('store');
  for (const tag of ['demo-0', 'demo-1']) cpSync(october, path.join(store, tag), { recursive: true });
  const whole = await fetchFrom(await start(), [path.join(store, 'demo-0')]);
  rmSync(out, { recursive: true });

  truncateSync(path.join(store, 'demo-0', 'install2.swm'), 1000);
  const { bytesReused } = await fetchFrom(await start(), [path.join(store, 'demo-0', 'install.swm')]);
  expect(digestOf(out)).toEqual(digestOf(november));
  expect(bytesReused).toBeGreaterThan(15 * MIB);
  expect(bytesReused).toBeLessThan(whole.bytesReused);
  expect(told.join('\n')).toMatch(
    /seed \S+demo-0\S+install\.swm cannot be read as a whole, what it lacks is downloaded: \S+install2\.swm: /,
  );
  // So it is with the release that is replaced.
  rmSync(path.join(out, 'install2.swm'));
  const again = await fetchFrom(await start());
  expect(digestOf(out)).toEqual(digestOf(november));
  expect(again.bytesReused).toBeGreaterThan(15 * MIB);

  rmSync(out, { recursive: true });
  for (const name of readdirSync(path.join(store, 'demo-0'))) {
    if (name.endsWith('.swm')) truncateSync(path.join(store, 'demo-0', name), 1000);
  }
  expect(await fetchFrom(await start(), [store])).toMatchObject({ bytesReused: whole.bytesReused });
  expect(told.join('\n')).toMatch(/demo-0\S+install\.swm is left out: /);
});

test.each<[string, Fault]>([
  ['a connection that is reset instead of the answer', { kind: 'lost' }],
  ['a body that breaks off', { kind: 'reset', after: 100 }],
  ['a wrong byte', { kind: 'flip', at: 50 }],
  ['502', BAD_GATEWAY],
  ['an answer that never comes', { kind: 'silent' }],
  ['a signed address that has expired', { kind: 'expired' }],
])('%s at each request in turn: the release is whole', async (_, fault) => {
  for (let at = 1, requests = at; at <= requests; at++) {
    rmSync(out, { recursive: true, force: true });
    const server = await start({}, small);
    // A wrong byte in what the API says is no byte of the release.
    const when = fault.kind === 'flip' ? (seen: Seen) => seen.kind === 'storage' && seen.number >= at : at;
    server.fault(when, fault);
    await fetchFrom(server);
    expect([at, digestOf(out)]).toEqual([at, digestOf(small)]);
    if (at === 1) requests = server.requests.length;
    expect(requests).toBeGreaterThan(10);
  }
});

test('blocks come side by side, and what breaks off goes on where it broke off', async () => {
  const server = await start();
  const ranges = (): string[] =>
    server.requests.flatMap(({ path: place, headers, kind }) =>
      kind === 'storage' && headers['range'] !== undefined
        ? [`${place.split('?')[0]} ${String(headers['range'])}`]
        : [],
    );
  server.fault(({ headers, kind }) => kind === 'storage' && headers['range'] !== undefined, {
    kind: 'meanwhile',
    when: 'before',
    work: async () => {
      while (ranges().length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
  server.fault(({ headers, kind }) => kind === 'storage' && headers['range'] !== undefined, {
    kind: 'reset',
    after: 2 * MIB,
  });
  await fetchFrom(server);
  expect(digestOf(out)).toEqual(digestOf(november));
  const asked = ranges().map((text) => /bytes=(\d+)-(\d+)$/.exec(text)?.slice(1).map(Number) ?? []);
  const again = asked.filter(([start = 0]) => start % (16 * MIB) !== 0);
  expect(again).toHaveLength(1);
});

test('bytes that stay wrong are never accepted', async () => {
  const server = await start();
  server.fault(
    ({ kind, headers }) => kind === 'storage' && headers['range'] !== undefined,
    { kind: 'flip', at: 9 },
    1000,
  );
  expect(await refusal(fetchFrom(server))).toMatch(
    /^damaged: github:contoso\/images@demo-2: block \d of \d of install\.swm: bytes with another SHA-256, 3 times, expected those that were published\./,
  );
  expect(existsSync(out)).toBe(false);
  expect(told).toContainEqual(
    expect.stringContaining('the bytes that came are not those that were published'),
  );
});

test('a server without ranges sends each part as a whole', async () => {
  const server = await start({ ranges: false });
  await fetchFrom(server);
  expect(digestOf(out)).toEqual(digestOf(november));
  expect(told).toContainEqual(expect.stringContaining('its server does not know ranges'));
});

test.each<[string, Fault, number]>([
  ['breaks off', { kind: 'reset', after: 18 * MIB }, 2],
  ['is wrong', { kind: 'flip', at: 17 * MIB }, 1],
])('a whole part that %s is fetched again', async (_, fault, times) => {
  const server = await start({ ranges: false });
  server.fault(({ kind, headers }) => kind === 'storage' && headers['range'] === undefined, fault, times);
  await fetchFrom(server);
  expect(digestOf(out)).toEqual(digestOf(november));
});

test('an address that expired is asked for anew, and no storage is sent the token', async () => {
  const server = await start();
  const isUsedAgain = (seen: Seen): boolean =>
    seen.kind === 'storage' && server.requests.some((other) => other !== seen && other.path === seen.path);
  server.fault(isUsedAgain, { kind: 'expired' });
  await fetchFrom(server, [october]);
  expect(digestOf(out)).toEqual(digestOf(november));
  expect(told).toContainEqual(expect.stringContaining('has expired: asking for another'));
  const stored = server.requests.filter(({ kind }) => kind === 'storage');
  expect(stored.filter(({ headers }) => headers['authorization'] !== undefined)).toEqual([]);
});

test('killed in the middle, the next run keeps what is right', async () => {
  const server = await start();
  const words = ['fetch', `github:${REPOSITORY}@demo-2`, '--to', out, '--json'];
  const env = { GITHUB_API_URL: server.apiUrl, GITHUB_TOKEN: TOKEN };
  let running: ChildProcess | null = null;
  const last = readdirSync(november).filter((name) => name.endsWith('.swm')).length;
  let parts = 0;
  server.fault(
    ({ kind, headers }) => kind === 'storage' && headers['range'] !== undefined && ++parts === last + 2,
    {
      kind: 'call',
      when: 'before',
      call: () => {
        running?.kill('SIGKILL');
      },
    },
  );
  const first = await runCli(words, {
    env,
    started: (child) => {
      running = child;
    },
  });
  expect(first.status).toBe(null);
  expect(existsSync(out)).toBe(false);
  const { status, stdout } = await runCli(words, { env });
  expect(status).toBe(0);
  const { bytesKept, bytesDownloaded } = JSON.parse(stdout) as Fetched;
  expect(bytesKept).toBeGreaterThanOrEqual(16 * MIB);
  expect(bytesDownloaded + bytesKept).toBe(sizeOf(november));
  expect(digestOf(out)).toEqual(digestOf(november));
});

test('of two that fetch into the same folder at once, one does, and the other is told', async () => {
  for (const left of [null, 'an ended process', 'nothing']) {
    rmSync(out, { recursive: true, force: true });
    const work = path.join(path.dirname(out), `.${path.basename(out)}.fetch`);
    if (left !== null) mkdirSync(work);
    if (left === 'an ended process') writeFileSync(path.join(work, 'owner'), '999999999');
    const server = await start({}, small);
    const words = ['fetch', `github:${REPOSITORY}@demo-2`, '--to', out, '--json'];
    const env = { GITHUB_API_URL: server.apiUrl, GITHUB_TOKEN: TOKEN };
    const seconds: CliResult[] = [];
    server.fault(({ headers }) => headers['range'] !== undefined, {
      kind: 'meanwhile',
      when: 'before',
      work: async () => seconds.push(await runCli(words, { env })),
    });
    const first = await runCli(words, { env });
    expect([left, first.status, seconds.length]).toEqual([left, 0, 1]);
    expect([seconds[0]?.status, seconds[0]?.stderr]).toEqual([
      4,
      expect.stringMatching(
        /: process \d+ fetches into it\. Wait for it; if that process is none of ours, remove /,
      ),
    ]);
    expect(digestOf(out)).toEqual(digestOf(small));
    expect(existsSync(work)).toBe(false);
  }
});

test('a release is found in a folder, by tag, as the newest, on a web server', async () => {
  const store = folder('store');
  cpSync(november, path.join(store, 'demo-2'), { recursive: true });
  for (const text of [november, `${store}@demo-2`, `${store}@latest`]) {
    await fetchRelease(await openRelease(text, { env: {} }, reporter), out, { reporter });
    expect([text, digestOf(out)]).toEqual([text, digestOf(november)]);
    rmSync(out, { recursive: true });
  }
  const { serverUrl } = await start();
  const web = `${serverUrl}/${REPOSITORY}/releases/download/demo-2/`;
  await fetchRelease(await openRelease(web, { env: {} }, reporter), out, { reporter });
  expect(digestOf(out)).toEqual(digestOf(november));
});

test.each<[string | null, string]>([
  [null, 'Check both names; where the repository is private, set GITHUB_TOKEN.'],
  [TOKEN, 'Check both names, and that the token is for that repository.'],
])('a release that is not there, with the token %s: what to look at', async (token, next) => {
  const { apiUrl: url } = await start({}, small);
  const api = new GitHubApi({
    repository: REPOSITORY,
    url,
    token,
    access: 'read',
    http: new HttpClient({ env: {} }),
  });
  expect(await refusal(githubSource(api, 'demo-9', reporter))).toBe(
    `not-found: github:contoso/images@demo-9: no release under this tag, or no repository that may be read, expected a published release. ${next}`,
  );
});

test('the newest of an image, where a store keeps several', async () => {
  const store = folder('images');
  mkdirSync(store);
  for (const [tag, name, day] of [
    ['demo-1', 'demo', 1],
    ['other-2', 'other', 2],
    ['demo-3', 'demo', 3],
    ['other-4', 'other', 4],
  ] as const) {
    renamed(small, `images/${tag}`, '"name": "demo"', `"name": "${name}"`);
    utimesSync(path.join(store, tag, 'SHA256SUMS'), day, day);
  }
  const latest = (image: string | null) => openRelease(`${store}@latest`, { env: {}, image }, reporter);
  expect((await latest('demo')).tag).toBe('demo-3');
  expect((await latest('other')).tag).toBe('other-4');
  expect(await refusal(latest(null))).toBe(
    'usage: /images@latest: releases of several images: demo, other, expected releases of one image. Name the image (--image NAME, or the input "image") or the tag: /images@other-4.',
  );
  expect(await refusal(latest('win11'))).toBe(
    'not-found: /images@latest: releases of demo, other, expected one of the image "win11". Correct the name of the image.',
  );
  const opened = (text: string) => refusal(openRelease(text, { env: {} }, reporter));
  expect(await opened(store)).toMatch(
    /^not-found: \/images: a folder of releases: other-4, demo-3, other-2, .*, expected one release\. Name its tag, \/images@other-4, or take the newest: \/images@latest\.$/,
  );
  expect(await opened(`${store}@demo-33`)).toMatch(
    /^not-found: \/images@demo-33: no folder \/images\/demo-33, expected one of its releases: other-4, .*\. Correct the tag: \/images@demo-3\.$/,
  );
  const words = ['fetch', `${store}@latest`, '--image', 'demo', '--to', out, '--json'];
  expect(JSON.parse((await runCli(words)).stdout)).toMatchObject({ tag: 'demo-3', name: 'demo' });
});

test.each<[number, string | null, string]>([
  [
    401,
    TOKEN,
    'expected a token that is good. GITHUB_TOKEN is good until its job ends, and for 24 hours at most (that of an App for one): use that of the job that runs now, or one that lives longer.',
  ],
  [
    403,
    TOKEN,
    'expected the right to read its releases. Give the job "permissions: contents: read", or use a token with that right.',
  ],
  [
    403,
    null,
    'expected the right to read its releases. Set GITHUB_TOKEN, in a workflow to ${{ github.token }}, with "permissions: contents: read".',
  ],
  [
    404,
    TOKEN,
    'expected a repository that may be read. Check the name github:OWNER/REPO, and that the token is for that repository; that of a job is for its own repository alone.',
  ],
  [
    404,
    null,
    'expected a repository that may be read. Check the name github:OWNER/REPO; where it is private, set GITHUB_TOKEN, in a workflow to ${{ github.token }}, with "permissions: contents: read".',
  ],
  [
    301,
    TOKEN,
    'expected the repository under this name. It was renamed or moved: use the name that its page on GitHub has now.',
  ],
])('%d for who reads, with the token %s, speaks of reading', async (status, token, text) => {
  const server = await start({}, small);
  server.fault(1, { kind: 'answer', status, body: { message: 'No' } });
  const env = { GITHUB_API_URL: server.apiUrl };
  const message = await refusal(openRelease(`github:${REPOSITORY}@latest`, { env, token }, reporter));
  expect(message).toContain(`Listing the releases: ${status} No, ${text}`);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  [
    'no tag',
    () => openRelease('nowhere', { env: {} }, reporter),
    /^usage: nowhere: no folder, and no tag after an "@"/,
  ],
  [
    'no such tag',
    async () => openRelease(`${october}@v9`, { env: {} }, reporter),
    /^not-found: .*no folder .*v9, expected a release/,
  ],
  [
    'an empty store',
    () => {
      mkdirSync(folder('empty'));
      return openRelease(`${folder('empty')}@latest`, { env: {} }, reporter);
    },
    /^not-found: \/empty@latest: no release that this program made, expected one\. Check where it shall be\.$/,
  ],
  [
    'a store that is not there',
    () => openRelease(`${folder('absent')}@latest`, { env: {} }, reporter),
    /^not-found: \/absent@latest: no folder \/absent, .* Check the path and the tag\.$/,
  ],
  [
    'a folder without a release',
    async () => {
      mkdirSync(folder('bare'));
      return fetchRelease(await openRelease(folder('bare'), { env: {} }, reporter), out, { reporter });
    },
    /^not-found: \/bare: no SHA256SUMS, expected a release folder, as "image-factory build" makes it\. Check the path\.$/,
  ],
  [
    'a release that lacks a part',
    async () => {
      const release = folder('lacking');
      cpSync(small, release, { recursive: true });
      rmSync(path.join(release, 'install2.swm'));
      return fetchRelease(await openRelease(release, { env: {} }, reporter), out, { reporter });
    },
    /^not-found: \/lacking: no install2\.swm, expected what its SHA256SUMS lists\. Copy the release there again\.$/,
  ],
  [
    'a list that is a page for people',
    async () => {
      mkdirSync(folder('page'));
      writeFileSync(path.join(folder('page'), 'SHA256SUMS'), '<html>Sign in</html>\n');
      return fetchRelease(await openRelease(folder('page'), { env: {} }, reporter), out, { reporter });
    },
    /^damaged: \/page: SHA256SUMS:1: "<html>Sign in<\/html>", expected a SHA-256/,
  ],
  [
    'a folder that holds other things',
    async () => {
      mkdirSync(out);
      writeFileSync(path.join(out, 'notes.txt'), '');
      return fetchRelease(await openRelease(november, { env: {} }, reporter), out, { reporter });
    },
    /^exists: .*"notes\.txt", which are no part of a release/,
  ],
  [
    'a seed that is neither an archive nor a disk',
    async () => {
      writeFileSync(folder('disk.vhdx'), '');
      return fetchRelease(await openRelease(november, { env: {} }, reporter), out, {
        reporter,
        seeds: [folder('disk.vhdx')],
      });
    },
    /^(unsupported|damaged): \/disk\.vhdx: /,
  ],
  [
    'a folder as a seed that holds neither',
    async () => {
      return fetchRelease(await openRelease(november, { env: {} }, reporter), out, {
        reporter,
        seeds: [folder('site', 'source')],
      });
    },
    /^not-found: \/site\/source: a folder without a release and without a Windows, expected a release folder/,
  ],
  [
    'a manifest that SHA256SUMS does not list so',
    async () => {
      const release = folder('other');
      cpSync(november, release, { recursive: true });
      appendFileSync(path.join(release, 'manifest.json'), '\n');
      return fetchRelease(await openRelease(release, { env: {} }, reporter), out, { reporter });
    },
    /^damaged: .*manifest\.json: bytes with another SHA-256.* Copy the release there again, and check that disk\.$/,
  ],
  [
    'a manifest of a later version',
    async () => {
      const release = renamed(small, 'later', '"schemaVersion": 1', '"schemaVersion": 9');
      return fetchRelease(await openRelease(release, { env: {} }, reporter), out, { reporter });
    },
    /^unsupported: \/later: manifest\.json: /,
  ],
  [
    'a release of another image',
    async () => {
      const source = await openRelease(november, { env: {} }, reporter);
      return fetchRelease(source, out, { reporter, image: 'win11' });
    },
    /^usage: .*a release of the image "demo", expected one of "win11"\. Correct the name of the image, or the tag\.$/,
  ],
])('%s is refused', async (_, work, message) => {
  expect(await refusal(work())).toMatch(message);
});

testWith(
  ['wimlib-imagex'],
  'wimlib applies what was fetched, split and joined, and sha256sum agrees',
  async () => {
    const server = await start();
    for (const form of [null, 'wim'] as const) {
      const { wim, bytesDownloaded } = await fetchFrom(server, [october], form);
      expect(path.basename(wim)).toBe(form === 'wim' ? 'install.wim' : 'install.swm');
      expect(bytesDownloaded).toBeLessThan(8 * MIB);
      const ref = form === 'wim' ? [] : [`--ref=${path.join(out, 'install*.swm')}`];
      await runPeer('wimlib-imagex', ['verify', wim, ...ref]);
      const applied = folder(`applied-${form}`);
      await runPeer('wimlib-imagex', ['apply', wim, '1', applied, ...ref]);
      for (const name of readdirSync(folder('site', 'source')).filter((file) => file.endsWith('.bin'))) {
        expect(
          readFileSync(path.join(applied, name)).equals(readFileSync(folder('site', 'source', name))),
        ).toBe(true);
      }
      await runPeer('sh', ['-c', `cd '${out}' && sha256sum -c --strict --quiet SHA256SUMS`]);
    }
    expect(readdirSync(out).some((name) => name.endsWith('.swm'))).toBe(false);
    const joined = await readManifest(path.join(out, 'manifest.json'));
    expect(joined.facts.archive?.parts.map(({ name }) => name)).toEqual(['install.wim']);
    const cut = await reshape(out, joined.facts.archive?.parts ?? [], 'split', reporter, 20 * MIB);
    expect(cut.map(({ name }) => name)).toEqual(['install.swm', 'install2.swm', 'install3.swm']);
    expect((await readManifest(path.join(out, 'manifest.json'))).facts.archive?.parts).toEqual(cut);
    for (const { name, size, sha256 } of cut) {
      const bytes = readFileSync(path.join(out, name));
      expect([size, sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
    }
    await runPeer('wimlib-imagex', [
      'join',
      folder('theirs.wim'),
      ...cut.map(({ name }) => path.join(out, name)),
    ]);
    await runPeer('wimlib-imagex', ['verify', folder('theirs.wim')]);
  },
);
