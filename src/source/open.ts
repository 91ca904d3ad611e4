/** SOURCE → FileTree: a directory, a disk and an image of an archive are the same to every command. */

import { FactoryError } from '../errors.js';
import type { Partition } from '../disk/index.js';
import { openDirectory, type FileTree } from '../tree/index.js';
import type { Reporter } from '../progress.js';
import { openWim, type WimArchive, type WimImageInfo } from '../wim/index.js';
import { openDiskVolume } from './disk.js';
import { parseSource, type SourceName } from './parse.js';

export interface OpenSourceOptions {
  readonly reporter: Reporter;
  /** Read a volume that was not cleanly unmounted, or is hibernated. */
  readonly allowDirty?: boolean;
  /** Chooses the image where the text names none, by EDITIONID or FLAGS. */
  readonly edition?: string | null;
  /** Where the parents of a differencing disk may lie, besides its own folder. */
  readonly parentFolders?: readonly string[];
}

export interface OpenSource extends SourceName {
  readonly tree: FileTree;
  /** The archive that `tree` is an image of: its compressed contents can be taken over as they are. */
  readonly archive: WimArchive | null;
  readonly image: WimImageInfo | null;
  /** The partition that `tree` lies on. */
  readonly partition: Partition | null;
  /** Closes the tree and what it lies in. */
  close(): Promise<void>;
}

/**
 * @param text a SOURCE of the command line
 * @throws not-found, usage, and what opening a disk, a volume or an archive throws
 */
export async function openSource(text: string, options: OpenSourceOptions): Promise<OpenSource> {
  const name = await parseSource(text);
  if (name.kind === 'wim') return openArchive(name, options);
  if (name.kind === 'disk')
    return { ...name, archive: null, image: null, ...(await openDiskVolume(name, options)) };
  const tree = await openDirectory(name.path, options.reporter);
  return { ...name, tree, archive: null, image: null, partition: null, close: () => tree.close() };
}

async function openArchive(name: SourceName, options: OpenSourceOptions): Promise<OpenSource> {
  const archive = await openWim(name.path);
  try {
    const image = chooseImage(archive, name.part, options.edition ?? null);
    const tree = await archive.openImage(image.index);
    for (const { subject, found } of tree.problems) {
      options.reporter.warn(`${tree.label}: ${subject}: ${found}; it is left out`);
    }
    return { ...name, tree, archive, image, partition: null, close: () => archive.close() };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

function chooseImage(archive: WimArchive, part: string | null, edition: string | null): WimImageInfo {
  if (part !== null) return archive.selectImage(part);
  const { images, path } = archive;
  const wanted = edition?.toLowerCase();
  const suitable =
    wanted === undefined
      ? images
      : images.filter(({ flags, windows }) =>
          [flags, windows?.editionId].some((name) => name?.toLowerCase() === wanted),
        );
  const [first, ...others] = suitable;
  if (first !== undefined && others.length === 0) return first;
  const list = images.map((image) => listed(image)).join(', ');
  const count = suitable.length === 0 ? 'no image' : `${suitable.length} images`;
  throw new FactoryError('not-found', {
    subject: path,
    found: edition === null ? count : `${count} of the edition "${edition}"`,
    expected: list === '' ? 'an archive with images' : `one of ${list}`,
    ...(list === '' ? {} : { next: `name one: ${path}#${first?.index ?? 1}` }),
  });
}

function listed({ index, name, flags, windows }: WimImageInfo): string {
  const edition = flags === '' ? windows?.editionId : flags;
  return `${index} "${name}"${edition === undefined ? '' : ` (${edition})`}`;
}
