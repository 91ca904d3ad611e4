/** `selftest` on the double of a Windows host: the command as a process, from a WIM to a report, and nothing left. */

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

/** Of the report, and of the host when it is done. */
function expectClean({ folder, host, work }: HyperVLine): void {
  expect([host.leftovers, host.violations, host.failures]).toEqual([[], [], []]);
  expect(readdirSync(work)).toEqual([]);
  const files = readdirSync(path.join(folder, 'report'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => /\.(wim|swm|vhdx|iso)$/.test(name))).toEqual([]);
}

interface Told {
  readonly result: string;
  readonly steps: readonly { readonly name: string; readonly state: string; readonly found: string }[];
}

testWith(
  PEERS,
  'a host that can do it passes, DISM reads the image, and only the report is left; one whose guest fails is told why',
  async () => {
    let misbehaviour: Misbehaviour | null = null;
    line = await hyperVLine(at('host'), { host: { guest: playedWindows(() => misbehaviour) } });
    const words = [...WORDS, '--work', line.work, '--report', 'report', '--json'];
    const { status, stdout, stderr } = await line.run(words);
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    const told = JSON.parse(stdout) as Told;
    expect(told.steps.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(told.steps.find(({ name }) => name === 'build again')?.found).toContain('base: from the cache');
    const text = (name: string) => readFileSync(path.join(line?.folder ?? '', 'report', name), 'utf8');
    expect(text('image.txt')).toContain('Index : 1');
    expect(line.host.calls.filter((call) => JSON.stringify(call).includes('Get-ImageInfo'))).toHaveLength(1);
    expectClean(line);

    misbehaviour = {
      station: 'customize',
      title: 'step.ps1',
      fault: { kind: 'fails', exit: 7, says: 'no luck' },
    };
    const failed = await line.run(words);
    expect(failed.status).toBe(1);
    expect((JSON.parse(failed.stdout) as Told).steps.map(({ name, state }) => `${name}: ${state}`)).toEqual([
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
    expect(text('selftest.md')).toContain('step.ps1: failed, exit code 7: no luck');
    expect(readdirSync(path.join(line.folder, 'report', 'work'), { recursive: true }).join('\n')).toContain(
      'agent.log',
    );
    expectClean(line);
  },
  600_000,
);
