/**
 * Starts a worker thread. Alone in its file, because ncc bundles a worker only where its parser understands the whole
 * file that names it, and that parser does not know private fields: elsewhere it would copy `worker.js` unbundled.
 */

import { Worker } from 'node:worker_threads';

/** @param kernel the compiled module that the worker instantiates */
export function spawnWorker(kernel: unknown): Worker {
  // Node's own options are not for the worker: `node --input-type=module -e …` would refuse its file.
  return new Worker(new URL('./worker.js', import.meta.url), {
    workerData: kernel,
    name: 'codec',
    execArgv: [],
  });
}
