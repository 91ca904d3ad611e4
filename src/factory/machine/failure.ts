/** What a failed machine's disk says: the cause, looked up in its logs, which are copied to the build's folder. */

import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import type { Secrets } from '../../guest/index.js';
import {
  explain,
  findLogs,
  saveLogs,
  type Cause,
  type Explanation,
  type ExplainOptions,
  type LogPlace,
} from '../../inspect/index.js';
import { silentReporter } from '../../progress.js';
import type { Build, StationName } from '../station.js';
import { openMachineDisk } from './disk-subject.js';
import type { MachineHost } from './host.js';
import { slugOf } from './names.js';

/** Of a longer log the end is what matters. */
const MOST = 32 << 20;
/** In a sentence: logs, errors, and characters of a line. */
const NAMED = 6;
const QUOTED = 2;
const SHOWN = 300;

/** Which disk is looked at, and for what station. */
export interface FailedDisk {
  readonly station: StationName | `prove:${string}`;
  readonly disk: string;
  /** What no copy may hold. */
  readonly secrets: Secrets;
}

/** @returns the error: the cause that its machine's logs name first, and where the copies of these logs are */
export async function explainFailure(
  build: Build,
  host: MachineHost,
  run: FailedDisk,
  error: unknown,
): Promise<FactoryError> {
  const known = fromSystemError(error, run.station);
  const { next, ...details } = known.details;
  const folder = path.join(build.work.logs, slugOf(build.definition, run.station));
  // What reading it has to say is no line of the build's log.
  const reporter = silentReporter(build.reporter.signal);
  const sentences = details.found.split('; ');
  const { explanation, where } = await readDisk(build, host, run, folder, {
    reporter,
    machine: sentences,
  }).catch(async (reason: unknown) => ({
    explanation: await explain(null, { reporter, machine: sentences }),
    where: `its disk could not be read (${fromSystemError(reason, run.disk).message})`,
  }));
  const causes = explanation.causes.filter(({ isEarlier }) => !isEarlier);
  const advice = [causes[0]?.fix, next, where].filter((part) => part !== undefined);
  return new FactoryError(known.code, {
    ...details,
    found: run.secrets.mask(foundOf(details.found, causes, explanation.errors)),
    next: run.secrets.mask(advice.join('; ')),
    cause: error,
  });
}

async function readDisk(
  build: Build,
  host: MachineHost,
  run: FailedDisk,
  folder: string,
  options: ExplainOptions,
): Promise<{ readonly explanation: Explanation; readonly where: string }> {
  const source = await openMachineDisk(run.disk, host, {
    work: build.work,
    part: null,
    reporter: options.reporter,
    allowDirty: true,
    parentFolders: [path.dirname(build.definition.source.path)],
  });
  try {
    const found = await findLogs(source.tree);
    const explanation = await explain(source.tree, { ...options, found });
    const secrets = [...run.secrets.values.values()];
    const { saved } = await saveLogs(source.tree, found.logs, folder, {
      most: MOST,
      change: (bytes) => maskBytes(bytes, secrets),
    });
    return { explanation, where: whereOf(folder, saved) };
  } finally {
    await source.close();
  }
}

/** "its logs are in F: agent.log, State.ini and 3 more" */
function whereOf(folder: string, saved: readonly string[]): string {
  if (saved.length === 0) return 'its disk holds no logs';
  const names = [...new Set(saved.map((file) => path.posix.basename(file)))];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `its logs are in ${folder}: ${names.slice(0, NAMED).join(', ')}${more}`;
}

/** The cause stands first, unless it only follows from another one that nobody knows. */
function foundOf(found: string, [first, ...others]: readonly Cause[], errors: readonly LogPlace[]): string {
  if (first === undefined) {
    const last = errors.slice(-QUOTED).map(quote);
    return last.length === 0 ? found : `${found}; the last errors of its logs: ${last.join(', ')}`;
  }
  const also = others
    .filter(({ isConsequence }) => !isConsequence)
    .slice(0, QUOTED)
    .map((cause) => `also ${causeText(cause)}`);
  const told = causeText(first);
  return [...(first.isConsequence ? [found, told] : [told, found]), ...also].join('; ');
}

/** What the hypervisor said stands in the error already. */
function causeText(cause: Cause): string {
  return cause.line === 0 ? cause.means : `${cause.means} (${quote(cause)})`;
}

function quote({ file, line, text }: LogPlace): string {
  return `${file}:${line} "${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;
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
