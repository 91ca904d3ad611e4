/** Updates, languages, features and clean-up: in which order, on which disk, and what is told of them. */

import { beforeAll, expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { planBuild } from '../../src/factory/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import { renderPlan, renderSummary } from '../../src/report/index.js';
import { openSource } from '../../src/source/index.js';
import { find } from '../../src/tree/index.js';
import { buildCabinet } from '../support/cabinet-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { NTFS_PEERS } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { SERVICED } from '../support/played/guest.js';
import {
  buildMachine,
  makeMachineSite,
  makeSources,
  script,
  type MachineSite,
  type Sources,
} from '../support/played/site.js';
import { contentOf } from '../support/wim.js';

const folder = temporaryFolder();
let sources: Sources;

beforeAll(async () => {
  sources = await makeSources(folder());
});

const SECURE_BOOT = 'windows11.0-kb5012170-x64.cab';
const DOT_NET = 'windows11.0-kb5066131-x64-ndp481.cab';
const LANGUAGE = 'Microsoft-Windows-Client-Language-Pack_x64_de-de.cab';

/** A definition whose updates lie in a folder, with a language pack, a feature, and what is for another Windows. */
function folderSite(name: string, more = ''): MachineSite {
  const site = makeMachineSite(
    folder(name),
    `source: { wim: ${sources.wim} }
machine: { hypervisor: hyperv, network: Build, deadlines: { update: 90m } }
languages: [de-DE]
capabilities: { add: [OpenSSH.Server~~~~0.0.1.0] }
updates: { from: folder, folder: ./updates }
customize: [{ features: { enable: [NetFx3] } }]
verify: [check.cmd]
cleanup: true
${more}`,
  );
  script(site, 'check.cmd');
  const updates = path.join(site.folder, 'updates');
  mkdirSync(updates);
  const names = [
    SECURE_BOOT,
    DOT_NET,
    LANGUAGE,
    'Microsoft-Windows-Client-Language-Pack_x64_fr-fr.cab',
    'OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab',
    'windows11.0-kb5066131-arm64-ndp481.cab',
  ];
  for (const file of names) writeFileSync(path.join(updates, file), buildCabinet({ 'update.mum': file }));
  return site;
}

const VARIANTS = `variants:
  - { name: Plain }
  - { name: Dev, customize: [{ features: { enable: [Containers] } }, { capabilities: { add: [OpenSSH.Server] } }] }
`;

async function servicedIn(wim: string, image: number): Promise<string[]> {
  const source = await openSource(`${wim}#${image}`, { reporter: silentReporter() });
  const { entry } = await find(source.tree, SERVICED);
  const text = await contentOf(source.tree, entry);
  await source.close();
  return text.toString().trimEnd().split('\n');
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}

const startsOf = (at: MachineSite) => at.host.history().filter((line) => line.startsWith('start'));

testWith(NTFS_PEERS, 'servicing keeps its order, and what all share is updated once', async () => {
  const site = folderSite('folder', VARIANTS);
  const told: string[] = [];
  const reporter: Reporter = { ...silentReporter(), info: (message) => told.push(message) };
  const summary = await buildMachine(site, {}, reporter);
  expect(startsOf(site).slice(0, 2)).toEqual(['start update', 'start customize']);
  expect(site.host.history()).toContain('create update, network none, media 1');
  expect(site.host.history()).toContain('create customize, network Build, media 1');
  expect(
    site.host.history().filter((line) => /^child .* of (base|update|customize)\.vhdx$/.test(line)),
  ).toEqual([
    'child update.vhdx of base.vhdx',
    'child customize.vhdx of base.vhdx',
    'child customize1.vhdx of customize.vhdx',
    'child customize2.vhdx of customize.vhdx',
  ]);
  const common = ['languages', 'capabilities', 'packages', 'features', 'packages'];
  expect(await servicedIn(summary.wim, 1)).toEqual([...common, 'cleanup']);
  expect(await servicedIn(summary.wim, 2)).toEqual([
    ...common,
    'features',
    'capabilities',
    'packages',
    'cleanup',
  ]);
  const { inputs } = JSON.parse(readFileSync(summary.manifest, 'utf8')) as {
    inputs: { updates: { kb: string; variant?: string }[] };
  };
  expect(inputs.updates.map(({ kb, variant }) => `${kb} ${variant ?? 'all'}`)).toEqual(
    ['all', 'all', 'Dev'].flatMap((image) => [`KB5066131 ${image}`, `KB5012170 ${image}`]),
  );
  expect(inputs.updates[0]).toEqual({
    title: 'KB5066131, .NET update',
    kb: 'KB5066131',
    round: 1,
    outcome: 'installed',
    result: '0x00000000',
    seconds: 1,
  });
  expect(renderSummary(summary)).toContain(' 8.0 KiB of the component store\n');
  const left = told.filter((line) => line.includes('is left out: '));
  expect(left.toSorted()).toEqual([
    'Microsoft-Windows-Client-Language-Pack_x64_fr-fr.cab is left out: the definition asks for no language fr-fr',
    'windows11.0-kb5066131-arm64-ndp481.cab is left out: it is for arm64, and the image is amd64',
  ]);
});

testWith(NTFS_PEERS, '--resume takes the updates over as long as the folder is the same', async () => {
  const site = folderSite('resumed');
  script(site, 'check.cmd', 'exit 1');
  await refusal(buildMachine(site));
  expect(startsOf(site)).toEqual(['start update', 'start customize']);
  await refusal(buildMachine(site, { resume: true }));
  expect(startsOf(site).slice(2)).toEqual(['start customize']);
  writeFileSync(path.join(site.folder, 'updates', SECURE_BOOT), buildCabinet({ 'update.mum': 'another' }));
  script(site, 'check.cmd');
  await buildMachine(site, { resume: true });
  expect(startsOf(site).slice(3)).toEqual(['start update', 'start customize', 'start generalize']);
});

interface Inputs {
  readonly inputs: { readonly updates: readonly unknown[]; readonly steps: readonly { name: string }[] };
}

testWith(NTFS_PEERS, 'a base is patched once, until something of it changes', async () => {
  const site = folderSite('patched');
  const first = await buildMachine(site);
  const bases = path.join(site.work, 'bases');
  const folders = readdirSync(bases).filter((name) => !name.endsWith('.lock'));
  expect([first.base, first.patchedBase, folders.length]).toEqual(['made', 'made', 2]);
  const { inputs } = JSON.parse(readFileSync(first.manifest, 'utf8')) as Inputs;
  // A definition that asks for the same before its own steps, with the files written anew, as a checkout does.
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(
    site.definition,
    text.replace('cleanup: true', 'cleanup: false').replace('name: demo', 'name: other'),
  );
  const update = path.join(site.folder, 'updates', SECURE_BOOT);
  const bytes = readFileSync(update);
  writeFileSync(update, bytes);
  utimesSync(update, 1, 1);
  const second = await buildMachine(site, { out: path.join(site.folder, 'other') });
  expect(startsOf(site).filter((line) => line === 'start update')).toHaveLength(1);
  expect([second.base, second.patchedBase]).toEqual(['from the cache', 'from the cache']);
  expect(renderSummary(second)).toMatch(/\n {2}updated base +from the cache\n/);
  expect((JSON.parse(readFileSync(second.manifest, 'utf8')) as Inputs).inputs).toMatchObject({
    updates: inputs.updates,
    steps: inputs.steps.filter(({ name }) => !name.includes('component store')),
  });
  // Every disk of the cache is read-only, and none is in use.
  for (const name of folders) {
    expect(statSync(path.join(bases, name, 'base.vhdx')).mode & 0o222).toBe(0);
    expect(readdirSync(path.join(bases, name, 'uses'))).toEqual([]);
  }
  writeFileSync(update, buildCabinet({ 'update.mum': 'another' }));
  expect((await buildMachine(site, { out: path.join(site.folder, 'other') })).patchedBase).toBe('made');
  expect(startsOf(site).filter((line) => line === 'start update')).toHaveLength(2);
});

testWith(NTFS_PEERS, 'the network is taken away after the last round of updates', async () => {
  const site = makeMachineSite(
    folder('online'),
    `source: { wim: ${sources.wim} }
machine: { hypervisor: hyperv, network: Build }
languages: [de-DE]
updates: { from: windows-update, rounds: 3, exclude: [KB5034441] }
customize: [{ run: a.ps1 }]
verify: [check.cmd]
`,
  );
  script(site, 'a.ps1');
  script(site, 'check.cmd');
  const summary = await buildMachine(site);
  // What a server offers may be another thing tomorrow.
  expect(summary.patchedBase).toBeNull();
  const network = site.host.history().filter((line) => /^(create|disconnect)/.test(line));
  expect(network).toEqual([
    'create update, network Build, media 1',
    'create customize, network Build, media 1',
    'disconnect customize',
    'create generalize, network none, media 1',
  ]);
  expect(await servicedIn(summary.wim, 1)).toEqual(['languages', 'updates', 'updates']);

  // A variant without steps has no round after which it could be taken away: it never has one.
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(
    site.definition,
    `${text}variants: [{ name: Plain }, { name: Dev, customize: [{ run: a.ps1 }] }]\n`,
  );
  const { stations } = await planBuild(site.definition, site.options, silentReporter());
  const networks = stations.flatMap(({ name, doing }) => {
    const [network] = /(no network|the network Build)/.exec(doing ?? '') ?? [];
    return network === undefined ? [] : [`${name}: ${network}`];
  });
  expect(networks).toEqual([
    'update: the network Build',
    'customize: the network Build',
    'customize:Plain: no network',
    'customize:Dev: the network Build',
  ]);
});

testWith(NTFS_PEERS, 'what a definition requires is read from the disk', async () => {
  const site = makeMachineSite(
    folder('required'),
    `source: { wim: ${sources.wim} }\nmachine: { hypervisor: hyperv }\nupdates: { require: { build: "26200.8000", kb: [KB5068861] } }\n`,
  );
  expect(await refusal(buildMachine(site))).toMatch(
    /^refused: .*: its build is 26200\.7171, KB5068861 is not there, expected build 26200\.8000 or later and KB5068861\. Install what is missing, or change updates\.require; its logs are in .*\/logs\/prove: /,
  );
  expect(existsSync(site.out)).toBe(false);
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(site.definition, text.replace('"26200.8000", kb: [KB5068861]', '"26200.7171"'));
  await buildMachine(site);
});

test('without a machine, what is required is read from the source', async () => {
  const site = makeMachineSite(
    folder('none'),
    `source: { wim: ${sources.wim} }\nupdates: { require: { build: "99999" } }\n`,
  );
  expect(await refusal(buildMachine(site))).toMatch(
    /^refused: .*: its build is 26200\.7171, expected build 99999 or later\. /,
  );
});

test('a folder is looked through before anything is made', async () => {
  const site = folderSite('damaged');
  const damaged = `windows11.0-kb5068861-x64_${'0'.repeat(40)}.cab`;
  writeFileSync(path.join(site.folder, 'updates', damaged), buildCabinet({ 'update.mum': '' }));
  expect(await refusal(buildMachine(site))).toMatch(
    /^damaged: \/damaged\/updates\/windows11\.0-kb5068861-x64_0{40}\.cab: its SHA-1 is [0-9a-f]{40}, expected 0{40}, /,
  );
  expect(site.host.history()).toEqual([]);
});

test('the folder is sorted for the Windows of a disk before any machine has it', async () => {
  const site = folderSite('disk');
  const disk = path.resolve('examples/quickstart/reference.vhdx');
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(site.definition, text.replace(`wim: ${sources.wim}`, `disk: ${disk}`));
  const plan = renderPlan(await planBuild(site.definition, site.options, silentReporter()));
  expect(plan).toContain('updates: KB5066131, KB5012170; no network');
  writeFileSync(
    path.join(site.folder, 'updates', 'windows10.0-kb5066130-x64.cab'),
    buildCabinet({ 'update.mum': '' }),
  );
  const again = renderPlan(await planBuild(site.definition, site.options, silentReporter()));
  expect(again).toContain('updates: KB5066131, KB5012170; no network');
});

test('a dry run names what the machine would be given', async () => {
  const site = folderSite('dry', VARIANTS);
  const plan = renderPlan(await planBuild(site.definition, site.options, silentReporter()));
  const lines = plan.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
  const again = 'updates: KB5066131, KB5012170';
  expect(lines.filter((line) => /^(update|customize)/.test(line))).toEqual([
    `update  languages: de-DE, capabilities: add OpenSSH.Server~~~~0.0.1.0, ${again}; no network, at most 1 h 30 min, or take its disk from the cache`,
    `customize  features: add NetFx3, ${again}; the network Build, at most 3 h 30 min`,
    'customize:Plain  clean-up of the component store, check.cmd; the network Build, at most 2 h 00 min',
    `customize:Dev  features: add Containers, capabilities: add OpenSSH.Server, ${again}, clean-up of the component store, check.cmd; the network Build, at most 3 h 30 min`,
  ]);
});

const APPS_ALONE = `  - { name: Apps, customize: [{ appx: { remove: [Microsoft.BingNews] } }, { features: { disable: [NetFx3] } }] }
  - { name: Scripted, customize: [{ run: check.cmd }] }
`;

test('a variant gets the folder once more only where something can have come that is as old as the medium', async () => {
  const site = folderSite('apps', `variants:\n${APPS_ALONE}`);
  const doing = async () => {
    const { stations } = await planBuild(site.definition, site.options, silentReporter());
    return stations.flatMap(({ name, doing: what }) => (name.startsWith('customize:') ? [what ?? ''] : []));
  };
  const cleanup = 'clean-up of the component store, check.cmd; the network Build, at most';
  const apps = 'apps: remove Microsoft.BingNews, features: remove NetFx3';
  const again = 'updates: KB5066131, KB5012170';
  expect(await doing()).toEqual([
    `${apps}, ${cleanup} 2 h 00 min`,
    `check.cmd, ${again}, ${cleanup} 3 h 30 min`,
  ]);
  // The Windows Update Agent is asked after any step: it finds what is missing.
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(
    site.definition,
    text.replace('{ from: folder, folder: ./updates }', '{ from: windows-update }'),
  );
  expect(await doing()).toEqual([
    `${apps}, Windows Update, ${cleanup} 3 h 30 min`,
    `check.cmd, Windows Update, ${cleanup} 3 h 30 min`,
  ]);
});
