/**
 * The metadata region of a VHDX: a table of 64 KiB, then the items that it points to. Little endian.
 *
 *     table                                entry
 *       0   8  "metadata"                    0  16  item's GUID
 *      10   2  number of entries, ≤ 2047    16   4  offset from the start of the region, 64 KiB at least
 *      32      entries of 32 bytes          20   4  length
 *                                           24   4  flags: 1 user's, 2 of the virtual disk, 4 required
 *
 * Source: MS-VHDX 2.6.
 */

import {
  cursorOver,
  formatGuid,
  readBytes,
  readSize,
  readU16,
  readU32,
  readU64,
  type Cursor,
} from '../bytes/index.js';
import { damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { ascii } from './file-system.js';
import type { ParentReference } from './parent.js';
import { MIB, unsupported, type Region } from './vhdx-header.js';
import { parseParentLocator } from './vhdx-parent.js';

export interface VhdxMetadata {
  /** Bytes of a payload block: a power of two from 1 to 256 MiB. */
  readonly blockSize: number;
  /** Bytes of the disk. */
  readonly size: number;
  /** Bytes of a logical sector: 512 or 4096. */
  readonly sectorSize: number;
  /** Null for a disk that stands for itself. */
  readonly parent: ParentReference | null;
}

const FILE_PARAMETERS = 'caa16737-fa36-4d43-b3b6-33f0aa44e76b';
const DISK_SIZE = '2fa54224-cd1b-4876-b211-5dbed83bf4b8';
const DISK_ID = 'beca12ab-b2e6-4523-93ef-c309e000c746';
const SECTOR_SIZE = '8141bf1d-a96f-4709-ba47-f233a8faab5f';
const PHYSICAL_SECTOR_SIZE = 'cda348c7-445d-4471-9cc9-e9885251c556';
const PARENT_LOCATOR = 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c';

const KNOWN: ReadonlySet<string> = new Set([
  FILE_PARAMETERS,
  DISK_SIZE,
  DISK_ID,
  SECTOR_SIZE,
  PHYSICAL_SECTOR_SIZE,
  PARENT_LOCATOR,
]);

const TABLE = 64 * 1024;
const MOST_ENTRIES = 2047;
const LARGEST_DISK = 64 * 1024 ** 4;
const HAS_PARENT = 2;

/** @throws damaged, or unsupported for a required item that is not known */
export async function readMetadata(source: ByteSource, region: Region): Promise<VhdxMetadata> {
  const subject = `${source.label}: VHDX metadata`;
  const items = await readTable(source, subject, region);
  const item = async (guid: string, name: string): Promise<Cursor> => {
    const place = items.get(guid);
    if (place === undefined) throw damaged(subject, `no ${name}`);
    return cursorOver(await readAt(source, place.offset, place.length), `${subject}: ${name}`);
  };
  const parameters = await item(FILE_PARAMETERS, 'file parameters');
  const blockSize = readU32(parameters);
  const hasParent = (readU32(parameters) & HAS_PARENT) !== 0;
  const size = readSize(await item(DISK_SIZE, 'virtual disk size'));
  const sectorSize = readU32(await item(SECTOR_SIZE, 'logical sector size'));
  checkSizes(subject, blockSize, size, sectorSize);
  const parent = hasParent ? parseParentLocator(await item(PARENT_LOCATOR, 'parent locator')) : null;
  return { blockSize, size, sectorSize, parent };
}

function checkSizes(subject: string, blockSize: number, size: number, sectorSize: number): void {
  if (blockSize < MIB || blockSize > 256 * MIB || (blockSize & (blockSize - 1)) !== 0) {
    throw damaged(subject, `blocks of ${blockSize} bytes`, 'a power of two from 1 MiB to 256 MiB');
  }
  if (sectorSize !== 512 && sectorSize !== 4096) {
    throw damaged(subject, `logical sectors of ${sectorSize} bytes`, '512 or 4096');
  }
  if (size === 0 || size % sectorSize !== 0 || size > LARGEST_DISK) {
    throw damaged(subject, `a disk of ${size} bytes`, `whole sectors of ${sectorSize} bytes, at most 64 TiB`);
  }
}

/** Where the items lie in the file, by their GUID; the user's own are left out. */
async function readTable(source: ByteSource, subject: string, region: Region): Promise<Map<string, Region>> {
  const cursor = cursorOver(await readAt(source, region.offset, TABLE), subject);
  if (ascii(cursor.bytes, 0, 8) !== 'metadata') throw damaged(subject, 'no signature "metadata"');
  cursor.position = 10;
  const count = readU16(cursor);
  if (count > MOST_ENTRIES) throw damaged(subject, `${count} entries`, `${MOST_ENTRIES} at most`);
  cursor.position = 32;
  const items = new Map<string, Region>();
  for (let index = 0; index < count; index++) {
    const guid = formatGuid(readBytes(cursor, 16));
    const offset = readU32(cursor);
    const length = readU32(cursor);
    const flags = Number(readU64(cursor) & 7n);
    const isUsers = (flags & 1) !== 0;
    if ((flags & 4) !== 0 && (isUsers || !KNOWN.has(guid))) {
      throw unsupported(subject, `the required item ${guid}`, 'only the items of MS-VHDX');
    }
    if (isUsers || !KNOWN.has(guid)) continue;
    if (items.has(guid)) throw damaged(subject, `the item ${guid} twice`);
    if (length > MIB || offset < TABLE || offset + length > region.length) {
      throw damaged(
        subject,
        `the item ${guid} of ${length} bytes at byte ${offset} of the region`,
        `a place behind the table, within ${region.length} bytes`,
      );
    }
    items.set(guid, { offset: region.offset + offset, length });
  }
  return items;
}
