/** Releases that were built apart become one: wimlib reads the archive, and the manifest is held against it. */

import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { readManifest } from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import { readRelease } from '../../src/release/index.js';
import { runCli } from '../support/cli.js';
import { buildSite, digestOf, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { testWith } from '../support/peers.js';
import { runPeer } from '../support/run-peer.js';

const folder = temporaryFolder();
const NAMES = ['pro', 'education'] as const;
let pro = '';
let education = '';

beforeAll(async () => {
  for (const [at, name] of NAMES.entries()) {
    const site = makeSite(folder(name), 'release: { split: 60 KiB }\n', 6);
    const text = readFileSync(site.definition, 'utf8').replace('name: demo', `name: ${name}`);
    writeFileSync(site.definition, text.replace('2026-11-23', `2026-11-2${at}`));
    writeFileSync(path.join(site.folder, 'source', 'own.txt'), `only ${name} has this`);
    await buildSite(site);
  }
  [pro, education] = [folder(path.join('pro', 'release')), folder(path.join('education', 'release'))];
});

testWith(
  ['wimlib-imagex'],
  'split sets become one archive that wimlib reads, each content once',
  async () => {
    const out = folder('merged');
    const words = ['merge', pro, education, '--to', out, '--name', 'win11', '--tag', 'win11-2026.11'];
    const { status, stdout } = await runCli([...words, '--json']);
    expect(status).toBe(0);
    const told = JSON.parse(stdout) as Record<string, number>;
    expect(told).toMatchObject({ name: 'win11', version: '2026.11', tag: 'win11-2026.11' });
    expect(told['copiedBytes']).toBe(told['storedBytes']);
    expect(readdirSync(out)).toEqual(['SHA256SUMS', 'install.wim', 'manifest.json']);
    await readRelease(out, silentReporter(), true);
    await runPeer('wimlib-imagex', ['verify', path.join(out, 'install.wim')]);
    const listed = await runPeer('wimlib-imagex', ['dir', path.join(out, 'install.wim'), '2']);
    expect(listed).toContain('own.txt');

    const check = ['manifest', path.join(out, 'install.wim'), '--check', path.join(out, 'manifest.json')];
    expect((await runCli(check)).status).toBe(0);
    const { facts } = await readManifest(path.join(out, 'manifest.json'));
    const [first, second] = await Promise.all(
      [pro, education].map(
        async (release) => (await readManifest(path.join(release, 'manifest.json'))).facts,
      ),
    );
    expect(facts).toMatchObject({
      name: 'win11',
      version: '2026.11',
      created: second?.created,
      inputs: {
        merged: [
          { name: 'pro', version: '1', inputs: first?.inputs },
          { name: 'education', version: '1', inputs: second?.inputs },
        ],
      },
      archive: { level: 'normal', encoder: first?.archive?.encoder },
      images: [
        { index: 1, name: 'pro' },
        { index: 2, name: 'education' },
      ],
    });
    const shared = (first?.savings.unique ?? 0) - 'only pro has this'.length;
    expect(facts.savings.betweenImages).toBeGreaterThanOrEqual(shared);
  },
);

test('again, and in parts: the same bytes, cut', async () => {
  const [once, twice, cut] = [folder('once'), folder('twice'), folder('cut')];
  for (const [out, ...more] of [[once], [twice], [cut, '--size', '60KiB']] as const) {
    const { status } = await runCli(['merge', pro, education, '--to', out, '--name', 'win11', ...more]);
    expect(status).toBe(0);
  }
  expect(digestOf(twice)).toEqual(digestOf(once));
  expect((await readManifest(path.join(once, 'manifest.json'))).facts.version).toBe('2026.11.21');
  expect(readdirSync(cut)).toEqual(expect.arrayContaining(['install.swm', 'install2.swm']));
  await readRelease(cut, silentReporter(), true);
});

test('what is wrong is told before anything is made', async () => {
  const out = folder('refused');
  const damaged = folder('damaged');
  cpSync(pro, damaged, { recursive: true });
  appendFileSync(path.join(damaged, 'install.swm'), 'x');
  const named = ['--to', out, '--name', 'win11'];
  const wrong = [
    { words: [pro, pro, ...named], says: '"pro"', exit: 2 },
    { words: [damaged, education, ...named], says: 'install.swm', exit: 3 },
    { words: [pro, education, '--to', out], says: '--name: is missing', exit: 2 },
    { words: [pro, education, '--to', out, '--name', 'a/b'], says: '"a/b"', exit: 2 },
    { words: [pro, 'x.wim', ...named], says: 'x.wim: is not for a merge of releases', exit: 2 },
    { words: [pro, education, ...named, '--level', 'best'], says: '--level: is not for releases', exit: 2 },
    { words: [pro, pro, ...named], says: `${pro}: an image named `, exit: 2 },
    { words: ['x.wim', '--to', out, '--size', '1GiB'], says: '--size: is not for archives', exit: 2 },
  ];
  for (const { words, says, exit } of wrong) {
    const { status, stderr } = await runCli(['merge', ...words]);
    expect({ words, stderr, status }).toEqual({
      words,
      stderr: expect.stringContaining(says) as unknown,
      status: exit,
    });
  }
  expect(existsSync(out)).toBe(false);
  expect(readdirSync(folder('.')).filter((name) => name.includes('image-factory-merge'))).toEqual([]);
});
