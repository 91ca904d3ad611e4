/** What a dead build left on the host: exactly what its journal names and its marker says, each by itself. */

import { access, rm } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import { isProcessAlive, killTree } from '../../process/index.js';
import { foldCase } from '../../tree/index.js';
import type { Owner, Removal, Resource } from '../types.js';
import { detachIso } from './apply.js';
import { whileBusy, type Host } from './host.js';
import { allMachines, removeMachine, type MarkedMachine } from './machine.js';
import { ownerIn } from './marker.js';
import { detachDisk, removeAccessFolder } from './mounted.js';

type Maker = Pick<Owner, 'build' | 'folder' | 'host'>;
type Step = () => Promise<void>;

/** What uses a thing goes before it: a program, a machine, a folder into a volume, the disk, the file. */
const ORDER: readonly Resource['kind'][] = [
  'process',
  'machine',
  'access-path',
  'disk-mount',
  'iso-mount',
  'file',
];

export async function sweep(
  host: Host,
  resources: readonly Resource[],
  maker: Maker,
  dryRun: boolean,
  kept: readonly string[],
): Promise<readonly Removal[]> {
  const machines = await allMachines(host).catch((error: unknown) => fromSystemError(error, 'Hyper-V'));
  const wanted = machines instanceof Error ? resources : withMarked(resources, machines, maker);
  const removals: Removal[] = [];
  for (const resource of wanted.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
    if (resource.kind === 'machine' && kept.includes(resource.name)) continue;
    const failure = await failureOf(async () => {
      const step = stepFor(host, resource, machines, maker);
      if (!dryRun) await step();
    });
    removals.push({ resource, failure });
  }
  return removals;
}

/** A machine of this build of which the journal knows nothing is known by its marker. */
function withMarked(
  resources: readonly Resource[],
  machines: readonly MarkedMachine[],
  maker: Maker,
): readonly Resource[] {
  const names = new Set(
    resources.flatMap((resource) => (resource.kind === 'machine' ? [resource.name] : [])),
  );
  const more = machines
    .filter((machine) => isOf(machine, maker) && !names.has(machine.name))
    .map(({ name }): Resource => ({ kind: 'machine', hypervisor: 'hyperv', name }));
  return [...resources, ...more];
}

/** @throws where it must not be touched */
function stepFor(
  host: Host,
  resource: Resource,
  machines: readonly MarkedMachine[] | Error,
  maker: Maker,
): Step {
  if (resource.kind === 'process') return () => endProcess(resource);
  if (resource.kind === 'machine') return machineStep(host, resource.name, machines, maker);
  if (resource.kind === 'access-path') return () => removeAccessFolder(host, resource.path);
  if (resource.kind === 'disk-mount')
    return () => whereThere(resource.path, () => detachDisk(host, resource.path));
  if (resource.kind === 'iso-mount')
    return () => whereThere(resource.path, () => detachIso(host, resource.path));
  return () => whileBusy(() => rm(resource.path, { force: true }));
}

function machineStep(
  host: Host,
  name: string,
  machines: readonly MarkedMachine[] | Error,
  maker: Maker,
): Step {
  if (machines instanceof Error) throw machines;
  const machine = machines.find((one) => one.name === name);
  if (machine === undefined) return () => Promise.resolve();
  if (isOf(machine, maker)) return () => removeMachine(host, name);
  throw new Error(
    `its notes do not say that this build made it, so it is left; if it did, run "Remove-VM -Name ${name}"`,
  );
}

async function endProcess({ pid, started }: Extract<Resource, { kind: 'process' }>): Promise<void> {
  if (!(await isProcessAlive(pid, started)) || (await killTree(pid))) return;
  throw new Error(`process ${pid} does not end when it is killed`);
}

/** A file that is attached cannot be deleted: where there is none, nothing is attached. */
async function whereThere(file: string, step: Step): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) await step();
}

function isOf({ notes }: MarkedMachine, maker: Maker): boolean {
  const owner = ownerIn(notes);
  return (
    owner !== null &&
    owner.build === maker.build &&
    owner.host === maker.host &&
    samePath(owner.folder, maker.folder)
  );
}

function samePath(a: string, b: string): boolean {
  const [left, right] = [path.resolve(a), path.resolve(b)];
  return path.sep === '\\' ? foldCase(left) === foldCase(right) : left === right;
}

async function failureOf(work: Step): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
