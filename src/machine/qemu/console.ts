/**
 * The first serial port, which QEMU writes to a file: what the guest says before anybody listens is not lost, and all of it
 * is there for whoever looks at a machine that failed.
 */

import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const PIECE = 64 * 1024;

/** @param hasEnded whether nothing more will be written */
export async function* follow(
  file: string,
  hasEnded: () => boolean,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return;
  try {
    for (let offset = 0; !signal.aborted;) {
      // Asked before the read: what was written up to the end is read after it.
      const isLast = hasEnded();
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(PIECE), 0, PIECE, offset);
      if (bytesRead > 0) {
        offset += bytesRead;
        yield buffer.subarray(0, bytesRead);
      } else if (isLast) {
        return;
      } else {
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  } finally {
    await handle.close();
  }
}

/** All that stands there so far; '' where there is nothing. */
export function consoleText(file: string): Promise<string> {
  return readFile(file, 'latin1').catch(() => '');
}
