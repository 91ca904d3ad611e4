/** What `info` and `manifest` say of the updates that are installed. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { dword, sealBaseBlock, sz } from '../support/hive-writer.js';
import { manifestOf, SERVICED, servicingKeys } from '../support/servicing.js';
import { softwareHive } from '../support/windows-hives.js';

const folder = temporaryFolder();
const source = folder('source');
const wim = folder('install.wim');
const KBS = ['KB5054156', 'KB5067035', 'KB5068861'];

const config = path.join(source, 'Windows', 'System32', 'config');

beforeAll(async () => {
  const packages = path.join(source, 'Windows', 'servicing', 'Packages');
  for (const made of [config, packages]) mkdirSync(made, { recursive: true });
  const values = { CurrentBuildNumber: sz('26200'), UBR: dword(7171) };
  writeFileSync(path.join(config, 'SOFTWARE'), softwareHive(values, servicingKeys(SERVICED)));
  for (const one of SERVICED) {
    if (one.kb !== undefined) writeFileSync(path.join(packages, `${one.name}.mum`), manifestOf(one));
  }
  await runCli(['capture', source, wim, '--level', 'fast', '--quiet']);
});

const json = async (...words: string[]) =>
  JSON.parse((await runCli(words)).stdout) as Record<string, unknown>;

test('info says which are installed, and which wait for a reboot', async () => {
  const said = { updates: KBS, pendingUpdates: ['KB5066131', 'KB5007651', 'KB5034441'] };
  expect(await json('info', source, '--json')).toMatchObject({
    ...said,
    windows: { version: '0.0.26200.7171' },
  });
  expect(await json('info', `${wim}#1`, '--json')).toMatchObject(said);
  const { stdout } = await runCli(['info', source]);
  expect(stdout).toMatch(/^updates +KB5054156, KB5067035, KB5068861$/m);
});

test('a manifest says it of each image, of an archive too', async () => {
  expect(await json('manifest', source)).toMatchObject({ images: [{ updates: KBS }] });
  expect(await json('manifest', wim)).toMatchObject({ images: [{ updates: KBS }] });
});

test('a hive whose last write did not finish is told, and the manifest made without it', async () => {
  const dirty = folder('dirty.wim');
  const hive = softwareHive({}, servicingKeys(SERVICED));
  hive.writeUInt32LE(7, 4);
  sealBaseBlock(hive);
  writeFileSync(path.join(config, 'SOFTWARE'), hive);
  await runCli(['capture', source, dirty, '--level', 'fast', '--quiet', '--allow-dirty']);
  const { stdout, stderr, status } = await runCli(['manifest', dirty]);
  expect(status).toBe(0);
  expect(stderr).toContain('which updates are installed cannot be read');
  expect((JSON.parse(stdout) as { images: unknown[] }).images[0]).not.toHaveProperty('updates');
});
