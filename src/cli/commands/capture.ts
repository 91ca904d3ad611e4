import { CodecPool } from '../../codec/index.js';
import type { Invocation } from '../command.js';
import { threadsOf } from '../threads.js';

/** `capture SOURCE OUT.wim`. Threads come up while what the command needs is loaded: that takes as long. */
export async function run(invocation: Invocation): Promise<number> {
  const pool = new CodecPool(threadsOf(invocation));
  // On a base the first work is hashing, which several share; more come with the work.
  if (invocation.list('base').length > 0) pool.start(2);
  else if (invocation.text('compress') !== 'none') pool.start();
  try {
    const { capture } = await import('../capture-command.js');
    return await capture(invocation, pool);
  } finally {
    await pool.close();
  }
}
