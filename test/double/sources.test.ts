/** The list of what is played, and the double itself, in agreement. */

import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { temporaryFolder } from '../support/folder.js';
import { WindowsHost } from './index.js';
import { PLAYED } from './sources.js';

const at = temporaryFolder();

const CMDLETS = JSON.parse(readFileSync('test/powershell/cmdlets.json', 'utf8')) as Record<string, Facts>;
const CONTRACT = JSON.parse(readFileSync('test/powershell/contract.json', 'utf8')) as {
  cmdlets: Record<string, Facts>;
  programs: Record<string, unknown>;
  cim: Record<string, unknown>;
};

interface Facts {
  readonly parameters: Readonly<Record<string, unknown>>;
}

test('each cmdlet and program that is played is listed, and what is listed is played', async () => {
  const host = await WindowsHost.start({ guest: () => Promise.resolve(), cwd: at() });
  await host.close();
  expect([...host.cmdlets.keys()].toSorted()).toEqual(Object.keys(PLAYED.cmdlets).toSorted());
  expect([...host.programs.keys()].toSorted()).toEqual(Object.keys(PLAYED.programs).toSorted());
});

test('each parameter that is played is one of the real cmdlet', () => {
  const all = { ...CMDLETS, ...CONTRACT.cmdlets };
  const unknown = Object.entries(PLAYED.cmdlets).flatMap(([name, { parameters }]) =>
    parameters
      .filter((parameter) => all[name]?.parameters[parameter] === undefined)
      .map((parameter) => `${name} -${parameter}`),
  );
  expect(unknown).toEqual([]);
});

test('each program and class that is played is in the contract', () => {
  expect(Object.keys(PLAYED.programs).filter((name) => !(name in CONTRACT.programs))).toEqual([]);
  expect(Object.keys(PLAYED.classes).filter((name) => !(name in CONTRACT.cim))).toEqual([]);
});

test('each line names its source', () => {
  const lines = Object.values(PLAYED).flatMap((group) => Object.entries<{ source: string }>(group));
  const without = lines.filter(
    ([, { source }]) => !/^https:\/\/(learn\.microsoft\.com|github\.com)\/\S+$/.test(source),
  );
  expect(without).toEqual([]);
});
