/** The command against GitHub's release API: what it does when nothing goes wrong, its way there, and its memory. */

import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { BLOCK_SIZE } from '../../src/manifest/index.js';
import { runCli, type CliResult } from '../support/cli.js';
import { buildSite, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { testWith } from '../support/peers.js';
import { peakOf } from '../support/peak.js';
import { HOST, makeIdentity, startProxy } from '../support/proxy.js';
import { expectPublished, uploadedTwice } from '../support/published.js';
import {
  startGitHub,
  type GitHub,
  type GitHubOptions,
  type Repository,
  type RepositoryOptions,
} from '../support/github/index.js';

const folder = temporaryFolder();
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_0123456789';
const TAG = 'demo-1';
/** So many bytes of nothing, and their SHA-256. */
const ZEROS = {
  size: 1_700_000_000,
  sha256: '34d9e9f185a17fa006fa5173b3c18bb114f33c0745eaf222f453d0241de4e213',
};
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
  github = await startGitHub(options);
  github.addToken(TOKEN, { [REPOSITORY]: 'write' });
  return { github, repository: github.addRepository(REPOSITORY, of) };
}

function publish(
  { apiUrl }: GitHub,
  words: readonly string[] = [],
  started?: (child: ChildProcess) => void,
): Promise<CliResult> {
  const env = { GITHUB_API_URL: apiUrl, GITHUB_REPOSITORY: REPOSITORY, GITHUB_TOKEN: TOKEN };
  const all = ['publish', release, '--to', 'github', '--tag', TAG, '--json', ...words];
  return runCli(all, { env, ...(started === undefined ? {} : { started }) });
}

test('a release is drafted, filled, checked and published last; the same again is no work', async () => {
  const { github: server, repository } = await start();
  const first = await publish(server);
  expect(first.stderr).not.toContain('warning');
  expect(first.status).toBe(0);
  expectPublished(repository, release);
  const { location, changed, uploaded, kept } = JSON.parse(first.stdout) as Record<string, unknown>;
  expect({ location, changed, kept }).toEqual({
    location: `${server.serverUrl}/${REPOSITORY}/releases/tag/${TAG}`,
    changed: true,
    kept: [],
  });
  expect((uploaded as string[]).toSorted()).toEqual([...readdirSync(release), 'changes.md'].toSorted());
  const writes = server.requests.filter(({ method }) => method !== 'GET');
  expect(writes.map(({ kind, method }) => `${kind} ${method}`)).toEqual([
    'api POST',
    ...writes.slice(2).map(() => 'upload POST'),
    'api PATCH',
  ]);
  const before = server.requests.length;
  const again = await publish(server);
  expect(JSON.parse(again.stdout)).toMatchObject({ changed: false, uploaded: [] });
  expect(server.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true);
});

test('two at once: one release, each file once, and who does not publish it is told', async () => {
  for (let round = 0; round < 3; round++) {
    const { github: server, repository } = await start();
    const both = await Promise.all([publish(server), publish(server)]);
    const ends = both.map(({ status, stdout, stderr }) => {
      if (status === 0) return `changed: ${(JSON.parse(stdout) as { changed: boolean }).changed}`;
      return `${status} ${stderr}`;
    });
    expect(ends).toContain('changed: true');
    for (const end of ends) expect(end).toMatch(/^changed: |^4 [\s\S]*error: .* another run /);
    expectPublished(repository, release);
    expect(uploadedTwice(server.requests)).toEqual([]);
    await server.stop();
  }
});

test('GitHub Enterprise Server: its API has a path, and uploads go where the release says', async () => {
  const { github: server, repository } = await start({ apiPath: '/api/v3' });
  expect(await publish(server)).toMatchObject({ status: 0 });
  expectPublished(repository, release);
  const env = { GITHUB_API_URL: server.apiUrl, GITHUB_TOKEN: TOKEN };
  const again = await runCli(['publish', release, '--to', `github:${REPOSITORY}`, '--tag', TAG], { env });
  expect(again.stdout).toBe(`${server.serverUrl}/${REPOSITORY}/releases/tag/${TAG}\n`);
});

testWith(['openssl'], 'through a proxy with a password, which is told where it is refused', async () => {
  const { github: server, repository } = await start();
  const identity = await makeIdentity(folder());
  const proxy = await startProxy(Number(new URL(server.serverUrl).port), 'u:p w', identity);
  const behind = (user: string) => ({
    GITHUB_API_URL: `https://${HOST}`,
    GITHUB_TOKEN: TOKEN,
    HTTPS_PROXY: `http://${user}127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: identity.certificate,
  });
  const words = ['publish', release, '--to', `github:${REPOSITORY}`, '--tag', TAG];
  try {
    const refused = await runCli(words, { env: behind('') });
    expect(refused.status).toBe(5);
    expect(refused.stderr).toMatch(
      /error: proxy 127\.0\.0\.1:\d+: 407 Proxy Authentication Required for a connection to api\.github\.test:443, expected 200\. Give user and password in the address: http:\/\/USER:PASSWORD@HOST:PORT\./,
    );
    expect(await runCli(words, { env: behind('u:p%20w@') })).toMatchObject({ status: 0 });
    expectPublished(repository, release);
    expect(proxy.asked[0]).toBe('CONNECT api.github.test:443');
    expect(new Set(proxy.asked.slice(1))).toEqual(new Set(['CONNECT api.github.test:443 Basic dTpwIHc=']));
  } finally {
    await proxy.stop();
  }
});

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A release of 3 parts of nothing, whose manifest says so. */
function makeLarge(folderOf: string): void {
  mkdirSync(folderOf);
  const rest = ZEROS.size % BLOCK_SIZE;
  const whole = digestOf(Buffer.alloc(BLOCK_SIZE));
  const blocks = Array.from({ length: Math.floor(ZEROS.size / BLOCK_SIZE) }, () => whole);
  blocks.push(digestOf(Buffer.alloc(rest)));
  const names = ['install.swm', 'install2.swm', 'install3.swm'];
  const parts = names.map((name) => ({ name, ...ZEROS, blocks }));
  const text = readFileSync(path.join(release, 'manifest.json'), 'utf8');
  const manifest = text.replace(/"parts": \[[^]*?\n {4}\]/, `"parts": ${JSON.stringify(parts)}`);
  writeFileSync(path.join(folderOf, 'manifest.json'), manifest);
  const sums = [`${digestOf(readFileSync(path.join(folderOf, 'manifest.json')))}  manifest.json`];
  for (const name of names) {
    writeFileSync(path.join(folderOf, name), '');
    truncateSync(path.join(folderOf, name), ZEROS.size);
    sums.push(`${ZEROS.sha256}  ${name}`);
  }
  writeFileSync(path.join(folderOf, 'SHA256SUMS'), `${sums.join('\n')}\n`);
}

test('5 GB in 3 parts take less than 200 MB of memory, published and fetched', async () => {
  const big = folder('big');
  makeLarge(big);
  const { github: server, repository } = await start({ keepContents: false });
  const env = { GITHUB_API_URL: server.apiUrl, GITHUB_TOKEN: TOKEN };
  const words = ['publish', big, '--to', `github:${REPOSITORY}`, '--tag', TAG];
  const published = await peakOf(words, env);
  expect([published > 40 && published < 200, published]).toEqual([true, published]);
  const [{ assets, draft }] = repository.releases as [Repository['releases'][0]];
  expect(draft).toBe(false);
  expect(assets.filter(({ digest }) => digest === `sha256:${ZEROS.sha256}`)).toHaveLength(3);
  const files = Object.fromEntries(readdirSync(big).map((name) => [name, path.join(big, name)]));
  repository.addRelease({ tag: 'demo-2', files });
  // Two parts are there from a run before, so that fewer bytes go to the disk; the command checks every one of the three.
  mkdirSync(folder('.fetched.fetch'));
  for (const name of ['install.swm', 'install2.swm']) {
    writeFileSync(folder('.fetched.fetch', name), '');
    truncateSync(folder('.fetched.fetch', name), ZEROS.size);
  }
  const fetched = await peakOf(['fetch', `github:${REPOSITORY}@demo-2`, '--to', folder('fetched')], env);
  expect([fetched > 40 && fetched < 200, fetched]).toEqual([true, fetched]);
  expect(readdirSync(folder('fetched'))).toEqual(readdirSync(big));
  const sent = server.requests
    .filter(({ kind }) => kind === 'storage')
    .reduce((sum, { sent: bytes }) => sum + bytes, 0);
  expect(sent).toBeGreaterThan(ZEROS.size);
});
