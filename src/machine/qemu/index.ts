/** The reference machine on QEMU: Windows Setup makes the base, children are overlays, and nothing is mounted. */

import { FactoryError } from '../../errors.js';
import type { Hypervisor, HypervisorOptions } from '../types.js';
import { findAcceleration } from './accelerator.js';
import { checkFirmware, checkHost } from './check.js';
import { makeBlank, makeChild, readableCopy } from './disks.js';
import { findFirmware } from './firmware.js';
import { QemuMachine } from './machine.js';
import { sweepMachines } from './sweep.js';

export function createQemu({ reporter, ledger }: HypervisorOptions): Hypervisor {
  return {
    kind: 'qemu',
    diskSuffix: '.qcow2',
    check: checkHost,
    imageInfo: null,
    apply: null,
    inject: null,
    blank: makeBlank,
    child: makeChild,
    async create(request) {
      const firmware = await findFirmware();
      if (firmware === null) throw new FactoryError('tool', checkFirmware(firmware));
      const { accelerator } = await findAcceleration();
      return await QemuMachine.create(request, accelerator, firmware, ledger);
    },
    readable: (disk, folder) => readableCopy(disk, folder, reporter),
    sweep: sweepMachines,
  };
}
