/** SOURCE → FileTree: a directory, a disk, a medium and an image of an archive are the same to every command. */

import type { Partition } from '../disk/index.js';
import type { Reporter } from '../progress.js';
import { openDirectory, type FileTree } from '../tree/index.js';
import type { WimArchive, WimImageInfo } from '../wim/index.js';
import { openIso } from './iso.js';
import { chooseImage, openArchiveOf } from './media.js';
import { parseSource, type SourceName } from './parse.js';

export interface OpenSourceOptions {
  readonly reporter: Reporter;
  /** Read a volume that was not cleanly unmounted, or is hibernated. */
  readonly allowDirty?: boolean;
  /** Chooses the image where the text names none, by EDITIONID or FLAGS. */
  readonly edition?: string | null;
  /** Where the parents of a differencing disk may lie, besides its own folder. */
  readonly parentFolders?: readonly string[];
  /** Of an ISO always an image of the archive that it installs from, never the files of the medium. */
  readonly installs?: boolean;
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
  const { edition = null, installs = false } = options;
  const isImage = name.part !== null || edition !== null || installs;
  if (name.kind === 'wim' || (name.kind === 'iso' && isImage)) return openArchive(name, options);
  if (name.kind === 'disk') {
    const { openDiskVolume } = await import('./disk.js');
    return { ...name, archive: null, image: null, ...(await openDiskVolume(name, options)) };
  }
  const open = name.kind === 'iso' ? openIso : openDirectory;
  const tree = await open(name.path, options.reporter);
  return { ...name, tree, archive: null, image: null, partition: null, close: () => tree.close() };
}

async function openArchive(name: SourceName, options: OpenSourceOptions): Promise<OpenSource> {
  const archive = await openArchiveOf(name, options.reporter);
  try {
    const { part } = name;
    const media = { path: name.path, images: archive.images };
    const image =
      part === null ? chooseImage(media, { edition: options.edition ?? null }) : archive.selectImage(part);
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
