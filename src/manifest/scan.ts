/** One walk over the images: each name described, each content hashed that the source does not know by its SHA-1. */

import { createHash } from 'node:crypto';
import { toHex } from '../bytes/index.js';
import { COLLECT_EVERY, collectGarbage } from '../collect.js';
import { FactoryError } from '../errors.js';
import type { Reporter, Task } from '../progress.js';
import { isDirectory, walk, type Entry, type FileTree, type StreamInfo } from '../tree/index.js';
import type { WindowsInfo } from '../wim/index.js';
import { Contents } from './contents.js';
import { describeFile, sha1Of, type HashedStream, type SecurityHashes } from './describe.js';
import { LineSpool } from './line-spool.js';

export interface ImageInput {
  readonly tree: FileTree;
  readonly name: string;
  readonly description?: string;
  readonly windows?: WindowsInfo | null;
  /** Installed updates. */
  readonly updates?: readonly string[];
  /** What stays out, as in the capture. */
  readonly exclude?: (path: string, entry: Entry) => boolean;
}

/** A content that is not what the source says it is. */
export interface WrongContent {
  readonly subject: string;
  readonly said: string;
  readonly found: string;
}

export interface ScannedImage {
  readonly files: number;
  readonly directories: number;
  readonly bytes: number;
}

export interface Scan {
  readonly images: readonly ScannedImage[];
  readonly contents: Contents;
  /** A ManifestFile in JSON a line. */
  readonly files: LineSpool;
  /** Only where every content was hashed. */
  readonly wrong: readonly WrongContent[];
}

/**
 * @param hashAll hash what the source knows by its SHA-1 too, and compare
 * @throws what reading the trees throws
 */
export async function scanImages(
  inputs: readonly ImageInput[],
  hashAll: boolean,
  reporter: Reporter,
): Promise<Scan> {
  const scan = { images: [] as ScannedImage[], contents: new Contents(), files: new LineSpool(), wrong: [] };
  const verified = new Set<string>();
  const security: SecurityHashes = new WeakMap();
  for (const [at, input] of inputs.entries()) {
    scan.contents.beginImage(at + 1);
    const task = reporter.task(`Reading ${input.tree.label}`, null, 'files');
    const hasher = new Hasher(input.tree, hashAll, verified, scan.wrong, reporter);
    try {
      scan.images.push(await scanImage(at + 1, input, hasher, scan, security, task));
    } finally {
      task.end();
    }
  }
  return scan;
}

async function scanImage(
  image: number,
  { tree, exclude }: ImageInput,
  hasher: Hasher,
  { contents, files }: Pick<Scan, 'contents' | 'files'>,
  security: SecurityHashes,
  task: Task,
): Promise<ScannedImage> {
  const firstNames = new Map<number, string>();
  const sums = { files: 0, directories: 0 };
  const isKept = ({ path, entry }: { path: string; entry: Entry }): boolean =>
    exclude?.(path, entry) !== true;
  for await (const located of walk(tree, undefined, isKept)) {
    if (!isKept(located)) continue;
    const { path, entry } = located;
    const first = firstNames.get(entry.linkGroup) ?? '';
    if (entry.linkGroup !== 0 && first === '') firstNames.set(entry.linkGroup, path);
    const streams = await hasher.hash(path, entry);
    for (const stream of streams) contents.add(stream.sha1, stream.size, first !== '');
    const data = entry.reparse?.data ?? new Uint8Array();
    const reparseSha1 = data.length === 0 ? '' : sha1Of(data);
    contents.add(reparseSha1, data.length, first !== '');
    const described = { image, path, entry, streams, reparseSha1, firstName: first };
    files.add(JSON.stringify(describeFile(described, security)));
    if (isDirectory(entry)) sums.directories++;
    else sums.files++;
    task.advance(1);
    if ((sums.files + sums.directories) % COLLECT_EVERY === 0) collectGarbage();
  }
  collectGarbage();
  return { ...sums, bytes: contents.imageBytes };
}

class Hasher {
  readonly #tree: FileTree;
  readonly #hashAll: boolean;
  readonly #verified: Set<string>;
  readonly #wrong: WrongContent[];
  readonly #reporter: Reporter;
  /** Of files with several names. */
  readonly #linked = new Map<StreamInfo, string>();

  constructor(
    tree: FileTree,
    hashAll: boolean,
    verified: Set<string>,
    wrong: WrongContent[],
    reporter: Reporter,
  ) {
    this.#tree = tree;
    this.#hashAll = hashAll;
    this.#verified = verified;
    this.#wrong = wrong;
    this.#reporter = reporter;
  }

  async hash(path: string, entry: Entry): Promise<HashedStream[]> {
    const hashed: HashedStream[] = [];
    for (const stream of entry.streams) {
      const { name, size } = stream;
      hashed.push({ name, size, sha1: size === 0 ? '' : await this.#hashStream(path, entry, stream) });
    }
    return hashed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #hashStream(path: string, entry: Entry, stream: StreamInfo): Promise<string> {
    const said = stream.sha1 === null ? '' : toHex(stream.sha1);
    if (said !== '' && (!this.#hashAll || this.#verified.has(said))) return said;
    const linked = this.#linked.get(stream);
    if (linked !== undefined) return linked;
    const subject = `${this.#tree.label}: ${path}${stream.name === '' ? '' : `:${stream.name}`}`;
    const found = await this.#read(entry, stream, subject);
    if (entry.linkGroup !== 0) this.#linked.set(stream, found);
    if (said === '') return found;
    this.#verified.add(said);
    if (found !== said) this.#wrong.push({ subject, said, found });
    return said;
  }

  async #read(entry: Entry, stream: StreamInfo, subject: string): Promise<string> {
    const hash = createHash('sha1');
    let size = 0;
    for await (const piece of this.#tree.read(entry, stream)) {
      this.#reporter.signal.throwIfAborted();
      hash.update(piece);
      size += piece.length;
    }
    if (size !== stream.size) {
      throw new FactoryError('damaged', {
        subject,
        found: `${size} bytes`,
        expected: `${stream.size} bytes`,
      });
    }
    return hash.digest('hex');
  }
}
