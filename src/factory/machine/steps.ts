/** What a station does in the guest, and what decides its result. */

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Definition } from '../../definition/index.js';
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

/** Servicing has an order: languages and capabilities, updates, the user's steps, updates once more, clean-up; then the checks. */
function workOf(definition: Definition, station: StepStation): StationWork {
  const { customize, verify, variants } = definition;
  if (station === 'update')
    return { steps: [...languageSteps(definition), ...updateSteps(definition)], verify: [] };
  const name = variantIn(station);
  const variant = name === null ? null : variantOf(definition, name);
  const own = variant === null ? customize : variant.customize;
  const steps = [...own, ...(own.length === 0 ? [] : updateSteps(definition))];
  if (variant === null && variants.length > 0) return { steps, verify: [] };
  const cleanup = definition.cleanup ? [{ kind: 'cleanup' } as const] : [];
  return { steps: [...steps, ...cleanup], verify: [...verify, ...(variant?.verify ?? [])] };
}

function languageSteps({ languages, capabilities }: Definition): GuestStep[] {
  const { add, remove } = capabilities;
  return [
    ...(languages.length === 0 ? [] : [{ kind: 'languages', languages, folder: null } as const]),
    ...(add.length + remove.length === 0
      ? []
      : [{ kind: 'capabilities', change: capabilities, folder: null } as const]),
  ];
}

function updateSteps({ updates }: Definition): GuestStep[] {
  const { from } = updates;
  return from === 'windows-update' || from === 'wsus'
    ? [{ kind: 'updates', spec: { ...updates, from } }]
    : [];
}

/** Whether the definition asks a station for anything. */
export function hasSteps(definition: Definition, station: StepStation): boolean {
  const { steps, verify } = workOf(definition, station);
  return steps.length + verify.length > 0;
}

/** The switch that a station's machine is on; null: none. Scripts of the user may want it, updates of a folder do not. */
export function networkOf(definition: Definition, station: StepStation): string | null {
  const { network } = definition.machine;
  if (network === 'none') return null;
  return station !== 'update' || workOf(definition, station).steps.some(wantsNetwork) ? network : null;
}

/** By itself, without a script of the user. */
function wantsNetwork(step: GuestStep): boolean {
  if (step.kind === 'languages' || step.kind === 'capabilities') return step.folder === null;
  return step.kind === 'updates';
}

/** @throws not-found for a script that is not there, usage for a secret without a value */
export function planSteps(
  definition: Definition,
  station: StepStation,
  { id, architecture, env }: Pick<PayloadRequest, 'id' | 'architecture' | 'env'>,
): Promise<Payload> {
  const { steps, verify } = workOf(definition, station);
  return planPayload({
    ...NOTHING,
    id,
    architecture,
    station: station === 'update' ? 'update' : 'customize',
    end: 'shutdown',
    steps,
    verify,
    env,
  });
}

/** Whether every step can be had, before anything is made. @throws as `planSteps` */
export async function planAllSteps(definition: Definition, env: Environment): Promise<void> {
  for (const station of stepStationsOf(definition)) {
    await planSteps(definition, station, { id: '', architecture: 'amd64', env });
  }
}

/** Those of all steps, of every variant. @throws usage for one without a value */
export function secretsOf({ customize, variants }: Definition, env: Environment): Secrets {
  const steps = [customize, ...variants.map((variant) => variant.customize)].flat();
  return readSecrets(new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : []))), env);
}

export function planGeneralize(id: string, architecture: Architecture): Promise<Payload> {
  return planPayload({ ...NOTHING, id, architecture, station: 'generalize', end: 'generalize' });
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
