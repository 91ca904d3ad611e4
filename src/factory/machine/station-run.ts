/** A station of the machine: a child of the disk before it, and one run of the machine over that. */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { answerFile, type GuestOutcome, type Payload } from '../../guest/index.js';
import type { MadeDisk } from '../journal.js';
import type { Build, MachineStation } from '../station.js';
import { diskBefore } from './chain.js';
import type { MachineHost } from './host.js';
import { slugOf } from './names.js';
import { isKept } from './patched-base.js';
import { runMachine } from './run.js';

/** Where an installation looks for an answer file before it looks at its drives. */
const ANSWER_PLACE = '\\Windows\\Panther\\unattend.xml';

export interface StationRun {
  readonly station: MachineStation;
  readonly payload: Payload;
  /** The name of a switch; null: no network card. */
  readonly network: string | null;
  /** Milliseconds. */
  readonly deadline: number;
  readonly silence: number;
}

export interface StationOutcome {
  readonly disk: MadeDisk;
  readonly outcome: GuestOutcome;
}

/**
 * The disk of a station in this run of the line. Each run has its own: on an older one a machine may lie that somebody
 * keeps.
 */
export function stationDisk(
  { work, definition }: Build,
  { hypervisor, owner }: MachineHost,
  station: 'provision' | MachineStation,
): string {
  const name = `${slugOf(definition, station)}-${owner.run}`;
  // As deep as a base of the cache: a disk that is moved there still finds its parent by the way that it knows.
  const folder = station === 'update' && isKept(definition) ? path.join(work.folder, name) : work.folder;
  return path.join(folder, `${name}${hypervisor.diskSuffix}`);
}

/** @throws refused where the machine fails */
export async function runStation(
  build: Build,
  host: MachineHost,
  { station, ...settings }: StationRun,
): Promise<StationOutcome> {
  const { disk: parent, start, isFirst, made: parents } = diskBefore(build, station);
  const disk = stationDisk(build, host, station);
  await mkdir(path.dirname(disk), { recursive: true });
  await host.hypervisor.child(parent.path, disk);
  // Where this build has run the machine before, the agent is there.
  if (isFirst && host.hypervisor.inject !== null) {
    const answer = Buffer.from(answerFile(start.architecture));
    await host.hypervisor.inject(disk, new Map([[ANSWER_PLACE, answer]]), build.work.folder);
  }
  return await runMachine(build, host, { station, disk, parents, install: [], ...settings });
}
