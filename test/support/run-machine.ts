/**
 * A machine in a process of its own, for tests that kill it: `node run-machine.js FOLDER DISK MEDIUM`. Says "running" when
 * it runs, with each resource that it intended before, as JSON lines.
 */

import process from 'node:process';
import { createHypervisor } from '../../src/machine/index.js';
import { silentReporter } from '../../src/progress.js';
import { hostname } from 'node:os';
import path from 'node:path';

const [folder = '', disk = '', medium = ''] = process.argv.slice(2);
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
const ledger = {
  intend: (resource: unknown) => Promise.resolve(say({ resource })),
  gone: () => Promise.resolve(),
};
const hypervisor = await createHypervisor('qemu', {
  reporter: silentReporter(),
  ledger,
  workDirectory: folder,
});
const machine = await hypervisor.create({
  name: 'imgf-test-killed',
  folder: path.join(folder, 'machine'),
  disk,
  media: [medium],
  bootMedium: false,
  cpus: 1,
  memory: 256 << 20,
  network: null,
  owner: {
    tool: 'image-factory',
    build: path.basename(folder),
    run: 'run-1',
    host: hostname(),
    pid: process.pid,
    started: new Date().toISOString(),
    folder,
  },
});
await machine.start();
say('running');
setInterval(() => undefined, 1000);
