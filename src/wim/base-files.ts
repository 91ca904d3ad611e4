/**
 * What the files of an image were in the archives that it is captured on. A file that changed in places keeps chunks
 * that a base has compressed already; which resource to look into is said by the path, since the hash is another one.
 */

import type { StoredRun } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import { foldCase } from '../tree/index.js';
import type { WimArchive } from './archive.js';
import { classifyStreams, nameOf, type Metadata } from './dentry.js';
import { RESOURCE_FLAG } from './format.js';
import { isRealDirectory, listDirectory } from './metadata-index.js';
import { isCompressed, readRuns } from './resource.js';
import type { WimBlob } from './types.js';

/** Directories whose names are at hand. */
const LISTED = 256;

export class BaseFiles {
  readonly #archives: readonly WimArchive[];
  /** By archive, for the image that was asked for last. */
  readonly #images = new Map<WimArchive, { readonly index: number; readonly names: Promise<ImageNames> }>();

  /** @param archives whose chunks are those of the archive that is written: compression and chunk size are the same */
  constructor(archives: readonly WimArchive[]) {
    this.#archives = archives;
  }

  /**
   * The stored runs of the file that a base has at that path, one for each `PIECE_SIZE` of its content; null where none
   * has one whose chunks can be told apart. They end where the base is damaged.
   *
   * @param image the base's image of that name is looked into, else its first
   * @param path `\\Windows\\explorer.exe`
   * @param stream '' for the unnamed one
   * @throws damaged, where the metadata of the image is
   */
  async find(image: string, path: string, stream: string): Promise<AsyncGenerator<StoredRun> | null> {
    for (const archive of this.#archives) {
      if (archive.images.length === 0) continue;
      const sha1 = (await this.#namesOf(archive, image)).find(path, stream);
      const blob = sha1 === null ? null : archive.findBlob(sha1);
      if (blob !== null && isCompressed(blob) && (blob.flags & RESOURCE_FLAG.SOLID) === 0)
        return runsOf(archive, blob);
    }
    return null;
  }

  async #namesOf(archive: WimArchive, image: string): Promise<ImageNames> {
    const index = archive.images.find(({ name }) => name === image)?.index ?? 1;
    const open = this.#images.get(archive);
    if (open?.index === index) return await open.names;
    const names = openNames(archive, index);
    this.#images.set(archive, { index, names });
    return await names;
  }
}

async function openNames(archive: WimArchive, index: number): Promise<ImageNames> {
  const { metadata, security } = await archive.readMetadata(index);
  return new ImageNames(metadata, security.end);
}

/** The names of an image, a directory listed when one of them is asked for. */
class ImageNames {
  readonly #metadata: Metadata;
  readonly #root: number;
  /** Where the entries of a directory begin, by their names; directories by path, the one that was used last behind. */
  readonly #listed = new Map<string, ReadonlyMap<string, number>>();

  constructor(metadata: Metadata, root: number) {
    this.#metadata = metadata;
    this.#root = root;
  }

  /** @returns the SHA-1 of the stream */
  find(path: string, stream: string): Uint8Array | null {
    const at = this.#entryAt(foldCase(path));
    if (at === null) return null;
    const { unnamed, named } = classifyStreams(this.#metadata, at);
    return stream === '' ? unnamed : (named.find(({ name }) => name === stream)?.sha1 ?? null);
  }

  #entryAt(path: string): number | null {
    if (path === '' || path === '\\') return this.#root;
    const cut = path.lastIndexOf('\\');
    return this.#list(path.slice(0, cut)).get(path.slice(cut + 1)) ?? null;
  }

  #list(folder: string): ReadonlyMap<string, number> {
    const known = this.#listed.get(folder);
    const names = known ?? this.#read(folder);
    this.#listed.delete(folder);
    this.#listed.set(folder, names);
    const [first] = this.#listed.keys();
    if (this.#listed.size > LISTED && first !== undefined) this.#listed.delete(first);
    return names;
  }

  #read(folder: string): ReadonlyMap<string, number> {
    const names = new Map<string, number>();
    const at = this.#entryAt(folder);
    if (at === null || !isRealDirectory(this.#metadata, at)) return names;
    listDirectory(this.#metadata, at, {
      entry: (entry) => names.set(foldCase(nameOf(this.#metadata, entry)), entry),
    });
    return names;
  }
}

async function* runsOf(archive: WimArchive, blob: WimBlob): AsyncGenerator<StoredRun, void, undefined> {
  try {
    yield* readRuns(archive.fileOf(blob), blob, archive.describeBlob(blob));
  } catch (error) {
    // What cannot be read is compressed anew.
    if (!(error instanceof FactoryError) || error.code !== 'damaged') throw error;
  }
}
