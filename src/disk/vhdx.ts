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
import { checkRange, type DiskFile } from './file.js';
import { readLayout, type Extent, type Layout } from './layout.js';
import { Bat, SpaceMap } from './vhdx-bat.js';
import { NO_GUID, readHeader, readRegions, type VhdxHeader } from './vhdx-header.js';
import { LARGEST_FILE, replayLog } from './vhdx-log.js';
import { readMetadata, type VhdxMetadata } from './vhdx-metadata.js';
import { overlay } from './vhdx-overlay.js';

/** @throws damaged, unsupported */
export async function openVhdx(file: DiskFile, reporter: Reporter): Promise<BlockDevice> {
  const header = await readHeader(file, reporter);
  const source = await afterReplay(file, header, reporter);
  const regions = await readRegions(source, reporter);
  const space = new SpaceMap(source);
  if (header.log.length > 0) space.claim('VHDX log', header.log);
  space.claim('VHDX metadata', regions.metadata);
  space.claim('VHDX block allocation table', regions.bat);
  const disk = await readMetadata(source, regions.metadata);
  if (disk.parent !== null) throw differencing(file.label, disk);
  const layout = vhdxLayout(disk, await Bat.open(source, regions.bat, disk, space));
  return {
    label: file.label,
    size: disk.size,
    sectorSize: disk.sectorSize,
    async read(offset, target) {
      checkRange(file.label, disk.size, offset, target.length);
      await readLayout(layout, source, null, offset, target);
    },
    close: () => file.close(),
  };
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

function vhdxLayout({ blockSize }: VhdxMetadata, bat: Bat): Layout {
  return {
    async extentAt(position: number, length: number): Promise<Extent> {
      const block = Math.floor(position / blockSize);
      const within = position - block * blockSize;
      const run = Math.min(length, blockSize - within);
      const { state, offset } = await bat.payload(block);
      if (state === 'present') return { place: 'file', offset: offset + within, length: run };
      return { place: 'zero', length: run };
    },
  };
}

function differencing(label: string, { parent }: VhdxMetadata): FactoryError {
  return new FactoryError('unsupported', {
    subject: label,
    found: `a differencing disk on top of ${parent?.paths[0]?.path}`,
    expected: 'a disk that stands for itself; parent chains are read by a later version',
    next: 'merge it into its parent (Merge-VHD), or convert it (Convert-VHD)',
  });
}
