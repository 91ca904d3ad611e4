/** What a build finds of the one before it, and what it leaves to the next. */

import { countOf, formatBytes } from '../bytes/index.js';
import { fromSystemError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { repairFolder } from '../release/index.js';
import { Journal, readPast, type JournalRecord, type Past } from './journal.js';
import type { BuildOptions, Prepared } from './prepare.js';
import { sweepBuild, type Swept } from './sweep.js';
import type { Work } from './work.js';

/** What an interrupted build left: taken over with `--resume`, else removed. */
export async function takeOver(
  { work, out }: Prepared,
  options: BuildOptions,
  reporter: Reporter,
): Promise<Past> {
  const before = await readPast(work.journal);
  const isOpen = before.build !== null && !before.complete;
  const isTaken = options.resume === true && isOpen;
  const swept = await sweepBuild(work, isTaken ? filesOf(before) : new Set(), {
    ...sweepOptions(options),
    reporter,
  });
  if (await repairFolder(out))
    reporter.info(`${out}: put the older release back that an interrupted build was replacing`);
  if (isTaken) {
    reporter.info(`Going on with the build of ${before.build?.time}`);
  } else if (options.resume === true) {
    reporter.info('No interrupted build of this definition is here to resume: building from the start');
  }
  tell(swept, work, reporter);
  // The sweep wrote into the journal what is gone.
  const { resources, kept } = await readPast(work.journal);
  return isTaken ? { ...before, resources, kept } : { ...NOTHING, resources, kept };
}

const NOTHING: Past = { build: null, ended: new Map(), complete: false, last: null, resources: [], kept: [] };

/** A journal that begins anew still knows what could not be removed, and what somebody keeps. */
export function openJournal({ journal }: Work, { build, resources, kept }: Past): Promise<Journal> {
  const time = new Date().toISOString();
  const first: JournalRecord[] = [
    ...resources.map((resource) => ({ event: 'resource', time, ...resource }) as const),
    ...kept,
  ];
  return Journal.open(journal, build !== null, first);
}

/** After a failure only what `--resume` can take over stays, and the logs. What goes wrong here never hides why it failed. */
export async function tidyUp(
  prepared: Prepared,
  options: BuildOptions,
  reporter: Reporter,
  isFailed: boolean,
): Promise<void> {
  try {
    await tidy(prepared, options, reporter, isFailed);
  } catch (error) {
    if (!isFailed) throw error;
    reporter.warn(fromSystemError(error, prepared.work.folder).message);
  }
}

async function tidy(
  { work }: Prepared,
  options: BuildOptions,
  reporter: Reporter,
  isFailed: boolean,
): Promise<void> {
  const past = await readPast(work.journal);
  const files = isFailed ? filesOf(past) : new Set<string>();
  const swept = await sweepBuild(work, isFailed ? new Set([...files, work.logs]) : files, {
    ...sweepOptions(options),
    // Who stopped the build wants it to clean up all the same.
    reporter: { ...reporter, signal: new AbortController().signal },
  });
  for (const { what, why } of swept.failures) reporter.warn(`${what}: could not be removed: ${why}`);
  if (files.size === 0) return;
  const done = [...past.ended.values()].filter((end) => end.files.length > 0).map(({ station }) => station);
  reporter.info(`What ${done.join(', ')} made is kept: run it again with --resume to go on from there`);
}

function sweepOptions({ hypervisors }: BuildOptions) {
  return hypervisors === undefined ? {} : { hypervisors };
}

function tell({ resources, files, bytes, failures, kept }: Swept, work: Work, reporter: Reporter): void {
  if (resources.length > 0) {
    reporter.info(`Removed what an interrupted build left on this host: ${resources.join(', ')}`);
  }
  if (files.length > 0) {
    const what = `${countOf(files.length, 'file')}, ${formatBytes(bytes)}`;
    reporter.info(`${work.folder}: removed what an interrupted build left (${what})`);
  }
  for (const { what, why } of failures) reporter.warn(`${what}: could not be removed: ${why}`);
  for (const machine of kept) {
    reporter.info(`The machine ${machine} is kept; "image-factory sweep --kept" removes it`);
  }
}

function filesOf({ ended }: Past): ReadonlySet<string> {
  return new Set([...ended.values()].flatMap(({ files }) => files.map((file) => file.path)));
}
