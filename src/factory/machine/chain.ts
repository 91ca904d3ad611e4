/** The disks of the machine's stations: each a child of the one before, and what a later station goes on from. */

import path from 'node:path';
import { FactoryError } from '../../errors.js';
import type { MadeDisk } from '../journal.js';
import type { Build, Results, StationName } from '../station.js';
import type { Subject } from '../subject.js';
import { DiskSubject } from './disk-subject.js';
import type { MachineHost } from './host.js';

type Start = NonNullable<Results['provision']['start']>;

export interface DiskBefore {
  readonly disk: MadeDisk;
  readonly start: Start;
  /** Whether a run of this build has had the machine on it: then the agent is there. */
  readonly isFirst: boolean;
  readonly state: Start['state'];
  /** The disks that this build made, the newest last. */
  readonly made: readonly string[];
}

const STATIONS = ['customize', 'generalize'] as const;

/** What `station` goes on from; for a station behind the machine's, what the machine left. */
export function diskBefore(build: Build, station: StationName): DiskBefore {
  const { start } = build.resultOf('provision');
  if (start === null) {
    throw new FactoryError('host', {
      subject: station,
      found: 'a station without a machine asks for its disk',
    });
  }
  const made: MadeDisk[] = [];
  for (const name of STATIONS) {
    if (name === station) break;
    const result = build.resultOf(name);
    if (result !== null) made.push(result.disk);
  }
  return {
    disk: made.at(-1) ?? start.disk,
    start,
    isFirst: made.length === 0,
    state: made.length === 0 ? start.state : 'audit',
    made: made.map(({ path }) => path),
  };
}

/** What the machine left, as what is captured. */
export function diskSubject(build: Build, host: MachineHost): Subject {
  const { disk, start } = diskBefore(build, 'prove');
  const { work, reporter } = build;
  const parentFolders = [path.dirname(start.disk.path)];
  return new DiskSubject(disk, host, { work, part: start.part, reporter, parentFolders });
}
