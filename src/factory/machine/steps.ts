/** What a station does in the guest, and what decides its result. */

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { planPayload, type Architecture, type Payload, type PayloadRequest } from '../../guest/index.js';
import type { MediumFile } from '../../media/index.js';
import type { Build } from '../station.js';

type Environment = Build['env'];

const NOTHING = { steps: [], verify: [], env: {}, setup: null } as const;

/** `customize` and `verify`. @throws not-found for a script that is not there, usage for a secret without a value */
export function planCustomize(
  { customize, verify }: Pick<Build['definition'], 'customize' | 'verify'>,
  id: string,
  architecture: Architecture,
  env: Environment,
): Promise<Payload> {
  const common = { id, architecture, station: 'customize', end: 'shutdown' } as const;
  return planPayload({ ...NOTHING, ...common, steps: customize, verify, env });
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
