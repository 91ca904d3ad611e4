/**
 * The GUID partition table. All numbers are little endian; the primary header lies in sector 1, its copy in the last.
 *
 *     header   offset  size                          entry   offset  size
 *                   0     8  "EFI PART"                           0    16  type GUID, zero where unused
 *                   8     4  revision 0x00010000                 16    16  the partition's own GUID
 *                  12     4  header size, 92 or more             32     8  first sector
 *                  16     4  CRC-32 with this field zero         40     8  last sector, inclusive
 *                  24     8  this header's sector                48     8  attributes
 *                  32     8  the other header's sector           56    72  name, UTF-16LE
 *                  72     8  first sector of the entries
 *                  80     4  number of entries
 *                  84     4  size of an entry, 128 times a power of two
 *                  88     4  CRC-32 of the entries
 *
 * Source: UEFI specification 2.10, section 5.3.
 */

import { crc32 } from 'node:zlib';
import { cursorOver, formatGuid, isZero, readBytes, readSize, readU32, readUtf16 } from '../bytes/index.js';
import type { Reporter } from '../progress.js';
import { damageOf, damaged } from './damage.js';
import { readAt, type BlockDevice } from './device.js';
import { ascii } from './file-system.js';
import type { PartitionType } from './partition.js';

export interface GptEntry {
  readonly number: number;
  readonly type: PartitionType;
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/** Windows writes 128 entries of 128 bytes; this leaves room for the largest table that any tool makes. */
const LARGEST_TABLE = 4 * 1024 * 1024;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'EFI system',
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'Microsoft reserved',
  'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': 'Basic data',
  'de94bba4-06d1-4d40-a16a-bfd50179d6ac': 'Windows recovery',
  '5808c8aa-7e8f-42e0-85d2-e1e90434cfb3': 'Windows dynamic disk metadata',
  'af9b60a0-1431-4f62-bc68-3311714a69ad': 'Windows dynamic disk data',
  'e75caf8f-f680-4cee-afa3-b001e56efc2d': 'Storage Spaces',
  '0fc63daf-8483-4772-8e79-3d69d8477de4': 'Linux file system',
  '21686148-6449-6e6f-744e-656564454649': 'BIOS boot',
};

export function hasGptSignature(sector: Uint8Array): boolean {
  return ascii(sector, 0, 8) === 'EFI PART';
}

/**
 * The entries in use, in the order of the table.
 *
 * @throws damaged when neither the table nor its copy at the end of the disk is whole
 */
export async function readGpt(disk: BlockDevice, reporter: Reporter): Promise<GptEntry[]> {
  return parseEntries(
    disk,
    await readTable(disk, 1).catch((error: unknown) => readBackup(disk, error, reporter)),
  );
}

/** @param error what is wrong with the primary table */
async function readBackup(disk: BlockDevice, error: unknown, reporter: Reporter): Promise<Table> {
  const primary = damageOf(error);
  try {
    const table = await readTable(disk, Math.floor(disk.size / disk.sectorSize) - 1);
    reporter.warn(
      `${disk.label}: the partition table is damaged (${primary}); its copy at the end of the disk is used`,
    );
    return table;
  } catch (second) {
    throw damaged(
      `${disk.label}: GPT`,
      `${primary}; and in the copy at the end of the disk ${damageOf(second)}`,
      undefined,
      'repair the table (gdisk, diskpart) or make the image again',
    );
  }
}

interface Table {
  readonly bytes: Uint8Array;
  readonly entrySize: number;
}

async function readTable(disk: BlockDevice, sector: number): Promise<Table> {
  const subject = `${disk.label}: GPT header in sector ${sector}`;
  const bytes = await readAt(disk, sector * disk.sectorSize, disk.sectorSize);
  if (!hasGptSignature(bytes)) throw damaged(subject, 'no signature "EFI PART"');
  const cursor = cursorOver(bytes, subject);
  cursor.position = 8;
  const revision = readU32(cursor);
  const headerSize = readU32(cursor);
  if (revision >>> 16 !== 1) throw damaged(subject, `revision 0x${revision.toString(16)}`, '0x10000');
  if (headerSize < 92 || headerSize > bytes.length) {
    throw damaged(subject, `a header of ${headerSize} bytes`, `92 to ${bytes.length}`);
  }
  checkCrc(subject, bytes.slice(0, headerSize), readU32(cursor));
  cursor.position = 24;
  const self = readSize(cursor);
  if (self !== sector) throw damaged(subject, `a header that belongs into sector ${self}`);
  cursor.position = 72;
  const start = readSize(cursor);
  const count = readU32(cursor);
  const entrySize = readU32(cursor);
  return {
    bytes: await readEntries(disk, subject, { start, count, entrySize, crc: readU32(cursor) }),
    entrySize,
  };
}

/** Checks the header's CRC; zeroes the field in `header`, which is a copy. */
function checkCrc(subject: string, header: Uint8Array, expected: number): void {
  header.fill(0, 16, 20);
  const found = crc32(header);
  if (found !== expected) {
    throw damaged(subject, `CRC-32 0x${found.toString(16)}`, `0x${expected.toString(16)} as it says`);
  }
}

interface EntryArray {
  readonly start: number;
  readonly count: number;
  readonly entrySize: number;
  readonly crc: number;
}

async function readEntries(disk: BlockDevice, subject: string, array: EntryArray): Promise<Uint8Array> {
  const { start, count, entrySize } = array;
  const length = count * entrySize;
  if (entrySize < 128 || entrySize % 128 !== 0) {
    throw damaged(subject, `entries of ${entrySize} bytes`, '128 times a power of two');
  }
  if (length > LARGEST_TABLE) {
    throw damaged(subject, `${count} entries of ${entrySize} bytes`, `${LARGEST_TABLE} bytes at most`);
  }
  if (start * disk.sectorSize > disk.size - length) {
    throw damaged(subject, `entries in sector ${start}`, `a place within the disk of ${disk.size} bytes`);
  }
  const table = await readAt(disk, start * disk.sectorSize, length);
  const found = crc32(table);
  if (found !== array.crc) {
    throw damaged(
      subject,
      `CRC-32 0x${found.toString(16)} of the entries`,
      `0x${array.crc.toString(16)} as it says`,
    );
  }
  return table;
}

function parseEntries(disk: BlockDevice, { bytes: table, entrySize }: Table): GptEntry[] {
  const entries: GptEntry[] = [];
  for (let number = 1; number * entrySize <= table.length; number++) {
    const bytes = table.subarray((number - 1) * entrySize, number * entrySize);
    if (!isZero(bytes.subarray(0, 16))) entries.push(parseEntry(disk, bytes, number));
  }
  return entries;
}

function parseEntry(disk: BlockDevice, bytes: Uint8Array, number: number): GptEntry {
  const subject = `${disk.label}: GPT entry ${number}`;
  const cursor = cursorOver(bytes, subject);
  const code = formatGuid(readBytes(cursor, 16));
  const id = formatGuid(readBytes(cursor, 16));
  const first = readSize(cursor);
  const last = readSize(cursor);
  const sectors = Math.floor(disk.size / disk.sectorSize);
  if (first > last || last >= sectors) {
    throw damaged(
      subject,
      `sectors ${first} to ${last}`,
      `a range within the disk's ${sectors} sectors`,
      'the image is truncated or its table is damaged: fetch or make it again',
    );
  }
  cursor.position = 56;
  const name = readUtf16(cursor, 72);
  const end = name.indexOf('\0');
  return {
    number,
    type: { code, name: TYPE_NAMES[code] ?? code },
    id,
    name: end < 0 ? name : name.slice(0, end),
    offset: first * disk.sectorSize,
    size: (last - first + 1) * disk.sectorSize,
  };
}
