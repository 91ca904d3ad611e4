/** A run of build-image.yml in which an image fails: what is published all the same, and what a further attempt does. */

import { cpSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import {
  byHand,
  jobsOf,
  KIT,
  makeKitSite,
  NAME,
  outputsOf,
  testPlayed,
  type KitSite,
} from '../support/kit-site.js';
import { recorder, type Again, type Played } from '../support/workflow/index.js';

const inFolder = temporaryFolder();
let site: KitSite;
let sites = 0;

/** The disks are the runner's own: between two attempts they can break, and be mended. */
function disk(name: string): string {
  return inFolder(`${name}-${sites}.vhdx`);
}

function mend(name: string): void {
  cpSync('examples/quickstart/reference.vhdx', disk(name));
}

function damage(name: string): void {
  writeFileSync(disk(name), 'no disk');
}

const IMAGES = ['kiosk', 'office'];

function caller(inputs: string): string {
  return `on: workflow_dispatch
permissions: {}
jobs:
  images:
    permissions: { contents: write }
    uses: ${KIT}/.github/workflows/build-image.yml@main
    with: { ${inputs} }
  after:
    needs: images
    if: \${{ !cancelled() && needs.images.outputs.changed == 'true' }}
    runs-on: ubuntu-24.04
    steps:
      - run: echo published
`;
}

beforeEach(async () => {
  sites++;
  site = await makeKitSite(inFolder(`site-${sites}`));
  for (const name of IMAGES) {
    mend(name);
    const machine = 'machine: { hypervisor: none }';
    site.write(
      `images/${name}.yml`,
      `name: ${name}\nversion: '7'\ncreated: 2026-11-23\nsource: { disk: ${disk(name)} }\n${machine}\n`,
    );
  }
  site.write('.github/workflows/all.yml', caller("definitions: 'images/*.yml'"));
  site.write('.github/workflows/merged.yml', caller('merge: both'));
  site.push('main');
});

afterEach(() => site.stop());

const play = (file: string, again?: Again) => site.play(byHand(file), recorder().hand, undefined, again);
const tags = () => site.repository.releases.map(({ tag, draft }) => `${tag}${draft ? ' (draft)' : ''}`);
const resultsOf = (done: Played, job: RegExp) =>
  [...done.legs].filter(([path]) => job.test(path)).map(([path, { result }]) => `${path}: ${result}`);
const logOf = (done: Played, place: string) => done.steps.find(({ call }) => call.place === place)?.done.log;

testPlayed(
  'the images that were built are published, and the run is red for the one that was not',
  async () => {
    damage('office');
    const first = await play('all.yml');
    expect(first.result).toBe('failure');
    expect(resultsOf(first, /build|publish/)).toEqual([
      'images / build (1): success',
      'images / build (2): failure',
      'images / publish (1): success',
      'images / publish (2): success',
    ]);
    expect(tags()).toEqual(['kiosk-7']);
    expect(logOf(first, 'images / publish (2) / release')).toMatch(
      /^::notice::Not published: artifact "office"/m,
    );
    expect(outputsOf(first, 'images')).toMatchObject({ changed: 'true', tag: 'kiosk-7' });
    expect(first.jobs.get('after')?.result).toBe('success');

    // "Re-run failed jobs": what was built stays, and is there already.
    mend('office');
    const second = await play('all.yml', { before: first, what: 'failed' });
    expect(second.result).toBe('success');
    expect(jobsOf(second)).toEqual([
      'images / build (2)',
      'images / publish (1)',
      'images / publish (2)',
      'after',
    ]);
    expect(tags().toSorted()).toEqual(['kiosk-7', 'office-7']);
    expect(logOf(second, 'images / publish (1) / release')).toContain('holds this release already');

    // Built once more, and failed: what an earlier attempt made of it is not published in its name.
    site.repository = site.github.addRepository(NAME, { private: true });
    damage('kiosk');
    const third = await play('all.yml', { before: second, what: { job: 'images / build (1)' } });
    expect(third.result).toBe('failure');
    expect(tags()).toEqual(['office-7']);
    expect(logOf(third, 'images / publish (1) / release')).toContain(
      '::notice::Not published: artifact "kiosk": it is of an earlier attempt of this run; attempt 3 built it again',
    );

    // "Re-run all jobs" is a run of its own.
    damage('kiosk');
    site.repository = site.github.addRepository(NAME, { private: true });
    const fifth = await play('all.yml', { before: third, what: 'all' });
    expect([fifth.result, tags()]).toEqual(['failure', ['office-7']]);
  },
);

testPlayed('of a merged release, nothing is published while an image of it is missing', async () => {
  damage('kiosk');
  const first = await play('merged.yml');
  expect(first.result).toBe('failure');
  expect(jobsOf(first)).toEqual(['images / plan', 'images / build (1)', 'images / build (2)']);
  expect(tags()).toEqual([]);
  mend('kiosk');
  const second = await play('merged.yml', { before: first, what: 'failed' });
  expect(second.result).toBe('success');
  expect(jobsOf(second)).toEqual(['images / build (1)', 'images / merge', 'images / publish', 'after']);
  expect(tags()).toEqual([expect.stringMatching(/^both-/)]);
});
