/**
 * The workflows at work: what happens when a tag is pushed, a month has gone by, or somebody asks for changes. From the
 * YAML of the templates and of what they call, with the bundles in dist/, real Git, and GitHub on the loopback.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { bytesOf, startGitHub, type GitHub, type Repository } from '../support/github/index.js';
import { runPeer, testWith } from '../support/peers.js';
import { startResults, type Results } from '../support/results.js';
import { startSigstore, type Sigstore } from '../support/sigstore.js';
import {
  folderSource,
  gitSource,
  playWorkflow,
  recorder,
  renamedOutputs,
  replayer,
  type Event,
  type Hand,
  type Played,
  type Recording,
} from '../support/workflow/index.js';

const NAME = 'contoso/images';
const KIT = 'contoso/image-factory';
const inFolder = temporaryFolder();
const [origin, work, share, runners] = ['origin.git', 'work', 'share', 'runners'].map((name) =>
  inFolder(name),
) as [string, string, string, string];
let github: GitHub;
let repository: Repository;
let results: Results;
let sigstore: Sigstore;
let signer: Server;

/** Jobs on ubuntu-24.04, whose scripts are bash. */
function played(name: string, body: () => Promise<void>): void {
  if (process.platform === 'win32') test.skip(name, body);
  else testWith(['bash', 'wimlib-imagex'], name, body);
}

/** All images in one release, and what is to follow it, which its release does not start. */
const MERGED = `on: { push: { tags: ['all-*'] } }
permissions: {}
jobs:
  images:
    permissions: { contents: write }
    uses: ${KIT}/.github/workflows/build-image.yml@main
    with: { merge: all }
  use:
    needs: images
    permissions: { contents: read }
    uses: ${KIT}/.github/workflows/consume-image.yml@main
    with:
      image: all
      tag: \${{ needs.images.outputs.tag }}
      artifact: \${{ needs.images.outputs.changed == 'true' && 'fetched' || '' }}
`;

const ATTESTED = `on: workflow_dispatch
permissions: {}
jobs:
  images:
    permissions: { contents: read }
    uses: ${KIT}/.github/workflows/build-image.yml@main
    with: { definitions: images/kiosk.yml, publish: false }
  attest:
    needs: images
    permissions: { contents: write, id-token: write, attestations: write }
    uses: ${KIT}/.github/workflows/attest-image.yml@main
    with: { releases: '\${{ needs.images.outputs.releases }}', attest: 'true' }
`;

/** A template, as who copies it changes it. */
function template(name: string): string {
  return readFileSync(path.join('workflows', name), 'utf8')
    .replaceAll('OWNER/image-factory', KIT)
    .replace('["self-hosted", "windows"]', '["self-hosted", "linux"]')
    .replace('C:\\images', inFolder('kept'))
    .replace('\\\\server\\images', share);
}

function git(folder: string, ...words: readonly string[]): string {
  const author = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@contoso.example'];
  return execFileSync('git', ['-C', folder, ...author, ...words], { encoding: 'utf8' });
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(work, file)), { recursive: true });
  writeFileSync(path.join(work, file), text);
}

function definition(name: string, more = ''): string {
  return `name: ${name}\nversion: '2026.11'\ncreated: 2026-11-23\nsource: { disk: ./reference.vhdx }\nmachine: { hypervisor: none }\n${more}`;
}

/** What somebody commits, tags and pushes. */
function push(...refs: readonly string[]): void {
  git(work, 'add', '.');
  git(work, 'commit', '--quiet', '--allow-empty', '--message=Images');
  for (const ref of refs) if (ref !== 'main') git(work, 'tag', ref);
  git(work, 'push', '--quiet', '--force', origin, ...refs);
}

beforeAll(async () => {
  [github, results, sigstore] = await Promise.all([startGitHub(), startResults(), startSigstore('public')]);
  signer = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const piece of request) text += String(piece);
      const sub = `https://github.com/${KIT}/.github/workflows/attest-image.yml@refs/heads/main`;
      response.end(
        await sigstore.attest(JSON.parse(text) as Record<string, string>, { sub, repository: NAME }),
      );
    })();
  });
  await new Promise<void>((resolve) => signer.listen(0, '127.0.0.1', resolve));
  repository = github.addRepository(NAME, { private: true });
  for (const made of [origin, work]) mkdirSync(made);
  git(origin, 'init', '--quiet', '--bare', '--initial-branch=main');
  git(work, 'init', '--quiet', '--initial-branch=main');
  mkdirSync(path.join(work, 'images'));
  cpSync('examples/quickstart/reference.vhdx', path.join(work, 'images', 'reference.vhdx'));
  write('images/win11-enterprise.yml', definition('win11-enterprise'));
  write('images/kiosk.yml', definition('kiosk', "capture: { exclude: ['\\Users\\*'] }\n"));
  for (const name of ['release-on-tag.yml', 'monthly.yml', 'consume.yml', 'pull-request.yml'])
    write(`.github/workflows/${name}`, template(name));
  write('.github/workflows/merged.yml', MERGED);
  write('.github/workflows/attested.yml', ATTESTED);
  push('main', 'win11-enterprise-2026.11', 'all-2026.11');
});

afterAll(async () => {
  await Promise.all([github.stop(), results.stop(), sigstore.stop()]);
  signer.close();
});

interface Scene {
  readonly file: string;
  readonly event: Omit<Event, 'sha'>;
}

const PAYLOAD = { repository: { visibility: 'private' } };
const tagged = (file: string, tag: string): Scene => ({
  file,
  event: { name: 'push', ref: `refs/tags/${tag}`, payload: PAYLOAD },
});
const byHand = (file: string): Scene => ({
  file,
  event: { name: 'workflow_dispatch', ref: 'refs/heads/main', payload: PAYLOAD },
});

/** @param changed files of the kit or of the repository that are others, by path */
function play({ file, event }: Scene, hand: Hand, changed: ReadonlyMap<string, string>): Promise<Played> {
  rmSync(runners, { recursive: true, force: true });
  const source = gitSource(NAME, origin, event.ref, changed);
  return playWorkflow(`.github/workflows/${file}`, {
    repository: source,
    others: [folderSource(KIT, path.resolve('.'), changed)],
    event: { ...event, sha: source.sha },
    github,
    results,
    folder: runners,
    secrets: { LICENSE_KEY: 'AAAAA-BBBBB' },
    env: { PLAYED_SIGSTORE: `http://127.0.0.1:${(signer.address() as AddressInfo).port}/` },
    hand,
  });
}

interface Recorded extends Recording {
  readonly scene: Scene;
  readonly done: Played;
}

const recordings: Recorded[] = [];

/** A run for the first time; what steps that fail have said is what the test says. */
async function perform(scene: Scene): Promise<Played> {
  results.artifacts.length = 0;
  const recording = recorder();
  const done = await play(scene, recording.hand, new Map());
  const failed = done.steps.filter(({ done: { result } }) => result === 'failure');
  expect(failed.map(({ call, done: { log } }) => `${call.place}: ${log}`)).toEqual([]);
  expect(done.result).toBe('success');
  recordings.push({ ...recording, scene, done });
  return done;
}

/** The jobs that ran, in their order. */
function ran({ steps }: Played): string[] {
  const jobs = steps.map(({ call }) => call.place.replace(/ \/ [^/]+( \/ post)?$/, ''));
  return jobs.filter((job, at) => jobs.indexOf(job) === at);
}

const outputsOf = ({ jobs }: Played, job: string) => jobs.get(job)?.outputs ?? {};
const releases = () => repository.releases.map(({ tag, draft }) => `${tag}${draft ? ' (draft)' : ''}`);
const FILES = ['SHA256SUMS', 'changes.md', 'install.wim', 'manifest.json'];

function assetsOf(tag: string): Map<string, Buffer> {
  const release = repository.releases.find((one) => one.tag === tag);
  return new Map(release?.assets.map(({ name, content }) => [name, bytesOf(content)]));
}

played('a tag is pushed: the image that it names is built and released', async () => {
  const done = await perform(tagged('release-on-tag.yml', 'win11-enterprise-2026.11'));
  expect(ran(done)).toEqual(['image / plan', 'image / build', 'image / publish']);
  expect(outputsOf(done, 'image')).toMatchObject({
    planned: 'true',
    changed: 'true',
    tag: 'win11-enterprise-2026.11',
    'release-url': `${github.serverUrl}/${NAME}/releases/tag/win11-enterprise-2026.11`,
  });
  expect(releases()).toEqual(['win11-enterprise-2026.11']);
  expect([...assetsOf('win11-enterprise-2026.11').keys()].toSorted()).toEqual(FILES);
});

played('a month later: what has changed is built and handed over; then nothing has', async () => {
  const done = await perform(byHand('monthly.yml'));
  expect(ran(done)).toEqual([
    'day',
    'images / plan',
    'images / build',
    'images / publish',
    'hand-over / share / consume',
  ]);
  expect(releases().toSorted()).toEqual(['kiosk-2026.11', 'win11-enterprise-2026.11']);
  expect(readdirSync(share)).toEqual(['win11-enterprise-2026.11']);
  const again = await perform(byHand('monthly.yml'));
  expect(ran(again)).toEqual(['day', 'images / plan']);
  expect(outputsOf(again, 'images')).toMatchObject({ planned: 'false', changed: 'false' });
});

played('two images, built on two runners, merged, published and consumed', async () => {
  const done = await perform(tagged('merged.yml', 'all-2026.11'));
  expect(ran(done)).toEqual([
    'images / plan',
    'images / build (1)',
    'images / build (2)',
    'images / merge',
    'images / publish',
    'use / consume',
  ]);
  for (const runner of ['images-build-1-', 'images-build-2-']) {
    const left = readdirSync(path.join(runners, runner, 'home'), { recursive: true }).map(String);
    expect(left.filter((name) => name.endsWith('journal.jsonl'))).toHaveLength(1);
  }
  expect(results.artifacts.map(({ name }) => name)).toEqual([
    'all.part.kiosk',
    'all.part.win11-enterprise',
    'all',
    'fetched',
  ]);
  const wim = outputsOf(done, 'use')['path'] ?? '';
  expect(outputsOf(done, 'use')).toMatchObject({ tag: 'all-2026.11', build: '26200.7171' });
  expect(readFileSync(wim).equals(assetsOf('all-2026.11').get('install.wim') ?? Buffer.alloc(0))).toBe(true);
  expect(await runPeer('wimlib-imagex', ['verify', wim])).toContain('image 2 of 2');
  // The second image adds what is not in the first: its tree.
  const alone = assetsOf('win11-enterprise-2026.11').get('install.wim')?.length ?? 0;
  expect(readFileSync(wim).length).toBeLessThan(alone * 1.1);
});

played('attested in a job of its own, and published with that', async () => {
  repository = github.addRepository(NAME, { private: true });
  const done = await perform(byHand('attested.yml'));
  expect(ran(done)).toEqual(['images / plan', 'images / build', 'attest / attest']);
  expect([...assetsOf('kiosk-2026.11').keys()].toSorted()).toEqual([
    'SHA256SUMS',
    'attestation.sigstore.json',
    'install.wim',
    'manifest.json',
  ]);
  const root = inFolder('root.json');
  writeFileSync(root, `${sigstore.trustedRoot}\n`);
  const words = ['--require-attestation', '--trusted-root', root];
  const { status, stderr } = await runCli(
    ['fetch', `github:${NAME}@latest`, '--to', inFolder('attested'), ...words],
    { env: { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: 'ghs_attest_attest' } },
  );
  expect(status === 0 ? '' : stderr).toBe('');
});

played('a pull request is told what it would build, and what is wrong with it', async () => {
  const request = { base: { ref: 'main' } };
  const scene: Scene = {
    file: 'pull-request.yml',
    event: { name: 'pull_request', ref: 'refs/heads/main', payload: { ...PAYLOAD, pull_request: request } },
  };
  const done = await perform(scene);
  expect(done.steps.map(({ done: { summary } }) => summary).join('')).toContain('kiosk             left out');
  write('images/kiosk.yml', definition('kiosk', 'custom: []\n'));
  push('main');
  const wrong = await play(scene, recorder().hand, new Map());
  expect(wrong.result).toBe('failure');
  expect(wrong.steps.at(-1)?.done.log).toContain('images/kiosk.yml:6:1');
});

/** Whether one of the runs would have gone another way. */
async function isNoticed(changed: ReadonlyMap<string, string>): Promise<boolean> {
  for (const { scene, done, ...recording } of recordings) {
    const after = await play(scene, replayer(recording), changed).catch(() => null);
    if (after === null || !isDeepStrictEqual(after.jobs, done.jobs)) return true;
  }
  return false;
}

/** Files of the kit and of the repository in which names are declared that others read. */
const DECLARING = [
  ...['build-image', 'consume-image', 'attest-image', 'monthly'].map(
    (name) => `.github/workflows/${name}.yml`,
  ),
  ...['image', 'publish', 'fetch'].map((folder) => `${folder}/action.yml`),
];

played('an output with another name, wherever it is declared, fails the play', async () => {
  const unnoticed: string[] = [];
  for (const file of DECLARING) {
    const text = file.endsWith('monthly.yml') ? template('monthly.yml') : readFileSync(file, 'utf8');
    for (const { what, content } of renamedOutputs(text)) {
      if (!(await isNoticed(new Map([[file, content]])))) unnoticed.push(`${file} ${what}`);
    }
  }
  expect(unnoticed).toEqual([]);
});

played('a step that tells another name than the one that is read fails the play', async () => {
  const file = '.github/workflows/monthly.yml';
  const content = template('monthly.yml').replace('is-it=$it', 'is_it=$it');
  const renamed = play(byHand('monthly.yml'), recorder().hand, new Map([[file, content]]));
  await expect(renamed).rejects.toThrow('steps.day.outputs has no "is-it", only is_it');
});
