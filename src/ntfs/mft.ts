/**
 * The master file table: records of `recordSize` bytes, each a file or a part of one. The table is a file itself, which
 * its own record 0 describes; $MFTMirr holds a copy of the first records.
 */

import { readAt } from '../disk/index.js';
import { parseAttribute, type Attribute, type NonResidentBody } from './attribute.js';
import { readClusters, type VolumeContext } from './clusters.js';
import { damaged, recordSubject } from './damage.js';
import { parseAttributeList } from './list.js';
import {
  applyFixups,
  ATTRIBUTE,
  baseReferenceAt,
  firstAttribute,
  hasMagic,
  isInUse,
  nextAttribute,
  recordWindow,
  referenceNumber,
  sequenceOf,
  type RecordWindow,
} from './record.js';

/** Windows numbers 2^32 files at most; a table of that size would be 4 TiB. */
const MAX_RECORDS = 2 ** 26;
const SCAN_SIZE = 4 << 20;
const CACHE_BLOCK_SIZE = 64 << 10;
const CACHE_BLOCKS = 128;

export class MasterFileTable {
  readonly volume: VolumeContext;
  /** How many records there are. */
  readonly count: number;
  readonly #body: NonResidentBody;
  /** The block of the record that was read last and was not in `#blocks`. */
  #lastMiss = -1;
  /** Blocks of the table, the newest at the end. */
  readonly #blocks = new Map<number, Promise<Uint8Array>>();

  private constructor(volume: VolumeContext, body: NonResidentBody) {
    const { recordSize, clusterSize } = volume.geometry;
    const subject = recordSubject(volume.label, 0);
    if (body.size > body.runs.end * clusterSize) {
      throw damaged(subject, `$MFT of ${body.size} bytes in ${body.runs.end} clusters`);
    }
    this.volume = volume;
    this.count = Math.floor(Math.min(body.size, body.initialized) / recordSize);
    this.#body = body;
    if (this.count > MAX_RECORDS) throw damaged(subject, `${this.count} records`, `${MAX_RECORDS} at most`);
  }

  /** Finds all parts of the table. @throws damaged */
  static async open(volume: VolumeContext): Promise<MasterFileTable> {
    const first = await readRecordZero(volume);
    const parts = attributesOf(first, volume.geometry.clusters);
    const data = parts.find(({ type, name }) => type === ATTRIBUTE.DATA && name === '');
    const subject = recordSubject(volume.label, 0);
    if (data === undefined || data.body.resident) throw damaged(subject, 'no non-resident $DATA');
    if (data.body.firstVcn !== 0) throw damaged(subject, `$DATA from VCN ${data.body.firstVcn}`, '0');
    if (data.body.unit !== 1) throw damaged(subject, 'a compressed $MFT');
    const list = parts.find(({ type }) => type === ATTRIBUTE.ATTRIBUTE_LIST);
    if (list === undefined) return new MasterFileTable(volume, data.body);
    return MasterFileTable.#extend(volume, data.body, list);
  }

  /** Each part of $DATA lies in a record that the parts before it lead to. */
  static async #extend(
    volume: VolumeContext,
    body: NonResidentBody,
    list: Attribute,
  ): Promise<MasterFileTable> {
    const subject = recordSubject(volume.label, 0);
    const entries = (await parseAttributeList(volume, list)).filter(
      ({ type, name, firstVcn }) => type === ATTRIBUTE.DATA && name === '' && firstVcn > 0,
    );
    for (const entry of entries.toSorted((a, b) => a.firstVcn - b.firstVcn)) {
      const known: NonResidentBody = { ...body, size: body.runs.end * volume.geometry.clusterSize };
      const soFar = new MasterFileTable(volume, { ...known, initialized: known.size });
      const record = await soFar.read(entry.record);
      const part = attributesOf(record, volume.geometry.clusters).find(
        ({ type, id, name }) => type === ATTRIBUTE.DATA && id === entry.id && name === '',
      );
      if (part === undefined || part.body.resident || part.body.firstVcn !== body.runs.end) {
        throw damaged(subject, `no part of $DATA from VCN ${body.runs.end} in record ${entry.record}`);
      }
      const { runs } = part.body;
      for (let index = 0; index < runs.count; index++) {
        body.runs.append(runs.clusterOf(index), runs.endOf(index) - runs.startOf(index));
      }
    }
    return new MasterFileTable(volume, body);
  }

  /** Where a record lies on the volume, in bytes. */
  positionOf(record: number): number {
    const { recordSize, clusterSize } = this.volume.geometry;
    const offset = record * recordSize;
    const index = this.#body.runs.indexOf(Math.floor(offset / clusterSize));
    return (this.#body.runs.clusterOf(index) - this.#body.runs.startOf(index)) * clusterSize + offset;
  }

  /** A record in a buffer of its own, with its fixups applied. @throws damaged when it is torn or not in use */
  async read(record: number): Promise<RecordWindow> {
    const { label, geometry } = this.volume;
    const { recordSize } = geometry;
    if (record >= this.count) {
      throw damaged(recordSubject(label, record), 'beyond the end of the table', `below ${this.count}`);
    }
    const window = recordWindow(label, await this.#readOne(record * recordSize), recordSize, record);
    checkRecord(window);
    return window;
  }

  /** The bytes of one record: from a block where its neighbours were read too, else alone. */
  async #readOne(offset: number): Promise<Uint8Array> {
    const { recordSize } = this.volume.geometry;
    const index = Math.floor(offset / CACHE_BLOCK_SIZE);
    const known = this.#blocks.get(index);
    const isNear = index === this.#lastMiss || index === this.#lastMiss + 1;
    if (known === undefined) this.#lastMiss = index;
    // Records live for a moment, in their thousands: Node's pool spares an allocation for each.
    const pooled = Buffer.allocUnsafe(recordSize);
    const bytes = new Uint8Array(pooled.buffer, pooled.byteOffset, recordSize);
    if (known === undefined && !isNear) {
      await readClusters(this.volume, this.#body, offset, bytes, recordSubject(this.volume.label, 0));
    } else {
      const block = await (known ?? this.#block(index));
      const start = offset % CACHE_BLOCK_SIZE;
      bytes.set(block.subarray(start, start + recordSize));
    }
    return bytes;
  }

  #block(index: number): Promise<Uint8Array> {
    const block = this.#readBlock(index * CACHE_BLOCK_SIZE, CACHE_BLOCK_SIZE);
    this.#blocks.set(index, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= CACHE_BLOCKS) break;
      this.#blocks.delete(oldest);
    }
    // A failure is the reader's to report; a later one tries again.
    block.catch(() => this.#blocks.delete(index));
    return block;
  }

  async #readBlock(offset: number, size: number): Promise<Uint8Array> {
    const length = Math.min(size, this.count * this.volume.geometry.recordSize - offset);
    const block = new Uint8Array(length);
    await readClusters(this.volume, this.#body, offset, block, recordSubject(this.volume.label, 0));
    return block;
  }

  /** The whole table in order, many records at a time; the next ones are read while these are looked at. */
  async *scan(): AsyncGenerator<{ first: number; bytes: Uint8Array }> {
    const { recordSize } = this.volume.geometry;
    const total = this.count * recordSize;
    let next: Promise<Uint8Array> | null = null;
    for (let offset = 0; offset < total; offset += SCAN_SIZE) {
      const bytes: Uint8Array = await (next ?? this.#readBlock(offset, SCAN_SIZE));
      const following = offset + SCAN_SIZE;
      next = following < total ? this.#readBlock(following, SCAN_SIZE) : null;
      // It is awaited in the next round; the caller may stop before.
      next?.catch(() => {});
      yield { first: offset / recordSize, bytes };
    }
  }
}

function checkRecord(window: RecordWindow): void {
  const subject = recordSubject(window.label, window.number);
  if (!hasMagic(window)) throw damaged(subject, 'no MFT record', 'FILE');
  const torn = applyFixups(window);
  if (torn !== null) throw damaged(subject, torn);
  if (!isInUse(window)) throw damaged(subject, 'a record that is not in use');
}

async function readRecordZero(volume: VolumeContext): Promise<RecordWindow> {
  const { device, geometry, label } = volume;
  const { recordSize, clusterSize, mftCluster, mirrorCluster } = geometry;
  const read = async (cluster: number): Promise<RecordWindow> => {
    const bytes = await readAt(device, cluster * clusterSize, recordSize);
    const window = recordWindow(label, bytes, recordSize, 0);
    checkRecord(window);
    return window;
  };
  try {
    return await read(mftCluster);
  } catch (error) {
    // The copy is there for this; where it is no better the first failure is the one to tell.
    return read(mirrorCluster).catch(() => {
      throw error;
    });
  }
}

/** All attributes that a record holds itself. @throws damaged */
export function attributesOf(window: RecordWindow, clusters: number): Attribute[] {
  const attributes: Attribute[] = [];
  for (let at = firstAttribute(window); at !== -1; at = nextAttribute(window, at)) {
    attributes.push(parseAttribute(window, at, clusters));
  }
  return attributes;
}

/** Whether `window` is an extension of `base`. */
export function extendsRecord(window: RecordWindow, base: RecordWindow): boolean {
  const at = baseReferenceAt(window);
  return (
    at !== -1 &&
    referenceNumber(window.view, at) === base.number &&
    window.view.getUint16(at + 6, true) === sequenceOf(base)
  );
}
