/** Files and folders that the steps of a definition name and that are not there, or are not what they have to be. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import type { Path } from './document.js';
import { resolveFrom } from './paths.js';
import type { Mistake } from './problems.js';
import { APPX_KINDS } from './step-mistakes.js';

type Raw = Readonly<Record<string, unknown>>;

/** @param root as `readable()` gives it @param folder of the definition */
export async function fileMistakes(root: Raw, folder: string): Promise<Mistake[]> {
  const variants = (root['variants'] ?? []) as Raw[];
  const wanted = [
    ...sourceOf((root['source'] ?? {}) as Raw),
    ...placesOf(root, []),
    ...variants.flatMap((variant, index) => placesOf(variant, ['variants', index])),
    ...namedBy(root, ['unattend'], 'file'),
    ...namedBy((root['updates'] ?? {}) as Raw, ['updates', 'folder'], 'folder'),
  ];
  const mistakes: Mistake[] = [];
  for (const { place, text, want } of wanted) {
    const file = resolveFrom(folder, text);
    const isPart = want === 'source' && !(await isThere(file));
    const wrong = await whatIsWrong(isPart ? file.replace(/#[^#\\/]*$/, '') : file, want);
    if (wrong !== null) mistakes.push({ path: place, atKey: false, ...wrong });
  }
  return mistakes;
}

/** Whether it is of its kind, is told when it is opened. */
function sourceOf(source: Raw): Wanted[] {
  return ['iso', 'disk', 'wim', 'directory'].flatMap((kind) => namedBy(source, ['source', kind], 'source'));
}

/** Whether a folder of drivers has one. @throws not-found */
export async function holdsDrivers(folder: string): Promise<boolean> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw fromSystemError(error, folder);
  });
  return names.some((name) => /\.inf$/i.test(name));
}

type Want = 'source' | 'any' | 'file' | 'folder' | 'app' | 'drivers';

interface Wanted {
  readonly place: Path;
  readonly text: string;
  readonly want: Want;
}

function placesOf(holder: Raw, at: Path): Wanted[] {
  const steps = (holder['customize'] ?? []) as Raw[];
  const checks = (holder['verify'] ?? []) as string[];
  return [
    ...steps.flatMap((step, index) => placesOfStep(step, [...at, 'customize', index])),
    ...checks.flatMap((text, index): Wanted[] => [{ place: [...at, 'verify', index], text, want: 'file' }]),
  ];
}

function placesOfStep(step: Raw, at: Path): Wanted[] {
  if ('appx' in step) {
    const { add } = (step['appx'] ?? {}) as Raw;
    return ((add ?? []) as string[]).flatMap((text, index): Wanted[] => [
      { place: [...at, 'appx', 'add', index], text, want: 'app' },
    ]);
  }
  if ('files' in step) return namedBy((step['files'] ?? {}) as Raw, [...at, 'files', 'from'], 'any');
  return [...namedBy(step, [...at, 'drivers'], 'drivers'), ...namedBy(step, [...at, 'run'], 'file')];
}

function namedBy(holder: Raw, place: Path, want: Want): Wanted[] {
  const text = holder[String(place.at(-1))];
  return typeof text === 'string' ? [{ place, text, want }] : [];
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

async function whatIsWrong(
  file: string,
  want: Want,
): Promise<Pick<Mistake, 'found' | 'expected' | 'next'> | null> {
  try {
    const isFolder = (await stat(file)).isDirectory();
    if (want === 'file' && isFolder) return { found: `${file} is a folder`, expected: 'a file' };
    if ((want === 'folder' || want === 'drivers') && !isFolder) {
      return { found: `${file} is a file`, expected: 'a folder' };
    }
    if (want === 'app' && !isFolder && !APPX_KINDS.includes(path.extname(file).toLowerCase())) {
      return {
        found: `a file of the kind "${path.extname(file)}"`,
        expected: `${APPX_KINDS.join(', ')}, or a folder`,
      };
    }
    if (want === 'drivers' && !(await holdsDrivers(file))) {
      return { found: `${file} holds no .inf file`, expected: 'a folder with drivers' };
    }
    return null;
  } catch (error) {
    const { code, details } = error instanceof FactoryError ? error : fromSystemError(error, file);
    // On a host that has no drives: resolveFrom left it as it is.
    if (!path.isAbsolute(file))
      return { found: `${file} is a path of Windows`, next: 'build it on that host' };
    return { found: code === 'not-found' ? `${file} does not exist` : `${file}: ${details.found}` };
  }
}
