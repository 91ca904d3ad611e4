/** A disk whose bytes are scattered over a file: which run lies where, and how to read across runs. */

import type { ByteSource } from './device.js';

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
export async function readLayout(
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

/** The length of the run of equal bits from `bit`, at most `limit` bits. */
export function equalBits(isSet: (bit: number) => boolean, bit: number, limit: number): number {
  const first = isSet(bit);
  let length = 1;
  while (length < limit && isSet(bit + length) === first) length++;
  return length;
}
