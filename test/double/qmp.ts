/** qemu's control socket, as much of it as a machine of the host needs. */

import { createConnection, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

interface QmpEvent {
  readonly event: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export class Qmp {
  readonly #socket: Socket;
  readonly #answers: ((answer: { return?: unknown; error?: { desc: string } }) => void)[] = [];
  #rest = '';

  private constructor(socket: Socket, onEvent: (event: QmpEvent) => void) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('error', () => null);
    socket.on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) {
        const message = JSON.parse(line) as Record<string, unknown>;
        if ('event' in message) onEvent(message as unknown as QmpEvent);
        else if (!('QMP' in message)) this.#answers.shift()?.(message);
      }
    });
    socket.on('close', () => {
      for (const answer of this.#answers.splice(0)) answer({ error: { desc: 'qemu has ended' } });
    });
  }

  /** @param isAlive false: qemu has ended, and no socket will come */
  static async connect(
    file: string,
    onEvent: (event: QmpEvent) => void,
    isAlive: () => boolean,
  ): Promise<Qmp> {
    const qmp = new Qmp(await connected(file, isAlive), onEvent);
    await qmp.ask('qmp_capabilities');
    return qmp;
  }

  ask(execute: string, words: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#answers.push(({ return: result, error }) => {
        if (error === undefined) resolve(result);
        else reject(new Error(`qemu refused ${execute}: ${error.desc}`));
      });
      this.#socket.write(`${JSON.stringify({ execute, arguments: words })}\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** A socket that its server is about to make. */
export async function connected(file: string, isAlive: () => boolean): Promise<Socket> {
  for (;;) {
    const socket = createConnection(file);
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return socket;
    if (!isAlive()) throw new Error(`qemu ended before it listened on ${file}`);
    await setTimeout(20);
  }
}
