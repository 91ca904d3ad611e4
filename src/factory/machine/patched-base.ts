/**
 * The base with what the station `update` does to it, kept in the cache beside it: the next build that would do the very
 * same takes it. What a server offers nobody knows before it is asked, so each build asks anew.
 */

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Definition } from '../../definition/index.js';
import type { Payload } from '../../guest/index.js';
import type { MediumFile } from '../../media/index.js';
import type { Reporter } from '../../progress.js';
import { hashFile } from '../../release/index.js';
import { VERSION } from '../../version.js';
import type { Build, Made, Patched, RunFacts, RunRecord } from '../station.js';
import { diskBefore } from './chain.js';
import type { MachineHost } from './host.js';
import { networkOf } from './steps.js';

/** Whether all that decides what the station makes lies on this host; a disk of the user's is no base of the cache. */
export function isKept(definition: Definition): boolean {
  const { source, updates } = definition;
  const isOnline = updates.from === 'windows-update' || updates.from === 'wsus';
  return source.kind !== 'disk' && !isOnline && networkOf(definition, 'update') === null;
}

/**
 * @param payload with an empty id, so that the same work is the same payload
 * @param run the station, on a disk of this build
 */
export async function patchedBase(
  build: Build,
  host: MachineHost,
  payload: Payload,
  run: () => Promise<RunRecord>,
): Promise<Made<Patched>> {
  const { work, reporter } = build;
  const { disk: parent } = diskBefore(build, 'update');
  const { hypervisor, bases, owner } = host;
  const base = await bases.take<RunFacts>({
    work: path.dirname(work.folder),
    inputs: {
      tool: VERSION,
      base: path.basename(path.dirname(parent.path)),
      plan: payload.plan,
      files: await hashOf(payload.files, reporter),
    },
    parent,
    suffix: hypervisor.diskSuffix,
    user: `${owner.build}-${owner.run}`,
    async make() {
      const { disk, ...facts } = await run();
      return { path: disk.path, record: facts };
    },
    reporter,
  });
  const { disk, record, reused } = base;
  reporter.info(`Base disk with updates: ${reused ? 'taken from the cache' : 'made'}, ${disk.path}`);
  // It is asked for in each run, for it has to be marked as in use: nothing for --resume to find.
  return { result: { ...record, disk, kept: reused ? 'reused' : 'made' } };
}

/** SHA-256 over what lies on the medium. */
async function hashOf(files: readonly MediumFile[], reporter: Reporter): Promise<string> {
  const hash = createHash('sha256');
  for (const { path: target, source } of files) {
    const bytes = source.kind === 'bytes' ? createHash('sha256').update(source.bytes).digest('hex') : '';
    const content = source.kind === 'file' ? (await hashFile(source.file, reporter)).sha256 : bytes;
    hash.update(`${JSON.stringify(target)} ${source.kind} ${content}\n`);
  }
  return hash.digest('hex');
}
