/** What is released of the archive is read back, every byte of it, and described: `manifest.json`. */

import path from 'node:path';
import { filetimeFromDate } from '../../bytes/index.js';
import { encoderName } from '../../codec/index.js';
import type { UpdateResult } from '../../guest/index.js';
import {
  manifestOfArchive,
  writeManifest,
  type ManifestInputs,
  type ManifestUpdate,
} from '../../manifest/index.js';
import { hashFile, MANIFEST_NAME } from '../../release/index.js';
import { sharedWithBase } from '../../report/index.js';
import type { WimArchive, WindowsInfo } from '../../wim/index.js';
import { filesSha256 } from '../brought-along.js';
import { partsOf, verifyArchive } from '../parts.js';
import { variantIn } from '../machine/names.js';
import { stepStationsOf } from '../machine/steps.js';
import type { Build, RunRecord, Station } from '../station.js';

function manifestFile({ work }: Build): string {
  return path.join(work.folder, MANIFEST_NAME);
}

export const inspect: Station<'inspect'> = {
  name: 'inspect',
  async inputs(build) {
    const { definition, version, created, commit, reporter } = build;
    return {
      wim: build.resultOf('capture').wim.sha256,
      base: build.resultOf('capture').base,
      definition: definition.sha256,
      files: await filesSha256(definition, reporter),
      version,
      created: created.toISOString(),
      commit,
      split: build.split,
      runs: runsOf(build),
      kbs: build.resultOf('prove').kbs,
    };
  },
  makes: (build) => [manifestFile(build)],
  async run(build) {
    const { split, work, store, pool, reporter } = build;
    const { wim } = build.resultOf('capture');
    const { archive, files: parts } = await partsOf(wim, { split, folder: work.folder, store, reporter });
    try {
      await verifyArchive(archive, pool, reporter);
      for (const { name, windows } of archive.images) warnOfGaps(name, windows, build);
      const { manifest, betweenImages, shared } = await describe(archive, build);
      return { result: { manifest, parts, betweenImages, shared }, files: [manifest, ...parts] };
    } finally {
      await archive.close();
    }
  },
};

/** Windows Setup shows no image without these, or refuses it. */
function warnOfGaps(name: string, windows: WindowsInfo | null, { reporter }: Build): void {
  if (windows === null) return;
  const needed: Readonly<Record<string, string | number>> = {
    EDITIONID: windows.editionId,
    INSTALLATIONTYPE: windows.installationType,
    PRODUCTTYPE: windows.productType,
    LANGUAGE: windows.languages.length,
    DEFAULT: windows.defaultLanguage,
    BUILD: windows.version.build,
  };
  const missing = Object.entries(needed).filter(([, value]) => value === '' || value === 0);
  if (missing.length === 0) return;
  const list = missing.map(([element]) => element).join(', ');
  reporter.warn(`image "${name}": its hives do not say ${list}; Windows Setup may refuse the image`);
}

async function describe(archive: WimArchive, build: Build) {
  const { definition, version, created, reporter } = build;
  const { compression, level } = definition.capture;
  const { base } = build.resultOf('capture');
  const manifest = await manifestOfArchive(archive, {
    name: definition.name,
    version,
    created: filetimeFromDate(created),
    inputs: await inputsOf(build),
    updates: build.resultOf('prove').kbs,
    ...(compression === 'none' ? {} : { level }),
    // The name stands for the bytes of every content.
    ...(compression === 'none' || base?.sameEncoder === false
      ? {}
      : { encoder: encoderName(compression, level) }),
    ...(base === null ? {} : { betweenReleases: base.shared }),
    reporter,
  });
  const file = manifestFile(build);
  await writeManifest(file, manifest);
  const { facts } = manifest;
  return {
    manifest: { path: file, ...(await hashFile(file, reporter)) },
    betweenImages: facts.savings.betweenImages,
    shared: sharedWithBase(facts),
  };
}

/** Nothing of the host goes in: the same inputs on another machine give the same manifest. */
async function inputsOf(build: Build): Promise<ManifestInputs> {
  const { definition, commit, reporter } = build;
  const files = await filesSha256(definition, reporter);
  const { sha256 } = build.resultOf('provision');
  const { base } = build.resultOf('capture');
  const runs = runsOf(build);
  const steps = runs.flatMap(({ steps: done, image }) => done.map((step) => ({ ...step, ...image })));
  const updates = runs.flatMap(({ updates: asked, image }) => asked.map((update) => updateOf(update, image)));
  return {
    definition: {
      file: path.basename(definition.file),
      sha256: definition.sha256,
      ...(files === null ? {} : { files }),
    },
    ...(commit === null ? {} : { commit }),
    source: {
      kind: definition.source.kind,
      name: path.basename(build.source.text),
      ...(sha256 === null ? {} : { sha256 }),
    },
    ...(base === null ? {} : { base: base.tag }),
    ...(updates.length === 0 ? {} : { updates }),
    ...(steps.length === 0 ? {} : { steps }),
  };
}

interface Run extends Pick<RunRecord, 'steps' | 'updates'> {
  /** Which it was done for; empty: all. */
  readonly image: { readonly variant?: string };
}

/** What was done in the machine, in the order of the line. */
function runsOf(build: Build): readonly Run[] {
  if (build.host === null) return [];
  return stepStationsOf(build.definition).flatMap((station) => {
    const variant = variantIn(station);
    const result = build.resultOf(station);
    if (result === null) return [];
    const { steps, updates } = result;
    return [{ steps, updates, image: variant === null ? {} : { variant } }];
  });
}

function updateOf(update: UpdateResult, image: Run['image']): ManifestUpdate {
  const { round, kb, title, outcome, code, seconds } = update;
  return { title, ...(kb === null ? {} : { kb }), round, outcome, result: code, seconds, ...image };
}
