/** Variants: images of one archive, each from a disk of its own over one that all share. */

import { beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FactoryError } from '../../src/errors.js';
import { planBuild, sweep } from '../../src/factory/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import { renderPlan, renderSummary } from '../../src/report/index.js';
import { openSource } from '../../src/source/index.js';
import { walk } from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { journalOf, leftIn } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { NTFS_PEERS } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { playedHypervisors } from '../support/played/hypervisor.js';
import {
  buildMachine,
  makeMachineSite,
  makeSources,
  script,
  type MachineSite,
  type Sources,
} from '../support/played/site.js';

const folder = temporaryFolder();
const program = fileURLToPath(new URL('../support/played/run.js', import.meta.url));
let sources: Sources;

beforeAll(async () => {
  sources = await makeSources(folder());
});

/** Names may hold what no file may. */
const DEV = 'Dev: <a/b> "1"';

function site(name: string): MachineSite {
  const made = makeMachineSite(
    folder(name),
    `source: { wim: ${sources.wim} }
machine: { hypervisor: hyperv, network: Build }
customize: [{ run: common.ps1 }]
verify: [check.cmd]
variants:
  - { name: Plain }
  - { name: 'Dev: <a/b> "1"', description: For developers, customize: [{ run: dev.ps1 }], verify: [dev-check.cmd] }
  - { name: Office, customize: [{ run: office.ps1 }] }
`,
  );
  script(made, 'common.ps1', `write \\Apps\\common.txt ${'common '.repeat(20_000)}`);
  script(made, 'dev.ps1', 'write \\Apps\\dev.txt dev');
  script(made, 'office.ps1', 'write \\Apps\\office.txt office');
  script(made, 'check.cmd');
  script(made, 'dev-check.cmd');
  return made;
}

const startsOf = (at: MachineSite) => at.host.history().filter((line) => line.startsWith('start'));
const ALL = [1, 2, 3].flatMap((number) => [`start customize${number}`, `start generalize${number}`]);

async function appsIn(wim: string, image: string): Promise<string[]> {
  const source = await openSource(`${wim}#${image}`, { reporter: silentReporter() });
  const names: string[] = [];
  for await (const { path: name } of walk(source.tree)) if (name.startsWith('\\Apps\\')) names.push(name);
  await source.close();
  return names.toSorted();
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '').replaceAll(/-[0-9a-f]{8}\b/g, '-RUN')}`;
}

testWith(NTFS_PEERS, 'each variant is an image of one archive, over one disk that all share', async () => {
  const at = site('all');
  const summary = await buildMachine(at);
  const chain = [1, 2, 3].flatMap((number) => [
    `child customize${number}.vhdx of customize.vhdx`,
    `child generalize${number}.vhdx of customize${number}.vhdx`,
  ]);
  expect(at.host.history().filter((line) => line.startsWith('child'))).toEqual([
    'child customize.vhdx of base.vhdx',
    ...chain,
  ]);
  expect(startsOf(at)).toEqual(['start customize', ...ALL]);
  expect(at.host.history().filter((line) => line.startsWith('inject'))).toHaveLength(1);
  expect(summary.stations.map(({ name }) => name)).toEqual([
    'check',
    'provision',
    'update',
    'customize',
    'customize:Plain',
    'generalize:Plain',
    `customize:${DEV}`,
    `generalize:${DEV}`,
    'customize:Office',
    'generalize:Office',
    'prove',
    'capture',
    'inspect',
    'publish',
  ]);
  const archive = await openWim(summary.wim);
  const images = archive.images.map(({ name, description, displayName }) => [name, description, displayName]);
  await archive.close();
  expect(images).toEqual([
    ['Plain', '', 'Plain'],
    [DEV, 'For developers', DEV],
    ['Office', '', 'Office'],
  ]);
  const common = '\\Apps\\common.txt';
  expect(await appsIn(summary.wim, '1')).toEqual([common]);
  expect(await appsIn(summary.wim, '2')).toEqual([common, '\\Apps\\dev.txt']);
  expect(await appsIn(summary.wim, 'Office')).toEqual([common, '\\Apps\\office.txt']);
  const manifest = JSON.parse(readFileSync(summary.manifest, 'utf8')) as {
    inputs: { steps: { name: string; variant?: string }[] };
    savings: { betweenImages: number };
  };
  expect(manifest.inputs.steps.map(({ name, variant }) => [name, variant])).toEqual([
    ['common.ps1', undefined],
    ['check.cmd', 'Plain'],
    ['dev.ps1', DEV],
    ['check.cmd', DEV],
    ['dev-check.cmd', DEV],
    ['office.ps1', 'Office'],
    ['check.cmd', 'Office'],
  ]);
  expect(summary.betweenImages).toBe(manifest.savings.betweenImages);
  expect(summary.betweenImages).toBeGreaterThan(2 * 140_000);
  expect(renderSummary(summary)).toMatch(
    / saved +.* KiB by single-instancing .*, .* KiB of it between the images\n/,
  );
  expect(leftIn(at.work)).toEqual(['journal.jsonl']);
});

testWith(
  NTFS_PEERS,
  'variants that fail name themselves, the others are finished, and --resume makes only what failed',
  async () => {
    const at = site('fails');
    script(at, 'dev.ps1', 'exit 1603');
    script(at, 'office.ps1', 'write \\played\\sysprep fails');
    const warnings: string[] = [];
    const reporter: Reporter = { ...silentReporter(), warn: (message) => warnings.push(message) };
    const told = await refusal(buildMachine(at, {}, reporter));
    expect(told).toMatch(
      /^refused: 1 of 3 variants: failed, so that nothing is released\n  Dev: <a\/b> "1": customize:Dev: <a\/b> "1" \(machine imgf-RUN-RUN-customize2\), step 1, dev\.ps1: failed, exit code 1603: .*logs\/customize2: agent\.log, State\.ini\. Mend them and run it again with --resume, which takes over the others\.$/,
    );
    expect(warnings.join('\n')).toContain(`The variant "${DEV}" failed, the others go on: customize:${DEV}`);
    expect(startsOf(at)).toEqual(['start customize', ...ALL.filter((line) => line !== 'start generalize2')]);
    expect(existsSync(at.out)).toBe(false);
    expect(at.host.machines()).toEqual([]);
    const failed = journalOf(at.work).filter(({ event }) => event === 'fail');
    expect(failed).toMatchObject([{ station: `customize:${DEV}`, code: 'refused' }]);

    // Now sysprep's own failure shows, which only the disk tells.
    script(at, 'dev.ps1', 'write \\Apps\\dev.txt dev');
    const proof = await refusal(buildMachine(at, { resume: true }));
    expect(proof).toMatch(/^refused: 1 of 3 variants: .*\n  Office: .*State\.ini says .*logs\/prove3: /s);
    expect(startsOf(at).slice(6)).toEqual(['start customize2', 'start generalize2']);

    script(at, 'office.ps1', 'write \\Apps\\office.txt office');
    const summary = await buildMachine(at, { resume: true });
    expect(startsOf(at).slice(8)).toEqual(['start customize3', 'start generalize3']);
    expect(await appsIn(summary.wim, 'Office')).toContain('\\Apps\\office.txt');
    expect(summary.images).toEqual(['Plain', DEV, 'Office']);
    expect(leftIn(at.work)).toEqual(['journal.jsonl']);
  },
);

testWith(
  NTFS_PEERS,
  'the machine of a variant that failed can be kept, with every disk below it',
  async () => {
    const at = site('kept');
    script(at, 'dev.ps1', 'exit 5');
    await refusal(buildMachine(at, { keepMachine: true }));
    expect(at.host.machines()).toEqual([expect.stringMatching(/-customize2$/)]);
    const hypervisors = playedHypervisors(at.host);
    const [swept] = await sweep(at.work, { hypervisors });
    expect(swept?.kept).toEqual(at.host.machines());
    const names = leftIn(at.work).map((name) => name.replace(/-[0-9a-f]{8}/, ''));
    expect(names).toEqual([
      'customize.vhdx',
      'customize2.vhdx',
      'journal.jsonl',
      'logs',
      'machine-customize2',
    ]);
    await sweep(at.work, { hypervisors, kept: true });
    expect(at.host.machines()).toEqual([]);
    expect(leftIn(at.work)).toEqual(['journal.jsonl']);
  },
);

testWith(NTFS_PEERS, 'what goes wrong on the host fails the whole build at once', async () => {
  const at = site('host');
  const reporter: Reporter = {
    ...silentReporter(),
    section(title) {
      if (title === `customize:${DEV}`) rmSync(path.join(at.folder, 'dev.ps1'));
      return { end() {} };
    },
  };
  expect(await refusal(buildMachine(at, {}, reporter))).toBe(
    'not-found: /host/dev.ps1: does not exist. Check the path.',
  );
  expect(startsOf(at)).toEqual(['start customize', 'start customize1', 'start generalize1']);
});

testWith(NTFS_PEERS, 'interrupted in a variant, the build stops, and goes on from there', async () => {
  const at = site('interrupted');
  const controller = new AbortController();
  at.host.hold('generalize2');
  const running = refusal(buildMachine(at, {}, silentReporter(controller.signal)));
  while (!at.host.history().includes('start generalize2')) await sleep(10);
  controller.abort(new FactoryError('interrupted', { subject: 'build', found: 'stopped by the user' }));
  expect(await running).toBe('interrupted: build: stopped by the user');
  expect(at.host.machines()).toEqual([]);
  expect(startsOf(at).at(-1)).toBe('start generalize2');
  at.host.hold('generalize2', false);
  const before = startsOf(at).length;
  await buildMachine(at, { resume: true });
  expect(startsOf(at).slice(before)).toEqual(ALL.slice(3));
});

testWith(NTFS_PEERS, 'killed while the machine of a variant runs, the next build finishes', async () => {
  const at = site('killed');
  at.host.hold('customize2');
  const options = JSON.stringify({ out: at.out, work: at.work, env: {}, threads: 2 });
  const child = spawn(process.execPath, [program, at.definition, options, at.host.folder, ''], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  while (!at.host.history().includes('start customize2')) await sleep(10);
  child.kill('SIGKILL');
  await ended;
  at.host.hold('customize2', false);
  const before = startsOf(at).length;
  const summary = await buildMachine(at, { resume: true });
  expect(at.host.history().filter((line) => line.startsWith('sweep'))).toEqual(['sweep customize2']);
  expect(startsOf(at).slice(before)).toEqual(ALL.slice(2));
  expect(summary.images).toHaveLength(3);
  expect(leftIn(at.work)).toEqual(['journal.jsonl']);
});

test('a dry run names the stations of each variant', async () => {
  const at = site('dry');
  const plan = renderPlan(await planBuild(at.definition, at.options, silentReporter()));
  const lines = plan.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
  expect(lines).toContain(`images  Plain, ${DEV}, Office`);
  const limit = 'the network Build, at most 2 h 00 min';
  const sysprep = 'sysprep, Hyper-V, 4 processors, 8.0 GiB, at most 45 min 00 s';
  expect(lines.slice(10, 18)).toEqual([
    'update  nothing to do',
    `customize  common.ps1; ${limit}`,
    `customize:Plain  check.cmd; ${limit}`,
    `generalize:Plain  ${sysprep}`,
    `customize:${DEV}  dev.ps1, check.cmd, dev-check.cmd; ${limit}`,
    `generalize:${DEV}  ${sysprep}`,
    `customize:Office  office.ps1, check.cmd; ${limit}`,
    `generalize:Office  ${sysprep}`,
  ]);
});
