/** The disks of the machine's stations: each a child of the one before, and what a later station goes on from. */

import path from 'node:path';
import { FactoryError } from '../../errors.js';
import type { MadeDisk } from '../journal.js';
import type { Build, BuildImage, MachineStation, Patched, Results, RunRecord } from '../station.js';
import { DiskSubject } from './disk-subject.js';
import type { MachineHost } from './host.js';
import { chainOf, variantIn } from './names.js';

type Start = NonNullable<Results['provision']['start']>;

export interface DiskBefore {
  readonly disk: MadeDisk;
  readonly start: Start;
  /** Whether no run of the machine was on it: then the agent is not there. */
  readonly isFirst: boolean;
  readonly state: Start['state'];
  /** The disks that are this build's own, the newest last. */
  readonly made: readonly string[];
}

/** What `station` goes on from. */
export function diskBefore(build: Pick<Build, 'resultOf'>, station: MachineStation): DiskBefore {
  const chain = chainOf(variantIn(station));
  return diskAfter(build, chain.slice(0, chain.indexOf(station)));
}

/** What the machine left of a variant; null: of the only image. */
export function diskLeft(build: Pick<Build, 'resultOf'>, variant: string | null): DiskBefore {
  return diskAfter(build, chainOf(variant));
}

function diskAfter(build: Pick<Build, 'resultOf'>, stations: readonly MachineStation[]): DiskBefore {
  const { start } = build.resultOf('provision');
  if (start === null) {
    throw new FactoryError('host', {
      subject: stations.at(-1) ?? 'provision',
      found: 'a station without a machine asks for its disk',
    });
  }
  const runs = stations.map((name) => build.resultOf(name)).filter((run) => run !== null);
  return {
    disk: runs.at(-1)?.disk ?? start.disk,
    start,
    isFirst: runs.length === 0,
    state: runs.length === 0 ? start.state : 'audit',
    made: runs.filter((run) => !isOfCache(run)).map(({ disk }) => disk.path),
  };
}

function isOfCache(run: RunRecord | Patched): boolean {
  return 'kept' in run && run.kept !== null;
}

/** What the machine left, as what is captured: an image of each variant, in the definition's order. */
export function machineImages(
  build: Pick<Build, 'definition' | 'work' | 'reporter' | 'resultOf'>,
  host: MachineHost,
): readonly BuildImage[] {
  const { definition, work, reporter } = build;
  const imageOf = (name: string, description: string, variant: string | null): BuildImage => {
    const { disk, start } = diskLeft(build, variant);
    const parentFolders = [path.dirname(start.disk.path)];
    const subject = new DiskSubject(disk, host, { work, part: start.part, reporter, parentFolders });
    return { name, description, variant, subject };
  };
  const { variants } = definition;
  if (variants.length === 0) return [imageOf(definition.name, '', null)];
  return variants.map(({ name, description }) => imageOf(name, description, name));
}
