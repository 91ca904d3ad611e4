/** What `updates.require` asks for is proven without a machine too, and the manifest says what is installed. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { FactoryError } from '../../src/errors.js';
import { planBuild } from '../../src/factory/index.js';
import { readManifest } from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import { renderPlan } from '../../src/report/index.js';
import { buildSite, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { dword, sz } from '../support/hive-writer.js';
import { manifestOf, SERVICED, servicingKeys } from '../support/servicing.js';
import { softwareHive } from '../support/windows-hives.js';

const folder = temporaryFolder();
const KBS = ['KB5054156', 'KB5067035', 'KB5068861'];

/** A directory that holds a Windows as servicing left it. */
function windowsIn(source: string, server: string | null = null): void {
  const config = path.join(source, 'Windows', 'System32', 'config');
  const packages = path.join(source, 'Windows', 'servicing', 'Packages');
  for (const made of [config, packages]) mkdirSync(made, { recursive: true });
  const values = { CurrentBuildNumber: sz('26200'), UBR: dword(7171) };
  const policy = server === null ? {} : { WindowsUpdate: { values: { WUServer: sz(server) } } };
  writeFileSync(path.join(config, 'SOFTWARE'), softwareHive(values, servicingKeys(SERVICED), policy));
  for (const one of SERVICED) {
    if (one.kb !== undefined) writeFileSync(path.join(packages, `${one.name}.mum`), manifestOf(one));
  }
}

function siteOf(name: string, require: string): Site {
  const site = makeSite(folder(name), `updates: { require: ${require} }\n`, 1);
  windowsIn(path.join(site.folder, 'source'));
  return site;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}

test('an image that somebody has is proven and released, and its manifest says what is installed', async () => {
  const site = siteOf('met', '{ build: "26200.7171", kb: [KB5068861, KB5054156] }');
  const { manifest } = await buildSite(site);
  expect((await readManifest(manifest)).facts.images[0]).toMatchObject({ build: '26200.7171', updates: KBS });
});

test('what is missing is refused by name, and nothing is released', async () => {
  const site = siteOf('missing', '{ build: "26200.7623", kb: [KB5043080, KB5066131, KB5099999] }');
  expect(await refusal(buildSite(site))).toBe(
    'refused: /missing/source: its build is 26200.7171, KB5043080 is staged, not installed, KB5066131 is pending a reboot, ' +
      'KB5099999 is not there, expected build 26200.7623 or later and KB5043080 and KB5066131 and KB5099999. ' +
      'Let Windows finish the update: start it once more before it is captured.',
  );
  expect(readdirSync(site.folder)).not.toContain('release');
});

test('another requirement is proven again, though the source stayed the same', async () => {
  const site = siteOf('again', '{ build: "26200.1" }');
  await buildSite(site);
  const text = `name: demo\nversion: "1"\ncreated: 2026-11-23\nsource: { directory: ./source }\nupdates: { require: { build: "26300" } }\n`;
  writeFileSync(site.definition, text);
  expect(await refusal(buildSite(site, { resume: true }))).toContain(
    'its build is 26200.7171, expected build 26300',
  );
});

test('a dry run says what is required', async () => {
  const site = siteOf('dry', '{ build: "26200.7171", kb: [KB5068861] }');
  const plan = renderPlan(await planBuild(site.definition, site.options, silentReporter()));
  expect(plan).toContain('; required: build 26200.7171 or later, KB5068861');
});

test.each([
  [null, []],
  ['http://wsus:8530', ['it carries the policy of the update server http://wsus:8530']],
])('the captured hive says whether a policy of WSUS is left: %s', async (server, expected) => {
  const site = makeSite(folder(`policy-${expected.length}`), '', 1);
  windowsIn(path.join(site.folder, 'source'), server);
  const warnings: string[] = [];
  await buildSite(site, {}, { ...silentReporter(), warn: (message) => warnings.push(message) });
  const told = warnings.filter((warning) => warning.includes('update server'));
  expect(told.map((warning) => warning.replace(/^.*source: /, '').replace(/,.*/, ''))).toEqual(expected);
});
