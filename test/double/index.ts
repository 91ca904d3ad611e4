/**
 * The double of a Windows host with Hyper-V: it keeps the host's state and plays what PowerShell's engine and the
 * programs' wrappers forward. It lives in the test's process, so it survives whoever asks it.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  powerShellEnvironment,
  startDouble,
  type Double,
  type DoubleCall,
  type DoubleHandlers,
  type Json,
} from '../powershell/index.js';
import { linuxGuest } from '../support/linux-guest/index.js';
import type { Peer } from '../support/peers.js';
import { peFile } from '../support/windows-hives.js';
import { Call, type Cmdlet, type Program } from './call.js';
import { DiskImages } from './disk-images.js';
import type { HostEvent } from './events.js';
import { FilesInUse } from './files-in-use.js';
import { Facts } from './host-facts.js';
import { startLinuxGuest } from './linux-guest.js';
import { Machines } from './machines.js';
import { playedGuests, type PlayedGuest } from './played-guest.js';
import { Programs } from './programs.js';
import { Refusal } from './refusal.js';
import { PLAYED } from './sources.js';
import { Storage } from './storage.js';

/** Without qemu and what the Linux guest is made of. */
export const DOUBLE_PEERS: readonly Peer[] = [
  'qemu-img',
  'sgdisk',
  'sfdisk',
  'mkntfs',
  'ntfs-3g',
  'mkfs.vfat',
  'mcopy',
];

export { agentGuest, type AgentGuestOptions } from './agent-guest.js';
export { PlayedMachine, PowersOff, type PlayedGuest } from './played-guest.js';
export { playedWindows, type Misbehaviour } from './played-windows.js';
export { Refusal } from './refusal.js';

export interface HostOptions {
  /** What runs in the machines: the Linux guest under qemu, or a function of the test. */
  readonly guest: 'linux' | PlayedGuest;
  /** The folder from which the factory is started: names of pipes are sockets there. */
  readonly cwd: string;
  /** Bytes that are free for machines; 16 GiB by default. */
  readonly memory?: number;
  readonly switches?: readonly string[];
  /** false: the role is not installed. */
  readonly hyperV?: boolean;
}

const ISO_LETTERS = ['D', 'E', 'F'];
const ADMINISTRATOR = {
  name: String.raw`HOST\Administrator`,
  sid: 'S-1-5-21-1111111111-2222222222-3333333333-500',
  administrator: true,
  system: false,
};

export class WindowsHost {
  readonly machines: Machines;
  readonly storage: Storage;
  readonly images: DiskImages;
  readonly cmdlets: ReadonlyMap<string, Cmdlet>;
  readonly programs: ReadonlyMap<string, Program>;
  readonly #folder: string;
  readonly #files = new FilesInUse();
  readonly #events: HostEvent[] = [];
  readonly #drives: ReadonlyMap<string, string>;
  readonly #hasHyperV: boolean;
  #line: Double | null = null;

  constructor(options: HostOptions) {
    this.#hasHyperV = options.hyperV ?? true;
    const { memory = 16 * 2 ** 30, switches = ['Default Switch'], hyperV = true, guest } = options;
    this.#folder = mkdtempSync(path.join(tmpdir(), 'image-factory-host-'));
    const scratch = path.join(this.#folder, 'scratch');
    mkdirSync(scratch);
    const drives = new Map(['C', ...ISO_LETTERS].map((letter) => [letter, path.join(this.#folder, letter)]));
    for (const folder of drives.values()) mkdirSync(folder);
    fillSystemDrive(drives.get('C') as string);
    this.#drives = drives;
    this.storage = new Storage(this.#files, scratch);
    this.images = new DiskImages(
      this.#files,
      new Map(ISO_LETTERS.map((letter) => [letter, drives.get(letter) as string])),
    );
    const mountFolder = () => mkdtemp(path.join(scratch, 'guest-'));
    this.machines = new Machines({
      files: this.#files,
      scratch,
      memory,
      switches,
      cwd: () => options.cwd,
      startGuest: guest === 'linux' ? startLinuxGuest : playedGuests(guest, mountFolder),
      tell: (event) => this.#events.push(event),
    });
    const facts = new Facts({ memory, hyperV, events: this.#events }, this.machines);
    const bootLoader = guest === 'linux' ? () => linuxGuest() : () => bootLoaderStandIn(scratch);
    const { programs } = new Programs({ storage: this.storage, scratch, drives, bootLoader });
    const rooms = [this.storage, this.images, this.machines, facts];
    this.cmdlets = new Map(rooms.flatMap(({ cmdlets }) => Object.entries(cmdlets)));
    this.programs = new Map(Object.entries(programs));
  }

  static async start(options: HostOptions): Promise<WindowsHost> {
    const host = new WindowsHost(options);
    host.#line = await startDouble(host.#handlers());
    return host;
  }

  /** What a process needs in its environment to find this host. @param bin the folder that `makeBin` filled */
  environment(bin: string): Record<string, string> {
    if (this.#line === null) throw new Error('the host is not started');
    const drives = Object.fromEntries(this.#drives);
    return {
      ...powerShellEnvironment({ double: this.#line, drives }),
      PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      SystemRoot: String.raw`C:\Windows`,
    };
  }

  /** All that was asked over the wire, in order. */
  get calls(): readonly DoubleCall[] {
    return this.#line?.calls ?? [];
  }

  /** What was asked and nobody plays, or what broke. */
  get failures(): readonly string[] {
    return this.#line?.failures ?? [];
  }

  get events(): readonly HostEvent[] {
    return this.#events;
  }

  /** Files that somebody deleted although they were in use. */
  get violations(): readonly string[] {
    return this.#files.violations;
  }

  /** What runs, is attached or reached: empty on a host that was cleaned up. */
  get leftovers(): readonly string[] {
    return [
      ...this.machines.all.map(({ name, state }) => `machine ${name}, ${state}`),
      ...this.storage.attached.map((file) => `attached ${file}`),
      ...this.storage.accessPaths.map((folder) => `access path ${folder}`),
      ...this.images.attached.map((file) => `attached ${file}`),
    ];
  }

  /** @returns what the cmdlet writes @throws Refusal */
  async cmdlet(
    name: string,
    parameters: Readonly<Record<string, unknown>> = {},
  ): Promise<readonly unknown[]> {
    const call = new Call(name, parameters);
    const play = this.cmdlets.get(name);
    const known = PLAYED.cmdlets[name]?.parameters;
    if (play === undefined || known === undefined) throw notPlayed(name);
    const unknown = call.parameters.find((parameter) => !known.includes(parameter));
    if (unknown !== undefined) throw notPlayed(`${name} -${unknown}`);
    return play(call);
  }

  /** Kills, detaches and removes everything. */
  async close(): Promise<void> {
    await this.machines.close();
    await this.storage.close();
    await this.images.close();
    await this.#files.releaseAll();
    await this.#line?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #handlers(): DoubleHandlers {
    return {
      cmdlet: async ({ name, parameters }, reply) => {
        for (const value of await this.cmdlet(name, parameters)) reply.out(value as Json);
      },
      command: async ({ name, args, cwd }, reply) => {
        const play = this.programs.get(name.toLowerCase());
        if (play === undefined) throw new Error(`the double plays no ${name}`);
        const write = (text: string) => reply.stdout(text);
        return play({ args, cwd, signal: reply.signal, write });
      },
      identity: (_, reply) => reply.out(ADMINISTRATOR),
      registry: ({ operation, key }, reply) => {
        if (operation !== 'exists') throw new Error(`the double's registry has no ${key}`);
        reply.out(false);
      },
      fileVersion: (_, reply) => reply.out({ ProductVersion: '10.0.26100.1150' }),
      module: ({ name }, reply) => reply.out(name !== 'Hyper-V' || this.#hasHyperV),
    };
  }
}

function notPlayed(what: string): Refusal {
  return new Refusal({
    message: `the double does not play ${what}: add it with the source that says how Windows does it`,
    id: 'NotPlayed',
    category: 'NotImplemented',
    hresult: '0x80004001',
  });
}

/** The files by which the host knows the versions of its tools. */
function fillSystemDrive(folder: string): void {
  const system = path.join(folder, 'Windows', 'System32');
  mkdirSync(system, { recursive: true });
  for (const name of ['dism.exe', 'bcdboot.exe']) writeFileSync(path.join(system, name), '');
}

/** For guests that a test plays nothing boots: a PE file stands where the boot manager is looked for. */
async function bootLoaderStandIn(folder: string): Promise<string> {
  const file = path.join(folder, 'bootx64.efi');
  await writeFile(file, peFile(0x8664));
  return file;
}
