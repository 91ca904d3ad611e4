/** A machine: a QEMU in the machine's folder, driven over its monitor. */

import { constants } from 'node:fs';
import { copyFile, mkdir, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FactoryError, fromSystemError } from '../../errors.js';
import { lastLines, startOf, startProcess, type RunningProcess } from '../../process/index.js';
import type { Ledger, Machine, MachineRequest, MachineState, Resource } from '../types.js';
import type { Accelerator } from './accelerator.js';
import { driveOf, FILES, MOST_MEDIA, NETWORK_CARD, QEMU, qemuArguments } from './arguments.js';
import { consoleText, follow } from './console.js';
import { firmwareSentences, sentenceOf } from './events.js';
import type { Firmware } from './firmware.js';
import { Qmp, type QmpEvent } from './qmp.js';

/** How long QEMU may take to open its monitor. */
const START_MS = 60_000;
const POLL_MS = 20;
/** "Press any key to boot from CD or DVD": how long and how often one is pressed. Firmware that is translated takes its time. */
const KEYS_MS: Readonly<Record<Accelerator, number>> = { kvm: 40_000, tcg: 600_000 };
const KEY_EVERY_MS = 500;

/** Why QEMU stops a machine that nobody asked it to stop; it cannot go on from there. */
const FATAL: Readonly<Record<string, string>> = {
  'internal-error': 'the accelerator of the host failed: see what the kernel says ("sudo dmesg")',
  'io-error': 'the machine stopped, for the host could not read or write its disk',
};

interface Run {
  readonly process: RunningProcess;
  readonly qmp: Qmp;
  /** Fulfilled when it has ended and that is journalled. */
  readonly over: Promise<void>;
}

export class QemuMachine implements Machine {
  readonly name: string;
  readonly disk: string;
  readonly #request: MachineRequest;
  readonly #accelerator: Accelerator;
  readonly #firmware: Firmware;
  readonly #ledger: Ledger;
  readonly #said: string[] = [];
  #run: Run | null = null;
  #isRunning = false;
  #isGone = false;

  private constructor(request: MachineRequest, accelerator: Accelerator, firmware: Firmware, ledger: Ledger) {
    this.name = request.name;
    this.disk = request.disk;
    this.#request = request;
    this.#accelerator = accelerator;
    this.#firmware = firmware;
    this.#ledger = ledger;
  }

  static async create(
    request: MachineRequest,
    accelerator: Accelerator,
    firmware: Firmware,
    ledger: Ledger,
  ): Promise<QemuMachine> {
    if (request.media.length > MOST_MEDIA) {
      throw new FactoryError('host', {
        subject: request.name,
        found: `${request.media.length} media`,
        expected: `at most ${MOST_MEDIA}`,
      });
    }
    const machine = new QemuMachine(request, accelerator, firmware, ledger);
    for (const resource of machine.#resources()) await ledger.intend(resource);
    try {
      await mkdir(request.folder, { recursive: true });
      await copyFile(firmware.variables, machine.#file(FILES.variables), constants.COPYFILE_EXCL);
      await writeFile(machine.#file(FILES.console), '');
    } catch (error) {
      throw fromSystemError(error, request.folder);
    }
    return machine;
  }

  async start(): Promise<void> {
    if (this.#isRunning || this.#isGone) {
      throw new FactoryError('busy', {
        subject: this.name,
        found: this.#isGone ? 'it is gone' : 'it runs already',
      });
    }
    const { folder } = this.#request;
    const words = qemuArguments(this.#request, this.#accelerator, this.#firmware);
    const process = await startProcess(QEMU, words, { cwd: folder });
    this.#isRunning = true;
    void this.#watch(process);
    const resource: Resource = {
      kind: 'process',
      pid: process.pid,
      command: `${QEMU} (${this.name})`,
      started: await startOf(process.pid),
    };
    try {
      await this.#ledger.intend(resource);
      const qmp = await this.#connect(process);
      this.#run = { process, qmp, over: this.#end(process, qmp, resource) };
      await qmp.execute('cont');
    } catch (error) {
      await process.kill();
      if (this.#run === null) await this.#ledger.gone(resource);
      throw error;
    }
    if (this.#request.bootMedium) void this.#pressKeys(this.#run);
  }

  async *console(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    yield* follow(this.#file(FILES.console), () => !this.#isRunning, signal);
  }

  state(): Promise<MachineState> {
    return Promise.resolve(this.#isGone ? 'gone' : this.#isRunning ? 'running' : 'off');
  }

  async screenshot(): Promise<Uint8Array | null> {
    if (!this.#isRunning || this.#run === null) return null;
    await this.#run.qmp.execute('screendump', { filename: FILES.screenshot, format: 'png' });
    return await readFile(this.#file(FILES.screenshot));
  }

  async detachMedia(): Promise<void> {
    if (!this.#isRunning || this.#run === null) return;
    for (const index of this.#request.media.keys()) {
      // By force: Windows locks the tray of a medium that it reads.
      await this.#run.qmp.execute('eject', { id: driveOf(index), force: true });
    }
  }

  async disconnectNetwork(): Promise<void> {
    if (!this.#isRunning || this.#request.network === null) return;
    await this.#run?.qmp.execute('set_link', { name: NETWORK_CARD, up: false });
  }

  async events(): Promise<readonly string[]> {
    const text = await consoleText(this.#file(FILES.console));
    const complaint = lastLines(this.#run?.process.tail() ?? '');
    return [
      ...firmwareSentences(text),
      ...this.#said,
      ...(complaint === '' ? [] : [`QEMU said: ${complaint}`]),
    ];
  }

  async turnOff(): Promise<void> {
    await this.#run?.process.kill();
    await this.#run?.over;
  }

  async remove(): Promise<void> {
    if (this.#isGone) return;
    await this.turnOff();
    await rm(this.#request.folder, { recursive: true, force: true });
    this.#isGone = true;
    for (const resource of this.#resources()) await this.#ledger.gone(resource);
  }

  #resources(): Resource[] {
    return [
      { kind: 'machine', hypervisor: 'qemu', name: this.name },
      { kind: 'file', path: this.#request.folder },
    ];
  }

  #file(name: string): string {
    return path.join(this.#request.folder, name);
  }

  /** Waits until the monitor is there. @throws host with what QEMU says, where it ends before */
  async #connect(process: RunningProcess): Promise<Qmp> {
    let folder: FileHandle | null = null;
    try {
      folder = await open(this.#request.folder, constants.O_RDONLY | constants.O_DIRECTORY);
      // The folder's own path may be longer than the path of a socket can be.
      const socket = `/proc/self/fd/${folder.fd}/${FILES.monitor}`;
      for (let waited = 0; this.#isRunning && waited < START_MS; waited += POLL_MS) {
        const qmp = await Qmp.connect(socket, (event) => this.#hear(event));
        if (qmp !== null) return qmp;
        await sleep(POLL_MS);
      }
    } finally {
      await folder?.close();
    }
    const said = lastLines(process.tail());
    throw new FactoryError('host', {
      subject: `${QEMU} (${this.name})`,
      found: `did not start the machine${said === '' ? '' : `: ${said}`}`,
      next: 'run "image-factory doctor", which says what this host lacks',
    });
  }

  async #watch(process: RunningProcess): Promise<void> {
    await process.ended;
    this.#isRunning = false;
  }

  #hear(event: QmpEvent): void {
    const sentence = sentenceOf(event);
    if (sentence !== null) this.#said.push(sentence);
    if (event.event === 'STOP') void this.#endIfStuck();
  }

  /** A machine that QEMU stopped for an error would be silent for ever. */
  async #endIfStuck(): Promise<void> {
    const answer = (await this.#run?.qmp.execute('query-status').catch(() => null)) as {
      status: string;
    } | null;
    const reason = FATAL[answer?.status ?? ''];
    if (reason === undefined) return;
    this.#said.push(reason);
    await this.#run?.process.kill();
  }

  async #end(process: RunningProcess, qmp: Qmp, resource: Resource): Promise<void> {
    const exit = await process.ended;
    if (exit !== 0) this.#said.push(exit === null ? 'QEMU was killed' : `QEMU ended with exit code ${exit}`);
    qmp.close();
    await this.#ledger.gone(resource);
  }

  /** Until the first reset: then there is something on the disk, which is booted from. */
  async #pressKeys(run: Run): Promise<void> {
    const hasReset = (): boolean => this.#said.some((sentence) => sentence.includes(' reset the machine'));
    const end = performance.now() + KEYS_MS[this.#accelerator];
    while (this.#isRunning && !hasReset() && performance.now() < end) {
      const keys = [{ type: 'qcode', data: 'ret' }];
      await run.qmp.execute('send-key', { keys }).catch(() => undefined);
      await sleep(KEY_EVERY_MS, undefined, { ref: false });
    }
  }
}
