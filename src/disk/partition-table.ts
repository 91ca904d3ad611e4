/** Which partitions a disk has: by its GPT, by its MBR, or none because the disk is itself a volume. */

import { FactoryError } from '../errors.js';
import { silentReporter, type Reporter } from '../progress.js';
import { readAt, type BlockDevice } from './device.js';
import { fileSystemAt, fileSystemOf, type FileSystem } from './file-system.js';
import { hasGptSignature, readGpt } from './gpt.js';
import { checkOverlaps, hasMbrSignature, isProtective, mbrTypeCode, mbrTypeName, readMbr } from './mbr.js';
import type { Partition } from './partition.js';

/**
 * The partitions in the order of their table. A disk that is itself a volume gives one partition with the number 0
 * that covers it all.
 *
 * @param reporter is warned when a damaged table is replaced by its copy
 * @throws damaged when the table contradicts itself or the disk's size
 * @throws unsupported when the disk has neither a partition table nor a known file system
 */
export async function listPartitions(
  disk: BlockDevice,
  reporter: Reporter = silentReporter(),
): Promise<Partition[]> {
  const record = await readAt(disk, 0, disk.sectorSize);
  const fileSystem = fileSystemOf(record);
  if (fileSystem !== 'unknown') return [bareVolume(disk, fileSystem)];
  if (isProtective(record)) return gptPartitions(disk, reporter);
  if (hasMbrSignature(record)) return mbrPartitions(disk, record);
  if (await hasGptHeader(disk)) {
    reporter.warn(`${disk.label}: the protective MBR of the partition table is missing`);
    return gptPartitions(disk, reporter);
  }
  throw new FactoryError('unsupported', {
    subject: disk.label,
    found: 'neither a partition table nor a file system',
    expected: 'a GPT, an MBR or a volume that begins with the first sector',
    next: 'check that this is the disk that Windows was installed on',
  });
}

function bareVolume(disk: BlockDevice, fileSystem: FileSystem): Partition {
  return {
    number: 0,
    scheme: 'none',
    type: { code: '', name: 'volume without a partition table' },
    name: '',
    id: '',
    offset: 0,
    size: disk.size,
    fileSystem,
  };
}

/** In sector 1, or in the last one where the start of the disk was wiped. */
async function hasGptHeader(disk: BlockDevice): Promise<boolean> {
  const sectors = Math.floor(disk.size / disk.sectorSize);
  for (const sector of [1, sectors - 1]) {
    if (sector > 0 && sector < sectors) {
      if (hasGptSignature(await readAt(disk, sector * disk.sectorSize, disk.sectorSize))) return true;
    }
  }
  return false;
}

async function gptPartitions(disk: BlockDevice, reporter: Reporter): Promise<Partition[]> {
  const entries = await readGpt(disk, reporter);
  checkOverlaps(disk, entries);
  const partitions: Partition[] = [];
  for (const entry of entries) {
    partitions.push({ ...entry, scheme: 'gpt', fileSystem: await fileSystemAt(disk, entry.offset) });
  }
  return partitions;
}

async function mbrPartitions(disk: BlockDevice, record: Uint8Array): Promise<Partition[]> {
  const partitions: Partition[] = [];
  for (const { number, type, offset, size } of await readMbr(disk, record)) {
    partitions.push({
      number,
      scheme: 'mbr',
      type: { code: mbrTypeCode(type), name: mbrTypeName(type) },
      name: '',
      id: '',
      offset,
      size,
      fileSystem: await fileSystemAt(disk, offset),
    });
  }
  return partitions;
}
