import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { FactoryError } from '../../src/errors.js';
import { publishFolder, type Published } from '../../src/factory/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import { GitHubApi, githubStore, HttpClient } from '../../src/release/index.js';
import { buildSite, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import {
  BAD_GATEWAY,
  primaryLimit,
  secondaryLimit,
  startGitHub,
  type Fault,
  type GitHub,
  type GitHubOptions,
  type Repository,
  type RepositoryOptions,
} from '../support/github/index.js';
import { keepingReporter } from '../support/reporter.js';
import { expectPublished, uploadedTwice } from '../support/published.js';

const folder = temporaryFolder();
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_0123456789';
const TAG = 'demo-1';
let release = '';
let github: GitHub | null = null;

beforeAll(async () => {
  const site = makeSite(folder('site'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
  release = site.out;
});

afterEach(async () => {
  await github?.stop();
  github = null;
});

async function start(options: GitHubOptions = {}, of: RepositoryOptions = {}) {
  await github?.stop();
  github = await startGitHub(options);
  github.addToken(TOKEN, { [REPOSITORY]: 'write' });
  return { server: github, repository: github.addRepository(REPOSITORY, of) };
}

interface Run {
  readonly token?: string | null;
  readonly tag?: string;
  readonly keep?: number | null;
  readonly verify?: boolean;
  readonly reporter?: Reporter;
  readonly from?: string;
  readonly stall?: number;
  /** Gets the milliseconds of each wait. */
  readonly waits?: number[];
}

/** In this process, without the waits. */
function publish({ apiUrl: url }: GitHub, of: Run = {}): Promise<Published> {
  const http = new HttpClient({ env: {}, ...(of.stall === undefined ? {} : { stall: of.stall }) });
  const { token = TOKEN, tag = TAG, keep = null, verify = false, reporter = silentReporter() } = of;
  const wait = async (milliseconds: number) => void of.waits?.push(milliseconds);
  const store = githubStore(
    new GitHubApi({ repository: REPOSITORY, url, token, access: 'write', http, wait }),
    true,
  );
  return publishFolder(of.from ?? release, store, { tag, keep, verify, reporter });
}

/** A release folder of the same manifest with these files and no other. */
function copyRelease(to: string, files: Readonly<Record<string, Buffer>>): void {
  mkdirSync(to);
  const all = { 'manifest.json': readFileSync(path.join(release, 'manifest.json')), ...files };
  const sums = Object.entries(all).map(([name, bytes]) => {
    writeFileSync(path.join(to, name), bytes);
    return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
  });
  writeFileSync(path.join(to, 'SHA256SUMS'), sums.join(''));
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '').replace(/127\.0\.0\.1:\d+/g, 'HOST')}`;
}

test.each<[string, Fault]>([
  ['a connection that is reset instead of the answer', { kind: 'lost' }],
  ['a connection that is reset in the middle', { kind: 'reset', after: 100 }],
  ['502', BAD_GATEWAY],
  ['a secondary limit', secondaryLimit(1)],
  ['a secondary limit as 429', secondaryLimit(1, 429)],
  ['the limit of the hour', primaryLimit(1)],
  ['an answer that never comes', { kind: 'silent' }],
  ['an answer of success that says nothing', { kind: 'answer', status: 200, body: '' }],
])('%s at each request in turn: one run gets there', async (_, fault) => {
  for (let at = 1, requests = at; at <= requests; at++) {
    const { server, repository } = await start({ pageLimit: 2 });
    server.fault(at, fault);
    await publish(server, { stall: 300 });
    expectPublished(repository, release);
    expect([at, uploadedTwice(server.requests)]).toEqual([at, []]);
    if (at === 1) requests = server.requests.length;
    expect(requests).toBeGreaterThan(12);
  }
});

test.each<[string, 'before' | 'after']>([
  ['when it asks', 'before'],
  ['before it hears the answer', 'after'],
])('interrupted at each request in turn %s, the next run converges', async (_, when) => {
  for (let at = 1, requests = at; at <= requests; at++) {
    const { server, repository } = await start({ pageLimit: 2 });
    const controller = new AbortController();
    const stop = () => {
      controller.abort(new FactoryError('interrupted', { subject: 'publish', found: 'stopped' }));
    };
    server.fault(at, { kind: 'call', when, call: stop });
    const [first] = await Promise.allSettled([
      publish(server, { reporter: silentReporter(controller.signal) }),
    ]);
    if (first.status === 'rejected') {
      expect(first.reason).toMatchObject({ code: 'interrupted' });
      requests++;
    }
    server.clearFaults();
    await publish(server);
    expectPublished(repository, release);
    expect([at, uploadedTwice(server.requests)]).toEqual([at, []]);
  }
});

test.each<'before' | 'after'>(['before', 'after'])(
  'a second run at each request in turn, %s it is done: one release, each file once, and who lost is told',
  async (when) => {
    for (let at = 1, requests = at; at <= requests; at++) {
      const { server, repository } = await start();
      const second: Published[] = [];
      server.fault(at, { kind: 'meanwhile', when, work: async () => second.push(await publish(server)) });
      const told = await publish(server).then(
        ({ changed }) => `changed: ${changed}`,
        (error: unknown) => refusal(Promise.reject(error as Error)),
      );
      expect([at, told]).toEqual([
        at,
        expect.stringMatching(
          /^changed: |^busy: github:contoso\/images@demo-1: another run (has published it|fills its draft now), expected one run at a time\. Wait for that run, then run it again/,
        ),
      ]);
      expectPublished(repository, release);
      expect([at, second.length, uploadedTwice(server.requests)]).toEqual([at, 1, []]);
      // Those of the second run come between.
      requests = server.requests.length / 2;
      expect(requests).toBeGreaterThan(5);
    }
  },
);

test('a store that never answers is given up after eight attempts, and the next run goes on', async () => {
  const { server, repository } = await start();
  const waits: number[] = [];
  server.fault(
    ({ kind, path: place }) => kind === 'upload' && place.includes('install2.swm'),
    BAD_GATEWAY,
    100,
  );
  expect(await refusal(publish(server, { waits }))).toBe(
    'store: Uploading install2.swm: 502 Bad Gateway (attempt 8), expected an answer of success. Run it again later: what is done stays done.',
  );
  expect(waits).toHaveLength(7);
  for (const [at, wait] of waits.entries()) {
    const full = Math.min(1000 * 2 ** at, 60_000);
    expect([wait >= full / 2, wait <= full]).toEqual([true, true]);
  }
  expect(waits.some((wait, at) => wait !== 1000 * 2 ** at)).toBe(true);
  server.clearFaults();
  const { uploaded, kept } = await publish(server);
  expect(uploaded).toContain('install2.swm');
  expect(kept).toContain('manifest.json');
  expectPublished(repository, release);
  expect(uploadedTwice(server.requests)).toEqual([]);
});

test('Retry-After is waited for as it says, and more than an hour is not', async () => {
  const { server } = await start();
  const waits: number[] = [];
  server.fault(4, secondaryLimit(17));
  await publish(server, { waits });
  expect(waits).toEqual([17_000]);
  const headers = { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' };
  server.fault(2, { kind: 'answer', status: 503, headers });
  await publish(server, { waits });
  expect(waits).toEqual([17_000, 0]);
  server.fault(1, primaryLimit(5000));
  expect(await refusal(publish(server))).toMatch(
    /^store: Looking for the repository: 403 API rate limit exceeded for installation ID 1\.; it asks to wait 1 h 23 min \(attempt 1\)/,
  );
});

test.each<[string, Run, string]>([
  [
    'no token',
    { token: null },
    'permission: github:contoso/images: no token, expected one with the right to write releases. Set GITHUB_TOKEN, in a workflow to ${{ github.token }}, with "permissions: contents: write"; or publish to a folder: --to FOLDER.',
  ],
  [
    'a token that is not good',
    { token: 'ghp_wrong' },
    'permission: github:contoso/images: Looking for the repository: 401 Bad credentials, expected a token that is good. Make a new token, and give it as GITHUB_TOKEN.',
  ],
  [
    'a token that may read',
    { token: 'ghs_read' },
    'permission: github:contoso/images: Creating the draft: 403 Resource not accessible by integration, expected the right to write releases. Give the job "permissions: contents: write", or use a token with that right.',
  ],
  [
    'a token for another repository',
    { token: 'ghp_other' },
    'not-found: github:contoso/images: Looking for the repository: 404 Not Found, expected a repository that this token may write to. Check the name github:OWNER/REPO, and that the token is for that repository.',
  ],
  [
    'a tag that Git does not take',
    { tag: 'a..b' },
    'usage: tag "a..b": a tag that Git or a store does not take, expected letters, digits, ".", "_", "+", "-" and "/", beginning with a letter or digit',
  ],
])('%s is told with what to do', async (_, run, message) => {
  const { server } = await start({}, { private: true });
  server.addToken('ghs_read', { [REPOSITORY]: 'read' });
  server.addToken('ghp_other', {});
  expect(await refusal(publish(server, run))).toBe(message);
  expect(server.requests.every(({ kind }) => kind === 'api')).toBe(true);
});

test('a GITHUB_TOKEN that ends in the middle is named, with its 24 hours', async () => {
  const { server } = await start();
  const reporter: Reporter = {
    ...silentReporter(),
    task: (title) => {
      if (title === 'Uploading install2.swm') server.removeToken(TOKEN);
      return { advance() {}, end() {} };
    },
  };
  expect(await refusal(publish(server, { reporter }))).toBe(
    'permission: github:contoso/images: Uploading install2.swm: 401 Bad credentials, expected a token that is good. GITHUB_TOKEN is good until its job ends, and for 24 hours at most (that of an App for one): for a longer build publish from a job of its own with "image-factory publish", or give the input "token" one that lives longer.',
  );
});

test('a draft that people made is left alone, and so is one of another image', async () => {
  const { server, repository } = await start();
  const draft = repository.addRelease({ tag: TAG, draft: true, body: 'Soon!' });
  expect(await refusal(publish(server))).toMatch(
    /^exists: github:contoso\/images@demo-1: a draft that people made, expected none, or one that an earlier run of this image left\. Remove that draft, or choose another tag: http/,
  );
  draft.body = '<!-- image-factory:release {"image":"other","content":"00"} -->';
  expect(await refusal(publish(server))).toMatch(/^exists: .*: a draft of the image "other"/);
  expect(repository.releases).toHaveLength(1);
});

test('of two drafts that runs at the same time left, one becomes the release', async () => {
  const { server, repository } = await start();
  const body = '<!-- image-factory:release {"image":"demo","content":"00"} -->';
  for (let twin = 0; twin < 2; twin++) repository.addRelease({ tag: TAG, draft: true, body });
  await publish(server);
  expectPublished(repository, release);
});

test('what is of another build in the draft is replaced, what people put there stays', async () => {
  const { server, repository } = await start();
  const body = '<!-- image-factory:release {"image":"demo","content":"00"} -->';
  const sums = readFileSync(path.join(release, 'SHA256SUMS'));
  const draft = repository.addRelease({
    tag: TAG,
    draft: true,
    body,
    files: {
      'install.swm': Buffer.from('older'),
      'install7.swm': Buffer.from('of a set with more parts'),
      'manifest.json': readFileSync(path.join(release, 'manifest.json')),
      SHA256SUMS: sums.fill('0', 0, 1),
      'notes.pdf': Buffer.from('of people'),
    },
  });
  const { kept } = await publish(server);
  expect(kept).toEqual(['manifest.json']);
  expect(draft.assets.map(({ name }) => name).toSorted()).toEqual([
    'SHA256SUMS',
    'changes.md',
    'install.swm',
    'install2.swm',
    'install3.swm',
    'manifest.json',
    'notes.pdf',
  ]);
});

test('an unfinished upload is removed only where name and size are ours', async () => {
  const { server, repository } = await start();
  const body = '<!-- image-factory:release {"image":"demo","content":"00"} -->';
  const draft = repository.addRelease({ tag: TAG, draft: true, body });
  const starter = { state: 'starter', content: null } as const;
  repository.add(draft, { name: 'install2.swm', size: 7, ...starter }, null);
  expect(await refusal(publish(server))).toMatch(
    /^exists: github:contoso\/images@demo-1: install2\.swm: an unfinished upload of 7 bytes, expected \d+ bytes, as ours has\. Wait until whoever uploads it is done/,
  );
  draft.assets.length = 0;
  repository.add(draft, { name: 'install2.swm', size: 0, ...starter }, null);
  await publish(server);
  expectPublished(repository, release);
});

test('a file of a draft that has the right size and other bytes is uploaded anew, and what is right stays', async () => {
  const { server, repository } = await start();
  const other = Buffer.alloc(statSync(path.join(release, 'manifest.json')).size);
  const files = { 'manifest.json': other, 'install2.swm': path.join(release, 'install2.swm') };
  const body = '<!-- image-factory:release {"image":"demo","content":"00"} -->';
  repository.addRelease({ tag: TAG, draft: true, body, files });
  const { uploaded, kept } = await publish(server);
  expect(uploaded).toContain('manifest.json');
  expect(kept).toEqual(['install2.swm']);
  expectPublished(repository, release);
});

test('another release under the tag is never changed; an immutable one is named so', async () => {
  const { server, repository } = await start({}, { immutable: true });
  await publish(server);
  expect(repository.releases[0]?.immutable).toBe(true);
  expect(await publish(server)).toMatchObject({ changed: false });
  const other = makeSite(folder('other'), '', 3);
  await buildSite(other);
  expect(await refusal(publish(server, { from: other.out }))).toBe(
    'exists: github:contoso/images@demo-1: another release under this tag, which is immutable: it has no install.wim, expected a tag that is free: a release never changes. Raise the version of the definition, or give it another tag; build on a tag, not on a release that is out already.',
  );
  const [first] = repository.releases;
  if (first !== undefined) repository.delete(first);
  expect(await refusal(publish(server))).toBe(
    'exists: github:contoso/images: Publishing demo-1: 422 Validation Failed: tag_name was used by an immutable release, expected a tag that no immutable release ever had. Raise the version of the definition.',
  );
  // Nobody could ever publish that draft.
  expect(repository.releases).toEqual([]);
});

test('without digests sizes are checked, and with verify every byte is read back', async () => {
  const { server, repository } = await start();
  repository.digests = false;
  const reads = () => server.requests.filter(({ kind }) => kind === 'storage').length;
  await publish(server);
  expect(reads()).toBe(0);
  expect(await publish(server)).toMatchObject({ changed: false });
  repository.releases.length = 0;
  server.fault(({ kind }) => kind === 'storage', { kind: 'expired' });
  server.fault(({ kind }) => kind === 'storage', { kind: 'flip', at: 5 });
  server.fault(({ kind }) => kind === 'storage', { kind: 'reset', after: 5 });
  server.fault(({ kind }) => kind === 'storage', { kind: 'short', by: 5 });
  const before = server.requests.length;
  const { uploaded } = await publish(server, { verify: true });
  expect(uploaded).toHaveLength(6);
  expect(reads()).toBeGreaterThanOrEqual(uploaded.length + 4);
  expect(uploadedTwice(server.requests.slice(before))).toEqual([]);
  expect(repository.releases).toMatchObject([{ tag: TAG, draft: false }]);
  expect(
    server.requests.every(
      ({ kind, headers }) => kind !== 'storage' || headers['authorization'] === undefined,
    ),
  ).toBe(true);
});

test('without digests, the manifest of the release before is what its list says', async () => {
  const { server, repository } = await start();
  repository.digests = false;
  await publish(server, { tag: 'demo-0' });
  const manifest = repository.releases[0]?.assets.find(({ name }) => name === 'manifest.json');
  server.fault(({ path: place }) => place.includes(`/${manifest?.id}?`), { kind: 'flip', at: 9 });
  const reporter = keepingReporter();
  const waits: number[] = [];
  await publish(server, { reporter, waits });
  expect([reporter.warnings, waits.length]).toEqual([[], 1]);
  expect(repository.releases[0]?.body).toContain('### Changes since demo-0');
});

test('an upload that GitHub stops to take in the middle is given up, told, and sent again', async () => {
  const { server, repository } = await start();
  const large = folder('large');
  copyRelease(large, { 'install.wim': Buffer.alloc(40_000_000) });
  server.fault(({ kind, path: place }) => kind === 'upload' && place.includes('install.wim'), {
    kind: 'stall',
    after: 1_000_000,
  });
  const told: string[] = [];
  const reporter = { ...silentReporter(), info: (text: string) => told.push(text) };
  await publish(server, { from: large, stall: 500, reporter });
  expect(told).toContainEqual(
    expect.stringMatching(/^Uploading install\.wim: .*: nothing moved for 0\.5 s; again in /),
  );
  expect(repository.releases[0]?.assets.find(({ name }) => name === 'install.wim')).toMatchObject({
    state: 'uploaded',
    size: 40_000_000,
  });
  expect(uploadedTwice(server.requests)).toEqual([]);
});

test('notes that are longer than GitHub takes are cut at a line, and whole in the release', async () => {
  const { server, repository } = await start();
  const long = folder('long');
  const lines = Array.from({ length: 20_000 }, (_, at) => `- file ${at} changed`);
  const notes = `${lines.join('\n')}\n`;
  copyRelease(long, { 'changes.md': Buffer.from(notes) });
  await publish(server, { from: long });
  const [{ body, assets }] = repository.releases as [Repository['releases'][0]];
  expect(body.length).toBeLessThanOrEqual(125_000);
  expect(body.length).toBeGreaterThan(124_900);
  expect(body).toMatch(/changed\n\n… the rest is in changes\.md\.\n\n<!-- image-factory:release \{.*\} -->$/);
  expect(assets.find(({ name }) => name === 'changes.md')?.size).toBe(notes.length);
  expect(await publish(server, { from: long })).toMatchObject({ changed: false });
});

test('a file that changes on the way is not uploaded whole', async () => {
  const { server, repository } = await start();
  const site = makeSite(folder('changing'), '', 3);
  await buildSite(site);
  appendFileSync(path.join(site.out, 'install.wim'), 'x');
  expect(await refusal(publish(server, { from: site.out }))).toMatch(
    /^damaged: \/changing\/release\/install\.wim: the SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}\. Build or fetch it again\.$/,
  );
  const assets = repository.releases.flatMap((draft) => draft.assets);
  expect(assets.find(({ name }) => name === 'install.wim')?.state).not.toBe('uploaded');
  expect(repository.releases).toMatchObject([{ draft: true }]);
});

test('older releases of the image are removed, never the newest, never what others made', async () => {
  const { server, repository } = await start();
  repository.addRelease({ tag: 'v0.9', body: 'A release of people', published: new Date(1) });
  for (const [at, tag] of ['demo-a', 'demo-b', 'demo-c'].entries()) {
    await publish(server, { tag });
    const made = repository.releases.find((candidate) => candidate.tag === tag);
    if (made !== undefined) made.published = new Date(1000 + at);
  }
  const theirs = repository.releases.find(({ tag }) => tag === 'demo-a');
  if (theirs !== undefined) theirs.body = 'taken over by people';
  const { removed } = await publish(server, { tag: 'demo-d', keep: 2 });
  expect(removed).toEqual(['demo-b']);
  expect(repository.published.map(({ tag }) => tag)).toEqual(['demo-d', 'demo-c', 'demo-a', 'v0.9']);
  expect((await publish(server, { tag: 'demo-c', keep: 1 })).removed).toEqual([]);
});

test('the release says what changed since the one before, and what it is built from', async () => {
  const { server, repository } = await start();
  const site = makeSite(folder('two'), '', 3);
  const env = { GITHUB_SHA: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00' };
  await buildSite(site, { env });
  await publish(server, { from: site.out });
  expect(repository.releases[0]).toMatchObject({
    target: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
    name: 'demo 1',
    body: expect.stringContaining('This is the first release of this image here.'),
  });
  writeFileSync(path.join(site.folder, 'source', 'file-1.txt'), 'changed');
  await buildSite(site, { env });
  await publish(server, { from: site.out, tag: 'demo-2' });
  expect(repository.releases[0]?.body).toContain('### Changes since demo-1');
  expect(repository.releases[0]?.body).toContain('0 entries added, 0 removed, 1 changed, 0 moved');
  expect(repository.releases[0]?.body).toContain('dism.exe /Apply-Image /ImageFile:install.wim /Index:1');
});

test('a file over the limit of the store is told before anything is uploaded', async () => {
  const { server } = await start();
  const site = makeSite(folder('over'), '', 3);
  await buildSite(site);
  const http = new HttpClient({ env: {} });
  const api = new GitHubApi({
    repository: REPOSITORY,
    url: server.apiUrl,
    token: TOKEN,
    access: 'write',
    http,
  });
  const small = { ...githubStore(api, true), fileLimit: 1000 };
  const options = { tag: TAG, keep: null, verify: false, reporter: silentReporter() };
  expect(await refusal(publishFolder(site.out, small, options))).toMatch(
    /^unsupported: github:contoso\/images: 2 files too large for it: .*install\.wim \([0-9.]+ KiB\), .*; a content cannot be cut, and that of \\file-\S+, .* is one, expected at most 1\.0 KiB each\. Leave the file out of the image with capture\.exclude, have it installed after deployment, or publish to a folder\.$/,
  );
  const whole = { ...small, fileLimit: statSync(path.join(site.out, 'install.wim')).size - 1 };
  expect(await refusal(publishFolder(site.out, whole, options))).toMatch(
    /: 1 file too large for it: [^;]*, expected at most .* Build with "release: \{ split: 1900 MiB \}", or publish to a folder\.$/,
  );
  const few = { ...whole, fileLimit: null, countLimit: 3 };
  expect(await refusal(publishFolder(site.out, few, options))).toBe(
    'unsupported: github:contoso/images: 4 files, more than it takes of a release, expected at most 3. Build with larger parts, "release: { split: 1900 MiB }", or publish to a folder.',
  );
  expect(server.requests).toEqual([]);
});

test('a release that somebody published meanwhile is in the way, and is looked at', async () => {
  const { server, repository } = await start();
  server.fault(({ method }) => method === 'PATCH', {
    kind: 'call',
    when: 'before',
    call: () => {
      repository.addRelease({ tag: TAG, body: 'of people' });
    },
  });
  for (const stall of [200, 1000]) {
    expect(await refusal(publish(server, { stall }))).toMatch(
      /^exists: github:contoso\/images@demo-1: another release under this tag: it has no install\.swm, /,
    );
  }
});

test('the token goes to no other host, whatever a page of a list says', async () => {
  const { server } = await start();
  const headers = { link: '<http://evil.test/repos/x?page=2>; rel="next"' };
  server.fault(2, { kind: 'answer', status: 200, headers, body: [] });
  expect(await refusal(publish(server))).toMatch(
    /^store: github:contoso\/images: the next page of a list at http:\/\/evil\.test, expected http:\/\/HOST\. Check GITHUB_API_URL\.$/,
  );
});

test('a release before whose manifest cannot be read any more stops no newer one', async () => {
  const { server, repository } = await start();
  const body = '<!-- image-factory:release {"image":"demo","content":"00"} -->';
  const files = { 'manifest.json': Buffer.from('{'), SHA256SUMS: Buffer.from('') };
  repository.addRelease({ tag: 'demo-0', body, files });
  const reporter = keepingReporter();
  await publish(server, { reporter });
  expect(reporter.warnings).toEqual([
    expect.stringMatching(/^github:contoso\/images@demo-0: what changed since then cannot be said: /),
  ]);
  expect(repository.releases[0]?.body).toContain(
    'The manifest of demo-0, the release before, could not be read.',
  );
});
