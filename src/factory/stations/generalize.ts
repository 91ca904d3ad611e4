/** Sysprep, on a disk of its own: no network, no payload of the user's, no secrets. */

import { randomUUID } from 'node:crypto';
import { readUnattend } from '../../guest/index.js';
import { diskBefore } from '../machine/chain.js';
import { runStation, stationDisk } from '../machine/station-run.js';
import { planGeneralize } from '../machine/steps.js';
import type { Build, Station } from '../station.js';

type Name = 'generalize' | `generalize:${string}`;

export const generalize: Station<'generalize'> = generalizeStation('generalize');

export function generalizeVariant(variant: string): Station<`generalize:${string}`> {
  return generalizeStation(`generalize:${variant}` as const);
}

function generalizeStation<Of extends Name>(name: Of): Station<Of> {
  return {
    name,
    async inputs(build) {
      if (hasNothingToDo(build, name)) return undefined;
      const { disk } = diskBefore(build, name);
      const { unattend } = build.definition;
      return unattend === null
        ? { disk }
        : { disk, unattend: (await readUnattend(unattend, null)).bytes.toString('base64') };
    },
    makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, name)]),
    async run(build) {
      const { host, definition } = build;
      if (host === null || hasNothingToDo(build, name)) return null;
      const { deadlines } = definition.machine;
      const { disk } = await runStation(build, host, {
        station: name,
        payload: await planGeneralize(definition, randomUUID(), diskBefore(build, name).start.architecture),
        network: null,
        deadline: deadlines.generalize,
        silence: deadlines.silence,
      });
      return { result: { disk, steps: [], updates: [] }, files: [disk] };
    },
  };
}

/** A disk that somebody generalized already, and on which nothing was done since, is taken as it is. */
function hasNothingToDo(build: Build, name: Name): boolean {
  return build.host === null || diskBefore(build, name).state === 'generalized';
}
