/**
 * The workflows at work: what happens when a tag is pushed, a month has gone by, or somebody asks for changes. From the
 * YAML of the templates and of what they call, with the bundles in dist/, real Git, and GitHub on the loopback.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { bytesOf } from '../support/github/index.js';
import {
  byHand,
  definitionOf,
  jobsOf,
  KIT,
  makeKitSite,
  NAME,
  outputsOf,
  requested,
  scheduled,
  tagged,
  testPlayed,
  type KitSite,
  type Performed,
  type Scene,
} from '../support/kit-site.js';
import { runPeer } from '../support/peers.js';
import { startSigstore, type Sigstore } from '../support/sigstore.js';
import { readWorkflow, recorder, renamedOutputs, replayer, type Played } from '../support/workflow/index.js';

const inFolder = temporaryFolder();
const share = inFolder('share');
let site: KitSite;
let sigstore: Sigstore;
let signer: Server;

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
    permissions: { contents: write }
    uses: ${KIT}/.github/workflows/build-image.yml@main
    with: { definitions: images/kiosk.yml, publish: false }
  attest:
    needs: images
    permissions: { contents: write, id-token: write, attestations: write }
    uses: ${KIT}/.github/workflows/attest-image.yml@main
    with: { releases: '\${{ needs.images.outputs.releases }}', attest: 'true' }
`;

const REQUIRED = `on: workflow_dispatch
permissions: {}
jobs:
  use:
    permissions: { contents: read }
    uses: ${KIT}/.github/workflows/consume-image.yml@main
    with:
      image: kiosk
      require-attestation: true
      signer: https://github.com/${KIT}/.github/workflows/attest-image.yml
      trusted-root: ${inFolder('root.json')}
`;

const UNATTESTED = `on:
  workflow_dispatch:
    inputs: { releases: { type: string, required: true } }
permissions: {}
jobs:
  attest:
    permissions: { contents: write, id-token: write, attestations: write }
    uses: ${KIT}/.github/workflows/attest-image.yml@main
    with: { releases: '\${{ inputs.releases }}', attest: auto }
`;

/** A template, as who copies it changes it. */
function template(name: string): string {
  return readFileSync(path.join('workflows', name), 'utf8')
    .replaceAll('OWNER/image-factory', KIT)
    .replace('["self-hosted", "windows"]', '["self-hosted", "linux"]')
    .replace('C:\\images', inFolder('kept'))
    .replace('\\\\server\\images', share);
}

beforeAll(async () => {
  sigstore = await startSigstore('public');
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
  const url = `http://127.0.0.1:${(signer.address() as AddressInfo).port}/`;
  site = await makeKitSite(inFolder('site'), { PLAYED_SIGSTORE: url }, { LICENSE_KEY: 'AAAAA-BBBBB' });
  site.write('images/win11-enterprise.yml', definitionOf('win11-enterprise'));
  site.write('images/kiosk.yml', definitionOf('kiosk', "capture: { exclude: ['\\Users\\*'] }\n"));
  for (const name of ['release-on-tag.yml', 'monthly.yml', 'consume.yml', 'pull-request.yml'])
    site.write(`.github/workflows/${name}`, template(name));
  site.write('.github/workflows/merged.yml', MERGED);
  site.write('.github/workflows/attested.yml', ATTESTED);
  site.write('.github/workflows/unattested.yml', UNATTESTED);
  site.write('.github/workflows/required.yml', REQUIRED);
  site.push('main', 'win11-enterprise-2026.11', 'all-2026.11');
});

afterAll(async () => {
  await Promise.all([site.stop(), sigstore.stop()]);
  signer.close();
});

const performed: Performed[] = [];

async function perform(scene: Scene): Promise<Played> {
  const one = await site.perform(scene);
  performed.push(one);
  return one.done;
}

const releases = () => site.repository.releases.map(({ tag, draft }) => `${tag}${draft ? ' (draft)' : ''}`);
const FILES = ['SHA256SUMS', 'changes.md', 'install.wim', 'manifest.json'];

function assetsOf(tag: string): Map<string, Buffer> {
  const release = site.repository.releases.find((one) => one.tag === tag);
  return new Map(release?.assets.map(({ name, content }) => [name, bytesOf(content)]));
}

testPlayed('a tag is pushed: the image that it names is built and released', async () => {
  const done = await perform(tagged('release-on-tag.yml', 'win11-enterprise-2026.11'));
  expect(jobsOf(done)).toEqual(['image / plan', 'image / build', 'image / publish']);
  expect(outputsOf(done, 'image')).toMatchObject({
    planned: 'true',
    changed: 'true',
    tag: 'win11-enterprise-2026.11',
    'release-url': `${site.github.serverUrl}/${NAME}/releases/tag/win11-enterprise-2026.11`,
  });
  expect(releases()).toEqual(['win11-enterprise-2026.11']);
  expect([...assetsOf('win11-enterprise-2026.11').keys()].toSorted()).toEqual(FILES);
});

/** Runners whose clock says this day, to scripts. */
function onDay(day: string): void {
  const programs = inFolder(`clock-${day}`);
  mkdirSync(programs);
  const script = `#!/bin/sh\nPATH=\${PATH#*:} exec date -d ${day}T06:17Z "$@"\n`;
  writeFileSync(path.join(programs, 'date'), script, { mode: 0o755 });
  site.around = { host: { programs } };
}

testPlayed(
  'each Wednesday: only after Patch Tuesday, what has changed is built and handed over',
  async () => {
    const [, cron = ''] = /cron: '(.*?)'/.exec(template('monthly.yml')) ?? [];
    const wednesday = (day: string) => {
      onDay(day);
      return perform(scheduled('monthly.yml', cron));
    };
    expect(jobsOf(await wednesday('2026-11-04'))).toEqual(['day']);
    const done = await wednesday('2026-11-11');
    expect(jobsOf(done)).toEqual([
      'day',
      'images / plan',
      'images / build',
      'images / publish',
      'hand-over / share / consume',
    ]);
    // The other image is what a tag released.
    expect(releases().toSorted()).toEqual(['kiosk-2026.11', 'win11-enterprise-2026.11']);
    expect(readdirSync(share)).toEqual(['win11-enterprise-2026.11']);
    expect(jobsOf(await wednesday('2026-11-18'))).toEqual(['day']);
    const again = await wednesday('2026-12-09');
    expect(jobsOf(again)).toEqual(['day', 'images / plan']);
    expect(outputsOf(again, 'images')).toMatchObject({ planned: 'false', changed: 'false' });
    onDay('2026-12-01');
    expect(jobsOf(await perform(byHand('monthly.yml')))).toEqual(['day', 'images / plan']);
    site.around = {};
  },
);

testPlayed(
  'two images, built on two runners, merged, published and consumed',
  async () => {
    const done = await perform(tagged('merged.yml', 'all-2026.11'));
    expect(jobsOf(done)).toEqual([
      'images / plan',
      'images / build (1)',
      'images / build (2)',
      'images / merge',
      'images / publish',
      'use / consume',
    ]);
    for (const runner of ['images-build-1-', 'images-build-2-']) {
      const left = readdirSync(path.join(site.runners, runner, 'home'), { recursive: true }).map(String);
      expect(left.filter((name) => name.endsWith('journal.jsonl'))).toHaveLength(1);
    }
    expect(site.results.artifacts.map(({ name }) => name)).toEqual([
      'all.part.kiosk',
      'all.part.win11-enterprise',
      'all',
      'fetched',
    ]);
    const wim = outputsOf(done, 'use')['path'] ?? '';
    expect(outputsOf(done, 'use')).toMatchObject({ tag: 'all-2026.11', build: '26200.7171' });
    expect(readFileSync(wim).equals(assetsOf('all-2026.11').get('install.wim') ?? Buffer.alloc(0))).toBe(
      true,
    );
    expect(await runPeer('wimlib-imagex', ['verify', wim])).toContain('image 2 of 2');
    // The second image adds what is not in the first: its tree.
    const alone = assetsOf('win11-enterprise-2026.11').get('install.wim')?.length ?? 0;
    expect(readFileSync(wim).length).toBeLessThan(alone * 1.1);
  },
  ['wimlib-imagex'],
);

testPlayed('attested in a job of its own, and published with that', async () => {
  site.repository = site.github.addRepository(NAME, { private: true });
  const done = await perform(byHand('attested.yml'));
  expect(jobsOf(done)).toEqual(['images / plan', 'images / build', 'attest / attest']);
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
    { env: { GITHUB_API_URL: site.github.apiUrl, GITHUB_TOKEN: 'ghs_attest_attest' } },
  );
  expect(status === 0 ? '' : stderr).toBe('');
  const built = [...site.results.artifacts];
  const used = await perform(byHand('required.yml'));
  expect(outputsOf(used, 'use')).toMatchObject({ tag: 'kiosk-2026.11' });
  site.results.artifacts.push(...built);

  // Where the plan of the repository does not allow it, "auto" says so and publishes without.
  site.repository = site.github.addRepository(NAME, { private: true });
  const { file, event } = byHand('unattested.yml');
  const inputs = { releases: outputsOf(done, 'images')['releases'] };
  const scene = { file, event: { ...event, payload: { ...event.payload, inputs } } };
  const without = await site.play(scene, recorder().hand);
  expect(without.result).toBe('success');
  expect(without.steps[0]?.done.log).toMatch(
    /^::notice::Not attested: attestations of a repository that is private/,
  );
  expect([...assetsOf('kiosk-2026.11').keys()].toSorted()).toEqual(FILES);
  const refused = await site.play(byHand('required.yml'), recorder().hand);
  expect([refused.result, refused.steps.map(({ done: { result } }) => result)]).toEqual([
    'failure',
    ['failure'],
  ]);
  expect(refused.steps[0]?.done.log).toMatch(/^::error::.*attestation/m);
});

testPlayed('a pull request is told what it would build, and what is wrong with it', async () => {
  const scene = requested('pull-request.yml');
  const done = await perform(scene);
  expect(done.steps.map(({ done: { summary } }) => summary).join('')).toContain('kiosk             left out');
  site.write('images/kiosk.yml', definitionOf('kiosk', 'custom: []\n'));
  site.push('main');
  const wrong = await site.play(scene, recorder().hand);
  expect(wrong.result).toBe('failure');
  expect(wrong.steps.at(-1)?.done.log).toContain('images/kiosk.yml:6:1');
});

/** Whether one of the runs would have gone another way. */
async function isNoticed(changed: ReadonlyMap<string, string>): Promise<boolean> {
  for (const { scene, done, ...recording } of performed) {
    const after = await site.play(scene, replayer(recording), changed).catch(() => null);
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

testPlayed('an output with another name, wherever it is declared, fails the play', async () => {
  const unnoticed: string[] = [];
  for (const file of DECLARING) {
    const text = file.endsWith('monthly.yml') ? template('monthly.yml') : readFileSync(file, 'utf8');
    for (const { what, content } of renamedOutputs(text)) {
      if (!(await isNoticed(new Map([[file, content]])))) unnoticed.push(`${file} ${what}`);
    }
  }
  expect(unnoticed).toEqual([]);
});

testPlayed('a step that tells another name than the one that is read fails the play', async () => {
  const file = '.github/workflows/monthly.yml';
  const content = template('monthly.yml').replace('is-it=$it', 'is_it=$it');
  const renamed = site.play(byHand('monthly.yml'), recorder().hand, new Map([[file, content]]));
  await expect(renamed).rejects.toThrow('steps.day.outputs has no "is-it", only is_it');
});

test('the player reads every workflow, those for Windows too', async () => {
  for (const folder of ['.github/workflows', 'workflows'])
    for (const name of readdirSync(folder)) {
      const { jobs } = await readWorkflow(name, readFileSync(path.join(folder, name), 'utf8'));
      expect({ name, jobs }).toEqual({ name, jobs: expect.arrayContaining([expect.any(Object)]) as unknown });
    }
});
