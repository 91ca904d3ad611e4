/** A definition becomes a release. */

import { CodecPool } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import { takeLock } from '../process/index.js';
import type { Reporter } from '../progress.js';
import type { BuildSummary } from '../report/index.js';
import { VERSION } from '../version.js';
import { BaseRelease } from './base-release.js';
import type { BuildRecord, Past } from './journal.js';
import { runLine } from './line.js';
import { machineImages } from './machine/chain.js';
import { openHost } from './machine/host.js';
import { prepare, versionOf, type BuildOptions, type Prepared } from './prepare.js';
import { SourceKeeper } from './source-keeper.js';
import type { Build, BuildImage, Results, StationName } from './station.js';
import { summaryOf } from './summary.js';
import { openJournal, takeOver, tidyUp } from './take-over.js';
import { BUILDING, makeWork } from './work.js';

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
  const lock = await takeLock(prepared.work.lock, BUILDING);
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
  const { definition, work } = prepared;
  const past = await takeOver(prepared, options, reporter);
  const journal = await openJournal(work, past);
  const results = new Map<StationName, unknown>();
  const pool = new CodecPool(options.threads === undefined ? {} : { threads: options.threads });
  const source = new SourceKeeper(definition.source, reporter);
  let job: Build | null = null;
  let isFailed = true;
  try {
    const host = await openHost(definition, work, options, journal, reporter);
    job = jobOf(prepared, options, past, { host, pool, reporter, results, source });
    await journal.write(beginning(job));
    const stations = await runLine(job, results, journal, past);
    await journal.write({ event: 'complete', time: new Date().toISOString() });
    isFailed = false;
    return summaryOf(job, stations);
  } finally {
    await job?.closeImages();
    await journal.close();
    await source.close();
    await pool.close();
    await tidyUp(prepared, options, reporter, isFailed);
    await job?.host?.bases.release();
  }
}

function jobOf(
  { definition, out, work, commit, store, split, base, env, created: given }: Prepared,
  { tag, cache = null }: BuildOptions,
  past: Past,
  {
    results,
    ...tools
  }: Pick<Build, 'host' | 'pool' | 'reporter' | 'source'> & { results: ReadonlyMap<StationName, unknown> },
): Build {
  const created = given ?? (past.build === null ? new Date() : new Date(past.build.created));
  const version = versionOf(definition, tag, created);
  const ownTag = tag ?? `${definition.name}-${version}`;
  const context = { image: definition.name, tag: ownTag, work, cache, reporter: tools.reporter };
  let images: readonly BuildImage[] | null = null;
  const job: Build = {
    definition,
    version,
    tag: ownTag,
    created,
    commit,
    out,
    store,
    split,
    base: base === null ? null : new BaseRelease(base, context),
    work,
    env,
    ...tools,
    resultOf: ((name: StationName) => resultIn(results, name)) as Build['resultOf'],
    images() {
      images ??= job.host === null ? [sourceImage(job)] : machineImages(job, job.host);
      return images;
    },
    async closeImages() {
      for (const { subject } of images ?? []) await subject.close();
    },
  };
  return job;
}

function sourceImage({ definition, source }: Build): BuildImage {
  return { name: definition.name, description: '', variant: null, subject: source };
}

function beginning({ definition, out, created }: Build): BuildRecord {
  return {
    event: 'build',
    time: new Date().toISOString(),
    definition: definition.file,
    tool: VERSION,
    pid: process.pid,
    hypervisor: definition.machine.hypervisor,
    out,
    created: created.toISOString(),
  };
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
