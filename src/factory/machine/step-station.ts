/** A station that has the machine do steps, on a disk of its own. */

import { randomUUID } from 'node:crypto';
import type { AgentStep, StepResult } from '../../guest/index.js';
import type { Build, RunRecord, Station, StepRecord } from '../station.js';
import { diskBefore } from './chain.js';
import { runStation, stationDisk } from './station-run.js';
import { deadlineOf, fingerprintFiles, hasSteps, networkOf, planSteps, type StepStation } from './steps.js';
import { planUpdates, type Target } from './updates.js';

export function stepStation<Name extends StepStation>(name: Name): Station<Name> {
  const asksNothing = ({ host, definition }: Build) => host === null || !hasSteps(definition, name);
  return {
    name,
    async inputs(build) {
      if (asksNothing(build)) return undefined;
      const { disk, start } = diskBefore(build, name);
      const { plan, files } = await planSteps(build.definition, name, {
        id: '',
        env: build.env,
        target: start,
      });
      if (plan.steps.length === 0) return undefined;
      const network = networkOf(build.definition, name);
      return { disk, steps: plan.steps, files: await fingerprintFiles(files), network };
    },
    makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, name)]),
    async run(build) {
      const { host, definition, env } = build;
      if (host === null || asksNothing(build)) return null;
      const { start: target } = diskBefore(build, name);
      if (name === 'update') await tellLeft(build, target);
      const payload = await planSteps(definition, name, { id: randomUUID(), env, target });
      if (payload.plan.steps.length === 0) return null;
      const { disk, outcome } = await runStation(build, host, {
        station: name,
        payload,
        network: networkOf(definition, name),
        deadline: deadlineOf(definition, name),
        silence: definition.machine.deadlines.silence,
      });
      return { result: recordOf(disk, payload.plan.steps, outcome.results), files: [disk] };
    },
  };
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
