/** What a build tells when it is done. */

import path from 'node:path';
import { MANIFEST_NAME, WIM_NAME } from '../release/index.js';
import type { BuildSummary, StationSummary } from '../report/index.js';
import type { WindowsInfo } from '../wim/index.js';
import { stepStationsOf } from './machine/steps.js';
import type { Build } from './station.js';

export function summaryOf(job: Build, stations: readonly StationSummary[]): BuildSummary {
  const { windows } = job.resultOf('prove');
  const { images, uniqueBytes, storedBytes, savedBytes, base } = job.resultOf('capture');
  const { parts, betweenImages, shared: sharedWithBase } = job.resultOf('inspect');
  const { releaseDirectory, location, changed, shared } = job.resultOf('publish');
  const sum = (of: (image: (typeof images)[number]) => number) =>
    images.reduce((total, image) => total + of(image), 0);
  return {
    name: job.definition.name,
    version: job.version,
    tag: job.tag,
    build: [...new Set(windows.map(buildText))].filter((text) => text !== '').join(', '),
    images: images.map(({ name }) => name),
    files: sum(({ files }) => files),
    directories: sum(({ directories }) => directories),
    bytes: sum(({ bytes }) => bytes),
    uniqueBytes,
    storedBytes,
    savedBytes,
    betweenImages,
    shared: shared ?? sharedWithBase,
    freedBytes: freedBytes(job),
    base: baseOf(job),
    patchedBase: patchedBaseOf(job),
    baseRelease: base === null ? null : { tag: base.tag, copiedBytes: base.copiedBytes },
    stations,
    releaseDirectory,
    wim: path.join(releaseDirectory, path.basename(parts[0]?.path ?? WIM_NAME)),
    manifest: path.join(releaseDirectory, MANIFEST_NAME),
    location,
    changed,
  };
}

function buildText(windows: WindowsInfo | null): string {
  return windows === null ? '' : `${windows.version.build}.${windows.version.spBuild}`;
}

/** Of all clean-ups; null where there was none. */
function freedBytes(job: Build): number | null {
  if (job.host === null) return null;
  const steps = stepStationsOf(job.definition).flatMap((station) => job.resultOf(station)?.steps ?? []);
  const freed = steps.map((step) => step.freed).filter((bytes) => bytes !== undefined);
  return freed.length === 0 ? null : freed.reduce((sum, bytes) => sum + bytes, 0);
}

function baseOf(job: Build): BuildSummary['base'] {
  const { start } = job.resultOf('provision');
  if (start === null) return null;
  if (start.kind === 'source') return 'the source';
  return start.reused ? 'from the cache' : 'made';
}

function patchedBaseOf(job: Build): BuildSummary['patchedBase'] {
  const kept = job.resultOf('update')?.kept ?? null;
  return kept === 'reused' ? 'from the cache' : kept;
}
