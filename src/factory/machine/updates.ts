/** The updates of a definition, as steps of the guest. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Definition } from '../../definition/index.js';
import { fromSystemError } from '../../errors.js';
import type { Architecture, GuestPackage, GuestStep } from '../../guest/index.js';
import { readWindowsInfo } from '../../inspect/index.js';
import type { Reporter } from '../../progress.js';
import { checkUpdates, planUpdateFolder, type LeftOut } from '../../servicing/index.js';
import type { SourceKeeper } from '../source-keeper.js';
import { architectureOf, imageOf } from './image.js';

/** The installation that is updated. */
export interface Target {
  readonly architecture: Architecture;
  /** "26200.7171"; null where it is not known. */
  readonly build: string | null;
}

export interface PlannedUpdates {
  /** Empty where there is nothing to install. */
  readonly steps: readonly GuestStep[];
  /** Of a folder: in the order of installation. */
  readonly packages: readonly GuestPackage[];
  /** Of a folder: what is not installed. */
  readonly left: readonly LeftOut[];
}

const NOTHING: PlannedUpdates = { steps: [], packages: [], left: [] };

/** @throws not-found for a folder that is not there, or a checkpoint that an update builds on; damaged for a file that is no package */
export async function planUpdates(
  { updates, languages }: Definition,
  { architecture, build }: Target,
): Promise<PlannedUpdates> {
  const { from, folder, include, exclude } = updates;
  if (from === 'windows-update' || from === 'wsus') {
    return { ...NOTHING, steps: [{ kind: 'updates', spec: { ...updates, from } }] };
  }
  if (from === 'none' || folder === null) return NOTHING;
  const plan = await planUpdateFolder(folder, { architecture, build, include, exclude });
  // Languages and features have steps of their own, which install only what the definition asks for.
  const wanted = new Set(languages.map((language) => language.toLowerCase()));
  const others = plan.languagePacks.filter(({ language }) => !wanted.has(language.toLowerCase()));
  const own = new Set([...plan.languagePacks.map(({ file }) => file), ...plan.features]);
  const packages = plan.packages.filter(({ file }) => !own.has(file));
  return {
    steps: packages.length === 0 ? [] : [{ kind: 'packages', packages, timeout: updates.timeout }],
    packages,
    left: [
      ...plan.left,
      ...others.map(({ file, language }) => ({
        file: path.relative(folder, file).split(path.sep).join('/'),
        why: `the definition asks for no language ${language}`,
      })),
    ],
  };
}

/** What is known before anything is made. @throws as `imageOf`, and what reading a disk throws */
export async function targetOf(
  { source: { kind }, updates }: Definition,
  source: SourceKeeper,
): Promise<Target> {
  if (kind !== 'disk') {
    const { architecture, version } = await imageOf(source);
    return { architecture, build: version };
  }
  // Only a folder is sorted by it, and its machine has not opened the disk yet.
  return updates.from === 'folder' ? await targetOfDisk(source) : UNKNOWN;
}

const UNKNOWN: Target = { architecture: 'amd64', build: null };

async function targetOfDisk(source: SourceKeeper): Promise<Target> {
  try {
    const windows = await readWindowsInfo((await source.open()).tree);
    if (windows === null) return UNKNOWN;
    const { architecture, version } = windows;
    return {
      architecture: architectureOf(architecture, source.text),
      build: version.build === 0 ? null : `${version.build}.${version.spBuild}`,
    };
  } finally {
    await source.close();
  }
}

/** Whether each file is what its name says. @returns their bytes @throws damaged, not-found */
export async function checkPackages(packages: readonly GuestPackage[], reporter: Reporter): Promise<number> {
  const { unnamed } = await checkUpdates(packages, reporter);
  for (const file of unnamed) {
    reporter.info(`${file}: its name ends with no SHA-1, so that nobody can tell whether it is whole`);
  }
  let bytes = 0;
  for (const file of new Set(packages.flatMap(({ file: main, needs }) => [main, ...needs]))) {
    bytes += await stat(file).then(
      ({ size }) => size,
      (error: unknown) => {
        throw fromSystemError(error, file);
      },
    );
  }
  return bytes;
}
