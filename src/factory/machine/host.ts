/** What a build needs of the host to run machines: the hypervisor, the marker, the ledger, and what is in use. */

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Definition } from '../../definition/index.js';
import type { Hypervisor, HypervisorKind, Ledger, Owner } from '../../machine/index.js';
import type { Reporter } from '../../progress.js';
import { BaseUses } from '../bases.js';
import { openHypervisor } from '../hypervisors.js';
import type { Journal } from '../journal.js';
import { ledgerOf } from '../ledger.js';
import type { BuildOptions } from '../prepare.js';
import type { StationName } from '../station.js';
import type { Work } from '../work.js';

export interface MachineHost {
  readonly hypervisor: Hypervisor;
  readonly owner: Owner;
  readonly ledger: Ledger;
  readonly bases: BaseUses;
  /** Whether a failed machine stays. */
  readonly keeps: boolean;
  /** Absolute paths of what stays of it. */
  readonly keptFiles: Set<string>;
  /** Journals that a machine stays, before anything else happens to it. */
  keep(station: StationName, machine: string, files: readonly string[]): Promise<void>;
}

/** @returns null with `hypervisor: none` */
export async function openHost(
  { machine }: Definition,
  work: Work,
  options: BuildOptions,
  journal: Journal,
  reporter: Reporter,
): Promise<MachineHost | null> {
  if (machine.hypervisor === 'none') return null;
  const ledger = ledgerOf(journal, machine.hypervisor);
  const hypervisor = await hypervisorOf(machine.hypervisor, work, options, ledger, reporter);
  const keptFiles = new Set<string>();
  return {
    hypervisor,
    owner: ownerOf(work),
    ledger,
    bases: new BaseUses(options.cache ?? null),
    keeps: options.keepMachine === true,
    keptFiles,
    async keep(station, name, files) {
      for (const file of files) keptFiles.add(file);
      await journal.write({ event: 'kept', time: new Date().toISOString(), station, machine: name, files });
    },
  };
}

function hypervisorOf(
  kind: HypervisorKind,
  work: Work,
  { hypervisors = openHypervisor }: BuildOptions,
  ledger: Ledger,
  reporter: Reporter,
): Promise<Hypervisor> {
  return hypervisors(kind, { reporter, ledger, workDirectory: path.dirname(work.folder) });
}

function ownerOf({ folder }: Work): Owner {
  return {
    tool: 'image-factory',
    build: path.basename(folder),
    run: randomBytes(4).toString('hex'),
    host: hostname(),
    pid: process.pid,
    started: new Date().toISOString(),
    folder,
  };
}

/** The run in a machine's name, which the names of its files hold too; null for a name that is not ours. */
export function runInName(machine: string): string | null {
  return /^imgf-[0-9a-f]+-([0-9a-f]+)-[a-z]+[0-9]*$/.exec(machine)?.[1] ?? null;
}

/** `imgf-3fa9c1d2-0b5e77a1-customize`: of the build, the run of it, and the station. @param slug that of `slugOf` */
export function machineName({ build, run }: Owner, slug: string): string {
  return `imgf-${build.slice(-12, -4)}-${run}-${slug}`;
}
