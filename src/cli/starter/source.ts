/** What a first definition is built from, as far as it can be found out here. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import { hashFile } from '../../release/index.js';
import { imagesOfMedia } from '../../source/index.js';

export interface StarterSource {
  readonly kind: 'iso' | 'disk' | 'wim' | 'directory';
  /** As the definition names it. */
  readonly text: string;
  readonly sha256: string | null;
  /** EDITIONID of the image. */
  readonly edition: string | null;
  /** All that are there. */
  readonly editions: readonly string[];
  /** "win11-enterprise" */
  readonly name: string;
  /** Nobody named one: the path is an example. */
  readonly isExample: boolean;
  readonly isHere: boolean;
}

const EXAMPLE: StarterSource = {
  kind: 'iso',
  text: String.raw`D:\iso\Win11_25H2.iso`,
  sha256: null,
  edition: 'Enterprise',
  editions: [],
  name: 'win11-enterprise',
  isExample: true,
  isHere: false,
};

const KINDS: Readonly<Record<string, StarterSource['kind']>> = {
  '.iso': 'iso',
  '.wim': 'wim',
  '.esd': 'wim',
  '.swm': 'wim',
  '.vhdx': 'disk',
  '.vhd': 'disk',
  '.raw': 'disk',
  '.img': 'disk',
};

/** Windows 11 begins with this build. */
const WINDOWS_11 = 22_000;

/**
 * @param given what the user named; it may be a path of the runner, which is not here. null: the one medium or disk of `folder`
 * @param base the folder of the definition, from which a relative path starts
 * @throws usage where it is of no kind that a definition knows
 */
export async function starterSource(
  given: string | null,
  folder: string,
  base: string,
  edition: string | null,
  reporter: Reporter,
): Promise<StarterSource> {
  const found = given ?? (await onlySource(folder));
  if (found === null) return edition === null ? EXAMPLE : { ...EXAMPLE, edition };
  const facts = await stat(found).catch(() => null);
  const kind = facts?.isDirectory() === true ? 'directory' : KINDS[path.extname(found).toLowerCase()];
  if (kind === undefined) {
    throw new FactoryError('usage', {
      subject: `--source ${found}`,
      found: 'neither a folder that is here nor a file of a kind that is known',
      expected: Object.keys(KINDS).join(', '),
      next: 'name an install medium, a disk or a WIM',
    });
  }
  const stem = nameOf(path.win32.basename(found, path.win32.extname(found)));
  const isHere = facts !== null;
  const common = { kind, isExample: false, isHere, edition, editions: [], sha256: null } as const;
  if (facts === null) return { ...common, text: found, name: stem };
  const text = path.relative(base, path.resolve(found)).replaceAll('\\', '/');
  const place = { ...common, text: text.startsWith('.') ? text : `./${text}` };
  if (kind === 'directory') return { ...place, name: stem };
  const { sha256 } = await hashFile(found, reporter);
  if (kind === 'disk') return { ...place, sha256, name: stem };
  return { ...place, sha256, ...(await editionOf(found, edition, stem, reporter)) };
}

/** Enterprise where it is there, as the one that most build; else the first. */
async function editionOf(file: string, wanted: string | null, stem: string, reporter: Reporter) {
  const { images } = await imagesOfMedia(file, reporter);
  const editions = [...new Set(images.flatMap(({ windows }) => windows?.editionId ?? []))].filter(
    (id) => id !== '',
  );
  const edition = wanted ?? (editions.includes('Enterprise') ? 'Enterprise' : (editions[0] ?? null));
  const build = images.find(({ windows }) => windows?.editionId === edition)?.windows?.version.build ?? 0;
  const server = edition?.startsWith('Server') === true;
  const windows = server || build === 0 ? null : build >= WINDOWS_11 ? 'win11' : 'win10';
  return { edition, editions, name: windows === null ? stem : nameOf(`${windows}-${edition}`) };
}

async function onlySource(folder: string): Promise<string | null> {
  const names = (await readdir(folder)).filter(
    (name) => KINDS[path.extname(name).toLowerCase()] !== undefined,
  );
  const [first, ...others] = names;
  return first === undefined || others.length > 0 ? null : path.join(folder, first);
}

/** A name that a release may have. */
function nameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return name === '' ? 'windows' : name;
}
