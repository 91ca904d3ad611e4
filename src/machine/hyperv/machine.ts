/** A machine of Hyper-V, generation 2. */

import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import type { Machine, MachineRequest, MachineState, Resource } from '../types.js';
import { listenTo } from './console.js';
import { eventSentences, type HostEvent } from './events.js';
import { passingName, whileBusy, type Host } from './host.js';
import { notesOf, ownerIn } from './marker.js';
import { pngOf } from './png.js';

/** Clocks of host and log agree, but the log may be written a little later. */
const EVENT_SLACK_MS = 2000;

/** Makes a machine, marked as its owner's; what a failure leaves of it is removed. */
export async function createMachine(host: Host, request: MachineRequest): Promise<Machine> {
  const { bootMedium, cpus, disk, folder, media, memory, name, network, owner } = request;
  const resource: Resource = { kind: 'machine', hypervisor: 'hyperv', name };
  const pipe = String.raw`\\.\pipe` + `\\${name}`;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw fromSystemError(error, folder);
  }
  await host.ledger.intend(resource);
  try {
    const { id } = await host.scripts.call<{ id: string }>(
      'new-machine',
      { name, folder, disk, media, bootMedium, cpus, memory, network, pipe, notes: notesOf(owner) },
      // Seconds, and never stopped in the middle: the marker comes after the machine.
      { subject: `machine ${name}` },
    );
    host.reporter.signal.throwIfAborted();
    return new HyperVMachine(host, request, id, pipe);
  } catch (error) {
    await removeIncomplete(host, request, resource).catch((failure: unknown) => {
      host.reporter.warn(failure instanceof Error ? failure.message : String(failure));
    });
    throw error;
  }
}

async function removeIncomplete(
  host: Host,
  { folder, name, owner }: MachineRequest,
  resource: Resource,
): Promise<void> {
  const found = (await allMachines(host)).find((machine) => machine.name === name);
  if (found !== undefined && ownerIn(found.notes)?.run !== owner.run) {
    host.reporter.warn(
      `machine ${name}: has no marker of this build and is left; remove it with "Remove-VM -Name ${name}"`,
    );
    return;
  }
  if (found !== undefined) await removeMachine(host, name);
  await rm(folder, { recursive: true, force: true });
  await host.ledger.gone(resource);
}

export interface MarkedMachine {
  readonly name: string;
  readonly notes: string;
}

/** Every machine of the host, whoever made it. */
export async function allMachines(host: Host): Promise<readonly MarkedMachine[]> {
  const { machines } = await host.scripts.call<{ machines: readonly MarkedMachine[] }>(
    'find-machines',
    {},
    { subject: 'the machines of this host' },
  );
  return machines;
}

/** Off and gone, whatever its state; its disks stay. */
export async function removeMachine(host: Host, name: string): Promise<void> {
  await turnOff(host, name);
  await whileBusy(() => host.scripts.call('remove-machine', { name }, { subject: `machine ${name}` }));
}

async function turnOff(host: Host, name: string): Promise<void> {
  await whileBusy(() => host.scripts.call('turn-off-machine', { name }, { subject: `machine ${name}` }));
}

class HyperVMachine implements Machine {
  readonly name: string;
  readonly disk: string;
  readonly #host: Host;
  readonly #folder: string;
  readonly #id: string;
  readonly #pipe: string;
  #since = Date.now();

  constructor(host: Host, { disk, folder, name }: MachineRequest, id: string, pipe: string) {
    this.#host = host;
    this.#folder = folder;
    this.#id = id;
    this.#pipe = pipe;
    this.name = name;
    this.disk = disk;
  }

  async start(): Promise<void> {
    this.#since = Date.now() - EVENT_SLACK_MS;
    await this.#host.scripts.call(
      'start-machine',
      { name: this.name },
      this.#options(this.#host.reporter.signal),
    );
  }

  console(signal: AbortSignal): AsyncIterable<Uint8Array> {
    return listenTo(this.#pipe, async () => (await this.state()) !== 'running', signal);
  }

  async state(): Promise<MachineState> {
    const { state } = await this.#call<{ state: string | null }>('get-machine');
    if (state === null) return 'gone';
    return state === 'Off' || state === 'OffCritical' || state.includes('Saved') ? 'off' : 'running';
  }

  async screenshot(): Promise<Uint8Array | null> {
    const file = path.join(this.#folder, passingName('screen'));
    try {
      const { width, height } = await this.#call<{ width: number; height: number }>('get-screenshot', {
        file,
      });
      return width === 0 ? null : pngOf(await readFile(file), width, height);
    } finally {
      await rm(file, { force: true });
    }
  }

  async detachMedia(): Promise<void> {
    await this.#call('detach-media');
  }

  async disconnectNetwork(): Promise<void> {
    await this.#call('disconnect-network');
  }

  async events(): Promise<readonly string[]> {
    const since = new Date(this.#since).toISOString();
    const { events } = await this.#call<{ events: readonly HostEvent[] }>('get-events', { since });
    return eventSentences(events, [this.name, this.#id]);
  }

  turnOff(): Promise<void> {
    return turnOff(this.#host, this.name);
  }

  async remove(): Promise<void> {
    await removeMachine(this.#host, this.name);
    try {
      // The process of the machine lets go of its files a little later.
      await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
    } catch (error) {
      throw fromSystemError(error, this.#folder);
    }
    await this.#host.ledger.gone({ kind: 'machine', hypervisor: 'hyperv', name: this.name });
  }

  #call<Result>(
    verb: 'get-machine' | 'get-screenshot' | 'detach-media' | 'disconnect-network' | 'get-events',
    more: object = {},
  ): Promise<Result> {
    return this.#host.scripts.call<Result>(verb, { name: this.name, ...more }, this.#options());
  }

  #options(signal?: AbortSignal): { subject: string; signal?: AbortSignal } {
    return { subject: `machine ${this.name}`, ...(signal === undefined ? {} : { signal }) };
  }
}
