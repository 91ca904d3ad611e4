import { afterEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Resource } from '../../../src/machine/index.js';
import { markIn, nameWithMarker } from '../../../src/machine/qemu/marker.js';
import { startOf } from '../../../src/process/index.js';
import { temporaryFolder } from '../../support/folder.js';
import { testWith } from '../../support/peers.js';
import { hypervisorFor, ownerOf, writePayload, planOfScripts } from '../../support/qemu.js';

const folder = temporaryFolder();
const script = fileURLToPath(new URL('../../support/run-machine.js', import.meta.url));
let child: ChildProcess | null = null;
let machinePid: number | null = null;

afterEach(() => {
  child?.kill('SIGKILL');
  if (machinePid !== null && isRunning(machinePid)) process.kill(machinePid, 'SIGKILL');
  child = null;
  machinePid = null;
});

describe('the sweep of QEMU', () => {
  testWith(
    ['qemu-system-x86_64', 'qemu-img', 'ovmf'],
    'ends the machine of a factory that was killed, and no other one',
    async () => {
      const place = folder('killed');
      mkdirSync(place);
      const hypervisor = await hypervisorFor(place);
      const disk = folder('killed', 'disk.qcow2');
      const iso = folder('killed', 'payload.iso');
      await hypervisor.blank(disk, 64 << 20);
      await writePayload(iso, planOfScripts([]));

      const resources = await killOnceRunning([place, disk, iso]);
      const owner = { build: 'killed', folder: place, host: hostname() };
      expect(resources.map(({ kind }) => kind)).toEqual(['machine', 'file', 'process']);
      expect(isRunning(machinePid as number)).toBe(true);

      for (const other of [
        { ...owner, build: 'another' },
        { ...owner, folder: folder('another') },
        { ...owner, host: 'another' },
      ]) {
        expect(await hypervisor.sweep([], other, false, [])).toEqual([]);
      }
      expect(await hypervisor.sweep([], owner, false, ['imgf-test-killed'])).toEqual([]);
      const machine = { kind: 'machine', hypervisor: 'qemu', name: 'imgf-test-killed' };
      expect(await hypervisor.sweep([], owner, true, [])).toEqual([{ resource: machine, failure: null }]);
      expect(isRunning(machinePid as number)).toBe(true);

      // The journal may have lost the process: the marker alone finds it.
      const known = resources.filter(({ kind }) => kind !== 'process');
      const removals = await hypervisor.sweep(known, owner, false, []);
      expect(removals.map(({ failure }) => failure)).toEqual([null, null]);
      expect(isRunning(machinePid as number)).toBe(false);
      expect(existsSync(folder('killed', 'machine'))).toBe(false);
      expect(existsSync(disk)).toBe(true);
      expect(await hypervisor.sweep([], owner, false, [])).toEqual([]);
    },
  );

  testWith(['qemu-img'], 'leaves a process alone that has the number of one that is gone', async () => {
    child = spawn('sleep', ['600'], { detached: true });
    await once(child, 'spawn');
    const pid = child.pid as number;
    const hypervisor = await hypervisorFor(folder());
    const started = await startOf(pid);
    const owner = ownerOf(folder());
    const older = started.replace(/\d+$/, (ticks) => String(Number(ticks) - 1));
    for (const other of [older, '']) {
      const resource = { kind: 'process', pid, command: 'qemu-system-x86_64', started: other } as const;
      expect(await hypervisor.sweep([resource], owner, false, [])).toEqual([{ resource, failure: null }]);
      expect(isRunning(pid)).toBe(true);
    }
    const ended = once(child, 'exit');
    await hypervisor.sweep([{ kind: 'process', pid, command: 'sleep', started }], owner, false, []);
    await ended;
  });

  test('knows a marker only where QEMU has it', () => {
    const owner = ownerOf('/work/a build, with a comma');
    const name = nameWithMarker('imgf-1', owner);
    expect(name).not.toContain(',');
    expect(markIn(['qemu-system-x86_64', '-name', name, '-S'])).toEqual({ machine: 'imgf-1', owner });
    expect(markIn(['grep', name])).toBeNull();
    expect(markIn(['qemu-system-x86_64', '-name', 'guest=imgf-1'])).toBeNull();
    expect(markIn(['qemu-system-x86_64', '-name', 'guest=imgf-1 image-factory:e30'])).toBeNull();
    expect(markIn(['qemu-system-x86_64', '-name', 'guest=imgf-1 image-factory:nonsense'])).toBeNull();
  });

  test('removes journalled files with what is in them, and leaves what another hypervisor made', async () => {
    mkdirSync(folder('left', 'inner'), { recursive: true });
    writeFileSync(folder('left', 'inner', 'file'), '');
    const hypervisor = await hypervisorFor(folder());
    const resources: Resource[] = [
      { kind: 'file', path: folder('left') },
      { kind: 'file', path: folder('never-made') },
      { kind: 'machine', hypervisor: 'hyperv', name: 'imgf-1' },
      { kind: 'disk-mount', path: folder('left') },
    ];
    const removals = await hypervisor.sweep(resources, ownerOf(folder()), false, []);
    expect(removals).toEqual(resources.slice(0, 2).map((resource) => ({ resource, failure: null })));
    expect(existsSync(folder('left'))).toBe(false);
  });
});

/** Starts a factory with a machine and kills it. @returns what it journalled */
async function killOnceRunning(words: readonly string[]): Promise<Resource[]> {
  const factory = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = factory;
  const resources: Resource[] = [];
  for await (const line of createInterface({ input: factory.stdout })) {
    if (line === '"running"') break;
    const { resource } = JSON.parse(line) as { resource: Resource };
    resources.push(resource);
    if (resource.kind === 'process') machinePid = resource.pid;
  }
  const ended = once(factory, 'exit');
  factory.kill('SIGKILL');
  await ended;
  return resources;
}

function isRunning(pid: number): boolean {
  try {
    // A dead child of somebody who does not wait for it is no process that runs.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
