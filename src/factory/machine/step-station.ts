/** A station that has the machine do steps, on a disk of its own. */

import { randomUUID } from 'node:crypto';
import type { AgentStep, Payload, StepResult } from '../../guest/index.js';
import type { Build, Inputs, RunRecord, Station, StepRecord } from '../station.js';
import { diskBefore } from './chain.js';
import type { MachineHost } from './host.js';
import { isKept, patchedBase } from './patched-base.js';
import { runStation, stationDisk } from './station-run.js';
import { deadlineOf, fingerprintFiles, hasSteps, networkOf, planSteps, type StepStation } from './steps.js';
import { planUpdates, type Target } from './updates.js';

export function stepStation<Name extends Exclude<StepStation, 'update'>>(name: Name): Station<Name> {
  return {
    name,
    inputs: (build) => stepInputs(build, name),
    makes: (build) => stepDisks(build, name),
    async run(build) {
      const { host } = build;
      const payload = await plannedSteps(build, name, randomUUID());
      if (host === null || payload === null) return null;
      const result = await runSteps(build, host, name, payload);
      return { result, files: [result.disk] };
    },
  };
}

/** What all variants share; where a cache can hold its disk, that is where it comes from. */
export const updateStation: Station<'update'> = {
  name: 'update',
  inputs: (build) => (isKept(build.definition) ? undefined : stepInputs(build, 'update')),
  makes: (build) => stepDisks(build, 'update'),
  async run(build) {
    const { host, definition, env } = build;
    if (host === null || !hasSteps(definition, 'update')) return null;
    const { start: target } = diskBefore(build, 'update');
    await tellLeft(build, target);
    const plan = (id: string) => planSteps(definition, 'update', { id, env, target });
    const payload = await plan('');
    if (payload.plan.steps.length === 0) return null;
    const run = async () => runSteps(build, host, 'update', await plan(randomUUID()));
    if (isKept(definition)) return await patchedBase(build, host, payload, run);
    const record = await run();
    return { result: { ...record, kept: null }, files: [record.disk] };
  },
};

async function stepInputs(build: Build, station: StepStation): Promise<Inputs | undefined> {
  const payload = await plannedSteps(build, station, '');
  if (payload === null) return undefined;
  const { plan, files } = payload;
  const { disk } = diskBefore(build, station);
  const network = networkOf(build.definition, station);
  return { disk, steps: plan.steps, files: await fingerprintFiles(files), network };
}

function stepDisks(build: Build, station: StepStation): readonly string[] {
  return build.host === null ? [] : [stationDisk(build, build.host, station)];
}

/** @returns null where there is nothing to do */
async function plannedSteps(build: Build, station: StepStation, id: string): Promise<Payload | null> {
  const { host, definition, env } = build;
  if (host === null || !hasSteps(definition, station)) return null;
  const payload = await planSteps(definition, station, { id, env, target: diskBefore(build, station).start });
  return payload.plan.steps.length === 0 ? null : payload;
}

async function runSteps(
  build: Build,
  host: MachineHost,
  station: StepStation,
  payload: Payload,
): Promise<RunRecord> {
  const { definition } = build;
  const { disk, outcome } = await runStation(build, host, {
    station,
    payload,
    network: networkOf(definition, station),
    deadline: deadlineOf(definition, station),
    silence: definition.machine.deadlines.silence,
  });
  return recordOf(disk, payload.plan.steps, outcome.results);
}

/** What a folder holds and this Windows does not get. */
async function tellLeft({ definition, reporter }: Build, target: Target): Promise<void> {
  const { left, packages } = await planUpdates(definition, target);
  for (const { file, why } of left) reporter.info(`${file} is left out: ${why}`);
  const { from, folder } = definition.updates;
  if (from === 'folder' && packages.length === 0)
    reporter.warn(`${folder}: holds no update for this Windows`);
}

/** A run that succeeded killed no step, so that each has its exit code. */
function recordOf(
  disk: RunRecord['disk'],
  steps: readonly AgentStep[],
  results: readonly StepResult[],
): RunRecord {
  const records = results.map(({ step, exit, seconds, freed }): StepRecord => {
    const name = steps[step]?.title ?? `step ${step + 1}`;
    return { name, exitCode: exit ?? 0, seconds, ...(freed === undefined ? {} : { freed }) };
  });
  return { disk, steps: records, updates: results.flatMap((result) => result.updates ?? []) };
}
