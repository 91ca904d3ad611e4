/** `--keep-machine`: a failed machine stays for a person to look at. */

import path from 'node:path';
import type { Machine } from '../../machine/index.js';
import type { Build } from '../station.js';
import type { MachineHost } from './host.js';
import { slugOf } from './names.js';
import type { MachineRun } from './run.js';

/** @returns whether it stays: yes, unless not even its journal can be written */
export async function keepMachine(
  { work, definition, reporter }: Build,
  host: MachineHost,
  run: MachineRun,
  machine: Machine,
): Promise<true> {
  // A drive whose medium is gone keeps a machine from starting.
  await machine.detachMedia().catch(() => undefined);
  const folder = path.join(work.folder, `machine-${slugOf(definition, run.station)}-${host.owner.run}`);
  const files = [folder, run.disk, ...run.parents, ...(await host.bases.keep())];
  await host.keep(run.station, machine.name, files);
  const { kind } = host.hypervisor;
  const look =
    kind === 'hyperv'
      ? `start it with "Start-VM ${machine.name}", and look at it with "vmconnect.exe localhost ${machine.name}"`
      : `its disk is ${run.disk}; start a machine of your own on a child of it ("qemu-img create -b")`;
  reporter.info(`Kept the machine ${machine.name}, which is off: ${look}`);
  reporter.info(
    `Remove it with "image-factory sweep --kept --work ${path.dirname(work.folder)}"; until then it takes the place of its disks`,
  );
  return true;
}
