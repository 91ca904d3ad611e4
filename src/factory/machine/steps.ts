/** What a station does in the guest, and what decides its result. */

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Changes, Definition, Step } from '../../definition/index.js';
import {
  planPayload,
  readSecrets,
  type Architecture,
  type GuestStep,
  type Payload,
  type PayloadRequest,
  type Secrets,
} from '../../guest/index.js';
import type { MediumFile } from '../../media/index.js';
import type { Build, MachineStation } from '../station.js';
import { variantIn, variantOf } from './names.js';
import { planUpdates, type Target } from './updates.js';

type Environment = Build['env'];

/** The stations that do what the definition asks for. */
export type StepStation = Exclude<MachineStation, 'generalize' | `generalize:${string}`>;

const NOTHING = { steps: [], verify: [], env: {}, setup: null } as const;

export function stepStationsOf({ variants }: Definition): readonly StepStation[] {
  return ['update', 'customize', ...variants.map(({ name }) => `customize:${name}` as const)];
}

interface StationWork {
  readonly steps: readonly GuestStep[];
  readonly verify: readonly string[];
}

/**
 * Servicing has an order: languages and capabilities, updates, the user's steps, updates once more, clean-up; then the
 * checks.
 */
function workOf(definition: Definition, station: StepStation, updates: readonly GuestStep[]): StationWork {
  const { verify, variants } = definition;
  if (station === 'update') return { steps: [...languageSteps(definition), ...updates], verify: [] };
  const name = variantIn(station);
  const variant = name === null ? null : variantOf(definition, name);
  const asked = ownSteps(definition, station);
  const own = asked.map((step) => guestStepOf(step, definition));
  const steps = [...own, ...(isUpdatedAgain(definition, asked) ? updates : [])];
  if (variant === null && variants.length > 0) return { steps, verify: [] };
  const cleanup = definition.cleanup ? [{ kind: 'cleanup' } as const] : [];
  return { steps: [...steps, ...cleanup], verify: [...verify, ...(variant?.verify ?? [])] };
}

/**
 * Whether updates come after these steps once more. The Windows Update Agent finds by itself what is missing. A folder is given
 * as a whole, which costs a medium of its size and a minute for each file that is installed already, so it is left out where
 * nothing can have come that is as old as the medium of Windows: an app, a driver or a file of the user is no part of Windows,
 * and what was removed needs no update. A script may have done anything.
 */
function isUpdatedAgain({ updates: { from } }: Definition, steps: readonly Step[]): boolean {
  if (from === 'none' || steps.length === 0) return false;
  return from !== 'folder' || steps.some(bringsComponents);
}

function bringsComponents(step: Step): boolean {
  if (step.kind === 'features') return step.enable.length > 0;
  if (step.kind === 'capabilities') return step.change.add.length > 0;
  return step.kind === 'run';
}

function languageSteps({ languages, capabilities, updates }: Definition): GuestStep[] {
  const { folder } = updates;
  const { add, remove } = capabilities;
  return [
    ...(languages.length === 0 ? [] : [{ kind: 'languages', languages, folder } as const]),
    ...(add.length + remove.length === 0 ? [] : [capabilitiesStep(capabilities, folder)]),
  ];
}

function capabilitiesStep(change: Changes, folder: string | null): GuestStep {
  return { kind: 'capabilities', change, folder: change.add.length === 0 ? null : folder };
}

function guestStepOf(step: Step, { updates }: Definition): GuestStep {
  return step.kind === 'capabilities' ? capabilitiesStep(step.change, updates.folder) : step;
}

/** Whether the definition asks a station for anything; a folder of updates may still hold none for this Windows. */
export function hasSteps(definition: Definition, station: StepStation): boolean {
  const { steps, verify } = workOf(definition, station, []);
  const hasUpdates = station === 'update' && definition.updates.from !== 'none';
  return hasUpdates || steps.length + verify.length > 0;
}

/** Milliseconds that a station may take: rounds of updates have a time of their own in each that has any. */
export function deadlineOf(definition: Definition, station: StepStation): number {
  const { update, customize } = definition.machine.deadlines;
  if (station === 'update') return update;
  return isUpdatedAgain(definition, ownSteps(definition, station)) ? customize + update : customize;
}

/** Of `customize`: those of a variant, or the common ones. */
function ownSteps(definition: Definition, station: StepStation): readonly Step[] {
  const name = variantIn(station);
  return name === null ? definition.customize : variantOf(definition, name).customize;
}

/**
 * The switch that a station's machine is on; null: none. Scripts of the user may want it, updates of a folder do not. After the
 * last round of the Windows Update Agent there is none: not for the checks of that run, nor for those of a run without steps.
 */
export function networkOf(definition: Definition, station: StepStation): string | null {
  const { machine, updates } = definition;
  if (machine.network === 'none') return null;
  const isOnline = updates.from === 'windows-update' || updates.from === 'wsus';
  const isWanted =
    station === 'update'
      ? isOnline || languageSteps(definition).some(wantsNetwork)
      : !isOnline || ownSteps(definition, station).length > 0;
  return isWanted ? machine.network : null;
}

/** By itself, without a script of the user. */
function wantsNetwork(step: GuestStep): boolean {
  if (step.kind === 'capabilities') return step.folder === null && step.change.add.length > 0;
  return step.kind === 'languages' && step.folder === null;
}

export interface StepRequest extends Pick<PayloadRequest, 'id' | 'env'> {
  readonly target: Target;
}

/** @throws not-found for a file that is not there, usage for a secret without a value, and as `planUpdates` */
export async function planSteps(
  definition: Definition,
  station: StepStation,
  { id, env, target }: StepRequest,
): Promise<Payload> {
  const updates = await planUpdates(definition, target);
  return await planPayload({
    ...NOTHING,
    ...workOf(definition, station, updates.steps),
    id,
    architecture: target.architecture,
    station: station === 'update' ? 'update' : 'customize',
    end: 'shutdown',
    env,
  });
}

/** Whether every step can be had, before anything is made. @throws as `planSteps` */
export async function planAllSteps(definition: Definition, target: Target, env: Environment): Promise<void> {
  for (const station of stepStationsOf(definition)) {
    await planSteps(definition, station, { id: '', env, target });
  }
}

/** Those of all steps, of every variant. @throws usage for one without a value */
export function secretsOf({ customize, variants }: Definition, env: Environment): Secrets {
  const steps = [customize, ...variants.map((variant) => variant.customize)].flat();
  return readSecrets(new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : []))), env);
}

export function planGeneralize(
  { unattend }: Definition,
  id: string,
  architecture: Architecture,
): Promise<Payload> {
  return planPayload({ ...NOTHING, id, architecture, station: 'generalize', end: 'generalize', unattend });
}

export function planSetup(
  id: string,
  architecture: Architecture,
  setup: NonNullable<PayloadRequest['setup']>,
): Promise<Payload> {
  return planPayload({ ...NOTHING, id, architecture, station: 'provision', end: 'shutdown', setup });
}

/** Changes when a file changes that a step brings along, by its size and time. */
export async function fingerprintFiles(files: readonly MediumFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path: target, source } of files) {
    if (source.kind === 'bytes') continue;
    hash.update(`${JSON.stringify(target)} ${source.kind}\n`);
    if (source.kind !== 'file') continue;
    const { size, mtimeNs } = await stat(source.file, { bigint: true });
    hash.update(`${size} ${mtimeNs}\n`);
  }
  return hash.digest('hex');
}
