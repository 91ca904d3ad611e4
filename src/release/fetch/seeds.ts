/** Seeds: what this host has of a release already. Their compressed contents are copied where they are the same bytes. */

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fromHex } from '../../bytes/index.js';
import { FactoryError, fromSystemError } from '../../errors.js';
import type { Manifest, ManifestBlob } from '../../manifest/index.js';
import type { Reporter } from '../../progress.js';
import { openWim, type WimArchive, type WimBlob } from '../../wim/index.js';
import { folderStore } from '../folder/folder-store.js';
import { SET_NAME, SUMS_NAME, WIM_NAME } from '../names.js';
import type { PartFile } from './part-file.js';
import type { Counts } from './transfer.js';

/** Of a folder of releases: what is older has little that these have not. */
const NEWEST = 3;

export class Seeds {
  readonly #archives: readonly WimArchive[];
  readonly #reporter: Reporter;
  /** Archives that turned out to hold other bytes than they say. */
  readonly #damaged = new Set<WimArchive>();

  private constructor(archives: readonly WimArchive[], reporter: Reporter) {
    this.#archives = archives;
    this.#reporter = reporter;
  }

  /**
   * @param texts WIMs, first parts of split sets, release folders, folders of releases
   * @param own the release that is replaced: it is a seed where it can be read
   * @throws not-found, unsupported, damaged
   */
  static async open(texts: readonly string[], own: string | null, reporter: Reporter): Promise<Seeds> {
    const archives: WimArchive[] = [];
    const seeds = new Seeds(archives, reporter);
    try {
      for (const text of texts) {
        for (const file of await archivesOf(text, reporter)) archives.push(await openWim(file));
      }
      if (own !== null) await addOwn(own, archives, reporter);
      return seeds;
    } catch (error) {
      await seeds.close();
      throw error;
    }
  }

  /** Copies all that the parts lack and the seeds have. @param parts by their number, from 1 */
  async fill(manifest: Manifest, parts: readonly PartFile[], counts: Counts): Promise<void> {
    if (this.#archives.length === 0) return;
    const task = this.#reporter.task('Copying from seeds', manifest.facts.savings.stored ?? null, 'bytes');
    try {
      for await (const blob of manifest.blobs()) {
        this.#reporter.signal.throwIfAborted();
        const part = parts[(blob.part ?? 0) - 1];
        if (part !== undefined) counts.reused += await this.#copy(blob, part);
        task.advance(blob.stored ?? 0);
      }
    } finally {
      task.end();
    }
  }

  async close(): Promise<void> {
    for (const archive of this.#archives) await archive.close();
  }

  async #copy(wanted: ManifestBlob, part: PartFile): Promise<number> {
    const { sha1, size, stored, storedHash, offset } = wanted;
    if (stored === undefined || storedHash === undefined || offset === undefined) return 0;
    const range = { start: offset, end: offset + stored };
    if (range.end > part.part.size || part.isRight(range)) return 0;
    const key = fromHex(sha1);
    for (const archive of this.#archives) {
      const blob = archive.findBlob(key);
      if (blob?.size !== size || blob.storedSize !== stored) continue;
      if (await this.#copyFrom(archive, blob, storedHash, part, offset)) return part.markFilled(range);
    }
    return 0;
  }

  /** @returns whether the bytes were those wanted; others are written over later */
  async #copyFrom(
    archive: WimArchive,
    blob: WimBlob,
    storedHash: string,
    part: PartFile,
    offset: number,
  ): Promise<boolean> {
    const hash = createHash('sha256');
    let at = offset;
    try {
      for await (const piece of archive.readStoredBlob(blob)) {
        hash.update(piece);
        await part.write(at, piece);
        at += piece.length;
      }
    } catch (error) {
      if (!(error instanceof FactoryError)) throw error;
      this.#tell(archive, error.message);
      return false;
    }
    // The same content may be compressed by another encoder: then it is downloaded.
    return hash.digest('hex') === storedHash;
  }

  #tell(archive: WimArchive, found: string): void {
    if (this.#damaged.has(archive)) return;
    this.#damaged.add(archive);
    this.#reporter.warn(
      `seed ${archive.path} cannot be read as a whole, what it lacks is downloaded: ${found}`,
    );
  }
}

async function addOwn(own: string, archives: WimArchive[], reporter: Reporter): Promise<void> {
  try {
    for (const file of await archivesOf(own, reporter)) archives.push(await openWim(file));
  } catch (error) {
    if (!(error instanceof FactoryError)) throw error;
    reporter.warn(`${own} is replaced, and nothing of it can be used: ${error.message}`);
  }
}

async function archivesOf(text: string, reporter: Reporter): Promise<readonly string[]> {
  const entry = await stat(text).catch((error: unknown) => {
    throw fromSystemError(error, text);
  });
  if (!entry.isDirectory()) {
    if (/\.(wim|swm|esd)$/i.test(text)) return [text];
    throw new FactoryError('unsupported', {
      subject: text,
      found: 'a seed that is neither a WIM nor the first part of a split set nor a folder of releases',
      expected: 'one of them: contents of disks are not taken as seeds yet',
    });
  }
  const folders = (await exists(path.join(text, SUMS_NAME)))
    ? [text]
    : (await folderStore(text).list(reporter)).slice(-NEWEST).map(({ location }) => location);
  const archives: string[] = [];
  for (const folder of folders.toReversed()) {
    for (const name of [WIM_NAME, SET_NAME]) {
      const file = path.join(folder, name);
      if (await exists(file)) archives.push(file);
    }
  }
  if (archives.length > 0) return archives;
  throw new FactoryError('not-found', {
    subject: text,
    found: 'a folder without a release',
    expected: 'a release folder, or a folder of them',
  });
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
