/**
 * A VHD. Fixed: the disk's bytes, then the footer. Dynamic and differencing: a copy of the footer, the dynamic header,
 * the block table, blocks in any order, the footer. Its sectors have 512 bytes.
 *
 * The size of the disk is the footer's current size. The product of its cylinders, heads and sectors is smaller.
 */

import { damaged } from './damage.js';
import type { BlockDevice } from './device.js';
import type { DiskFile } from './file.js';
import { BitmapCache, layoutDevice, partialExtent, type Extent, type Layout } from './layout.js';
import type { Family } from './parent.js';
import { ABSENT, readBlocks, type VhdBlocks } from './vhd-blocks.js';
import { readFooter, type VhdFooter } from './vhd-footer.js';
import { readVhdParent } from './vhd-parent.js';

const SECTOR = 512;

/** @throws damaged, unsupported, and what the family throws */
export async function openVhd(file: DiskFile, family: Family): Promise<BlockDevice> {
  const footer = await readFooter(file, family.reporter);
  family.checkIdentity(footer.id);
  const common = { file, source: file, size: footer.size, sectorSize: SECTOR };
  if (footer.type === 'fixed')
    return layoutDevice({ ...common, layout: fixedLayout(file, footer), parent: null });
  const blocks = await readBlocks(file, footer);
  if (footer.type === 'dynamic')
    return layoutDevice({ ...common, layout: dynamicLayout(blocks), parent: null });
  const parent = await family.openParent(await readVhdParent(file, blocks.header));
  return layoutDevice({ ...common, layout: differencingLayout(file, blocks), parent });
}

function fixedLayout(file: DiskFile, footer: VhdFooter): Layout {
  if (footer.size > footer.end) {
    throw damaged(
      `${file.label}: VHD footer`,
      `a disk of ${footer.size} bytes in a file with room for ${footer.end}`,
      undefined,
      'the file is truncated: fetch or copy it again',
    );
  }
  return { extentAt: (offset, length) => ({ place: 'file', offset, length }) };
}

/** The bits in front of a block are not asked: where they are 0 the sector was never written, and is zeros. */
function dynamicLayout(blocks: VhdBlocks): Layout {
  return {
    extentAt(position, length): Extent {
      const { within, run, offset } = placeOf(blocks, position, length);
      return offset === null
        ? { place: 'zero', length: run }
        : { place: 'file', offset: offset + within, length: run };
    },
  };
}

/** Here the bits say which sectors are in this file; the others are the parent's. */
function differencingLayout(file: DiskFile, blocks: VhdBlocks): Layout {
  const { bitmapSize, table } = blocks;
  const bitmaps = new BitmapCache(file, async (block) => ({
    offset: (table[block] as number) * SECTOR,
    length: bitmapSize,
  }));
  return {
    async extentAt(position, length): Promise<Extent> {
      const { block, within, run, offset } = placeOf(blocks, position, length);
      if (offset === null) return { place: 'parent', length: run };
      const bits = await bitmaps.of(block);
      return partialExtent((bit) => isHighBit(bits, bit), SECTOR, offset, within, run);
    },
  };
}

/** Where a position lies: in which block, how far in it, and where the block's sectors begin, null where it is absent. */
function placeOf({ blockSize, bitmapSize, table }: VhdBlocks, position: number, length: number) {
  const block = Math.floor(position / blockSize);
  const within = position - block * blockSize;
  const sector = table[block] ?? ABSENT;
  const offset = sector === ABSENT ? null : sector * SECTOR + bitmapSize;
  return { block, within, run: Math.min(length, blockSize - within), offset };
}

/** The first sector's bit is the highest one. */
function isHighBit(bits: Uint8Array, bit: number): boolean {
  return (((bits[bit >>> 3] as number) >>> (7 - (bit & 7))) & 1) === 1;
}
