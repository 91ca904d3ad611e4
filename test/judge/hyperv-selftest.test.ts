/** `selftest` on the double of a Windows host, where it fails; test/kit/selftest.test.ts has one that passes. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect } from '@jest/globals';
import { DOUBLE_PEERS, playedWindows, type Misbehaviour } from '../double/index.js';
import { temporaryFolder } from '../support/folder.js';
import { hyperVLine, type HyperVLine } from '../support/hyperv-line.js';
import { testWith } from '../support/peers.js';

const at = temporaryFolder();
const PEERS = [...DOUBLE_PEERS, 'dotnet', 'wimlib-imagex', '7z'] as const;
let line: HyperVLine | null = null;

afterEach(async () => {
  await line?.host.close();
  line = null;
});

const WORDS = ['selftest', 'install.wim', '--edition', 'Enterprise', '--hypervisor', 'hyperv'];

interface Told {
  readonly steps: readonly { readonly name: string; readonly state: string }[];
}

testWith(PEERS, 'a host whose guest fails is told why, and only the report is left', async () => {
  const misbehaviour: Misbehaviour = {
    station: 'customize',
    title: 'step.ps1',
    fault: { kind: 'fails', exit: 7, says: 'no luck' },
  };
  line = await hyperVLine(at('host'), { host: { guest: playedWindows(() => misbehaviour) } });
  const { folder, host, work } = line;
  const { status, stdout } = await line.run([...WORDS, '--work', work, '--report', 'report', '--json']);
  expect(status).toBe(1);
  const { steps } = JSON.parse(stdout) as Told;
  expect(steps.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    'what an earlier one left: ok',
    'definition: ok',
    'doctor: ok',
    'build: failed',
    'build again: left out',
    'read back: left out',
    'nothing is left: left out',
    'logs: ok',
    'clean-up: ok',
  ]);
  const text = readFileSync(path.join(folder, 'report', 'selftest.md'), 'utf8');
  expect(text).toMatch(/step\.ps1: failed, exit code 7: no luck/);
  expect([host.leftovers, host.violations, host.failures]).toEqual([[], [], []]);
  expect(readdirSync(work)).toEqual([]);
  const files = readdirSync(path.join(folder, 'report'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => /\.(wim|swm|vhdx|iso)$/.test(name))).toEqual([]);
  expect(files.join('\n')).toContain('agent.log');
});
