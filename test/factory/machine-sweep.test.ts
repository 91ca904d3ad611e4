/** What a sweep removes, what it leaves, what stays because somebody wants to look at it, and what two builds share. */

import { beforeAll, expect } from '@jest/globals';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { build, doctor, sweep } from '../../src/factory/index.js';
import { silentReporter } from '../../src/progress.js';
import { journalOf, leftIn } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { NTFS_PEERS } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { playedHypervisors, type PlayedHost } from '../support/played/hypervisor.js';
import {
  buildMachine,
  makeMachineSite,
  makeSources,
  script,
  type MachineSite,
  type Sources,
} from '../support/played/site.js';

const folder = temporaryFolder();
let sources: Sources;

beforeAll(async () => {
  sources = await makeSources(folder());
});

function site(name: string, ...lines: readonly string[]): MachineSite {
  const made = makeMachineSite(
    folder(name),
    `source: { wim: ${sources.wim} }\nmachine: { hypervisor: hyperv }\ncustomize: [{ run: apps.ps1 }]\n`,
  );
  script(made, 'apps.ps1', ...lines);
  return made;
}

function buildFolder(work: string): string {
  const [name = ''] = readdirSync(work).filter((entry) => entry.startsWith('demo-'));
  return path.join(work, name);
}

/** A machine of the host that another one made. */
function stranger(host: PlayedHost, name: string, owner: { folder: string; host: string } | null): void {
  host.put({
    name,
    owner:
      owner === null
        ? null
        : {
            tool: 'image-factory',
            build: 'demo',
            run: '0',
            pid: 1,
            started: '2026-11-23T00:00:00Z',
            ...owner,
          },
    folder: path.join(host.folder, name),
    disk: 'disk.vhdx',
    media: [],
    state: 'running',
    network: null,
  });
}

testWith(
  NTFS_PEERS,
  'machines without the marker of this build on this host stay, whatever their name',
  async () => {
    const at = site('exact', 'exit 1');
    await buildMachine(at).catch(() => undefined);
    const own = buildFolder(at.work);
    stranger(at.host, 'imgf-00000000-11111111-customize', null);
    stranger(at.host, 'of-another-host', { folder: own, host: 'elsewhere.example' });
    stranger(at.host, 'of-another-build', { folder: path.join(at.work, 'other'), host: hostname() });
    stranger(at.host, 'forgotten-by-the-journal', { folder: own, host: hostname() });
    const [swept] = await sweep(at.work, { hypervisors: playedHypervisors(at.host) });
    expect(swept?.resources).toEqual(['machine forgotten-by-the-journal (Hyper-V)']);
    expect(at.host.machines()).toEqual([
      'imgf-00000000-11111111-customize',
      'of-another-build',
      'of-another-host',
    ]);
  },
);

testWith(NTFS_PEERS, 'what cannot be removed is told, keeps its files, and is tried again', async () => {
  const at = site('stuck');
  const hypervisors = playedHypervisors(at.host);
  await buildMachine(at);
  const own = buildFolder(at.work);
  stranger(at.host, 'imgf-1-2-customize', { folder: own, host: hostname() });
  const resource = { kind: 'machine', hypervisor: 'hyperv', name: 'imgf-1-2-customize' };
  const [time, host] = ['2026-11-23T00:00:00Z', hostname()];
  const record = (more: object) => `${JSON.stringify({ time, ...more })}\n`;
  writeFileSync(
    path.join(own, 'journal.jsonl'),
    record({ event: 'build', hypervisor: 'hyperv', created: time, out: at.out }) +
      record({ event: 'resource', hypervisor: 'hyperv', host, resource }) +
      record({
        event: 'resource',
        hypervisor: 'hyperv',
        host: 'elsewhere.example',
        resource: { ...resource, name: 'far' },
      }),
  );
  // Deleted through a folder into a mounted volume, all that is on the volume would be gone.
  const mount = path.join(own, 'mount');
  const access = { kind: 'access-path', path: path.join(mount, 'os') };
  mkdirSync(access.path, { recursive: true });
  writeFileSync(path.join(access.path, 'of-the-volume.txt'), 'precious');
  appendFileSync(
    path.join(own, 'journal.jsonl'),
    record({ event: 'resource', hypervisor: 'hyperv', host: 'elsewhere.example', resource: access }),
  );
  for (const name of ['customize-2.vhdx', 'customize-3.vhdx', 'payload-customize-2.iso']) {
    writeFileSync(path.join(own, name), '');
  }
  at.host.set({ stuck: ['customize'] });
  const far = { what: 'machine far (Hyper-V)', why: 'it is on the host elsewhere.example: sweep there' };
  const near = { what: 'machine imgf-1-2-customize (Hyper-V)', why: 'the service does not answer' };
  const stays = { what: `access path ${access.path}`, why: far.why };
  expect((await sweep(at.work, { hypervisors }))[0]?.failures).toEqual([near, far, stays]);
  expect(leftIn(at.work)).toEqual(['customize-2.vhdx', 'journal.jsonl', 'mount']);
  expect(existsSync(path.join(access.path, 'of-the-volume.txt'))).toBe(true);
  // A build begins its journal anew, and still knows of both.
  const warnings: string[] = [];
  await buildMachine(at, {}, { ...silentReporter(), warn: (message) => warnings.push(message) });
  expect(warnings).toContain(`${near.what}: could not be removed: ${near.why}`);
  at.host.set({});
  const [swept] = await sweep(at.work, { hypervisors });
  expect(swept?.resources).toEqual(['machine imgf-1-2-customize (Hyper-V)']);
  expect(swept?.failures).toEqual([far, stays]);
  expect(leftIn(at.work)).toEqual(['journal.jsonl', 'mount']);
});

testWith(
  NTFS_PEERS,
  'a kept machine stays with its disks through builds and sweeps, until it is swept on purpose',
  async () => {
    const at = site('kept', 'exit 1');
    const hypervisors = playedHypervisors(at.host);
    const told: string[] = [];
    const reporter = { ...silentReporter(), info: (message: string) => told.push(message) };
    await buildMachine(at, { keepMachine: true }, reporter).catch(() => undefined);
    const [machine = ''] = at.host.machines();
    expect(machine).toMatch(/^imgf-[0-9a-f]{8}-[0-9a-f]{8}-customize$/);
    expect(told.join('\n')).toContain(
      `Kept the machine ${machine}, which is off: start it with "Start-VM ${machine}"`,
    );
    expect(told.join('\n')).toContain(`image-factory sweep --kept --work ${at.work}`);
    const { disk, folder: own, media } = at.host.machine(machine);
    expect([existsSync(disk), existsSync(own), media]).toEqual([true, true, []]);
    expect(leftIn(at.work).some((name) => name.startsWith('payload'))).toBe(false);

    const [left] = await sweep(at.work, { hypervisors });
    expect(left).toMatchObject({ resources: [], files: [], kept: [machine] });
    script(at, 'apps.ps1');
    await buildMachine(at);
    expect(at.host.machines()).toEqual([machine]);
    expect([existsSync(disk), existsSync(own)]).toEqual([true, true]);
    const findings = await doctor(at.definition, at.options, silentReporter());
    expect(findings.at(-1)).toMatchObject({ state: 'warning', found: `the kept machine ${machine}` });

    const [key = ''] = readdirSync(path.join(at.work, 'bases'));
    expect(readdirSync(path.join(at.work, 'bases', key, 'uses'))).toHaveLength(1);
    const [swept] = await sweep(at.work, { hypervisors, kept: true });
    expect(swept).toMatchObject({ resources: [`machine ${machine} (Hyper-V)`], failures: [], kept: [] });
    expect(at.host.machines()).toEqual([]);
    expect(leftIn(at.work)).toEqual(['journal.jsonl']);
    expect(readdirSync(path.join(at.work, 'bases', key, 'uses'))).toEqual([]);
    expect(await sweep(at.work, { hypervisors, kept: true })).toEqual([]);
  },
);

testWith(NTFS_PEERS, 'without --keep-machine a failed machine and its disks are gone', async () => {
  const at = site('not-kept', 'exit 1');
  await buildMachine(at).catch(() => undefined);
  expect(at.host.machines()).toEqual([]);
  expect(leftIn(at.work)).toEqual(['journal.jsonl', 'logs']);
});

testWith(NTFS_PEERS, 'what is made on the host is journalled before, and is gone after', async () => {
  const at = site('ledger');
  await buildMachine(at);
  const events = journalOf(at.work).flatMap((record) => {
    const { event, resource, station } = record as {
      event: string;
      station?: string;
      resource?: { kind: string };
    };
    return event === 'resource' || event === 'gone' ? [`${event} ${resource?.kind}`] : (station ?? []);
  });
  const run = ['resource file', 'resource machine', 'gone machine', 'gone file'];
  expect(events.slice(4, 18)).toEqual([
    'update',
    'update',
    'customize',
    ...run,
    'customize',
    'generalize',
    ...run,
    'generalize',
  ]);
  expect(readFileSync(path.join(buildFolder(at.work), 'journal.jsonl'), 'utf8')).toContain(
    `"host":"${hostname()}"`,
  );
});

testWith(NTFS_PEERS, 'two builds side by side make their base once, and do not meet', async () => {
  const first = site('side');
  const definition = path.join(first.folder, 'second.yml');
  writeFileSync(definition, readFileSync(first.definition, 'utf8').replace('name: demo', 'name: other'));
  const out = path.join(first.folder, 'second');
  const [one, two] = await Promise.all([
    buildMachine(first),
    build(definition, { ...first.options, out }, silentReporter()),
  ]);
  expect([one.name, two.name]).toEqual(['demo', 'other']);
  expect(first.host.history().filter((line) => line.startsWith('apply'))).toEqual(['apply image 1']);
  expect(first.host.history().filter((line) => line === 'start customize')).toHaveLength(2);
  expect(first.host.machines()).toEqual([]);
  expect(readdirSync(first.work).length).toBe(3);
});
