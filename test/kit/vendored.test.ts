/** What "init" writes, at work: a workflow of the repository's own, and with "--vendor" a copy of the kit in it. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { BUNDLED_CLI, runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import {
  definitionOf,
  jobsOf,
  KIT,
  makeKitSite,
  outputsOf,
  tagged,
  testPlayed,
  type KitSite,
} from '../support/kit-site.js';

const inFolder = temporaryFolder();
let site: KitSite;
let sites = 0;

beforeEach(async () => {
  site = await makeKitSite(inFolder(`site-${++sites}`), {}, { LICENSE_KEY: 'AAAAA-BBBBB' });
});

afterEach(() => site.stop());

/** `image-factory init` in the work tree, from the bundle that is committed. */
async function init(...words: readonly string[]): Promise<void> {
  const { status, stderr } = await runCli(['init', ...words], {
    cwd: site.work,
    main: BUNDLED_CLI,
  });
  expect(status === 0 ? '' : stderr).toBe('');
}

const STARTER = ['--source', 'images/reference.vhdx', '--name', 'start', '--hypervisor', 'none'];

testPlayed('the workflow of "init" builds and releases its image', async () => {
  await init(...STARTER);
  const file = '.github/workflows/start.yml';
  const text = readFileSync(path.join(site.work, file), 'utf8');
  site.write(file, text.replace(/uses: \S+\/image-factory@/, `uses: ${KIT}@`));
  site.push('main', 'start-7');
  const { done } = await site.perform(tagged('start.yml', 'start-7'));
  expect(jobsOf(done)).toEqual(['build']);
  expect(site.repository.releases.map(({ tag, draft }) => [tag, draft])).toEqual([['start-7', false]]);
});

testPlayed('a copy of the kit needs no other repository', async () => {
  site.write('images/kiosk.yml', definitionOf('kiosk'));
  await init('--vendor', ...STARTER);
  const template = readFileSync('workflows/release-on-tag.yml', 'utf8');
  site.write('.github/workflows/release.yml', template.replace(/OWNER\/image-factory(\S+)@main/, '.$1'));
  site.push('main', 'kiosk-2026.11', 'start-8');
  const released = await site.perform(tagged('release.yml', 'kiosk-2026.11'));
  expect(outputsOf(released.done, 'image')).toMatchObject({ tag: 'kiosk-2026.11', changed: 'true' });
  const started = await site.perform(tagged('start.yml', 'start-8'));
  expect(jobsOf(started.done)).toEqual(['image / plan', 'image / build', 'image / publish']);
  expect(site.repository.releases.map(({ tag }) => tag).toSorted()).toEqual(['kiosk-2026.11', 'start-8']);
  expect(existsSync(path.join(site.work, '.github/actions/image-factory/image/action.yml'))).toBe(true);
});
