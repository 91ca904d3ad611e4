/** The command against GitHub's release API, with a fault at each request in turn. */

import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { runCli, type CliResult } from '../support/cli.js';
import { buildSite, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { expectPublished, uploadedTwice } from '../support/published.js';
import {
  startGitHub,
  type GitHub,
  type GitHubOptions,
  type RepositoryOptions,
} from '../support/github/index.js';

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

test('killed at each request in turn before it hears the answer, the next run converges', async () => {
  for (let at = 1, requests = at; at <= requests; at++) {
    const { github: server, repository } = await start();
    const killed = await publish(server, [], (child) => {
      server.fault(at, { kind: 'call', when: 'after', call: () => child.kill('SIGKILL') });
    });
    if (killed.status === null) requests++;
    server.clearFaults();
    const { status, stderr } = await publish(server);
    expect([at, status, stderr]).toEqual([at, 0, expect.not.stringContaining('warning')]);
    expectPublished(repository, release);
    expect([at, uploadedTwice(server.requests)]).toEqual([at, []]);
    await server.stop();
    if (killed.status === 0) expect(at).toBeGreaterThan(10);
  }
}, 600_000);
