/** What a build would do with a machine, for `--dry-run`. */

import path from 'node:path';
import { formatBytes, formatDuration } from '../../bytes/index.js';
import type { Definition, MachineSpec } from '../../definition/index.js';
import { readUnattend } from '../../guest/index.js';
import { requirementText } from '../requirement.js';
import type { SourceKeeper } from '../source-keeper.js';
import type { Build, StationName } from '../station.js';
import { imageOf, knownArchitecture } from './image.js';
import { isKept } from './patched-base.js';
import { deadlineOf, networkOf, planSteps, stepStationsOf } from './steps.js';
import { targetOf } from './updates.js';

/** By station; what is left out has nothing to do. */
export type Doing = Partial<Record<StationName, string>>;

export interface PlannedStart {
  /** Of the source. */
  readonly label: string;
  readonly doing: Doing;
}

/** @throws what `check` would throw before anything is made, but for what the host lacks */
export async function planMachine(
  definition: Definition,
  source: SourceKeeper,
  env: Build['env'],
): Promise<PlannedStart> {
  const { machine } = definition;
  const { deadlines } = machine;
  if (definition.unattend !== null) {
    await readUnattend(definition.unattend, await knownArchitecture(source, definition.source.kind));
  }
  const answer = definition.unattend === null ? '' : ` with ${path.basename(definition.unattend)}`;
  const generalize = `sysprep${answer}, ${machineText(machine)}, at most ${formatDuration(deadlines.generalize)}`;
  const names = definition.variants.map(({ name }) => `generalize:${name}` as const);
  return {
    label: await labelOf(definition, source),
    doing: {
      provision: await startText(definition, source),
      ...(await stepTexts(definition, source, env)),
      ...Object.fromEntries(['generalize', ...names].map((name) => [name, generalize])),
      prove: `State.ini, Sysprep_succeeded.tag, setuperr.log and the build number, from the disk${requirementText(definition)}`,
    },
  };
}

async function stepTexts(definition: Definition, source: SourceKeeper, env: Build['env']): Promise<Doing> {
  const target = await targetOf(definition, source);
  const doing: Record<string, string> = {};
  for (const station of stepStationsOf(definition)) {
    const { plan } = await planSteps(definition, station, { id: '', env, target });
    if (plan.steps.length === 0) continue;
    const titles = plan.steps.map(({ title }) => title).join(', ');
    const network = networkOf(definition, station);
    const limit = formatDuration(deadlineOf(definition, station));
    const kept = station === 'update' && isKept(definition) ? ', or take its disk from the cache' : '';
    doing[station] =
      `${titles}; ${network === null ? 'no network' : `the network ${network}`}, at most ${limit}${kept}`;
  }
  return doing;
}

async function labelOf({ source: { kind } }: Definition, source: SourceKeeper): Promise<string> {
  const { path } = await source.name();
  if (kind === 'disk') return path;
  const { index, name } = await imageOf(source);
  return `${path}, image ${index} "${name}"`;
}

async function startText(
  { source: { kind, sha256 }, machine }: Definition,
  source: SourceKeeper,
): Promise<string> {
  const checked = sha256 === null ? '' : ', and check its SHA-256';
  if (kind === 'disk') return `a child of the disk${checked}`;
  const { index } = await imageOf(source);
  const how = machine.hypervisor === 'qemu' ? 'install' : 'apply';
  return `${how} image ${index} to a base disk of ${formatBytes(machine.disk)}, or take it from the cache${checked}`;
}

function machineText({ hypervisor, cpus, memory }: MachineSpec): string {
  return `${hypervisor === 'hyperv' ? 'Hyper-V' : 'QEMU'}, ${cpus} processors, ${formatBytes(memory)}`;
}
