/** What a dead run left: machines that still run, known by their marker, and what it journalled. */

import { rm, stat } from 'node:fs/promises';
import { fromSystemError } from '../../errors.js';
import { isProcessAlive, killTree } from '../../process/index.js';
import type { Owner, Removal, Resource } from '../types.js';
import { markedProcesses, type MarkedProcess } from './marker.js';

type Whose = Pick<Owner, 'build' | 'folder' | 'host'>;

export async function sweepMachines(
  resources: readonly Resource[],
  owner: Whose,
  dryRun: boolean,
  kept: readonly string[],
): Promise<readonly Removal[]> {
  const left = (await markedProcesses()).filter(
    (process) => isOf(process, owner) && !kept.includes(process.machine),
  );
  const removals: Removal[] = [];
  // Machines before the files that they have open.
  for (const process of left) removals.push(await removeMachine(process, dryRun));
  const swept = new Set(left.map(({ machine }) => machine));
  for (const resource of resources.toSorted((a, b) => orderOf(a) - orderOf(b))) {
    if (resource.kind === 'machine' && swept.has(resource.name)) continue;
    const removal = await removeResource(resource, dryRun);
    if (removal !== null) removals.push(removal);
  }
  return removals;
}

function isOf({ owner }: MarkedProcess, { build, folder, host }: Whose): boolean {
  return owner.build === build && owner.folder === folder && owner.host === host;
}

async function removeMachine({ pid, machine }: MarkedProcess, dryRun: boolean): Promise<Removal> {
  const resource: Resource = { kind: 'machine', hypervisor: 'qemu', name: machine };
  const failure = dryRun || (await killTree(pid)) ? null : `process ${pid} does not end when it is killed`;
  return { resource, failure };
}

function orderOf({ kind }: Resource): number {
  return kind === 'process' ? 0 : kind === 'machine' ? 1 : 2;
}

/** @returns null for what is of another hypervisor, or was gone already */
async function removeResource(resource: Resource, dryRun: boolean): Promise<Removal | null> {
  switch (resource.kind) {
    case 'process': {
      // A number without the time of its start may be anybody's by now.
      const { pid, started } = resource;
      const isThere = started !== '' && (await isProcessAlive(pid, started));
      const failure =
        !isThere || dryRun || (await killTree(pid)) ? null : `process ${pid} does not end when it is killed`;
      return { resource, failure };
    }
    case 'machine':
      // Without a process there is nothing of a machine but its files.
      return resource.hypervisor === 'qemu' ? { resource, failure: null } : null;
    case 'file':
      return await removeFile(resource, dryRun);
    default:
      return null;
  }
}

async function removeFile(
  resource: Extract<Resource, { kind: 'file' }>,
  dryRun: boolean,
): Promise<Removal | null> {
  try {
    if ((await stat(resource.path).catch(() => null)) !== null && !dryRun) {
      await rm(resource.path, { recursive: true });
    }
    return { resource, failure: null };
  } catch (error) {
    return { resource, failure: fromSystemError(error, resource.path).message };
  }
}
