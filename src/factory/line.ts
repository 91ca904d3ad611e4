/** The line: the stations in their order, each journalled before it makes anything and after it has. */

import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import type { Definition } from '../definition/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { hashFile } from '../release/index.js';
import type { StationSummary } from '../report/index.js';
import { VERSION } from '../version.js';
import { isSameDisk } from './disk-facts.js';
import type { EndRecord, Journal, Json, MadeFile, Past } from './journal.js';
import { variantIn } from './machine/names.js';
import type { Build, Inputs, Made, Results, Station, StationName } from './station.js';
import { capture } from './stations/capture.js';
import { check } from './stations/check.js';
import { inspect } from './stations/inspect.js';
import { customize, customizeVariant } from './stations/customize.js';
import { generalize, generalizeVariant } from './stations/generalize.js';
import { prove } from './stations/prove.js';
import { provision } from './stations/provision.js';
import { publish } from './stations/publish.js';
import { update } from './stations/update.js';
import { VariantsFailed, type VariantFailure } from './variants.js';

type AnyStation = { readonly [Name in StationName]: Station<Name> }[StationName];

/** A variant has stations of its own between what all have in common and what is made of all. */
export function lineOf({ variants }: Definition): readonly AnyStation[] {
  const own = variants.flatMap(({ name }) => [customizeVariant(name), generalizeVariant(name)]);
  return [
    check,
    provision,
    update,
    customize,
    ...(variants.length === 0 ? [generalize] : own),
    prove,
    capture,
    inspect,
    publish,
  ];
}

/**
 * @param results is filled with what each station made
 * @throws VariantsFailed when the machines of the other variants are done; else what a station throws
 */
export async function runLine(
  build: Build,
  results: Map<StationName, unknown>,
  journal: Journal,
  past: Past,
): Promise<readonly StationSummary[]> {
  const summaries: StationSummary[] = [];
  const failures: VariantFailure[] = [];
  for (const station of lineOf(build.definition)) {
    const variant = variantIn(station.name);
    if (variant === null && failures.length > 0) {
      throw new VariantsFailed(failures, build.definition.variants.length);
    }
    if (failures.some((failure) => failure.variant === variant)) continue;
    const section = build.reporter.section(station.name);
    try {
      build.reporter.signal.throwIfAborted();
      const end = await runStation(station, build, journal, past);
      results.set(station.name, end.result);
      summaries.push({ name: station.name, milliseconds: end.milliseconds, state: end.state });
    } catch (error) {
      await fail(station, build, journal, error);
      if (variant === null || !isRefusal(error, build)) throw error;
      failures.push({ variant, error });
      build.reporter.warn(`The variant "${variant}" failed, the others go on: ${error.message}`);
    } finally {
      section.end();
    }
  }
  return summaries;
}

/** The machine said no; whatever else goes wrong would go wrong for the next variant too. */
function isRefusal(error: unknown, { reporter }: Build): error is FactoryError {
  return error instanceof FactoryError && error.code === 'refused' && !reporter.signal.aborted;
}

async function runStation(
  station: AnyStation,
  build: Build,
  journal: Journal,
  past: Past,
): Promise<EndRecord> {
  const started = performance.now();
  const given = await station.inputs?.(build);
  const inputs = given === undefined ? '' : fingerprint(station.name, given);
  const before = past.ended.get(station.name);
  const isSame = inputs !== '' && before?.inputs === inputs;
  const common = { event: 'end', station: station.name, inputs } as const;
  if (isSame && (await filesStand(before, build))) {
    const end: EndRecord = {
      ...before,
      ...common,
      time: now(),
      state: 'reused',
      milliseconds: Math.round(performance.now() - started),
    };
    await journal.write(end);
    return end;
  }
  const makes = station.makes?.(build) ?? [];
  await journal.write({ event: 'begin', time: now(), station: station.name, inputs, makes });
  const made: Made<Results[StationName]> | null = await station.run(build);
  const end: EndRecord = {
    ...common,
    time: now(),
    state: made === null ? 'nothing to do' : 'done',
    milliseconds: Math.round(performance.now() - started),
    files: made?.files ?? [],
    result: (made?.result ?? null) as Json,
  };
  await journal.write(end);
  return end;
}

/** Whether the files of an earlier run are still what it made. */
async function filesStand({ files }: EndRecord, { reporter }: Build): Promise<boolean> {
  for (const file of files) {
    if ('modified' in file ? await isSameDisk(file) : await isSameFile(file, reporter)) continue;
    reporter.warn(`${file.path}: is not what the interrupted build made, and is made again`);
    return false;
  }
  return true;
}

async function isSameFile({ path, size, sha256 }: MadeFile, reporter: Reporter): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.size === size && (await hashFile(path, reporter)).sha256 === sha256;
}

/** What went wrong must not hide behind what goes wrong with the journal: on a full disk both do. */
async function fail(station: AnyStation, build: Build, journal: Journal, error: unknown): Promise<void> {
  for (const file of station.makes?.(build) ?? []) {
    if (build.host?.keptFiles.has(file) !== true) await rm(file, { force: true }).catch(() => undefined);
  }
  const failure = fromSystemError(error, station.name);
  const { code, message } = failure;
  const spoils = code === 'refused' ? (station.spoils?.(failure) ?? []) : [];
  const record = { event: 'fail', time: now(), station: station.name, code, message, spoils } as const;
  await journal.write(record).catch(() => undefined);
}

/** Another version of this program may make other bytes of the same inputs. */
function fingerprint(station: StationName, inputs: Inputs): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, station, inputs]))
    .digest('hex');
}

function now(): string {
  return new Date().toISOString();
}
