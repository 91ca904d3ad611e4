/**
 * The factory killed without a warning while a machine of it runs on QEMU, and while it captures: the machine lives on,
 * the next run takes it away and finishes the build.
 */

import { afterAll, describe, expect } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { markedProcesses, type MarkedProcess } from '../../src/machine/qemu/marker.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { guestDisk } from '../support/linux-guest/index.js';
import { runPeer, testWith } from '../support/peers.js';
import { QEMU_PEERS } from '../support/qemu.js';

const folder = temporaryFolder();
const TIMEOUT = 1_800_000;

const machines = async (): Promise<MarkedProcess[]> =>
  (await markedProcesses()).filter(({ owner }) => owner.folder.startsWith(folder()));

/** Whatever a test did, no machine outlives it. */
afterAll(async () => {
  for (const { pid } of await machines()) process.kill(pid, 'SIGKILL');
});

const [work, out] = [folder('work'), folder('release')];

function build(more: readonly string[], started?: (child: ChildProcess) => void) {
  const words = ['build', folder('image.yml'), '--work', work, '--out', out, ...more];
  return runCli(words, started === undefined ? {} : { started });
}

/** Builds, and kills the factory when the moment has come. */
async function killedWhen(moment: () => Promise<boolean>, more: readonly string[]): Promise<void> {
  let child: ChildProcess | null = null;
  let ended = false;
  const building = build(more, (started) => {
    child = started;
  }).finally(() => {
    ended = true;
  });
  while (!(await moment())) {
    if (ended) throw new Error(`the build ended before its moment: ${(await building).stderr}`);
    await sleep(20);
  }
  (child as ChildProcess | null)?.kill('SIGKILL');
  expect(await building).toMatchObject({ status: null });
}

const runs = (station: string) => async (): Promise<boolean> =>
  (await machines()).some(({ machine }) => machine.endsWith(station));

const captures = (): Promise<boolean> =>
  Promise.resolve(filesOf(work).some((name) => /\.install\.wim\..*\.partial$/.test(name)));

const disksIn = (place: string) => filesOf(place).filter((name) => /\.(qcow2|iso)$/.test(name));

function filesOf(place: string): string[] {
  return existsSync(place) ? readdirSync(place, { recursive: true, encoding: 'utf8' }) : [];
}

testWith(
  [...QEMU_PEERS, 'wimlib-imagex'],
  'killed at each station in turn, the next build with --resume takes the machine away and finishes',
  async () => {
    await guestDisk({ file: folder('reference.raw') });
    writeFileSync(folder('apps.ps1'), "#guest: write '\\Apps\\app.txt' installed\r\n");
    writeFileSync(
      folder('image.yml'),
      `name: demo\nversion: "1"\ncreated: 2026-11-23\nsource: { disk: ./reference.raw }
machine: { hypervisor: qemu, cpus: 1, memory: 1 GiB, deadlines: { customize: 20m, generalize: 20m, silence: 5m } }
customize: [{ run: ./apps.ps1 }]\n`,
    );
    await killedWhen(runs('customize'), []);
    expect(await machines()).toHaveLength(1);

    await killedWhen(runs('generalize'), ['--resume']);
    expect((await machines()).map(({ machine }) => machine.replace(/^.*-/, ''))).toEqual(['generalize']);
    expect((await runCli(['sweep', '--dry-run', '--work', work])).stdout).toMatch(
      /would remove .*generalize/,
    );
    expect(await machines()).toHaveLength(1);

    await killedWhen(captures, ['--resume']);
    expect(await machines()).toEqual([]);

    const { status, stdout, stderr } = await build(['--resume']);
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/customize +[^\n]*done before/);
    expect(stdout).toMatch(/generalize +[^\n]*done before/);
    await runPeer('wimlib-imagex', ['verify', folder('release', 'install.wim')]);
    expect(await runPeer('wimlib-imagex', ['dir', folder('release', 'install.wim'), '1'])).toContain(
      '/Apps/app.txt',
    );
    expect(filesOf(work).filter((name) => /\.(qcow2|raw|iso|partial)$/.test(name))).toEqual([]);
  },
  TIMEOUT,
);

describe('a build whose machine runs', () => {
  let begun = 0;

  /** Begins a build of a disk of its own, and does something to the factory when the machine of generalize runs. */
  async function stopped(signal: NodeJS.Signals) {
    begun += 1;
    const [disk, place] = [folder(`stopped-${begun}.raw`), folder(`stopped-${begun}`)];
    await guestDisk({ file: disk });
    const file = folder(`stopped-${begun}.yml`);
    writeFileSync(
      file,
      `name: stopped\nsource: { disk: ${disk} }\nmachine: { hypervisor: qemu, cpus: 1, memory: 1 GiB }\n`,
    );
    const words = ['build', file, '--work', place, '--out', folder(`stopped-${begun}-release`)];
    let child: ChildProcess | null = null;
    const building = runCli(words, { started: (started) => (child = started) });
    while (!(await runs('generalize')())) await sleep(20);
    (child as ChildProcess | null)?.kill(signal);
    return { place, ended: await building };
  }

  testWith(
    QEMU_PEERS,
    'and that is killed leaves it to sweep',
    async () => {
      const { place } = await stopped('SIGKILL');
      expect(await machines()).toHaveLength(1);
      const { status, stdout, stderr } = await runCli(['sweep', '--work', place]);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/removed .*generalize/);
      expect(await machines()).toEqual([]);
      expect(disksIn(place)).toEqual([]);
    },
    TIMEOUT,
  );

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    testWith(
      QEMU_PEERS,
      `and that gets ${signal} turns it off and ends with ${expected}`,
      async () => {
        const { place, ended } = await stopped(signal);
        expect(ended.status).toBe(expected);
        expect(await machines()).toEqual([]);
        expect(disksIn(place)).toEqual([]);
      },
      TIMEOUT,
    );
  }
});
