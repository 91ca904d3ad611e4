/** workflows/selftest-hyperv.yml at work: its steps in PowerShell's own engine, on a Windows host that is played. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { DOUBLE_PEERS, playedWindows } from '../double/index.js';
import { temporaryFolder } from '../support/folder.js';
import { hyperVLine, type HyperVLine } from '../support/hyperv-line.js';
import { byHand, jobsOf, KIT, makeKitSite, type KitSite } from '../support/kit-site.js';
import { testWith } from '../support/peers.js';

const inFolder = temporaryFolder();
let site: KitSite | null = null;
let line: HyperVLine | null = null;

afterEach(async () => {
  await Promise.all([site?.stop(), line?.host.close()]);
});

const NAME = 'it is started by hand, passes, and uploads its report';

async function play(): Promise<void> {
  site = await makeKitSite(inFolder('s'));
  // The factory starts in the workspace of the job, and the pipes of its machines are there.
  const cwd = path.join(site.runners, 'selftest', 'work');
  line = await hyperVLine(inFolder('h'), { host: { guest: playedWindows(), cwd } });
  site.around = { host: { windows: line.host.environment(path.join(line.folder, 'bin')) } };
  const text = readFileSync('workflows/selftest-hyperv.yml', 'utf8').replaceAll('OWNER/image-factory', KIT);
  site.write('.github/workflows/selftest-hyperv.yml', text);
  site.push('main');
  const { file, event } = byHand('selftest-hyperv.yml');
  const inputs = { medium: path.join(line.folder, 'install.wim'), edition: 'Enterprise', work: line.work };
  const { done } = await site.perform({ file, event: { ...event, payload: { ...event.payload, inputs } } });
  expect(jobsOf(done)).toEqual(['selftest']);
  expect(done.steps[1]?.done.log).toMatch(/build again .*base: from the cache\n[^]*The self-test passed\./);
  expect(readFileSync(path.join(cwd, 'report', 'image.txt'), 'utf8')).toContain('Index : 1');
  expect(site.results.artifacts.map(({ name }) => name)).toEqual(['selftest-hyperv']);
  expect([line.host.leftovers, line.host.violations, line.host.failures]).toEqual([[], [], []]);
  expect(readdirSync(line.work)).toEqual([]);
}

if (process.platform === 'win32') test.skip(NAME, play);
else testWith([...DOUBLE_PEERS, 'dotnet', 'wimlib-imagex', '7z'], NAME, play);
