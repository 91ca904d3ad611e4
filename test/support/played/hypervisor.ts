/**
 * A hypervisor that is played: its host is a folder, so that machines outlive the process that made them, as real ones do.
 * It keeps the contract of `src/machine/types.ts`, and refuses what a real one refuses.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenHypervisor } from '../../../src/factory/index.js';
import type {
  Finding,
  Hypervisor,
  HypervisorKind,
  HypervisorOptions,
  Machine,
  MachineRequest,
  Owner,
  Removal,
  Resource,
} from '../../../src/machine/index.js';
import { layOut, putFile, windowsFiles, writeDisk } from './disk.js';
import { playGuest } from './guest.js';

/** A machine as the host keeps it. */
export interface HostMachine {
  readonly name: string;
  /** null: made by somebody else. */
  readonly owner: Owner | null;
  readonly folder: string;
  readonly disk: string;
  media: readonly string[];
  state: 'off' | 'running';
  readonly network: string | null;
}

/** What a test sees and changes of the host. */
export class PlayedHost {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** By name. */
  machines(): string[] {
    const names = readdirSync(this.folder).filter((name) => name.endsWith('.machine'));
    return names.map((name) => name.slice(0, -'.machine'.length)).toSorted();
  }

  machine(name: string): HostMachine {
    return JSON.parse(readFileSync(this.#file(name), 'utf8')) as HostMachine;
  }

  put(machine: HostMachine): void {
    writeFileSync(this.#file(machine.name), JSON.stringify(machine));
  }

  remove(name: string): void {
    rmSync(this.#file(name), { force: true });
  }

  /** One line for each thing that was done. */
  history(): string[] {
    const file = path.join(this.folder, 'history');
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  }

  note(line: string): void {
    writeFileSync(path.join(this.folder, 'history'), `${line}\n`, { flag: 'a' });
  }

  /** Lets guests of that station wait, until it is false again. */
  hold(station: string, isHeld = true): void {
    const file = path.join(this.folder, `hold-${station}`);
    if (isHeld) writeFileSync(file, '');
    else rmSync(file, { force: true });
  }

  /** What `check` finds, and machines that cannot be removed. */
  set(what: { readonly findings?: readonly Finding[]; readonly stuck?: readonly string[] }): void {
    writeFileSync(path.join(this.folder, 'settings.json'), JSON.stringify(what));
  }

  settings(): { readonly findings?: readonly Finding[]; readonly stuck?: readonly string[] } {
    const file = path.join(this.folder, 'settings.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
  }

  #file(name: string): string {
    return path.join(this.folder, `${name}.machine`);
  }
}

/** For `hypervisors` of BuildOptions. */
export function playedHypervisors(host: PlayedHost): OpenHypervisor {
  return (kind, options) => Promise.resolve(playedHypervisor(kind, host, options));
}

function playedHypervisor(kind: HypervisorKind, host: PlayedHost, { ledger }: HypervisorOptions): Hypervisor {
  const common: Pick<
    Hypervisor,
    'check' | 'imageInfo' | 'child' | 'create' | 'readable' | 'sweep' | 'blank'
  > = {
    check: () => Promise.resolve(host.settings().findings ?? []),
    imageInfo: null,
    blank(disk) {
      host.note(`blank ${shortName(disk)}`);
      writeDisk(disk, null, {});
      return Promise.resolve();
    },
    child(parent, disk) {
      if (!existsSync(parent)) throw new Error(`${parent} is not there`);
      host.note(`child ${shortName(disk)} of ${shortName(parent)}`);
      writeDisk(disk, parent, {});
      return Promise.resolve();
    },
    async create(request) {
      await ledger.intend({ kind: 'machine', hypervisor: kind, name: request.name });
      return createMachine(host, request, () =>
        ledger.gone({ kind: 'machine', hypervisor: kind, name: request.name }),
      );
    },
    async readable(disk, folder) {
      const raw = path.join(folder, `${path.basename(disk)}.raw`);
      await layOut(disk, raw);
      return raw;
    },
    sweep: (resources, owner, dryRun, kept) =>
      Promise.resolve(sweepHost(kind, host, resources, owner, dryRun, kept)),
  };
  if (kind === 'qemu') return { ...common, kind, diskSuffix: '.qcow2', apply: null, inject: null };
  return {
    ...common,
    kind,
    diskSuffix: '.vhdx',
    apply({ index, disk }) {
      host.note(`apply image ${index}`);
      writeDisk(disk, null, windowsFiles('IMAGE_STATE_SPECIALIZE_RESEAL_TO_OOBE'));
      return Promise.resolve();
    },
    inject(disk, files) {
      host.note(`inject ${[...files.keys()].join(', ')} into ${shortName(disk)}`);
      for (const [name, bytes] of files) putFile(disk, name, bytes);
      return Promise.resolve();
    },
  };
}

function shortName(file: string): string {
  return path.basename(file).replace(/-[0-9a-f]{8}\./, '.');
}

function createMachine(host: PlayedHost, request: MachineRequest, gone: () => Promise<void>): Machine {
  const { name, folder, disk, media, network, owner } = request;
  if (host.machines().includes(name)) throw new Error(`there is a machine ${name} already`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'machine.config'), name);
  host.put({ name, owner, folder, disk, media, state: 'off', network });
  host.note(`create ${station(name)}, network ${network ?? 'none'}, media ${media.length}`);
  const isRunning = () => host.machines().includes(name) && host.machine(name).state === 'running';
  const change = (what: Partial<HostMachine>) => host.put({ ...host.machine(name), ...what });
  return {
    name,
    disk,
    start() {
      if (isRunning()) throw new Error(`${name} runs already`);
      change({ state: 'running' });
      host.note(`start ${station(name)}`);
      return Promise.resolve();
    },
    async *console(signal) {
      const listMedia = () => host.machine(name).media;
      yield* playGuest({ disk, media: listMedia, signal, host: host.folder });
      if (!signal.aborted) change({ state: 'off' });
    },
    state: () => Promise.resolve(isRunning() ? 'running' : host.machines().includes(name) ? 'off' : 'gone'),
    screenshot: () => Promise.resolve(Buffer.from('89504e470d0a1a0a', 'hex')),
    detachMedia() {
      change({ media: [] });
      return Promise.resolve();
    },
    disconnectNetwork() {
      host.note(`disconnect ${station(name)}`);
      return Promise.resolve();
    },
    events: () => Promise.resolve([]),
    turnOff() {
      if (isRunning()) {
        change({ state: 'off' });
        host.note(`turn off ${station(name)}`);
      }
      return Promise.resolve();
    },
    async remove() {
      if (!host.machines().includes(name)) return;
      if (isRunning()) throw new Error(`${name} runs`);
      host.remove(name);
      rmSync(folder, { recursive: true });
      host.note(`remove ${station(name)}`);
      await gone();
    },
  };
}

/** The journalled machines, and those with the marker of this build on this host; never another's. */
function sweepHost(
  kind: HypervisorKind,
  host: PlayedHost,
  resources: readonly Resource[],
  owner: Pick<Owner, 'build' | 'folder' | 'host'>,
  dryRun: boolean,
  kept: readonly string[],
): Removal[] {
  const isOurs = (name: string) => {
    const marker = host.machine(name).owner;
    return marker?.host === owner.host && marker.folder === owner.folder;
  };
  const marked = host
    .machines()
    .filter((name) => isOurs(name) && !kept.includes(name))
    .map((name): Resource => ({ kind: 'machine', hypervisor: kind, name }));
  const others = resources.filter(
    (resource) => resource.kind !== 'machine' || !host.machines().includes(resource.name),
  );
  return [...others, ...marked].map((resource): Removal => {
    if (resource.kind === 'file' && !dryRun) rmSync(resource.path, { force: true });
    if (resource.kind !== 'machine' || !host.machines().includes(resource.name))
      return { resource, failure: null };
    if (host.settings().stuck?.includes(station(resource.name)) === true)
      return { resource, failure: 'the service does not answer' };
    if (!dryRun) {
      rmSync(host.machine(resource.name).folder, { recursive: true, force: true });
      host.remove(resource.name);
      host.note(`sweep ${station(resource.name)}`);
    }
    return { resource, failure: null };
  });
}

/** "customize" of `imgf-…-customize`. */
function station(name: string): string {
  return name.slice(name.lastIndexOf('-') + 1);
}
