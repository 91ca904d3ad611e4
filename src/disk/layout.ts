/** A disk whose bytes are scattered over a file: which run lies where, and how to read across runs. */

import { damaged } from './damage.js';
import { readAt, type BlockDevice, type ByteSource } from './device.js';
import { checkRange, type DiskFile } from './file.js';

/** A run of a disk's bytes: in the file at `offset`, zeros that are not stored, or in the parent at the same place. */
export type Extent =
  | { readonly place: 'file'; readonly offset: number; readonly length: number }
  | { readonly place: 'zero' | 'parent'; readonly length: number };

export interface Layout {
  /**
   * Where the bytes from `position` lie.
   *
   * @param length more than 0; the extent is never longer
   */
  extentAt(position: number, length: number): Extent | Promise<Extent>;
}

/** Fills `target` from `position`: one read for each run that is contiguous in the file, none for zeros. */
async function readLayout(
  layout: Layout,
  file: ByteSource,
  parent: ByteSource | null,
  position: number,
  target: Uint8Array,
): Promise<void> {
  for (let done = 0; done < target.length;) {
    const extent = await longestExtent(layout, position + done, target.length - done);
    const part = target.subarray(done, done + extent.length);
    if (extent.place === 'file') await file.read(extent.offset, part);
    else if (extent.place === 'parent' && parent !== null) await readOrZeros(parent, position + done, part);
    else part.fill(0);
    done += extent.length;
  }
}

/** Joins extents that continue one another. */
async function longestExtent(layout: Layout, position: number, length: number): Promise<Extent> {
  const first = await layout.extentAt(position, length);
  let end = first.length;
  while (end < length) {
    const next = await layout.extentAt(position + end, length - end);
    if (next.place !== first.place) break;
    if (next.place === 'file' && first.place === 'file' && next.offset !== first.offset + end) break;
    end += next.length;
  }
  return { ...first, length: end };
}

/** A disk that grew after its child was made ends before the child does: what lies beyond is zeros. */
async function readOrZeros(parent: ByteSource, position: number, target: Uint8Array): Promise<void> {
  const there = Math.max(0, Math.min(target.length, parent.size - position));
  if (there > 0) await parent.read(position, target.subarray(0, there));
  target.fill(0, there);
}

/** What a differencing disk needs to become a device. */
export interface LayoutDisk {
  readonly file: DiskFile;
  /** The file, or the file with its log replayed over it. */
  readonly source: ByteSource;
  readonly layout: Layout;
  readonly size: number;
  readonly sectorSize: number;
  /** Closed together with the file; null for a disk that stands for itself. */
  readonly parent: BlockDevice | null;
}

/** @throws damaged when the parent has sectors of another size */
export async function layoutDevice(disk: LayoutDisk): Promise<BlockDevice> {
  const { file, source, layout, size, sectorSize, parent } = disk;
  const { label } = file;
  if (parent !== null && parent.sectorSize !== sectorSize) {
    await parent.close();
    throw damaged(
      label,
      `a parent with sectors of ${parent.sectorSize} bytes`,
      `${sectorSize} as this disk has`,
    );
  }
  return {
    label,
    size,
    sectorSize,
    async read(offset, target) {
      checkRange(label, size, offset, target.length);
      await readLayout(layout, source, parent, offset, target);
    },
    async close() {
      await file.close();
      await parent?.close();
    },
  };
}

/**
 * The run from `within` a block whose sectors are partly here and partly in the parent.
 *
 * @param isHere whether a sector of the block is in this file
 * @param offset where the block's first sector lies in the file
 */
export function partialExtent(
  isHere: (sector: number) => boolean,
  sectorSize: number,
  offset: number,
  within: number,
  length: number,
): Extent {
  const first = Math.floor(within / sectorSize);
  const end = Math.ceil((within + length) / sectorSize);
  const here = isHere(first);
  let last = first + 1;
  while (last < end && isHere(last) === here) last++;
  const run = Math.min(length, last * sectorSize - within);
  return here ? { place: 'file', offset: offset + within, length: run } : { place: 'parent', length: run };
}

const MOST_BITMAPS = 64;

/** The sector bitmaps that were read last, by their block. */
export class BitmapCache {
  readonly #source: ByteSource;
  readonly #place: (block: number) => Promise<{ offset: number; length: number }>;
  readonly #bitmaps = new Map<number, Uint8Array>();

  constructor(source: ByteSource, place: (block: number) => Promise<{ offset: number; length: number }>) {
    this.#source = source;
    this.#place = place;
  }

  async of(block: number): Promise<Uint8Array> {
    const known = this.#bitmaps.get(block);
    if (known !== undefined) return known;
    const { offset, length } = await this.#place(block);
    const bitmap = await readAt(this.#source, offset, length);
    const oldest = this.#bitmaps.keys().next();
    if (this.#bitmaps.size >= MOST_BITMAPS && oldest.done !== true) this.#bitmaps.delete(oldest.value);
    this.#bitmaps.set(block, bitmap);
    return bitmap;
  }
}
