/**
 * The guest's first serial port, which Hyper-V shows as a named pipe.
 *
 * This side is always the client: Hyper-V makes the pipe's server anew with each start and reset of the machine, and the
 * connection breaks each time. So whoever listens connects again until the machine is off. What the guest writes in
 * between is lost; the agent says everything more than once.
 */

import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 250;
/** Asking for the state starts a PowerShell, so that not each attempt does. */
const STATE_EVERY_MS = 3000;

/**
 * @param pipe `\\.\pipe\NAME`
 * @param isOff whether the machine is off, or gone
 */
export async function* listenTo(
  pipe: string,
  isOff: () => Promise<boolean>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let asked = -Infinity;
  while (!signal.aborted) {
    yield* connection(pipe, signal);
    if (signal.aborted) return;
    if (performance.now() - asked >= STATE_EVERY_MS) {
      if (await isOff()) return;
      asked = performance.now();
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What one connection brings; none, a lost one (end, ENOENT, EBUSY, EPIPE for ERROR_PIPE_NOT_CONNECTED) just ends it. */
async function* connection(pipe: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (signal.aborted) return;
  const socket = connect(pipe);
  const stop = (): Socket => socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const piece of socket) yield piece as Buffer;
  } catch {
    // The next attempt, or the machine's state, says what it was.
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}
