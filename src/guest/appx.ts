/**
 * A Store app as the host has it: a package, or a folder as `winget download` makes it.
 *
 *   app.msixbundle       the package, one
 *   Dependencies\        packages that it needs, at any depth, of several architectures
 *   license.xml          where the Store gave one
 */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { APPX_KINDS, type Changes } from '../definition/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import type { MediumFile } from '../media/index.js';
import type { Architecture } from './answer-file.js';
import { kindOf } from './medium-files.js';
import type { PlannedStep, ServicingPlace } from './servicing.js';

interface App {
  readonly package: string;
  readonly dependencies: readonly string[];
  readonly license: string | null;
}

/** @throws definition for what is no app, not-found for what is not there */
export async function planAppx(
  { add, remove }: Changes,
  title: string,
  { folder, architecture }: ServicingPlace,
): Promise<PlannedStep> {
  const files: MediumFile[] = [];
  const apps: App[] = [];
  for (const [index, file] of add.entries()) {
    const own = `${folder}\\${String(index + 1).padStart(3, '0')}`;
    const put = (one: string, below = ''): string => {
      const onMedium = `${own}${below}\\${path.basename(one)}`;
      files.push({ path: onMedium, source: { kind: 'file', file: one } });
      return onMedium;
    };
    const app = await readApp(file, architecture);
    apps.push({
      package: put(app.package),
      dependencies: app.dependencies.map((one, at) => put(one, `\\Dependencies\\${at + 1}`)),
      license: app.license === null ? null : put(app.license),
    });
  }
  return { step: { kind: 'appx', title, add: apps, remove }, files };
}

async function readApp(file: string, architecture: Architecture): Promise<App> {
  if ((await kindOf(file)).isFile) {
    if (isPackage(file)) return { package: file, dependencies: [], license: null };
    throw refusal(file, `a file of the kind "${path.extname(file)}"`);
  }
  const entries = await listed(file, false);
  const packages = entries.filter(isPackage);
  const licenses = entries.filter((name) => /\.xml$/i.test(name));
  const [main] = packages;
  if (main === undefined || packages.length > 1)
    throw refusal(file, `a folder with ${packages.length} packages`);
  if (licenses.length > 1) {
    throw new FactoryError('definition', {
      subject: file,
      found: `${licenses.length} .xml files beside the package: ${licenses.join(', ')}`,
      expected: 'one licence at most',
    });
  }
  const needed = entries.find((name) => name.toLowerCase() === 'dependencies');
  const dependencies =
    needed === undefined
      ? []
      : (await listed(path.join(file, needed), true))
          .filter((name) => isPackage(name) && runsOn(name, architecture))
          .map((name) => path.join(file, needed, name));
  const [license] = licenses;
  return {
    package: path.join(file, main),
    dependencies,
    license: license === undefined ? null : path.join(file, license),
  };
}

async function listed(folder: string, recursive: boolean): Promise<string[]> {
  const names = await readdir(folder, { recursive }).catch((error: unknown) => {
    throw fromSystemError(error, folder);
  });
  return names.toSorted();
}

function isPackage(file: string): boolean {
  return APPX_KINDS.includes(path.extname(file).toLowerCase());
}

/** Windows runs programs of its elders: x64 also x86, arm64 all. The architecture stands in the name of a package or of its folder. */
function runsOn(file: string, architecture: Architecture): boolean {
  if (architecture === 'arm64') return true;
  return !/(?:^|[\\/_.])arm(?:64)?(?:[\\/_.]|$)/i.test(file);
}

function refusal(subject: string, found: string): FactoryError {
  const expected = `a package (${APPX_KINDS.join(', ')}), or a folder with one and its Dependencies`;
  return new FactoryError('definition', { subject, found, expected });
}
