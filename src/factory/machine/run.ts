/** One run of the machine over a disk of its own: from the payload's medium to power-off. Nothing of it stays but the disk. */

import path from 'node:path';
import {
  destroyPayload,
  runGuest,
  writePayload,
  type GuestOutcome,
  type Payload,
} from '../../guest/index.js';
import type { Machine } from '../../machine/index.js';
import { settledFacts } from '../disk-facts.js';
import type { MadeDisk } from '../journal.js';
import type { Build, StationName } from '../station.js';
import { explainFailure } from './failure.js';
import { keepMachine } from './keep.js';
import { machineName, type MachineHost } from './host.js';
import { slugOf } from './names.js';

export interface MachineRun {
  readonly station: StationName;
  /** What the machine writes to; made by the hypervisor. */
  readonly disk: string;
  /** The disks below it that this build made. */
  readonly parents: readonly string[];
  readonly payload: Payload;
  /** ISO files beside the payload, the first one to boot from. */
  readonly install: readonly string[];
  /** The name of a switch; null: no network card. */
  readonly network: string | null;
  /** Milliseconds. */
  readonly deadline: number;
  readonly silence: number;
}

/** @throws refused where the machine fails, with where its logs are */
export async function runMachine(
  build: Build,
  host: MachineHost,
  run: MachineRun,
): Promise<{ readonly disk: MadeDisk; readonly outcome: GuestOutcome }> {
  const { work, definition } = build;
  const { cpus, memory } = definition.machine;
  const { station, disk } = run;
  const slug = slugOf(definition, station);
  const medium = path.join(work.folder, `payload-${slug}-${host.owner.run}.iso`);
  let machine: Machine | null = null;
  let isKept = false;
  try {
    await host.ledger.intend({ kind: 'file', path: medium });
    await writePayload(medium, run.payload, build.created, build.reporter);
    machine = await host.hypervisor.create({
      name: machineName(host.owner, slug),
      folder: path.join(work.folder, `machine-${slug}-${host.owner.run}`),
      disk,
      media: [...run.install, medium],
      bootMedium: run.install.length > 0,
      cpus,
      memory,
      network: run.network,
      owner: host.owner,
    });
    const outcome = await runGuest(machine, {
      plan: run.payload.plan,
      name: station,
      screenshot: path.join(work.logs, `screenshot-${slug}.png`),
      deadline: run.deadline,
      silence: run.silence,
      reporter: build.reporter,
      secrets: run.payload.secrets,
    });
    await machine.remove();
    return { disk: await settledFacts(disk), outcome };
  } catch (error) {
    if (build.reporter.signal.aborted || machine === null) throw error;
    const { secrets } = run.payload;
    const told = await explainFailure(build, host, { station, disk, secrets }, error);
    isKept = host.keeps && (await keepMachine(build, host, run, machine));
    throw told;
  } finally {
    if (!isKept) await machine?.remove().catch((error: unknown) => notRemoved(build, error));
    await destroyPayload(medium).then(
      () => host.ledger.gone({ kind: 'file', path: medium }),
      (error: unknown) => notRemoved(build, error),
    );
  }
}

/** It is journalled, so that a sweep tries again; what the run has to say is more important. */
function notRemoved({ reporter }: Build, error: unknown): void {
  reporter.warn(
    `${error instanceof Error ? error.message : String(error)}; "image-factory sweep" tries it again`,
  );
}
