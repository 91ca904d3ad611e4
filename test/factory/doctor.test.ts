import { beforeAll, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { doctor } from '../../src/factory/index.js';
import type { Finding } from '../../src/machine/index.js';
import { silentReporter } from '../../src/progress.js';
import { temporaryFolder } from '../support/folder.js';
import { makeMachineSite, makeSources, script, type Sources } from '../support/played/site.js';

const folder = temporaryFolder();
let sources: Sources;

beforeAll(async () => {
  sources = await makeSources(folder());
});

const lines = (findings: readonly Finding[]) =>
  findings.map(({ subject, state, found }) => `${state} ${subject}: ${found.replaceAll(folder(), '')}`);

test('a definition that can be built has no errors', async () => {
  const site = makeMachineSite(
    folder('fine'),
    `source: { iso: ${sources.iso} }\nmachine: { hypervisor: qemu }\ncustomize: [{ run: a.ps1 }]\nunattend: a.xml\n`,
  );
  script(site, 'a.ps1');
  const answer =
    '<unattend xmlns="urn:schemas-microsoft-com:unattend">\n<settings pass="auditUser"/></unattend>';
  writeFileSync(folder('fine', 'a.xml'), answer);
  site.host.set({ findings: [{ subject: 'KVM', state: 'ok', found: 'works' }] });
  expect(lines(await doctor(site.definition, site.options, silentReporter()))).toEqual([
    'ok source: /medium.iso',
    'ok image: is in the source',
    'ok steps: 1, and their files',
    'ok unattend: a.xml',
    'warning unattend: /fine/a.xml:2:1: the pass auditUser has no effect in an image: the deployed machine never enters audit mode',
    'ok KVM: works',
    'ok leftovers: no build left anything in /fine/work',
  ]);
});

test('what the definition lacks is told once, beside what the host lacks', async () => {
  const site = makeMachineSite(
    folder('lacks'),
    `source: { wim: ${sources.wim}, edition: Pro }\nmachine: { hypervisor: hyperv }\ncustomize: [{ run: a.ps1 }]\n`,
  );
  site.host.set({ findings: [{ subject: 'switch', state: 'error', found: 'none', next: 'make one' }] });
  const findings = await doctor(site.definition, site.options, silentReporter());
  expect(findings.filter(({ state }) => state === 'error').map(({ subject }) => subject)).toEqual([
    'image',
    'switch',
  ]);
  for (const { state, next } of findings)
    expect([state, next === undefined]).toEqual([state, state === 'ok']);
});

test('a definition without a machine asks for no hypervisor', async () => {
  const site = makeMachineSite(folder('none'), 'source: { directory: ./files }\n');
  mkdirSync(folder('none/files'));
  expect(lines(await doctor(site.definition, site.options, silentReporter()))).toEqual([
    'ok source: /none/files',
    'ok hypervisor: none: the source is captured as it is',
    'ok leftovers: no build left anything in /none/work',
  ]);
});

test('a store that would not take the release is a warning, with the build that needs none', async () => {
  const text = 'source: { directory: ./files }\nrelease: { store: github:contoso/images }\n';
  const site = makeMachineSite(folder('store'), text);
  mkdirSync(folder('store/files'));
  const findings = await doctor(site.definition, { ...site.options, env: {} }, silentReporter());
  expect(findings.find(({ subject }) => subject === 'store')).toEqual({
    subject: 'store',
    state: 'warning',
    found: 'github:contoso/images: no token',
    expected: 'one with the right to write releases',
    next: expect.stringMatching(/^set GITHUB_TOKEN, .*; or build with --no-publish, /),
  });
});

test('leftovers of a build are listed, with what removes them', async () => {
  const site = makeMachineSite(folder('left'), 'source: { directory: ./files }\n');
  mkdirSync(folder('left/work/demo-0123456789ab'), { recursive: true });
  writeFileSync(folder('left/work/demo-0123456789ab/journal.jsonl'), '');
  writeFileSync(folder('left/work/demo-0123456789ab/install.wim'), 'half');
  const findings = await doctor(null, site.options, silentReporter());
  expect(findings.at(-1)).toEqual({
    subject: 'leftovers in demo-0123456789ab',
    state: 'warning',
    found: 'install.wim',
    next: 'image-factory sweep, or build it again with --resume',
  });
});
