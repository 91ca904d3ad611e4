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
  return { resource, failure: dryRun ? null : await endProcess(pid) };
}

function orderOf({ kind }: Resource): number {
  return kind === 'process' ? 0 : kind === 'machine' ? 1 : 2;
}

/** @returns null for what is of another hypervisor */
async function removeResource(resource: Resource, dryRun: boolean): Promise<Removal | null> {
  if (resource.kind === 'file') return await removeFile(resource, dryRun);
  if (resource.kind === 'process') return await removeProcess(resource, dryRun);
  // Without a process there is nothing of a machine but its files.
  const isOwn = resource.kind === 'machine' && resource.hypervisor === 'qemu';
  return isOwn ? { resource, failure: null } : null;
}

type ResourceOf<Kind extends Resource['kind']> = Extract<Resource, { kind: Kind }>;

async function removeProcess(resource: ResourceOf<'process'>, dryRun: boolean): Promise<Removal> {
  // A number without the time of its start may be anybody's by now.
  const { pid, started } = resource;
  const isThere = started !== '' && (await isProcessAlive(pid, started));
  return { resource, failure: !isThere || dryRun ? null : await endProcess(pid) };
}

/** @returns why it does not end; null: it has ended */
async function endProcess(pid: number): Promise<string | null> {
  return (await killTree(pid)) ? null : `process ${pid} does not end when it is killed`;
}

async function removeFile(resource: ResourceOf<'file'>, dryRun: boolean): Promise<Removal> {
  try {
    if ((await stat(resource.path).catch(() => null)) !== null && !dryRun) {
      await rm(resource.path, { recursive: true });
    }
    return { resource, failure: null };
  } catch (error) {
    return { resource, failure: fromSystemError(error, resource.path).message };
  }
}
