/** A machine whose guest is a function of a test: it writes to the serial port and edits the disk. */

import type { AttachedDisk } from './attached-disk.js';
import type { Guest, GuestEnd, Hardware, StartGuest } from './guest.js';
import { GPT_TYPES } from './partition-table.js';
import type { Screen } from './screen.js';

/** Returns when the guest powers off; what it throws is a crash, but for `PowersOff`. */
export type PlayedGuest = (machine: PlayedMachine) => Promise<void>;

/** The machine powers off here and now. */
export class PowersOff extends Error {}

const SCREEN: Screen = {
  width: 4,
  height: 2,
  rgb: Uint8Array.from({ length: 24 }, (_, index) => index * 10),
};

export class PlayedMachine {
  readonly name: string;
  /** Aborts when the plug is pulled. */
  readonly signal: AbortSignal;
  readonly #hardware: Hardware;
  readonly #mountFolder: string;
  readonly #media: (string | null)[];
  readonly #watchers = new Set<() => void>();
  #disk: AttachedDisk | null = null;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(hardware: Hardware, mountFolder: string, signal: AbortSignal) {
    this.name = hardware.name;
    this.signal = signal;
    this.#hardware = hardware;
    this.#mountFolder = mountFolder;
    this.#media = [...hardware.media];
  }

  get cpus(): number {
    return this.#hardware.cpus;
  }

  get memory(): number {
    return this.#hardware.memory;
  }

  get hasNetwork(): boolean {
    return this.#hardware.hasNetwork;
  }

  /** The ISO files that are in the drives now. */
  get media(): readonly string[] {
    return this.#media.filter((medium) => medium !== null);
  }

  /** To the first serial port; lost when nobody listens. */
  write(bytes: Uint8Array | string): void {
    this.signal.throwIfAborted();
    this.#hardware.port?.write(Buffer.from(bytes as string));
  }

  /** Until somebody listens to the first serial port. */
  async listener(): Promise<void> {
    while (this.#hardware.port?.isHeard === false) await this.sleep(20);
  }

  /** The pipe goes away and comes back, as at each reset. */
  async reboot(): Promise<void> {
    this.signal.throwIfAborted();
    await this.#hardware.port?.reset();
    this.#hardware.onReset();
  }

  /** Until no medium is in any drive. */
  async mediaGone(): Promise<void> {
    while (this.media.length > 0) await this.#change();
  }

  /** For ever, or until the plug is pulled. */
  async hang(): Promise<never> {
    for (;;) await this.#change();
  }

  async sleep(milliseconds: number): Promise<void> {
    this.signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      this.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(this.signal.reason as Error);
      });
    });
  }

  /** @param edit is given the folder where the Windows volume is mounted */
  async onWindows<T>(edit: (root: string) => Promise<T> | T): Promise<T> {
    this.signal.throwIfAborted();
    const work = this.#mounted(edit);
    this.#busy = work.catch(() => null);
    return work;
  }

  setMedium(drive: number, medium: string | null): void {
    this.#media[drive] = medium;
    for (const wake of this.#watchers) wake();
  }

  /** What a test edited is on the disk, and nothing is mounted. */
  async settle(): Promise<void> {
    await this.#busy;
    if (this.#disk === null) return;
    await this.#hardware.disk.store(this.#disk);
    await this.#disk.discard();
  }

  async #mounted<T>(edit: (root: string) => Promise<T> | T): Promise<T> {
    this.#disk ??= await this.#hardware.disk.attach();
    const partition = this.#disk.partitions.find(({ type }) => type === GPT_TYPES.basic);
    if (partition === undefined) throw new Error(`${this.#hardware.disk.file} has no Windows partition`);
    const volume = await this.#disk.volumeOf(partition);
    await volume.mount(this.#mountFolder);
    try {
      return await edit(this.#mountFolder);
    } finally {
      await volume.unmount();
    }
  }

  async #change(): Promise<void> {
    this.signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        this.#watchers.delete(wake);
        resolve();
      };
      this.#watchers.add(wake);
      this.signal.addEventListener('abort', () => reject(this.signal.reason as Error), { once: true });
    });
  }
}

/** @param mountFolder makes an empty folder */
export function playedGuests(play: PlayedGuest, mountFolder: () => Promise<string>): StartGuest {
  return async (hardware) => {
    const plug = new AbortController();
    const machine = new PlayedMachine(hardware, await mountFolder(), plug.signal);
    const guest: Guest = {
      ended: run(play, machine, plug.signal),
      turnOff: () => {
        plug.abort(new Error('the plug was pulled'));
        return Promise.resolve();
      },
      eject: (drive) => Promise.resolve(machine.setMedium(drive, null)),
      insert: (drive, medium) => Promise.resolve(machine.setMedium(drive, medium)),
      screen: () => Promise.resolve(SCREEN),
    };
    return guest;
  };
}

async function run(play: PlayedGuest, machine: PlayedMachine, signal: AbortSignal): Promise<GuestEnd> {
  const unplugged = new Promise<GuestEnd>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'turned off' }));
  });
  const played = play(machine).then(
    (): GuestEnd => ({ kind: 'shut down' }),
    (error: unknown): GuestEnd =>
      signal.aborted
        ? { kind: 'turned off' }
        : error instanceof PowersOff
          ? { kind: 'shut down' }
          : { kind: 'crashed', message: error instanceof Error ? error.message : String(error) },
  );
  const end = await Promise.race([played, unplugged]);
  await machine.settle();
  return end;
}
