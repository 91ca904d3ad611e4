/** What the machine starts from: a base of the cache, or a disk that somebody already has. */

import path from 'node:path';
import { readUnattend } from '../../guest/index.js';
import { installStateRefusal } from '../../inspect/index.js';
import type { Build, Results } from '../station.js';
import { diskFacts } from '../disk-facts.js';
import { imageOf, type ImageFacts } from './image.js';
import type { MachineHost } from './host.js';
import { installBase, setupAnswer } from './install.js';
import { stateOfDisk } from './state.js';
import { stationDisk } from './station-run.js';

type Start = NonNullable<Results['provision']['start']>;

/** Counts up when the way in which a base is made changes its content. */
const BASE_REVISION = 1;

/** @param sha256 of the source @throws refused where the source is in no state to start from */
export async function startDisk(build: Build, host: MachineHost, sha256: string | null): Promise<Start> {
  const { definition, source, reporter } = build;
  if (definition.source.kind === 'disk') return await sourceDisk(build, host);
  const image = await imageOf(source);
  const { hypervisor, bases, owner } = host;
  const inputs = {
    revision: BASE_REVISION,
    hypervisor: hypervisor.kind,
    sha256,
    index: image.index,
    size: definition.machine.disk,
    ...(hypervisor.apply === null ? { answer: setupAnswer(image) } : {}),
  };
  const base = await bases.take({
    work: path.dirname(build.work.folder),
    inputs,
    parent: null,
    suffix: hypervisor.diskSuffix,
    user: `${owner.build}-${owner.run}`,
    async make() {
      const isInstalled = hypervisor.apply === null;
      const disk = await (isInstalled ? installBase(build, host, image) : applyBase(build, host, image));
      return { path: disk, record: null };
    },
    reporter,
  });
  const what = base.reused ? 'taken from the cache' : 'made';
  reporter.info(
    `Base disk of "${image.name}", ${image.version ?? 'version unknown'}: ${what}, ${base.disk.path}`,
  );
  return {
    disk: base.disk,
    kind: 'base',
    reused: base.reused,
    state: hypervisor.apply === null ? 'audit' : 'fresh',
    architecture: image.architecture,
    build: image.version,
    part: null,
  };
}

async function applyBase(build: Build, host: MachineHost, image: ImageFacts): Promise<string> {
  const { definition, work } = build;
  const { path: source } = await build.source.name();
  const disk = stationDisk(build, host, 'provision');
  await host.hypervisor.apply?.({
    source: path.resolve(source),
    index: image.index,
    disk,
    size: definition.machine.disk,
    folder: work.folder,
  });
  return disk;
}

/** The disk itself is the parent of a child: nothing is ever written to it. */
async function sourceDisk(build: Build, host: MachineHost): Promise<Start> {
  const { path: disk, part } = await build.source.name();
  const found = await stateOfDisk(build, host, disk, part);
  const refusal = installStateRefusal(disk, found);
  if (refusal !== null) throw refusal;
  for (const file of found.answerFiles) {
    build.reporter.warn(
      `${disk}: holds the answer file ${file}, which Setup may take instead of the factory's`,
    );
  }
  const state = found.state === 'generalized' ? 'generalized' : 'audit';
  const architecture = found.architecture();
  const { unattend } = build.definition;
  if (unattend !== null) await readUnattend(unattend, architecture);
  const { build: version } = found;
  return {
    disk: await diskFacts(disk),
    kind: 'source',
    reused: false,
    state,
    architecture,
    build: version,
    part,
  };
}
