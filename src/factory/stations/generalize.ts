/** Sysprep, on a disk of its own: no network, no payload of the user's, no secrets. */

import { diskBefore } from '../machine/chain.js';
import { runStation, stationDisk } from '../machine/station-run.js';
import { planGeneralize } from '../machine/steps.js';
import type { Build, Station } from '../station.js';

/** A disk that somebody generalized already, and on which nothing was done since, is taken as it is. */
function hasNothingToDo(build: Build): boolean {
  return build.host === null || diskBefore(build, 'generalize').state === 'generalized';
}

export const generalize: Station<'generalize'> = {
  name: 'generalize',
  inputs: (build) => (hasNothingToDo(build) ? undefined : { disk: diskBefore(build, 'generalize').disk }),
  makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, 'generalize')]),
  async run(build) {
    const { host, definition } = build;
    if (host === null || hasNothingToDo(build)) return null;
    const { deadlines } = definition.machine;
    const { disk } = await runStation(build, host, {
      station: 'generalize',
      plan: planGeneralize,
      network: null,
      deadline: deadlines.generalize,
      silence: deadlines.silence,
    });
    return { result: { disk }, files: [disk] };
  },
};
