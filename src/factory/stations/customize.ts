/** The definition's steps and checks, run in the machine on a disk of their own. */

import type { AgentStep, StepResult } from '../../guest/index.js';
import { diskBefore } from '../machine/chain.js';
import { runStation, stationDisk } from '../machine/station-run.js';
import { fingerprintFiles, planCustomize } from '../machine/steps.js';
import type { Build, Station, StepRecord } from '../station.js';

function hasNothingToDo({ host, definition }: Build): boolean {
  return host === null || definition.customize.length + definition.verify.length === 0;
}

export const customize: Station<'customize'> = {
  name: 'customize',
  async inputs(build) {
    if (hasNothingToDo(build)) return undefined;
    const { disk, start } = diskBefore(build, 'customize');
    const { plan, files } = await planCustomize(build.definition, '', start.architecture, build.env);
    const { network } = build.definition.machine;
    return { disk, steps: plan.steps, files: await fingerprintFiles(files), network };
  },
  makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, 'customize')]),
  async run(build) {
    const { host, definition, env } = build;
    if (host === null || hasNothingToDo(build)) return null;
    const { deadlines, network } = definition.machine;
    const { disk, payload, outcome } = await runStation(build, host, {
      station: 'customize',
      plan: (id, architecture) => planCustomize(definition, id, architecture, env),
      network: network === 'none' ? null : network,
      deadline: deadlines.customize,
      silence: deadlines.silence,
    });
    return { result: { disk, steps: recordsOf(payload.plan.steps, outcome.results) }, files: [disk] };
  },
};

/** A run that succeeded killed no step, so that each has its exit code. */
function recordsOf(steps: readonly AgentStep[], results: readonly StepResult[]): StepRecord[] {
  return results.map(({ step, exit, seconds }) => ({
    name: steps[step]?.title ?? `step ${step + 1}`,
    exitCode: exit ?? 0,
    seconds,
  }));
}
