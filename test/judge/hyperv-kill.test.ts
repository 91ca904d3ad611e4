/**
 * The factory killed without a warning while the host does something for it, at each station in turn: what it left is on
 * the host, since neither machines nor attached disks die with it. The next run takes it away and finishes the build.
 */

import { afterEach, expect } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DOUBLE_PEERS, playedWindows, type Misbehaviour, type WindowsHost } from '../double/index.js';
import { temporaryFolder } from '../support/folder.js';
import { hyperVLine, leftInWork, type HyperVLine } from '../support/hyperv-line.js';
import { runPeer, testWith, type Peer } from '../support/peers.js';

const at = temporaryFolder();
const PEERS: readonly Peer[] = [...DOUBLE_PEERS, 'dotnet', 'wimlib-imagex', '7z'];

let line: HyperVLine | null = null;
let misbehaviour: Misbehaviour | null = null;
afterEach(async () => {
  await line?.host.close();
  line = null;
  misbehaviour = null;
});

async function newLine(folder: string): Promise<HyperVLine> {
  line = await hyperVLine(folder, {
    network: 'Default Switch',
    more: 'updates: { from: windows-update }\ncustomize:\n  - run: ./scripts/step.ps1\n',
    scripts: { 'step.ps1': 'exit 0\n' },
    host: { guest: playedWindows(() => misbehaviour) },
  });
  return line;
}

type Moment = (host: WindowsHost) => boolean;

const isRunning =
  (station: string): Moment =>
  ({ machines }) =>
    machines.all.some(({ name, state }) => name.endsWith(station) && state === 'Running');

const applies: Moment = ({ calls }) =>
  calls.some((call) => call.kind === 'command' && call.name === 'dism.exe');
/** The base's own folders are gone by then. */
const injects: Moment = ({ storage, calls }) =>
  storage.accessPaths.length === 1 &&
  calls.some((call) => call.kind === 'cmdlet' && call.name === 'New-VHD' && 'ParentPath' in call.parameters);

/** Builds, and kills the factory when the moment has come. */
async function killedWhen(
  { build, host }: HyperVLine,
  moment: Moment,
  more: readonly string[],
): Promise<void> {
  let child: ChildProcess | null = null;
  let ended = false;
  const building = build(more, (started) => {
    child = started;
  }).finally(() => {
    ended = true;
  });
  while (!moment(host)) {
    if (ended) throw new Error(`the build ended before its moment: ${(await building).stderr}`);
    await sleep(10);
  }
  (child as ChildProcess | null)?.kill('SIGKILL');
  // Its PowerShell may still be at work.
  expect(await building).toMatchObject({ status: null });
}

testWith(
  PEERS,
  'killed at each station in turn, the next build with --resume takes everything away and finishes',
  async () => {
    const line = await newLine(at('resume'));
    const { host } = line;
    await killedWhen(line, applies, []);
    await killedWhen(line, injects, ['--resume']);
    expect(host.leftovers).not.toEqual([]);
    for (const station of ['update', 'customize', 'generalize'] as const) {
      misbehaviour = { station, fault: { kind: 'hangs' } };
      await killedWhen(line, isRunning(station), ['--resume']);
      expect(host.leftovers).toEqual([
        expect.stringMatching(new RegExp(String.raw`^machine imgf-\S+${station}, Running$`)),
      ]);
    }
    misbehaviour = null;

    const { status, stderr } = await line.build(['--resume']);
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    expect(host.leftovers).toEqual([]);
    expect(host.violations).toEqual([]);
    expect(leftInWork(line.work)).toEqual([]);
    await runPeer('wimlib-imagex', ['verify', `${line.release}/install.wim`]);
    // Each was killed once and finished once: what it had made was taken over then.
    const stations = host.events
      .filter(({ Id }) => Id === 18_500)
      .map(({ values }) => values[0]?.replace(/^.*-/, ''));
    expect(stations).toEqual(['update', 'update', 'customize', 'customize', 'generalize', 'generalize']);
    const { inputs } = JSON.parse(readFileSync(`${line.release}/manifest.json`, 'utf8')) as {
      inputs: { updates: readonly { readonly kb: string }[] };
    };
    // Of the station's updates, and of those after the step.
    expect(inputs.updates.map(({ kb }) => kb)).toEqual(['KB5068861', 'KB5068861']);
  },
);

testWith(
  PEERS,
  'sweep takes away what a killed build left on the host, and leaves the machine that somebody else made',
  async () => {
    const line = await newLine(at('sweep'));
    const { host } = line;
    await host.cmdlet('New-VM', { Name: 'imgf-by-hand', Generation: 2, MemoryStartupBytes: 1 << 30 });
    await host.cmdlet('Set-VM', { Name: ['imgf-by-hand'], Notes: 'mine' });
    misbehaviour = { station: 'update', fault: { kind: 'hangs' } };
    await killedWhen(line, isRunning('update'), []);
    const { status, stdout, stderr } = await line.run(['sweep', '--work', line.work]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/removed .*imgf-\S+update/);
    expect(host.leftovers).toEqual(['machine imgf-by-hand, Off']);
    expect(host.violations).toEqual([]);
    expect(leftInWork(line.work)).toEqual([]);
  },
);
