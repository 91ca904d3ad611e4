import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { build, planBuild, type BuildOptions } from '../../src/factory/index.js';
import { silentReporter } from '../../src/progress.js';
import { openWim } from '../../src/wim/index.js';
import { digestOf } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';

const DEFINITION = 'examples/quickstart/image.yml';
const folder = temporaryFolder();
const optionsOf = (name: string, threads: number): BuildOptions => ({
  out: folder(name, 'release'),
  work: folder(name, 'work'),
  threads,
  env: {},
});

test('the quickstart becomes a release of a Windows image, with the same bytes for 1 and 4 threads', async () => {
  const reporter = keepingReporter();
  const summary = await build(DEFINITION, optionsOf('one', 1), reporter);
  expect(reporter.warnings).toEqual([]);
  expect(summary).toMatchObject({ tag: 'quickstart-2026.11', build: '26200.7171', images: ['quickstart'] });
  await build(DEFINITION, optionsOf('four', 4), silentReporter());
  expect(digestOf(folder('four', 'release'))).toEqual(digestOf(folder('one', 'release')));

  const archive = await openWim(summary.wim);
  const [image] = archive.images;
  await archive.close();
  expect(image).toMatchObject({
    files: summary.files,
    directories: summary.directories,
    bytes: summary.bytes,
  });
  expect(image?.windows).toMatchObject({
    editionId: 'Enterprise',
    installationType: 'Client',
    productType: 'WinNT',
  });
  expect(image?.displayName).toBe('Windows 11 Enterprise');

  const manifest = readFileSync(summary.manifest, 'utf8');
  expect(manifest).not.toContain(hostname());
  expect(manifest).not.toContain(folder());
  expect(manifest).not.toContain(path.resolve('.'));
});

testWith(['wimlib-imagex'], 'wimlib reads of the release what the build says of it', async () => {
  const summary = await build(DEFINITION, optionsOf('peer', 2), silentReporter());
  expect(await runPeer('wimlib-imagex', ['verify', summary.wim])).toContain('successfully verified');
  const info = await runPeer('wimlib-imagex', ['info', summary.wim]);
  const lines = info.split('\n').map((line) => line.replace(/: +/, ': ').trimEnd());
  expect(lines).toEqual(
    expect.arrayContaining([
      'Name: quickstart',
      `Directory Count: ${summary.directories}`,
      `File Count: ${summary.files}`,
      `Total Bytes: ${summary.bytes}`,
      'Creation Time: Mon Nov 23 00:00:00 2026 UTC',
      'Build: 26200',
      'Service Pack Build: 7171',
      'Flags: Enterprise',
    ]),
  );
  const sums = await runPeer('sh', ['-c', 'cd "$0" && sha256sum -c SHA256SUMS', summary.releaseDirectory]);
  expect(sums).toBe('install.wim: OK\nmanifest.json: OK\n');
});

test('a dry run of the quickstart names its partition and its Windows', async () => {
  const plan = await planBuild(DEFINITION, optionsOf('dry', 1), silentReporter());
  expect(plan.source.label).toMatch(/reference\.vhdx#3$/);
  expect(plan.stations.find(({ name }) => name === 'prove')?.doing).toBe(
    'Windows 11 Enterprise, build 26200.7171, IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE',
  );
});
