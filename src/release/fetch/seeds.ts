/**
 * Seeds: what this host has of a release already. Compressed contents of archives are copied where they are the same bytes;
 * what else archives, disks and directories hold is made again, where this program knows how.
 */

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fromHex } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import type { Manifest, ManifestBlob } from '../../manifest/index.js';
import type { Reporter } from '../../progress.js';
import { openSource, parseSource } from '../../source/index.js';
import type { FileTree } from '../../tree/index.js';
import { openRemains, openWim, type WimArchive, type WimBlob } from '../../wim/index.js';
import { folderStore } from '../folder/folder-store.js';
import { SET_NAME, SUMS_NAME, WIM_NAME } from '../names.js';
import type { PartFile } from './part-file.js';
import { Remake } from './remake.js';
import type { Counts } from './transfer.js';

/** Of a folder of releases: what is older has little that these have not. */
const NEWEST = 3;

export class Seeds {
  readonly #archives: WimArchive[] = [];
  readonly #trees: FileTree[] = [];
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #reporter: Reporter;
  /** Archives that turned out to hold other bytes than they say. */
  readonly #damaged = new Set<WimArchive>();

  private constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /**
   * @param texts WIMs, first parts of split sets, release folders, folders of releases, disks, ISOs, directories with a Windows
   * @param own the release that is replaced: it is a seed where it can be read
   * @throws not-found, unsupported, damaged
   */
  static async open(texts: readonly string[], own: string | null, reporter: Reporter): Promise<Seeds> {
    const seeds = new Seeds(reporter);
    try {
      for (const text of texts) await seeds.#add(text);
      if (own !== null) await seeds.#addOwn(own);
      return seeds;
    } catch (error) {
      await seeds.close();
      throw error;
    }
  }

  /**
   * Fills in all that the parts lack and the seeds have.
   *
   * @param parts by their number, from 1
   * @param scratch path of a file that may be made, and is removed
   */
  async fill(
    manifest: Manifest,
    parts: readonly PartFile[],
    counts: Counts,
    scratch: string,
    label: string,
  ): Promise<void> {
    const { archive } = manifest.facts;
    if (archive === undefined || this.#archives.length + this.#trees.length === 0) return;
    const remake = new Remake({ archive, scratch, counts, reporter: this.#reporter });
    try {
      await this.#copyAll(manifest, parts, counts, remake);
      for (const seed of this.#archives) await remake.fromArchive(seed);
      for (const seed of this.#trees) await remake.fromTree(seed);
      remake.tell(label);
      if (this.#trees.length > 0 && !remake.isOurs && archive.compression !== 'none') {
        const by = archive.encoder === undefined ? 'by another program' : `by "${archive.encoder}"`;
        this.#reporter.info(
          `${label}: it was compressed ${by}, which this version cannot repeat: what files of seeds hold is downloaded, but for what is stored as it is`,
        );
      }
    } finally {
      await remake.close();
    }
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) await close();
  }

  async #add(text: string): Promise<void> {
    const { kind } = await parseSource(text);
    if (kind === 'directory') {
      const files = await archivesIn(text, this.#reporter);
      // Of several releases one that cannot be read is no reason to go without the others.
      for (const file of files)
        await (files.length > 1 ? this.#addWhatCan(file, `${file} is left out`) : this.#addArchive(file));
      if (files.length > 0) return;
      if (!(await exists(path.join(text, 'Windows')))) throw noSeed(text);
    }
    if (kind === 'wim') {
      await this.#addArchive(text);
      return;
    }
    const source = await openSource(text, { reporter: this.#reporter, allowDirty: true, installs: true });
    this.#closers.push(() => source.close());
    if (source.archive === null) this.#trees.push(source.tree);
    else this.#archives.push(source.archive);
  }

  /** Of a set that is not whole, the parts that are there. @throws not-found, damaged, unsupported */
  async #addArchive(file: string): Promise<void> {
    try {
      this.#keep(await openWim(file));
    } catch (error) {
      if (!(error instanceof FactoryError)) throw error;
      const remains = await openRemains(file);
      for (const part of remains) this.#keep(part);
      if (remains.length === 0) throw error;
      this.#reporter.warn(
        `seed ${file} cannot be read as a whole, what it lacks is downloaded: ${error.message}`,
      );
    }
  }

  #keep(archive: WimArchive): void {
    this.#archives.push(archive);
    this.#closers.push(() => archive.close());
  }

  /** @param then what is told where nothing of it can be read */
  async #addWhatCan(file: string, then: string): Promise<void> {
    try {
      await this.#addArchive(file);
    } catch (error) {
      if (!(error instanceof FactoryError)) throw error;
      this.#reporter.warn(`${then}: ${error.message}`);
    }
  }

  /** The release that is replaced is no seed that anybody named: that it is damaged is told. */
  async #addOwn(own: string): Promise<void> {
    const then = `${own} is replaced, and nothing of it can be used`;
    for (const file of await archivesIn(own, this.#reporter)) await this.#addWhatCan(file, then);
  }

  async #copyAll(
    manifest: Manifest,
    parts: readonly PartFile[],
    counts: Counts,
    remake: Remake,
  ): Promise<void> {
    const task = this.#reporter.task('Copying from seeds', manifest.facts.savings.stored ?? null, 'bytes');
    try {
      for await (const blob of manifest.blobs()) {
        this.#reporter.signal.throwIfAborted();
        const part = parts[(blob.part ?? 0) - 1];
        const copied = part === undefined ? 0 : await this.#copy(blob, part);
        if (copied !== null) counts.reused += copied;
        else if (part !== undefined) remake.want(blob, part);
        task.advance(blob.stored ?? 0);
      }
    } finally {
      task.end();
    }
  }

  /** @returns how many bytes were pending; null where no seed has them so */
  async #copy(wanted: ManifestBlob, part: PartFile): Promise<number | null> {
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
    return null;
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
    // The same content may be compressed by another encoder.
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

/** The archives of a release folder, or of the newest of a folder of them; none where it is neither. */
async function archivesIn(folder: string, reporter: Reporter): Promise<readonly string[]> {
  const folders = (await exists(path.join(folder, SUMS_NAME)))
    ? [folder]
    : (await folderStore(folder).list(reporter)).slice(-NEWEST).map(({ location }) => location);
  const archives: string[] = [];
  for (const release of folders.toReversed()) {
    for (const name of [WIM_NAME, SET_NAME]) {
      const file = path.join(release, name);
      if (await exists(file)) archives.push(file);
    }
  }
  return archives;
}

function noSeed(subject: string): FactoryError {
  return new FactoryError('not-found', {
    subject,
    found: 'a folder without a release and without a Windows',
    expected: 'a release folder, a folder of them, or the root of an installed Windows',
  });
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
