/** The tree of a volume: entries made when a directory is asked for, contents read from their records. */

import { FactoryError } from '../errors.js';
import {
  CARRIES_ALL,
  FILE_ATTRIBUTE,
  isDirectory,
  REPARSE_TAG,
  type Entry,
  type ReparsePoint,
  type StreamInfo,
} from '../tree/index.js';
import { FILE_FLAG, NAME_SPACE } from './columns.js';
import { readAhead, readContent } from './content.js';
import { aboutFile, damaged, recordSubject, type Warnings } from './damage.js';
import {
  describe,
  findStream,
  isWofFile,
  readReparsePoint,
  reportedAttributes,
  streamInfo,
  type Facts,
} from './facts.js';
import { loadAttributes } from './file.js';
import type { Hierarchy } from './hierarchy.js';
import type { MasterFileTable } from './mft.js';
import { NeighbourReader } from './neighbours.js';
import type { FileTable } from './scan.js';
import { foreignProvider, readWof, WOF_STREAM } from './wof.js';

/** The row of the root's name, which has none. */
const NAMELESS = -1;

/** Tags of files whose content a cloud provider brings when it is asked for; the fourth digit tells providers apart. */
const CLOUD_TAG = 0x9000001a;
const CLOUD_TAG_MASK = 0xffff0fff;

/** An entry of this tree; the rows lead back to the file. */
interface NtfsEntry extends Entry {
  readonly file: number;
  readonly nameRow: number;
}

export class VolumeTree {
  readonly carries = CARRIES_ALL;
  readonly #mft: MasterFileTable;
  readonly #table: FileTable;
  readonly #hierarchy: Hierarchy;
  readonly #descriptors: ReadonlyMap<number, Uint8Array>;
  readonly #warnings: Warnings;
  /** Facts of files with several names, which share them. */
  readonly #shared = new Map<number, Facts>();
  /** Descriptors that lie in the records of their files, by their bytes. */
  readonly #own = new Map<string, Uint8Array>();
  readonly #signal: AbortSignal;
  readonly #neighbours: NeighbourReader;

  constructor(
    mft: MasterFileTable,
    table: FileTable,
    hierarchy: Hierarchy,
    descriptors: ReadonlyMap<number, Uint8Array>,
    warnings: Warnings,
    signal: AbortSignal,
  ) {
    this.#mft = mft;
    this.#table = table;
    this.#hierarchy = hierarchy;
    this.#descriptors = descriptors;
    this.#warnings = warnings;
    this.#signal = signal;
    this.#neighbours = new NeighbourReader(mft.volume.device);
  }

  get label(): string {
    return this.#mft.volume.label;
  }

  /** The root. @throws damaged */
  async openRoot(): Promise<Entry> {
    const file = this.#hierarchy.root;
    return this.#entry(file, NAMELESS, '', '', await this.#describe(file));
  }

  async children(directory: Entry): Promise<readonly Entry[]> {
    if (!isDirectory(directory) || directory.reparse !== null) return [];
    const { file, nameRow } = directory as NtfsEntry;
    if (this.#table.files.has(file, FILE_FLAG.DAMAGED)) {
      // It could be a junction, or have streams: nobody shall take what is left for the whole.
      const record = this.#table.files.record[file] as number;
      throw damaged(
        `${this.label}: ${this.#pathOf(nameRow)}`,
        `a directory whose MFT record ${record} is damaged`,
      );
    }
    const shortNames = new Map<number, string>();
    const rows: number[] = [];
    for (const row of this.#hierarchy.namesIn(file)) {
      if (this.#table.names.space[row] !== NAME_SPACE.DOS) rows.push(row);
      else shortNames.set(this.#hierarchy.ownerOf(row), this.#table.names.text(row));
    }
    // A short name belongs to the Win32 name, so files with a POSIX name beside it are looked at last.
    rows.sort((a, b) => this.#order(a) - this.#order(b));
    const entries: Entry[] = [];
    const seen = new Set<string>();
    for (const row of rows) {
      const name = this.#table.names.text(row);
      if (seen.has(name)) {
        const path = this.#hierarchy.pathOf(row);
        this.#warnings.warn('names that exist twice', `${path} exists twice; one of the two is left out`);
        continue;
      }
      seen.add(name);
      const owner = this.#hierarchy.ownerOf(row);
      const shortName = shortNames.get(owner) ?? '';
      shortNames.delete(owner);
      entries.push(this.#entry(owner, row, name, shortName, await this.#facts(owner, row)));
    }
    return entries;
  }

  /** Win32 names first, and within them in the order of the records, which lie beside each other on the disk. */
  #order(row: number): number {
    const { names } = this.#table;
    const isPosix = names.space[row] === NAME_SPACE.POSIX;
    return (names.owner[row] as number) + (isPosix ? 2 ** 40 : 0);
  }

  #entry(file: number, nameRow: number, name: string, shortName: string, facts: Facts): NtfsEntry {
    const { files } = this.#table;
    // Field by field: spreading `facts` takes three times as long, and there are half a million entries.
    return {
      name,
      shortName,
      attributes: facts.attributes,
      created: files.created[file] as bigint,
      accessed: files.accessed[file] as bigint,
      modified: files.modified[file] as bigint,
      security: facts.security,
      reparse: facts.reparse,
      objectId: facts.objectId,
      extendedAttributes: facts.extendedAttributes,
      streams: facts.streams,
      linkGroup: this.#hierarchy.linksOf(file) > 1 ? (files.record[file] as number) : 0,
      file,
      nameRow,
    };
  }

  async #facts(file: number, nameRow: number): Promise<Facts> {
    const known = this.#shared.get(file);
    if (known !== undefined) return known;
    const facts = await this.#describe(file).catch((error: unknown) => {
      if (!(error instanceof FactoryError) || error.code !== 'damaged') throw error;
      const path = this.#hierarchy.pathOf(nameRow);
      this.#warnings.warn('damaged files', `${path}: ${error.details.subject}: ${error.details.found}`);
      this.#table.files.set(file, FILE_FLAG.DAMAGED);
      return this.#plainFacts(file);
    });
    if (this.#hierarchy.linksOf(file) > 1) this.#shared.set(file, facts);
    return facts;
  }

  async #describe(file: number): Promise<Facts> {
    const { files } = this.#table;
    if (!files.has(file, FILE_FLAG.COMPLEX) || files.has(file, FILE_FLAG.DAMAGED))
      return this.#plainFacts(file);
    const record = files.record[file] as number;
    const attributes = await loadAttributes(this.#mft, record);
    const facts = await describe(
      this.#mft.volume,
      attributes,
      files.attributes[file] as number,
      files.has(file, FILE_FLAG.DIRECTORY),
      this.#mft.positionOf(record),
    );
    return { ...facts, security: this.#descriptor(file) ?? this.#same(facts.security) };
  }

  #plainFacts(file: number): Facts {
    const { files } = this.#table;
    const isFolder = files.has(file, FILE_FLAG.DIRECTORY);
    // Nothing reads an empty stream, and a damaged file must fail when it is read.
    const least = files.has(file, FILE_FLAG.DAMAGED) ? 1 : 0;
    const size = Math.max(files.size[file] as number, least);
    return {
      attributes: reportedAttributes(files.attributes[file] as number, isFolder, false),
      security: this.#descriptor(file),
      reparse: null,
      objectId: null,
      extendedAttributes: [],
      streams: isFolder ? [] : [streamInfo('', size, files.position[file] as number)],
    };
  }

  /** One object for equal descriptors, which files of NTFS 1.2 and of ntfs-3g have each their own copy of. */
  #same(descriptor: Uint8Array | null): Uint8Array | null {
    if (descriptor === null) return null;
    const key = Buffer.from(descriptor.buffer, descriptor.byteOffset, descriptor.length).toString('latin1');
    const known = this.#own.get(key);
    if (known === undefined) this.#own.set(key, descriptor);
    return known ?? descriptor;
  }

  #pathOf(nameRow: number): string {
    return nameRow === NAMELESS ? '\\' : this.#hierarchy.pathOf(nameRow);
  }

  #descriptor(file: number): Uint8Array | null {
    const id = this.#table.files.security[file] as number;
    if (id === 0) return null;
    const descriptor = this.#descriptors.get(id);
    if (descriptor !== undefined) return descriptor;
    const record = this.#table.files.record[file] as number;
    this.#warnings.warn(
      'files without their security descriptor',
      `MFT record ${record}: $Secure has no descriptor ${id}; the file has none now`,
    );
    return null;
  }

  async *read(entry: Entry, stream: StreamInfo): AsyncGenerator<Uint8Array> {
    const { nameRow } = entry as NtfsEntry;
    try {
      for await (const piece of this.#content(entry as NtfsEntry, stream)) {
        this.#signal.throwIfAborted();
        yield piece;
      }
    } catch (error) {
      const path = this.#pathOf(nameRow);
      throw aboutFile(error, this.label, stream.name === '' ? path : `${path}:${stream.name}`);
    }
  }

  async *#content(entry: NtfsEntry, stream: StreamInfo): AsyncGenerator<Uint8Array> {
    const { volume } = this.#mft;
    const { files } = this.#table;
    if (
      stream.name === '' &&
      files.has(entry.file, FILE_FLAG.CONTIGUOUS) &&
      !files.has(entry.file, FILE_FLAG.DAMAGED)
    ) {
      const position = files.position[entry.file] as number;
      yield* readAhead(stream.size, (offset, target) => this.#neighbours.read(position + offset, target));
      return;
    }
    const record = this.#table.files.record[entry.file] as number;
    const attributes = await loadAttributes(this.#mft, record);
    const attribute = findStream(attributes, stream.name);
    if (attribute === null) {
      if (this.#table.files.has(entry.file, FILE_FLAG.DAMAGED)) {
        throw damaged(recordSubject(volume.label, record), 'no $DATA that can be read');
      }
      return;
    }
    const stamp = stream.name === '' ? await readReparsePoint(volume, attributes) : null;
    if (stamp !== null && isWofFile(stamp)) {
      const packed = findStream(attributes, WOF_STREAM);
      if (packed === null) throw damaged(recordSubject(volume.label, record), `no stream ${WOF_STREAM}`);
      yield* readWof(volume, stamp.data, packed, stream.size);
      return;
    }
    if (stamp !== null && stream.size > 0)
      refuseForeign(recordSubject(volume.label, record), stamp, entry.attributes);
    yield* readContent(volume, attribute);
  }
}

/** Content that is not in the file, whatever its unnamed stream holds. @throws unsupported */
function refuseForeign(subject: string, { tag, data }: ReparsePoint, attributes: number): void {
  const refusal = (found: string, next: string): FactoryError =>
    new FactoryError('unsupported', { subject, found, expected: 'content on this volume', next });
  if (tag === REPARSE_TAG.WOF) {
    throw refusal(foreignProvider(data), 'make the file a plain one first: "compact /u /exe FILE"');
  }
  if (tag === REPARSE_TAG.DEDUP) {
    throw refusal(
      'content that Data Deduplication keeps in its chunk store',
      'undo it first: "Start-DedupJob -Type Unoptimization"',
    );
  }
  const isAway = (attributes & (FILE_ATTRIBUTE.RECALL_ON_DATA_ACCESS | FILE_ATTRIBUTE.OFFLINE)) !== 0;
  if ((tag & CLOUD_TAG_MASK) >>> 0 === CLOUD_TAG && isAway) {
    throw refusal('a placeholder whose content is in the cloud', 'download the file first, or exclude it');
  }
}
