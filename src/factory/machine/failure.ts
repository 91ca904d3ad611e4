/** What a failed machine's disk says: its logs, copied to the build's folder, and named in the error. */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { AGENT_LOG, type Secrets } from '../../guest/index.js';
import { writeOutput } from '../../output.js';
import { findOrNull, unnamedStream, type FileTree } from '../../tree/index.js';
import type { Build, StationName } from '../station.js';
import { openMachineDisk } from './disk-subject.js';
import type { MachineHost } from './host.js';

/** By the name of the copy, in the order in which they are worth reading. */
const LOGS: Readonly<Record<string, string>> = {
  'agent.log': AGENT_LOG,
  'sysprep-setuperr.log': '\\Windows\\System32\\Sysprep\\Panther\\setuperr.log',
  'sysprep-setupact.log': '\\Windows\\System32\\Sysprep\\Panther\\setupact.log',
  'panther-setuperr.log': '\\Windows\\Panther\\setuperr.log',
  'panther-setupact.log': '\\Windows\\Panther\\setupact.log',
  'State.ini': '\\Windows\\Setup\\State\\State.ini',
  'CBS.log': '\\Windows\\Logs\\CBS\\CBS.log',
  'dism.log': '\\Windows\\Logs\\DISM\\dism.log',
  'ReportingEvents.log': '\\Windows\\SoftwareDistribution\\ReportingEvents.log',
};

/** Of a longer log the end is what matters. */
const MOST = 32 << 20;

/** Which disk is looked at, and for what station. */
export interface FailedDisk {
  readonly station: StationName;
  readonly disk: string;
  /** What no copy may hold. */
  readonly secrets: Secrets;
}

/** @returns the error, with where the logs of the machine are */
export async function explainFailure(
  build: Build,
  host: MachineHost,
  run: FailedDisk,
  error: unknown,
): Promise<FactoryError> {
  const known = fromSystemError(error, run.station);
  const { next, ...details } = known.details;
  const folder = path.join(build.work.logs, run.station);
  const where = await copyLogs(build, host, run, folder).then(
    (names) =>
      names.length === 0 ? 'its disk holds no logs' : `its logs are in ${folder}: ${names.join(', ')}`,
    (reason: unknown) => `its disk could not be read (${fromSystemError(reason, run.disk).message})`,
  );
  return new FactoryError(known.code, {
    ...details,
    next: next === undefined ? where : `${next}; ${where}`,
    cause: error,
  });
}

async function copyLogs(build: Build, host: MachineHost, run: FailedDisk, folder: string): Promise<string[]> {
  const { work, reporter } = build;
  const source = await openMachineDisk(run.disk, host, {
    work,
    part: null,
    reporter: { ...reporter, warn() {} },
    allowDirty: true,
    parentFolders: [path.dirname(build.definition.source.path)],
  });
  try {
    const names: string[] = [];
    for (const [name, log] of Object.entries(LOGS)) {
      const text = await readEnd(source.tree, log);
      if (text === null || text.length === 0) continue;
      await mkdir(folder, { recursive: true });
      const masked = maskBytes(text, [...run.secrets.values.values()]);
      await writeOutput(path.join(folder, name), (handle) => handle.writeFile(masked));
      names.push(name);
    }
    return names;
  } finally {
    await source.close();
  }
}

/** @returns null where there is no such log, or one that cannot be read */
async function readEnd(tree: FileTree, log: string): Promise<Buffer | null> {
  try {
    const found = await findOrNull(tree, log);
    const stream = found === null ? null : unnamedStream(found.entry);
    if (found === null || stream === null) return null;
    let pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of tree.read(found.entry, stream)) {
      pieces.push(piece);
      length += piece.length;
      while (length - (pieces[0]?.length ?? 0) > MOST) {
        length -= pieces[0]?.length ?? 0;
        pieces = pieces.slice(1);
      }
    }
    return Buffer.concat(pieces);
  } catch {
    return null;
  }
}

/** A copy on the host must not hold what the guest's disk must not hold either. */
function maskBytes(text: Buffer, secrets: readonly string[]): Buffer {
  const forms = secrets.flatMap((secret) => [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]);
  for (const form of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
      text.fill('*', at, at + form.length);
    }
  }
  return text;
}
