/** What all parts of this driver work with. */

import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FactoryError } from '../../errors.js';
import type { Lock } from '../../process/index.js';
import { waitForLock } from '../../process/index.js';
import type { Ledger, HypervisorOptions } from '../types.js';
import type { Reporter } from '../../progress.js';
import { HostScripts } from './host-scripts.js';

export interface Host {
  readonly scripts: HostScripts;
  readonly reporter: Reporter;
  readonly ledger: Ledger;
  readonly workDirectory: string;
  /** One process at a time attaches a disk or an ISO. */
  lock(what: 'mount' | 'apply', does: string): Promise<Lock>;
}

export function hostOf({ reporter, ledger, workDirectory }: HypervisorOptions): Host {
  const folder = path.join(workDirectory, 'hyperv');
  return {
    scripts: new HostScripts(folder),
    reporter,
    ledger,
    workDirectory,
    async lock(what, does) {
      await mkdir(folder, { recursive: true });
      const purpose = { does, expected: 'one process at a time on this host' };
      return await waitForLock(path.join(folder, `${what}.lock`), purpose, reporter.signal, (message) => {
        reporter.info(message);
      });
    },
  };
}

/** A name for something that exists for a moment. */
export function passingName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`;
}

const ATTEMPTS = 5;
const PAUSE_MS = 1000;

/** For what a virus scanner, the search index or a machine that has just ended may hold for a moment. */
export async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: unknown };
      const isPassing =
        error instanceof FactoryError
          ? code === 'busy' || code === 'permission'
          : code === 'EBUSY' || code === 'EPERM';
      if (!isPassing || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
