/** One virtual machine of the host: its settings, and what it is when it runs. */

import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { AttachedDisk } from './attached-disk.js';
import { ComPort } from './com-port.js';
import { eventOf, type EventId, type HostEvent } from './events.js';
import type { FilesInUse } from './files-in-use.js';
import type { Guest, StartGuest, SystemDisk } from './guest.js';
import { chainOf } from './vhdx-file.js';
import { flatten, writeBack } from './virtual-disk.js';

export interface HardDrive {
  readonly location: number;
  readonly path: string;
}

export interface DvdDrive {
  readonly location: number;
  medium: string | null;
}

export interface Adapter {
  readonly name: string;
  switchName: string | null;
}

/** What the machine needs of its host. */
export interface MachineHost {
  readonly files: FilesInUse;
  readonly scratch: string;
  readonly startGuest: StartGuest;
  tell(event: HostEvent): void;
}

export class VirtualMachine {
  readonly id = randomUUID();
  readonly generation: number;
  readonly folder: string;
  readonly disks: HardDrive[] = [];
  readonly dvds: DvdDrive[] = [];
  readonly adapters: Adapter[] = [];
  readonly settings: Record<string, unknown> = {
    Notes: '',
    AutomaticCheckpointsEnabled: true,
    CheckpointType: 'Production',
    AutomaticStartAction: 'StartIfRunning',
    AutomaticStopAction: 'Save',
    DynamicMemoryEnabled: false,
    EnableSecureBoot: 'On',
    PauseAfterBootFailure: 'Off',
    ProcessorCount: 1,
  };
  /** Bytes. */
  memory: number;
  name: string;
  pipe: string | null = null;
  bootsFromMedium = false;
  readonly #host: MachineHost;
  #guest: Guest | null = null;
  #ended: Promise<void> = Promise.resolve();
  #started = 0;

  constructor(host: MachineHost, name: string, generation: number, memory: number, folder: string) {
    this.#host = host;
    this.name = name;
    this.generation = generation;
    this.memory = memory;
    this.folder = folder;
  }

  /** `Starting` and `Stopping` are short; a script sees either of these two. */
  get state(): 'Running' | 'Off' {
    return this.#guest === null && !this.#isStarting ? 'Off' : 'Running';
  }

  #isStarting = false;

  /** Seconds. */
  get uptime(): number {
    return this.state === 'Off' ? 0 : (Date.now() - this.#started) / 1000;
  }

  /** @param cwd where the pipe's name is looked up @throws Refusal for what its disks or media lack */
  async start(cwd: string): Promise<void> {
    this.#isStarting = true;
    const by = `the machine ${this.name}`;
    const folder = path.join(this.#host.scratch, `vm-${this.id.slice(0, 8)}-${Date.now().toString(36)}`);
    const port = this.pipe === null ? null : new ComPort(this.pipe, cwd, this.#host.scratch);
    try {
      await this.#takeFiles(by);
      await mkdir(folder);
      await port?.open();
      const file = this.disks[0]?.path;
      if (file === undefined)
        throw new Error(`${this.name} has no disk, and the double boots from nothing else`);
      this.#guest = await this.#host.startGuest({
        name: this.name,
        cpus: Number(this.settings['ProcessorCount']),
        memory: this.memory,
        disk: this.#systemDisk(file, folder),
        media: this.dvds.map(({ medium }) => medium),
        bootsFromMedium: this.bootsFromMedium,
        hasNetwork: this.adapters.some(({ switchName }) => switchName !== null),
        port,
        folder,
        onReset: () => this.tell(18_514),
      });
    } catch (error) {
      port?.close();
      await this.#host.files.release(by);
      await rm(folder, { recursive: true, force: true });
      throw error;
    } finally {
      this.#isStarting = false;
    }
    this.#started = Date.now();
    this.tell(18_500);
    this.tell(18_601);
    this.#ended = this.#whenOff(this.#guest, by, folder, port);
  }

  async turnOff(): Promise<void> {
    await this.#guest?.turnOff();
    await this.#ended;
  }

  get guest(): Guest | null {
    return this.#guest;
  }

  async setMedium(drive: DvdDrive, medium: string | null): Promise<void> {
    const by = `the machine ${this.name}, drive ${drive.location}`;
    if (medium !== null && this.#guest !== null)
      await this.#host.files.take([{ file: medium, access: 'read' }], by);
    const index = this.dvds.indexOf(drive);
    if (medium === null) await this.#guest?.eject(index);
    else await this.#guest?.insert(index, medium);
    if (medium === null) await this.#host.files.release(by);
    drive.medium = medium;
  }

  tell(id: EventId): void {
    this.#host.tell(eventOf(id, this.name, this.id.toUpperCase()));
  }

  async #takeFiles(by: string): Promise<void> {
    for (const disk of this.disks) {
      const [own, ...parents] = await chainOf(disk.path);
      await this.#host.files.take(
        [
          { file: own?.path ?? disk.path, access: 'write' },
          ...parents.map((parent) => ({ file: parent.path, access: 'read' as const })),
        ],
        by,
      );
    }
    for (const { location, medium } of this.dvds) {
      if (medium === null) continue;
      await this.#host.files.take([{ file: medium, access: 'read' }], `${by}, drive ${location}`);
    }
  }

  async #whenOff(guest: Guest, by: string, folder: string, port: ComPort | null): Promise<void> {
    const end = await guest.ended;
    port?.close();
    this.tell(end.kind === 'shut down' ? 18_508 : end.kind === 'turned off' ? 18_502 : 14_070);
    await this.#host.files.release(by);
    for (const { location } of this.dvds) await this.#host.files.release(`${by}, drive ${location}`);
    await rm(folder, { recursive: true, force: true });
    this.#guest = null;
  }

  #systemDisk(file: string, folder: string): SystemDisk {
    const { files } = this.#host;
    return {
      file,
      flatten: (raw) => flatten(file, raw),
      attach: () => AttachedDisk.attach(0, file, false, folder),
      writeBack: (raw, changed) => files.whileMutable(file, () => writeBack(file, raw, changed)),
      store: (disk) => files.whileMutable(file, () => disk.store()),
    };
  }
}
