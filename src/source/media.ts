/** What can be installed from an ISO, a WIM, an ESD or a split set, and which of it a definition means. */

import path from 'node:path';
import { FactoryError } from '../errors.js';
import type { MediumTree } from '../media/index.js';
import { silentReporter, type Reporter } from '../progress.js';
import { findOrNull, isDirectory } from '../tree/index.js';
import { openWim, type OpenArchiveBytes, type WimArchive, type WimImageInfo } from '../wim/index.js';
import { openIso } from './iso.js';
import { KIND_NAMES, parseSource, type SourceName } from './parse.js';

/** The images of an archive, and where that lies. */
export interface MediaImages {
  /** The ISO or the archive, as it was named. */
  readonly path: string;
  /** The archive: inside an ISO its path there, `sources\\install.wim`; else the same as `path`. */
  readonly wim: string;
  readonly images: readonly WimImageInfo[];
}

/** Which image is meant; with neither, the only one there is. */
export interface WantedImage {
  /** EDITIONID or FLAGS, whatever the case: never a translated name. */
  readonly edition?: string | null;
  /** From 1. */
  readonly index?: number | null;
}

/** Where Windows Setup looks for what it installs, in its order. */
const INSTALL_ARCHIVES = ['install.wim', 'install.esd', 'install.swm'];
/** Media of two architectures have one set of sources for each. */
const ARCHITECTURE_FOLDERS = ['x64', 'x86', 'arm64'];

/**
 * What can be installed from an ISO, a WIM, an ESD or the first part of a split set. Nothing is mounted or extracted:
 * the archive in an ISO is read where it lies.
 *
 * @throws not-found where the ISO holds no archive to install from; usage for a disk or a directory
 */
export async function imagesOfMedia(
  file: string,
  reporter: Reporter = silentReporter(),
): Promise<MediaImages> {
  const name = await parseSource(file);
  const archive = await openArchiveOf(name, reporter);
  try {
    const wim = name.kind === 'iso' ? archive.path.slice(name.path.length + 1) : name.path;
    return { path: name.path, wim, images: archive.images };
  } finally {
    await archive.close();
  }
}

/**
 * The image that a definition means.
 *
 * @throws not-found, with a list of what there is
 */
export function chooseImage(
  { path: subject, images }: Pick<MediaImages, 'path' | 'images'>,
  { edition = null, index = null }: WantedImage,
): WimImageInfo {
  const wanted = edition?.toLowerCase();
  const suitable = images.filter(
    (image) =>
      (index === null || image.index === index) &&
      (wanted === undefined ||
        [image.flags, image.windows?.editionId].some((name) => name?.toLowerCase() === wanted)),
  );
  const [first, ...others] = suitable;
  if (first !== undefined && others.length === 0) return first;
  const list = images.map((image) => listed(image)).join(', ');
  const count = suitable.length === 0 ? 'no image' : `${suitable.length} images`;
  const asked = [
    ...(index === null ? [] : [` with the number ${index}`]),
    ...(edition === null ? [] : [` of the edition "${edition}"`]),
  ];
  throw new FactoryError('not-found', {
    subject,
    found: `${count}${asked.join('')}`,
    expected: list === '' ? 'an archive with images' : `one of ${list}`,
    ...(list === '' ? {} : { next: `name one: ${subject}#${first?.index ?? 1}` }),
  });
}

function listed({ index, name, flags, windows }: WimImageInfo): string {
  const edition = flags === '' ? windows?.editionId : flags;
  return `${index} "${name}"${edition === undefined ? '' : ` (${edition})`}`;
}

/** The archive that a SOURCE is, or that an ISO installs from. Closing it closes the ISO. */
export async function openArchiveOf(
  { kind, path: file }: Pick<SourceName, 'kind' | 'path'>,
  reporter: Reporter,
): Promise<WimArchive> {
  if (kind === 'wim') return openWim(file);
  if (kind === 'iso') return openInstallArchive(file, reporter);
  throw new FactoryError('usage', {
    subject: file,
    found: KIND_NAMES[kind],
    expected: 'an ISO of Windows, a WIM, an ESD or the first part of a split set',
  });
}

async function openInstallArchive(iso: string, reporter: Reporter): Promise<WimArchive> {
  const medium = await openIso(iso, reporter);
  try {
    const inside = await findInstallArchive(medium);
    return await openWim(`${iso}\\${inside}`, openInside(medium, inside));
  } catch (error) {
    await medium.close();
    throw error;
  }
}

/** The parts of a split set lie in one folder; the medium is closed with the last of them. */
function openInside(medium: MediumTree, inside: string): OpenArchiveBytes {
  const folder = path.win32.dirname(inside);
  let open = 0;
  return async (part) => {
    const file = await medium.openFile(path.win32.join(folder, path.win32.basename(part)));
    open++;
    return {
      ...file,
      label: part,
      hostFile: medium.label,
      async close() {
        if (--open === 0) await medium.close();
      },
    };
  };
}

async function findInstallArchive(medium: MediumTree): Promise<string> {
  const [only, ...others] = await installArchives(medium);
  if (only !== undefined && others.length === 0) return only;
  const names = INSTALL_ARCHIVES.map((name) => `sources\\${name}`);
  throw new FactoryError('not-found', {
    subject: medium.label,
    found:
      only === undefined
        ? `no ${names.join(', ')}`
        : `an archive for each architecture: ${[only, ...others].join(', ')}`,
    expected: 'the install medium of one Windows',
    next:
      only === undefined
        ? 'list what it holds with "image-factory ls"'
        : 'take one of them out with "image-factory extract", and name it as the source',
  });
}

/** The paths of what a medium installs: one archive, or one for each architecture. */
export async function installArchives(medium: MediumTree): Promise<readonly string[]> {
  const [first] = await archivesIn(medium, 'sources');
  if (first !== undefined) return [first];
  const found: string[] = [];
  for (const folder of ARCHITECTURE_FOLDERS) {
    found.push(...(await archivesIn(medium, `${folder}\\sources`)).slice(0, 1));
  }
  return found;
}

/** In the order in which Setup looks for them. */
async function archivesIn(medium: MediumTree, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of INSTALL_ARCHIVES) {
    const located = await findOrNull(medium, `${folder}\\${name}`);
    if (located !== null && !isDirectory(located.entry)) found.push(located.path.slice(1));
  }
  return found;
}
