/**
 * A VHDX: the disk's blocks in any order, found through a table, with a log that keeps the tables whole.
 *
 *     0        "vhdxfile"
 *     64 KiB   two headers, two region tables
 *     1 MiB    log, block allocation table, metadata and blocks of 1 to 256 MiB, each on a whole megabyte, in any order
 *
 * Source: MS-VHDX 2.1.
 */

import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import type { BlockDevice, ByteSource } from './device.js';
import type { DiskFile } from './file.js';
import { BitmapCache, layoutDevice, partialExtent, type Extent, type Layout } from './layout.js';
import type { Family } from './parent.js';
import { Bat, SpaceMap } from './vhdx-bat.js';
import { NO_GUID, readHeader, readRegions, type VhdxHeader } from './vhdx-header.js';
import { LARGEST_FILE, replayLog } from './vhdx-log.js';
import { readMetadata, type VhdxMetadata } from './vhdx-metadata.js';
import { overlay } from './vhdx-overlay.js';

/** @throws damaged, unsupported, and what the family throws */
export async function openVhdx(file: DiskFile, family: Family): Promise<BlockDevice> {
  const header = await readHeader(file, family.reporter);
  family.checkIdentity(header.dataWriteGuid);
  const source = await afterReplay(file, header, family.reporter);
  const regions = await readRegions(source, family.reporter);
  const space = new SpaceMap(source);
  if (header.log.length > 0) space.claim('VHDX log', header.log);
  space.claim('VHDX metadata', regions.metadata);
  space.claim('VHDX block allocation table', regions.bat);
  const disk = await readMetadata(source, regions.metadata);
  const layout = new VhdxLayout(source, disk, await Bat.open(source, regions.bat, disk, space));
  const parent = disk.parent === null ? null : await family.openParent(disk.parent);
  return layoutDevice({ file, source, layout, size: disk.size, sectorSize: disk.sectorSize, parent });
}

/** The file as it is once its log is written into place; the file itself is not touched. */
async function afterReplay(file: ByteSource, header: VhdxHeader, reporter: Reporter): Promise<ByteSource> {
  if (file.size > LARGEST_FILE) {
    throw new FactoryError('unsupported', {
      subject: file.label,
      found: `a file of ${file.size} bytes`,
      expected: `${LARGEST_FILE} at most: a disk has 64 TiB at most`,
    });
  }
  if (header.logGuid === NO_GUID) return file;
  const { patches, fileSize } = await replayLog(file, header);
  reporter.info(`${file.label}: the disk was not closed cleanly; its log was replayed in memory`);
  return overlay(file, patches, fileSize);
}

class VhdxLayout implements Layout {
  readonly #disk: VhdxMetadata;
  readonly #bat: Bat;
  readonly #bitmaps: BitmapCache;

  constructor(source: ByteSource, disk: VhdxMetadata, bat: Bat) {
    this.#disk = disk;
    this.#bat = bat;
    this.#bitmaps = new BitmapCache(source, (block) => bat.bitmap(block));
  }

  async extentAt(position: number, length: number): Promise<Extent> {
    const { blockSize, sectorSize, parent } = this.#disk;
    const block = Math.floor(position / blockSize);
    const within = position - block * blockSize;
    const run = Math.min(length, blockSize - within);
    const { state, offset } = await this.#bat.payload(block);
    switch (state) {
      case 'present':
        return { place: 'file', offset: offset + within, length: run };
      case 'partly present': {
        const bits = await this.#bitmaps.of(block);
        return partialExtent((bit) => isLowBit(bits, bit), sectorSize, offset, within, run);
      }
      case 'not present':
        return { place: parent === null ? 'zero' : 'parent', length: run };
      case 'zero':
      default:
        return { place: 'zero', length: run };
    }
  }
}

/** The first sector's bit is the lowest one. */
function isLowBit(bits: Uint8Array, bit: number): boolean {
  return (((bits[bit >>> 3] as number) >>> (bit & 7)) & 1) === 1;
}
