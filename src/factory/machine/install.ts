/** A base made by Windows Setup, where no image can be applied from outside. */

import { randomUUID } from 'node:crypto';
import { FactoryError } from '../../errors.js';
import { setupAnswerFile, setupKey, type SetupRequest } from '../../guest/index.js';
import type { Build } from '../station.js';
import type { MachineHost } from './host.js';
import type { ImageFacts } from './image.js';
import { runMachine } from './run.js';
import { stateOfDisk } from './state.js';
import { stationDisk } from './station-run.js';
import { planSetup } from './steps.js';

/** @returns the disk, in audit mode and off @throws refused where Setup fails */
export async function installBase(build: Build, host: MachineHost, image: ImageFacts): Promise<string> {
  const { path: iso } = await build.source.name();
  const disk = stationDisk(build, host, 'provision');
  await host.hypervisor.blank(disk, build.definition.machine.disk);
  const { architecture, ...setup } = setupOf(image);
  const payload = await planSetup(randomUUID(), architecture, setup);
  await runMachine(build, host, {
    station: 'provision',
    disk,
    parents: [],
    payload,
    install: [iso],
    network: null,
    deadline: build.definition.machine.deadlines.provision,
    // Setup says nothing on the serial port: only the deadline counts.
    silence: Infinity,
  });
  const { state, imageState } = await stateOfDisk(build, host, disk, null);
  if (state === 'audit') return disk;
  throw new FactoryError('refused', {
    subject: `provision: ${iso}`,
    found: `Windows Setup left an installation ${imageState === '' ? 'that names no state' : `in the state ${imageState}`}`,
    expected: 'one in audit mode',
    next: 'check that the medium is an unchanged one of Microsoft',
  });
}

/** What Setup is told: of all that the payload's medium holds only this decides what the base becomes. */
export function setupAnswer(image: ImageFacts): string {
  return setupAnswerFile(setupOf(image));
}

function setupOf({ architecture, index, language, edition, version }: ImageFacts): SetupRequest {
  return { architecture, index, language, productKey: setupKey(edition, version) };
}
