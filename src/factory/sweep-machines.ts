/** What a dead build left on the host besides files: machines, mounted disks, processes. */

import { hostname } from 'node:os';
import path from 'node:path';
import { fromSystemError } from '../errors.js';
import type { HypervisorKind, Resource } from '../machine/index.js';
import type { Reporter } from '../progress.js';
import type { OpenHypervisor } from './hypervisors.js';
import { Journal, type KeptRecord, type Past } from './journal.js';
import { ledgerOf, NO_LEDGER } from './ledger.js';
import { runInName } from './machine/host.js';
import type { Work } from './work.js';

/** Something that could not be removed. */
export interface Failure {
  readonly what: string;
  readonly why: string;
}

export interface SweptMachines {
  /** In words. */
  readonly removed: readonly string[];
  readonly failures: readonly Failure[];
  readonly held: Held;
}

/** What is left alone, because something that could not be removed uses it. */
export interface Held {
  readonly paths: readonly string[];
  /** Runs of the line, whose machines' folders and disks have them in their names. */
  readonly runs: readonly string[];
}

interface Options {
  readonly dryRun: boolean;
  readonly hypervisors: OpenHypervisor;
  readonly reporter: Reporter;
}

/** @param kept machines that stay, with their files */
export async function sweepMachines(
  work: Work,
  past: Past,
  kept: readonly KeptRecord[],
  options: Options,
): Promise<SweptMachines> {
  const left = past.resources.filter(({ resource }) => !belongsToKept(resource, kept));
  const kinds = new Set(left.map(({ hypervisor }) => hypervisor));
  // A machine may be there of which the journal knows nothing, where that was damaged.
  if (past.last !== null && past.last.hypervisor !== 'none' && !past.complete) {
    kinds.add(past.last.hypervisor);
  }
  const swept: SweptMachines[] = [];
  for (const kind of kinds) {
    const own = left.filter(({ hypervisor, host }) => hypervisor === kind && host === hostname());
    const resources = own.map(({ resource }) => resource);
    swept.push(await sweepKind(kind, work, resources, kept, options));
  }
  for (const { host, resource } of left) {
    if (host !== hostname()) swept.push(unreachable([resource], `it is on the host ${host}: sweep there`));
  }
  return {
    removed: swept.flatMap(({ removed }) => removed),
    failures: swept.flatMap(({ failures }) => failures),
    held: {
      paths: swept.flatMap(({ held }) => held.paths),
      runs: swept.flatMap(({ held }) => held.runs),
    },
  };
}

async function sweepKind(
  kind: HypervisorKind,
  work: Work,
  resources: readonly Resource[],
  kept: readonly KeptRecord[],
  { dryRun, hypervisors, reporter }: Options,
): Promise<SweptMachines> {
  const journal = dryRun ? null : await Journal.open(work.journal, true);
  try {
    const ledger = journal === null ? NO_LEDGER : ledgerOf(journal, kind);
    const hypervisor = await hypervisors(kind, {
      reporter,
      ledger,
      workDirectory: path.dirname(work.folder),
    });
    const owner = { build: path.basename(work.folder), folder: work.folder, host: hostname() };
    const names = kept.map(({ machine }) => machine);
    const removals = await hypervisor.sweep(resources, owner, dryRun, names);
    const done = removals.filter(({ failure }) => failure === null).map(({ resource }) => resource);
    for (const resource of done) await ledger.gone(resource);
    const failed = removals.filter(({ failure }) => failure !== null);
    return {
      removed: done.map(describeResource),
      failures: failed.map(({ resource, failure }) => ({
        what: describeResource(resource),
        why: failure ?? '',
      })),
      held: heldBy(failed.map(({ resource }) => resource)),
    };
  } catch (error) {
    return unreachable(resources, fromSystemError(error, kind).message);
  } finally {
    await journal?.close();
  }
}

export function describeResource(resource: Resource): string {
  if (resource.kind === 'machine') return `machine ${resource.name} (${nameOf(resource.hypervisor)})`;
  if (resource.kind === 'process') return `process ${resource.pid} (${resource.command})`;
  return resource.kind === 'file' ? resource.path : `${RESOURCE_NAMES[resource.kind]} ${resource.path}`;
}

const RESOURCE_NAMES = {
  'disk-mount': 'mounted disk',
  'iso-mount': 'mounted ISO',
  'access-path': 'access path',
} as const;

function nameOf(kind: HypervisorKind): string {
  return kind === 'hyperv' ? 'Hyper-V' : 'QEMU';
}

function unreachable(resources: readonly Resource[], why: string): SweptMachines {
  return {
    removed: [],
    failures: resources.map((resource) => ({ what: describeResource(resource), why })),
    held: heldBy(resources),
  };
}

/**
 * A disk that is mounted, a folder through which a volume is reached: what deletes them deletes more than a file. A
 * machine that is there still has its folder and its disks.
 */
function heldBy(resources: readonly Resource[]): Held {
  const runs = resources.map((resource) => (resource.kind === 'machine' ? runInName(resource.name) : null));
  return {
    paths: resources.flatMap((resource) => ('path' in resource ? [resource.path] : [])),
    runs: runs.filter((run) => run !== null),
  };
}

function belongsToKept(resource: Resource, kept: readonly KeptRecord[]): boolean {
  return kept.some(({ machine, files }) => {
    if (resource.kind === 'machine') return resource.name === machine;
    return 'path' in resource && files.some((file) => isSameOrBelow(resource.path, file));
  });
}

function isSameOrBelow(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  return relative === '' || (relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative));
}
