/**
 * QEMU's machine protocol: a greeting, then one JSON object a line, each a command, the answer to one, or an event that
 * comes by itself.
 */

import { connect, type Socket } from 'node:net';
import { FactoryError } from '../../errors.js';

export interface QmpEvent {
  readonly event: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Since 1970. */
  readonly timestamp: { readonly seconds: number; readonly microseconds: number };
}

interface Answer {
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: { readonly class: string; readonly desc: string };
}

interface Waiting {
  readonly command: string;
  resolve(value: unknown): void;
  reject(error: FactoryError): void;
}

export class Qmp {
  readonly #socket: Socket;
  readonly #onEvent: (event: QmpEvent) => void;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  /** What has come of the line that has not ended. */
  #rest = '';
  #isClosed = false;

  private constructor(socket: Socket, onEvent: (event: QmpEvent) => void) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end());
  }

  /** @returns null where nobody listens there yet, or QEMU ends before it answers: it listens before it knows its disks */
  static async connect(path: string, onEvent: (event: QmpEvent) => void): Promise<Qmp | null> {
    const socket = connect(path);
    const isConnected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (!isConnected) return null;
    const qmp = new Qmp(socket, onEvent);
    return await qmp.execute('qmp_capabilities').then(
      () => qmp,
      () => null,
    );
  }

  /** @throws host where QEMU refuses, or is gone before it answers */
  execute(command: string, options: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(gone(command));
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { command, resolve, reject });
      this.#socket.write(`${JSON.stringify({ execute: command, arguments: options, id })}\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  #take(line: string): void {
    const message = parse(line);
    if (message === null) return;
    if ('event' in message) {
      this.#onEvent(message);
      return;
    }
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (message.id === undefined || waiting === undefined) return;
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting.resolve(message.return);
    else waiting.reject(refused(waiting.command, message.error.desc));
  }

  #end(): void {
    this.#isClosed = true;
    for (const waiting of this.#waiting.values()) waiting.reject(gone(waiting.command));
    this.#waiting.clear();
  }
}

function parse(line: string): QmpEvent | Answer | null {
  try {
    return JSON.parse(line) as QmpEvent | Answer | null;
  } catch {
    return null;
  }
}

function refused(command: string, found: string): FactoryError {
  return new FactoryError('host', { subject: `QEMU's command ${command}`, found });
}

function gone(command: string): FactoryError {
  return new FactoryError('host', {
    subject: `QEMU's command ${command}`,
    found: 'QEMU ended before it answered',
  });
}
