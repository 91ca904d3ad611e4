/**
 * The boot sector of an NTFS volume: 512 bytes at the start, and once more in the volume's last sector.
 *
 * | offset | size | field                                                                              |
 * | ------ | ---- | ---------------------------------------------------------------------------------- |
 * | 0x03   | 8    | OEM id: `NTFS    `; `-FVE-FS-` is BitLocker                                        |
 * | 0x0b   | 2    | bytes per sector                                                                   |
 * | 0x0d   | 1    | sectors per cluster: 1 to 128, or above 0x80 the negative power of two (0xf5: 2^11) |
 * | 0x28   | 8    | sectors of the volume, without the copy of the boot sector                         |
 * | 0x30   | 8    | first cluster of $MFT                                                              |
 * | 0x38   | 8    | first cluster of $MFTMirr                                                          |
 * | 0x40   | 1    | clusters per MFT record, or the negative power of two in bytes (0xf6: 2^10)        |
 * | 0x44   | 1    | clusters per index block, encoded alike                                            |
 * | 0x48   | 8    | volume serial number                                                               |
 * | 0x1fe  | 2    | 0x55 0xaa                                                                          |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("$Boot"); clusters above 64 KiB: Windows 10 1709.
 */

import { cursorOver, readSize, readU16, readU64, readU8, seek } from '../bytes/index.js';
import { readAt, type BlockDevice } from '../disk/index.js';
import { FactoryError } from '../errors.js';

const BOOT_SECTOR_SIZE = 512;
const OEM_ID_AT = 3;
const MAX_CLUSTER_SIZE = 2 << 20;
const MIN_RECORD_SIZE = 512;
const MAX_RECORD_SIZE = 4096;

/** The measures of a volume. Sizes are bytes. */
export interface Geometry {
  readonly sectorSize: number;
  readonly clusterSize: number;
  /** How many clusters the volume has. */
  readonly clusters: number;
  readonly recordSize: number;
  readonly indexBlockSize: number;
  /** First cluster of $MFT, and of the copy of its first records. */
  readonly mftCluster: number;
  readonly mirrorCluster: number;
  readonly serial: bigint;
}

/** Other volumes that are found where NTFS is expected. */
const OTHERS: readonly (readonly [at: number, id: string, found: string])[] = [
  [OEM_ID_AT, 'EXFAT   ', 'an exFAT volume'],
  [OEM_ID_AT, 'ReFS\0\0\0\0', 'a ReFS volume'],
  [0x52, 'FAT32   ', 'a FAT32 volume'],
  [0x36, 'FAT', 'a FAT volume'],
];

function hasId(sector: Uint8Array, at: number, id: string): boolean {
  return Buffer.from(sector.buffer, sector.byteOffset + at, id.length).toString('latin1') === id;
}

/** Whether the device begins with the boot sector of an NTFS volume; it may still be a damaged one. */
export async function looksLikeNtfs(device: BlockDevice): Promise<boolean> {
  if (device.size < BOOT_SECTOR_SIZE) return false;
  const sector = await readAt(device, 0, BOOT_SECTOR_SIZE);
  return hasId(sector, OEM_ID_AT, 'NTFS    ') && sector[0x1fe] === 0x55 && sector[0x1ff] === 0xaa;
}

/** @throws encrypted for BitLocker; unsupported for another file system; damaged where the fields contradict each other */
export async function readGeometry(device: BlockDevice): Promise<Geometry> {
  if (device.size < BOOT_SECTOR_SIZE) throw notNtfs(device, `${device.size} bytes`);
  const sector = await readAt(device, 0, BOOT_SECTOR_SIZE);
  if (!hasId(sector, OEM_ID_AT, 'NTFS    ')) throw refuseOther(device, sector);
  const cursor = cursorOver(sector, `${device.label}: boot sector`);
  const check = (holds: boolean, field: string, found: number, expected: string) => {
    if (!holds) throw badBootSector(device, `${field} ${found}`, expected);
  };

  seek(cursor, 0x0b);
  const sectorSize = readU16(cursor);
  check(isPowerOfTwo(sectorSize, 256, 4096), 'bytes per sector', sectorSize, 'a power of two up to 4096');
  const perCluster = readU8(cursor);
  const clusterSize = sectorSize * (perCluster <= 0x80 ? perCluster : 2 ** (256 - perCluster));
  check(
    isPowerOfTwo(clusterSize, sectorSize, MAX_CLUSTER_SIZE),
    'sectors per cluster',
    perCluster,
    'up to 2 MiB',
  );

  seek(cursor, 0x28);
  const sectors = readSize(cursor);
  const clusters = Math.floor((sectors * sectorSize) / clusterSize);
  check(
    clusters > 0 && sectors * sectorSize <= device.size,
    'sectors',
    sectors,
    `${device.size} bytes at most`,
  );
  const mftCluster = readSize(cursor);
  check(mftCluster > 0 && mftCluster < clusters, '$MFT at cluster', mftCluster, `below ${clusters}`);
  const mirrorCluster = readSize(cursor);
  check(mirrorCluster < clusters, '$MFTMirr at cluster', mirrorCluster, `below ${clusters}`);

  const recordSize = encodedSize(sector[0x40] as number, clusterSize);
  check(
    isPowerOfTwo(recordSize, MIN_RECORD_SIZE, MAX_RECORD_SIZE),
    'MFT record size',
    recordSize,
    '1024 or 4096',
  );
  const indexBlockSize = encodedSize(sector[0x44] as number, clusterSize);
  check(
    isPowerOfTwo(indexBlockSize, 512, MAX_CLUSTER_SIZE),
    'index block size',
    indexBlockSize,
    'a power of two',
  );
  seek(cursor, 0x48);
  const serial = readU64(cursor);
  return { sectorSize, clusterSize, clusters, recordSize, indexBlockSize, mftCluster, mirrorCluster, serial };
}

/** Clusters, or from 0x80 the negative power of two in bytes. */
function encodedSize(value: number, clusterSize: number): number {
  return value < 0x80 ? value * clusterSize : 2 ** (256 - value);
}

function isPowerOfTwo(value: number, least: number, most: number): boolean {
  return value >= least && value <= most && Number.isInteger(Math.log2(value));
}

function refuseOther(device: BlockDevice, sector: Uint8Array): FactoryError {
  if (hasId(sector, OEM_ID_AT, '-FVE-FS-')) {
    return new FactoryError('encrypted', {
      subject: device.label,
      found: 'a BitLocker volume',
      expected: 'an NTFS volume that is not encrypted',
      next: 'decrypt it first: "manage-bde -off C:" and wait until it is done',
    });
  }
  const other = OTHERS.find(([at, id]) => hasId(sector, at, id));
  return notNtfs(device, other === undefined ? 'no file system that is known' : other[2]);
}

function notNtfs(device: BlockDevice, found: string): FactoryError {
  return new FactoryError('unsupported', {
    subject: device.label,
    found,
    expected: 'an NTFS volume',
    next: 'name the partition with Windows: SOURCE#N',
  });
}

function badBootSector(device: BlockDevice, found: string, expected: string): FactoryError {
  return new FactoryError('damaged', {
    subject: `${device.label}: boot sector`,
    found,
    expected,
    next: 'the volume is truncated or damaged: run chkdsk on it, or make it again',
  });
}
