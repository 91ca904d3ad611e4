/** Against a pipe server that does what Hyper-V's does: it is not there yet, resets, breaks off, and is gone. */

import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { listenTo } from '../../../src/machine/hyperv/console.js';

const never = new AbortController().signal;
const open: { server: Server; sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const port of open.splice(0)) await close(port);
});

function pipeName(): string {
  const name = `imgf-${randomBytes(4).toString('hex')}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), name);
}

async function serve(pipe: string, onClient: (socket: Socket) => void): Promise<(typeof open)[number]> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onClient(socket);
  });
  server.listen(pipe);
  await once(server, 'listening');
  const port = { server, sockets };
  open.push(port);
  return port;
}

async function close({ server, sockets }: (typeof open)[number]): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
}

async function collect(lines: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const bytes of lines) text += Buffer.from(bytes).toString('latin1');
  return text;
}

describe('listenTo()', () => {
  test('waits for a pipe that is not there yet, and ends when the machine is off', async () => {
    const pipe = pipeName();
    let asked = 0;
    const isOff = async (): Promise<boolean> => {
      asked++;
      if (asked === 1)
        await serve(pipe, (socket) => socket.end('booted\n', () => rmSync(pipe, { force: true })));
      return asked > 1;
    };
    expect(await collect(listenTo(pipe, isOff, never))).toBe('booted\n');
    expect(asked).toBe(2);
  });

  test('connects again each time the guest resets, and passes bytes on as they are, halves and doubles too', async () => {
    const pipe = pipeName();
    const said = ['{"half', 'half"}\n{"twice"}\n', '{"twice"}\n'];
    let connections = 0;
    await serve(pipe, (socket) => {
      const text = said[connections] ?? '';
      connections++;
      socket.end(text);
    });
    expect(await collect(listenTo(pipe, () => Promise.resolve(connections >= said.length), never))).toBe(
      '{"halfhalf"}\n{"twice"}\n{"twice"}\n',
    );
  });

  test('connects again where the connection breaks off', async () => {
    const pipe = pipeName();
    let connections = 0;
    await serve(pipe, (socket) => {
      connections++;
      socket.write(`${connections}`, () => setTimeout(() => socket.destroy(), 100));
    });
    const text = await collect(listenTo(pipe, () => Promise.resolve(connections >= 2), never));
    expect(text.slice(0, 2)).toBe('12');
  });

  test('does not ask for the state as long as the pipe stands', async () => {
    const pipe = pipeName();
    const port = await serve(pipe, (socket) => {
      socket.write('one');
      setTimeout(() => socket.end('two'), 300);
    });
    let asked = 0;
    const isOff = async (): Promise<boolean> => {
      asked++;
      await close(port);
      return true;
    };
    expect(await collect(listenTo(pipe, isOff, never))).toBe('onetwo');
    expect(asked).toBe(1);
  });

  test('ends when the signal is aborted, in a silent connection too', async () => {
    const pipe = pipeName();
    const controller = new AbortController();
    await serve(pipe, () => setTimeout(() => controller.abort(), 50));
    expect(await collect(listenTo(pipe, () => Promise.resolve(false), controller.signal))).toBe('');
  });

  test('passes the failure on where the state cannot be asked', async () => {
    const failure = new Error('vmms is gone');
    const listening = listenTo(pipeName(), () => Promise.reject(failure), never);
    await expect(collect(listening)).rejects.toThrow('vmms is gone');
  });
});
