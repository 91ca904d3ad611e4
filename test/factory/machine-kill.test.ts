/** SIGKILL at each station in turn: the next run leaves the host clean, and `--resume` finishes the build. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sweep } from '../../src/factory/index.js';
import { silentReporter } from '../../src/progress.js';
import { openSource } from '../../src/source/index.js';
import { findOrNull } from '../../src/tree/index.js';
import { leftIn } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { NTFS_PEERS } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { playedHypervisors } from '../support/played/hypervisor.js';
import {
  buildMachine,
  makeMachineSite,
  makeSources,
  script,
  type MachineSite,
  type Sources,
} from '../support/played/site.js';

const folder = temporaryFolder();
const program = fileURLToPath(new URL('../support/played/run.js', import.meta.url));
let sources: Sources;

beforeAll(async () => {
  sources = await makeSources(folder());
});

function site(name: string): MachineSite {
  const made = makeMachineSite(
    folder(name),
    `source: { iso: ${sources.iso} }\nmachine: { hypervisor: qemu }\ncustomize: [{ run: apps.ps1 }]\n`,
  );
  script(made, 'apps.ps1', 'write \\Apps\\app.txt installed');
  return made;
}

/** A build in a process of its own, killed when it has come as far as `until` says. */
async function kill(at: MachineSite, station: string, until: (said: string) => boolean): Promise<void> {
  const options = JSON.stringify({ out: at.out, work: at.work, env: {}, threads: 2 });
  const child = spawn(process.execPath, [program, at.definition, options, at.host.folder, station], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  try {
    while (!until(said)) {
      if (child.exitCode !== null) throw new Error(`the build ended before it was at ${station}`);
      await sleep(10);
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

async function hasApp(wim: string): Promise<boolean> {
  const source = await openSource(`${wim}#1`, { reporter: silentReporter() });
  const found = await findOrNull(source.tree, '\\Apps\\app.txt');
  await source.close();
  return found !== null;
}

const STATIONS = [
  'check',
  'provision',
  'update',
  'customize',
  'generalize',
  'prove',
  'capture',
  'inspect',
  'publish',
];

describe('killed where a station begins', () => {
  for (const [index, station] of STATIONS.entries()) {
    testWith(NTFS_PEERS, `${station}: --resume takes over what was made, and finishes`, async () => {
      const at = site(station);
      await kill(at, station, (said) => said.includes(`== ${station}\n`));
      expect(existsSync(at.out)).toBe(false);
      const summary = await buildMachine(at, { resume: true });
      const reused = summary.stations.filter(({ state }) => state === 'reused').map(({ name }) => name);
      const lasting = ['customize', 'generalize', 'prove', 'capture', 'inspect'];
      expect(reused).toEqual(lasting.filter((name) => STATIONS.indexOf(name) < index));
      expect(await hasApp(summary.wim)).toBe(true);
      expect(leftIn(at.work)).toEqual(['journal.jsonl']);
      expect(at.host.machines()).toEqual([]);
      expect(at.host.history().filter((line) => line === 'start customize')).toHaveLength(1);
    });
  }
});

describe('killed while the machine of a station runs', () => {
  for (const station of ['provision', 'customize', 'generalize']) {
    testWith(NTFS_PEERS, `${station}: a sweep leaves the host clean`, async () => {
      const at = site(`sweep-${station}`);
      at.host.hold(station);
      await kill(at, '', () => at.host.history().includes(`start ${station}`));
      const [machine = ''] = at.host.machines();
      expect(at.host.machine(machine).state).toBe('running');
      const medium = leftIn(at.work).filter((name) => name.startsWith('payload-'));
      expect(medium).toHaveLength(1);

      const hypervisors = playedHypervisors(at.host);
      const [dry] = await sweep(at.work, { dryRun: true, hypervisors });
      expect(dry?.resources).toContain(`machine ${machine} (QEMU)`);
      expect(at.host.machines()).toEqual([machine]);
      const [swept] = await sweep(at.work, { hypervisors });
      expect(swept?.resources).toContain(`machine ${machine} (QEMU)`);
      expect(swept?.failures).toEqual([]);
      expect(at.host.machines()).toEqual([]);
      expect(leftIn(at.work)).toEqual(['journal.jsonl']);
      expect(await sweep(at.work, { hypervisors })).toEqual([]);
    });

    testWith(NTFS_PEERS, `${station}: the next build removes the machine, and finishes`, async () => {
      const at = site(`next-${station}`);
      at.host.hold(station);
      await kill(at, '', () => at.host.history().includes(`start ${station}`));
      at.host.hold(station, false);
      const summary = await buildMachine(at, { resume: true });
      expect(await hasApp(summary.wim)).toBe(true);
      expect(at.host.history().filter((line) => line.startsWith('sweep'))).toEqual([`sweep ${station}`]);
      expect(at.host.machines()).toEqual([]);
      expect(leftIn(at.work)).toEqual(['journal.jsonl']);
      expect(readdirSync(at.work).length).toBe(2);
    });
  }
});

test('a build that is running is left alone by a sweep', async () => {
  const at = site('running');
  at.host.hold('provision');
  const hypervisors = playedHypervisors(at.host);
  const controller = new AbortController();
  const running = buildMachine(at, {}, silentReporter(controller.signal)).catch((error: unknown) => error);
  while (!at.host.history().includes('start provision')) await sleep(10);
  expect(await sweep(at.work, { hypervisors })).toEqual([]);
  expect(at.host.machines()).toHaveLength(1);
  controller.abort(new Error('enough'));
  await running;
  expect(at.host.machines()).toEqual([]);
});
