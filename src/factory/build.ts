/** A definition becomes a release. */

import path from 'node:path';
import { countOf, formatBytes } from '../bytes/index.js';
import { CodecPool } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import { takeLock } from '../process/index.js';
import type { Reporter } from '../progress.js';
import { MANIFEST_NAME, repairFolder, WIM_NAME } from '../release/index.js';
import type { BuildSummary, StationSummary } from '../report/index.js';
import { VERSION } from '../version.js';
import { Journal, readPast, type Past } from './journal.js';
import { runLine } from './line.js';
import { prepare, versionOf, type BuildOptions, type Prepared } from './prepare.js';
import { SourceKeeper } from './source-keeper.js';
import type { Build, Results, StationName } from './station.js';
import { makeWork, sweepBuild } from './work.js';

/**
 * Builds the release that a definition describes. The release folder appears complete or not at all; an older one stays as
 * it is until then.
 *
 * @param file the definition
 * @throws definition, usage, exists, busy where it is being built already, and what the stations throw
 */
export async function build(file: string, options: BuildOptions, reporter: Reporter): Promise<BuildSummary> {
  const prepared = await prepare(file, options);
  await makeWork(prepared.work);
  const lock = await takeLock(prepared.work.lock, {
    does: 'builds this definition',
    expected: 'one build of a definition at a time',
  });
  try {
    return await buildLocked(prepared, options, reporter);
  } finally {
    await lock.release();
  }
}

async function buildLocked(
  prepared: Prepared,
  options: BuildOptions,
  reporter: Reporter,
): Promise<BuildSummary> {
  const { definition, out, work, commit } = prepared;
  const past = await pastOf(prepared, options, reporter);
  const created = prepared.created ?? (past.build === null ? new Date() : new Date(past.build.created));
  const version = versionOf(definition, options.tag, created);
  const results = new Map<StationName, unknown>();
  const journal = await Journal.open(work.journal, past.build !== null);
  const pool = new CodecPool(options.threads === undefined ? {} : { threads: options.threads });
  const source = new SourceKeeper(definition.source, reporter);
  const job: Build = {
    definition,
    version,
    tag: options.tag ?? `${definition.name}-${version}`,
    created,
    commit,
    out,
    store: prepared.store,
    split: prepared.split,
    work,
    pool,
    reporter,
    source,
    resultOf: (name) => resultIn(results, name),
  };
  try {
    const [time, event] = [new Date().toISOString(), 'build'] as const;
    const { pid } = process;
    const about = { definition: definition.file, tool: VERSION, pid, out, created: created.toISOString() };
    await journal.write({ event, time, ...about });
    const stations = await runLine(job, results, journal, past);
    await journal.write({ event: 'complete', time: new Date().toISOString() });
    await sweepBuild(work, new Set());
    return summaryOf(job, stations);
  } catch (error) {
    await keepWhatIsDone(prepared, reporter);
    throw error;
  } finally {
    await journal.close();
    await source.close();
    await pool.close();
  }
}

const NOTHING: Past = { build: null, ended: new Map(), complete: false };

/** What an interrupted build left: taken over with `--resume`, else removed. */
async function pastOf({ work, out }: Prepared, { resume }: BuildOptions, reporter: Reporter): Promise<Past> {
  const past = await readPast(work.journal);
  const isOpen = past.build !== null && !past.complete;
  const taken = resume === true && isOpen ? past : NOTHING;
  const swept = await sweepBuild(work, filesOf(taken));
  if (await repairFolder(out))
    reporter.info(`${out}: put the older release back that an interrupted build was replacing`);
  if (taken.build !== null) {
    reporter.info(`Going on with the build of ${taken.build.time}`);
  } else if (resume === true) {
    reporter.info('No interrupted build of this definition is here to resume: building from the start');
  }
  if (swept.files.length > 0) {
    const what = `${countOf(swept.files.length, 'file')}, ${formatBytes(swept.bytes)}`;
    reporter.info(`${work.folder}: removed what an interrupted build left (${what})`);
  }
  return taken;
}

/** After a failure only what `--resume` can take over stays. */
async function keepWhatIsDone({ work }: Prepared, reporter: Reporter): Promise<void> {
  const past = await readPast(work.journal);
  const files = filesOf(past);
  await sweepBuild(work, files);
  if (files.size === 0) return;
  const done = [...past.ended.values()].filter((end) => end.files.length > 0).map(({ station }) => station);
  reporter.info(`What ${done.join(' and ')} made is kept: run it again with --resume to go on from there`);
}

function filesOf({ ended }: Past): ReadonlySet<string> {
  return new Set([...ended.values()].flatMap(({ files }) => files.map((file) => file.path)));
}

function resultIn<Name extends StationName>(
  results: ReadonlyMap<StationName, unknown>,
  name: Name,
): Results[Name] {
  if (results.has(name)) return results.get(name) as Results[Name];
  throw new FactoryError('host', {
    subject: name,
    found: 'a station that has not run is asked for its result',
  });
}

function summaryOf(job: Build, stations: readonly StationSummary[]): BuildSummary {
  const { windows } = job.resultOf('prove');
  const { images, uniqueBytes, storedBytes, savedBytes } = job.resultOf('capture');
  const { parts } = job.resultOf('inspect');
  const { releaseDirectory, location, changed } = job.resultOf('publish');
  const sum = (of: (image: (typeof images)[number]) => number) =>
    images.reduce((total, image) => total + of(image), 0);
  return {
    name: job.definition.name,
    version: job.version,
    tag: job.tag,
    build: windows === null ? '' : `${windows.version.build}.${windows.version.spBuild}`,
    images: images.map(({ name }) => name),
    files: sum(({ files }) => files),
    directories: sum(({ directories }) => directories),
    bytes: sum(({ bytes }) => bytes),
    uniqueBytes,
    storedBytes,
    savedBytes,
    stations,
    releaseDirectory,
    wim: path.join(releaseDirectory, path.basename(parts[0]?.path ?? WIM_NAME)),
    manifest: path.join(releaseDirectory, MANIFEST_NAME),
    location,
    changed,
  };
}
