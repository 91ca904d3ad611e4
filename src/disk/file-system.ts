/**
 * What a volume's first sector says about its file system.
 *
 *     offset  size
 *          3     8  OEM name: "NTFS    ", "EXFAT   ", "-FVE-FS-" (BitLocker), "ReFS\0\0\0\0"
 *       0x36     8  "FAT12   ", "FAT16   "          (FAT12, FAT16)
 *       0x52     8  "FAT32   "                      (FAT32)
 *      0x1a8    16  BitLocker To Go's GUID, in a sector that else looks like FAT32
 *
 * Sources: MS-FSCC, Microsoft's FAT32 and exFAT specifications, libyal's documentation of BDE and ReFS.
 */

import { formatGuid } from '../bytes/index.js';
import { readAt, type ByteSource } from './device.js';

export type FileSystem = 'ntfs' | 'fat' | 'exfat' | 'refs' | 'bitlocker' | 'unknown';

const OEM_NAMES: Readonly<Record<string, FileSystem>> = {
  'NTFS    ': 'ntfs',
  'EXFAT   ': 'exfat',
  '-FVE-FS-': 'bitlocker',
  'ReFS\0\0\0\0': 'refs',
};

const BITLOCKER_TO_GO = '4967d63b-2e29-4ad8-8399-f6a339e3d001';

/** @param sector the volume's first 512 bytes */
export function fileSystemOf(sector: Uint8Array): FileSystem {
  const byName = OEM_NAMES[ascii(sector, 3, 8)];
  if (byName !== undefined) return byName;
  if (ascii(sector, 0x52, 8) === 'FAT32   ') {
    return formatGuid(sector.subarray(0x1a8, 0x1b8)) === BITLOCKER_TO_GO ? 'bitlocker' : 'fat';
  }
  return ascii(sector, 0x36, 3) === 'FAT' ? 'fat' : 'unknown';
}

/** The file system of the volume that begins at `offset`. */
export async function fileSystemAt(source: ByteSource, offset: number): Promise<FileSystem> {
  return source.size - offset < 512 ? 'unknown' : fileSystemOf(await readAt(source, offset, 512));
}

export function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(
    'latin1',
    offset,
    offset + length,
  );
}
