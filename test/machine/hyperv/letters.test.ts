/** Folders first, letters where a program wants them: with programs that say no to all else. */

import { afterEach, expect, test } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FactoryError } from '../../../src/errors.js';
import { writeBootFiles } from '../../../src/machine/hyperv/boot-files.js';
import { dismApply } from '../../../src/machine/hyperv/dism.js';
import type { Host } from '../../../src/machine/hyperv/host.js';
import { silentReporter } from '../../../src/progress.js';
import { temporaryFolder } from '../../support/folder.js';

const at = temporaryFolder();
const bin = at('bin');
const environment = { ...process.env };
const onPosix = process.platform === 'win32' ? test.skip : test;

afterEach(() => {
  process.env = { ...environment };
});

/** A program on PATH that writes its words down and ends as the shell's `test` says. */
function program(name: string, body: string): () => string[] {
  mkdirSync(bin, { recursive: true });
  const file = path.join(bin, name);
  const log = at(`${name}.log`);
  writeFileSync(log, '');
  writeFileSync(file, `#!/bin/sh\necho "$*" >> '${log}'\n${body}\n`);
  chmodSync(file, 0o755);
  process.env['PATH'] = `${bin}:${environment['PATH'] ?? ''}`;
  return () => readFileSync(log, 'utf8').split('\n').slice(0, -1);
}

function assign(verb: string, { partition }: { partition: number }): Promise<unknown> {
  expect(verb).toBe('assign-letter');
  return Promise.resolve({ letter: String.fromCodePoint(64 + partition) });
}

/** A host on which each partition gets the letter of its number: 1 is A. */
function host(): { host: Host; told: string[] } {
  const told: string[] = [];
  const reporter = { ...silentReporter(), info: (message: string) => told.push(message) };
  const ledger = { intend: () => Promise.resolve(), gone: () => Promise.resolve() };
  const made: Pick<Host, 'reporter' | 'ledger' | 'workDirectory'> & { scripts: { call: typeof assign } } = {
    reporter,
    ledger,
    workDirectory: at(),
    scripts: { call: assign },
  };
  return { host: made as unknown as Host, told };
}

const applied = {
  disk: 'D:\\base.vhdx',
  number: 7,
  esp: { partition: 1, folder: at('esp'), volume: '\\\\?\\Volume{0}\\' },
  os: { partition: 3, folder: at('os') },
};
const request = { image: 'D:\\install.swm', index: 2, target: at('os'), folder: at() };

onPosix('bcdboot gets the volume, and letters where it does not take that', async () => {
  const folder = path.join(at('esp'), 'EFI', 'Microsoft', 'Boot');
  const bcdboot = program('bcdboot.exe', `[ -d '${folder}' ] && [ "$3" = A: ]`);
  const bcdedit = program('bcdedit.exe', 'exit 0');
  const { host: played, told } = host();
  await writeBootFiles(played, applied);
  expect(bcdboot()).toEqual([
    String.raw`${path.join(at('os'), 'Windows')} /s \??\Volume{0} /f UEFI /v`,
    String.raw`C:\Windows /s A: /f UEFI /v`,
  ]);
  expect(told).toHaveLength(1);
  const store = path.join(folder, 'BCD');
  expect(bcdedit()).toEqual([
    `/store ${store} /set {bootmgr} device locate`,
    `/store ${store} /set {default} device locate`,
    `/store ${store} /set {default} osdevice locate`,
  ]);
});

onPosix('where no bcdboot writes boot files, the error says what each said', async () => {
  program('bcdboot.exe', 'echo "BFSVC Error: no template"; exit 193');
  program('bcdedit.exe', 'exit 0');
  const error = await writeBootFiles(host().host, applied).catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(FactoryError);
  expect((error as FactoryError).message).toContain('D:\\base.vhdx: no bcdboot.exe wrote boot files: ');
  expect((error as FactoryError).message).toContain(
    'bcdboot.exe ended with exit code 193: BFSVC Error: no template',
  );
});

onPosix("the image's own bcdboot comes first", async () => {
  const own = path.join(at('os'), 'Windows', 'System32', 'bcdboot.exe');
  mkdirSync(path.dirname(own), { recursive: true });
  writeFileSync(own, `#!/bin/sh\ntouch '${at('own')}'\n`);
  chmodSync(own, 0o755);
  const bcdboot = program('bcdboot.exe', 'exit 0');
  program('bcdedit.exe', 'exit 0');
  await writeBootFiles(host().host, applied);
  expect(existsSync(at('own'))).toBe(true);
  expect(bcdboot()).toEqual([]);
});

onPosix(
  'dism gets a folder, and a letter where it does not take that; a split set is named by its parts',
  async () => {
    const dism = program('dism.exe', 'case "$*" in *ApplyDir:W:*) exit 0;; *) exit 50;; esac');
    const { host: played, told } = host();
    await dismApply(played, request, () => Promise.resolve('W:'));
    const words = String.raw`/English /Apply-Image /ImageFile:D:\install.swm /SWMFile:D:\install*.swm /Index:2 /ApplyDir:`;
    expect(dism().map((line) => line.split(' /ScratchDir')[0])).toEqual([
      `${words}${at('os')}`,
      `${words}W:\\`,
    ]);
    expect(told).toEqual(['dism.exe did not apply through a folder (exit code 50), trying a letter']);
  },
);

onPosix('an image that cannot be applied is not tried twice', async () => {
  const dism = program('dism.exe', 'echo "Error: 112"; exit 112');
  const error = await dismApply(host().host, request, () => Promise.resolve('W:')).catch(
    (problem: unknown) => problem,
  );
  expect((error as FactoryError).code).toBe('no-space');
  expect(dism()).toHaveLength(1);
});
