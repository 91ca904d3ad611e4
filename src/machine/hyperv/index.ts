/** The driver of Hyper-V: Windows PowerShell for the verbs, `dism.exe` and `bcdboot.exe` for the base, a pipe for the console. */

import path from 'node:path';
import type { Hypervisor, HypervisorOptions } from '../types.js';
import { apply } from './apply.js';
import { check } from './check.js';
import { dismImageInfo } from './dism.js';
import { hostOf } from './host.js';
import { inject } from './inject.js';
import { createMachine } from './machine.js';
import { sweep } from './sweep.js';

export function createHyperV(options: HypervisorOptions): Hypervisor {
  const host = hostOf(options);
  const { signal } = options.reporter;
  /** By a child's path the folder of its parent, which may be a user's own. */
  const parents = new Map<string, string>();
  return {
    kind: 'hyperv',
    diskSuffix: '.vhdx',
    check: (request) => check(host, request),
    imageInfo: (wim, index) => dismImageInfo(wim, index),
    apply: (request) => apply(host, request),
    blank: (disk, size) => host.scripts.call('new-disk', { path: disk, size }, { subject: disk, signal }),
    async child(parent, disk) {
      await host.scripts.call('new-child-disk', { path: disk, parent }, { subject: disk, signal });
      parents.set(disk, path.dirname(parent));
    },
    inject(disk, files, folder) {
      const parent = parents.get(disk);
      const parentFolders = [host.workDirectory, ...(parent === undefined ? [] : [parent])];
      return inject(host, disk, { files, folder, parentFolders });
    },
    create: (request) => createMachine(host, request),
    readable: (disk) => Promise.resolve(disk),
    sweep: (resources, owner, dryRun, kept) => sweep(host, resources, owner, dryRun, kept),
  };
}
