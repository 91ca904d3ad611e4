/**
 * A serial port as Hyper-V gives it to the host: a server under the pipe's name while the machine runs, gone and made
 * anew at each reset; what the guest writes while nobody listens is lost. On Linux the name is a socket's, in the folder
 * from which the factory was started.
 */

import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';

export class ComPort {
  /** `\\.\pipe\NAME` */
  readonly path: string;
  readonly #file: string;
  readonly #scratch: string;
  #server: Server | null = null;
  #client: Socket | null = null;

  constructor(pipe: string, cwd: string, scratch: string) {
    this.path = pipe;
    this.#file = path.join(cwd, pipe);
    this.#scratch = scratch;
  }

  async open(): Promise<void> {
    const server = createServer((client) => {
      client.on('error', () => null);
      // A pipe of one instance: who comes second finds it busy.
      if (this.#client !== null) {
        client.destroy();
        return;
      }
      this.#client = client;
      client.resume();
      client.on('close', () => {
        if (this.#client === client) this.#client = null;
      });
    });
    // The name of a socket has at most 107 bytes where it is bound, so it gets its own one afterwards.
    const short = path.join(this.#scratch, randomUUID().slice(0, 8));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(short, resolve);
    });
    renameSync(short, this.#file);
    this.#server = server;
  }

  get isHeard(): boolean {
    return this.#client !== null;
  }

  write(bytes: Uint8Array): void {
    this.#client?.write(bytes);
  }

  close(): void {
    if (this.#server === null) return;
    rmSync(this.#file, { force: true });
    this.#server.close();
    this.#server = null;
    this.#client?.end();
    this.#client?.destroySoon();
    this.#client = null;
  }

  async reset(): Promise<void> {
    this.close();
    await this.open();
  }
}
