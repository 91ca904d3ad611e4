/**
 * A VHD. Fixed: the disk's bytes, then the footer. Dynamic: a copy of the footer, the dynamic header, the block table,
 * blocks in any order, the footer. Its sectors have 512 bytes.
 *
 * The size of the disk is the footer's current size. The product of its cylinders, heads and sectors is smaller.
 */

import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { damaged } from './damage.js';
import type { BlockDevice } from './device.js';
import { checkRange, type DiskFile } from './file.js';
import { readLayout, type Extent, type Layout } from './layout.js';
import { ABSENT, readBlocks, type VhdBlocks } from './vhd-blocks.js';
import { readFooter, type VhdFooter } from './vhd-footer.js';

const SECTOR = 512;

/** @throws damaged, unsupported */
export async function openVhd(file: DiskFile, reporter: Reporter): Promise<BlockDevice> {
  const footer = await readFooter(file, reporter);
  const layout = await layoutOf(file, footer);
  return {
    label: file.label,
    size: footer.size,
    sectorSize: SECTOR,
    async read(offset, target) {
      checkRange(file.label, footer.size, offset, target.length);
      await readLayout(layout, file, null, offset, target);
    },
    close: () => file.close(),
  };
}

async function layoutOf(file: DiskFile, footer: VhdFooter): Promise<Layout> {
  if (footer.type === 'dynamic') return blockLayout(await readBlocks(file, footer));
  if (footer.type === 'differencing') throw differencing(file.label);
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
function blockLayout({ blockSize, bitmapSize, table }: VhdBlocks): Layout {
  return {
    extentAt(position, length): Extent {
      const block = Math.floor(position / blockSize);
      const within = position - block * blockSize;
      const run = Math.min(length, blockSize - within);
      const sector = table[block] ?? ABSENT;
      if (sector === ABSENT) return { place: 'zero', length: run };
      return { place: 'file', offset: sector * SECTOR + bitmapSize + within, length: run };
    },
  };
}

function differencing(subject: string): FactoryError {
  return new FactoryError('unsupported', {
    subject,
    found: 'a differencing disk',
    expected: 'a disk that stands for itself; parent chains are read by a later version',
    next: 'merge it into its parent (Merge-VHD), or convert it (Convert-VHD)',
  });
}
