/**
 * The block allocation table of a VHDX: one entry of 64 bits for each block.
 *
 *     bits 0-2    state
 *     bits 20-63  place in the file, in MiB
 *
 * Behind the entries of each chunk, 2^23 sectors of the disk, follows the one of the chunk's sector bitmap. It is there
 * in disks of every kind but means something only in a differencing one.
 *
 * Source: MS-VHDX 2.5.
 */

import { damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { MIB, type Region } from './vhdx-header.js';
import type { VhdxMetadata } from './vhdx-metadata.js';

export type BlockState = 'not present' | 'zero' | 'present' | 'partly present';

export interface BatEntry {
  readonly state: BlockState;
  /** Bytes from the start of the file, where the block is present. */
  readonly offset: number;
}

/** By the three bits; an undefined and an unmapped block may read as anything, here as zeros. */
const PAYLOAD_STATES: readonly (BlockState | null)[] = [
  'not present',
  'zero',
  'zero',
  'zero',
  null,
  null,
  'present',
  'partly present',
];

const BITMAP_PRESENT = 6;
const BITMAP_SECTORS = 2 ** 23;
const PAGE_ENTRIES = 65_536;
/** 32 MiB of table: all of it for a disk of 4 TiB even with the smallest blocks. */
const MOST_PAGES = 64;

export class Bat {
  readonly #source: ByteSource;
  readonly #region: Region;
  readonly #disk: VhdxMetadata;
  readonly #chunkRatio: number;
  readonly #entries: number;
  readonly #space: SpaceMap;
  /** Least recently read first. */
  readonly #pages = new Map<number, DataView>();
  readonly #checked = new Set<number>();

  private constructor(source: ByteSource, region: Region, disk: VhdxMetadata, space: SpaceMap) {
    this.#source = source;
    this.#region = region;
    this.#disk = disk;
    this.#space = space;
    this.#chunkRatio = (BITMAP_SECTORS * disk.sectorSize) / disk.blockSize;
    const blocks = Math.ceil(disk.size / disk.blockSize);
    const chunks = Math.ceil(blocks / this.#chunkRatio);
    this.#entries =
      disk.parent === null
        ? blocks + Math.floor((blocks - 1) / this.#chunkRatio)
        : chunks * (this.#chunkRatio + 1);
  }

  /**
   * Opens the table and checks as much of it as is kept in memory; the rest of a giant one when it is read.
   *
   * @param space what lies in the file besides blocks
   * @throws damaged when an entry has no meaning or leads to a place that is not free or not there
   */
  static async open(source: ByteSource, region: Region, disk: VhdxMetadata, space: SpaceMap): Promise<Bat> {
    const bat = new Bat(source, region, disk, space);
    const needed = bat.#entries * 8;
    if (needed > region.length) {
      throw damaged(
        `${source.label}: VHDX block allocation table`,
        `${region.length} bytes`,
        `${needed} bytes for a disk of ${disk.size} bytes in blocks of ${disk.blockSize}`,
      );
    }
    const pages = Math.ceil(bat.#entries / PAGE_ENTRIES);
    for (let page = 0; page < Math.min(pages, MOST_PAGES); page++) await bat.#page(page);
    return bat;
  }

  /** @param block counted from the start of the disk */
  async payload(block: number): Promise<BatEntry> {
    const view = await this.#view(block + Math.floor(block / this.#chunkRatio));
    return { state: this.#stateOf(block, view), offset: offsetOf(view) };
  }

  /**
   * Where the bits lie that say which of a block's sectors are in this file.
   *
   * @throws damaged when the chunk has no sector bitmap
   */
  async bitmap(block: number): Promise<Region> {
    const chunk = Math.floor(block / this.#chunkRatio);
    const view = await this.#view(chunk * (this.#chunkRatio + 1) + this.#chunkRatio);
    if ((view.getUint8(0) & 7) !== BITMAP_PRESENT) {
      throw damaged(
        `${this.#source.label}: VHDX block ${block}`,
        'a block that is there in part, and no sector bitmap that says in which',
      );
    }
    const length = MIB / this.#chunkRatio;
    return { offset: offsetOf(view) + (block % this.#chunkRatio) * length, length };
  }

  /** The eight bytes of an entry. */
  async #view(index: number): Promise<DataView> {
    const number = Math.floor(index / PAGE_ENTRIES);
    const page = this.#pages.get(number) ?? (await this.#page(number));
    return new DataView(page.buffer, page.byteOffset + (index % PAGE_ENTRIES) * 8, 8);
  }

  async #page(number: number): Promise<DataView> {
    const first = number * PAGE_ENTRIES;
    const count = Math.min(PAGE_ENTRIES, this.#entries - first);
    const bytes = await readAt(this.#source, this.#region.offset + first * 8, count * 8);
    const page = new DataView(bytes.buffer);
    if (!this.#checked.has(number)) this.#check(page, first, count);
    this.#checked.add(number);
    const oldest = this.#pages.keys().next();
    if (this.#pages.size >= MOST_PAGES && oldest.done !== true) this.#pages.delete(oldest.value);
    this.#pages.set(number, page);
    return page;
  }

  #check(page: DataView, first: number, count: number): void {
    for (let entry = 0; entry < count; entry++) {
      if (page.getUint32(entry * 8, true) === 0) continue;
      const index = first + entry;
      const chunk = Math.floor(index / (this.#chunkRatio + 1));
      const view = new DataView(page.buffer, page.byteOffset + entry * 8, 8);
      if (index % (this.#chunkRatio + 1) === this.#chunkRatio) this.#checkBitmap(chunk, view);
      else this.#checkPayload(index - chunk, view);
    }
  }

  /** Only a differencing disk has sector bitmaps; elsewhere qemu-img before 8.1 leaves anything in their entries. */
  #checkBitmap(chunk: number, view: DataView): void {
    if (this.#disk.parent === null || (view.getUint8(0) & 7) !== BITMAP_PRESENT) return;
    this.#space.claim(`VHDX sector bitmap ${chunk}`, { offset: offsetOf(view), length: MIB });
  }

  #checkPayload(block: number, view: DataView): void {
    const state = this.#stateOf(block, view);
    if (state === 'zero' || state === 'not present') return;
    const { blockSize, size } = this.#disk;
    const used = Math.min(blockSize, size - block * blockSize);
    this.#space.claim(`VHDX block ${block}`, { offset: offsetOf(view), length: blockSize }, used);
  }

  #stateOf(block: number, view: DataView): BlockState {
    const bits = view.getUint8(0) & 7;
    const state = PAYLOAD_STATES[bits] ?? null;
    if (state === null || (state === 'partly present' && this.#disk.parent === null)) {
      throw damaged(
        `${this.#source.label}: VHDX block ${block}`,
        `the state ${bits}`,
        this.#disk.parent === null ? '0, 1, 2, 3 or 6' : '0, 1, 2, 3, 6 or 7',
      );
    }
    return state;
  }
}

/** The upper 44 bits; the product is exact because a file's offset is. */
function offsetOf(entry: DataView): number {
  return ((entry.getUint32(0, true) >>> 20) + entry.getUint32(4, true) * 4096) * MIB;
}

/** Which megabytes of the file are taken: nothing in a VHDX may lie on something else. */
export class SpaceMap {
  readonly #source: ByteSource;
  readonly #taken: Uint8Array;

  constructor(source: ByteSource) {
    this.#source = source;
    this.#taken = new Uint8Array(Math.ceil(source.size / MIB / 8));
    this.claim('VHDX header', { offset: 0, length: MIB });
  }

  /**
   * @param what for the message
   * @param used how many of its bytes must be in the file; the last block of a disk may end with the disk
   * @throws damaged when the region is not within the file, or on top of another
   */
  claim(what: string, { offset, length }: Region, used = length): void {
    const subject = `${this.#source.label}: ${what}`;
    if (offset + used > this.#source.size) {
      throw damaged(
        subject,
        `bytes ${offset} to ${offset + used} of a file that ends at byte ${this.#source.size}`,
        undefined,
        'the file is truncated: fetch or copy it again',
      );
    }
    const end = Math.min(offset + length, this.#source.size);
    for (let at = offset / MIB; at < end / MIB; at++) {
      const [byte, bit] = [at >>> 3, 1 << (at & 7)];
      if (((this.#taken[byte] as number) & bit) !== 0) {
        throw damaged(subject, `a place at byte ${offset} where something else lies`);
      }
      (this.#taken[byte] as number) |= bit;
    }
  }
}
