/**
 * The master boot record and its chain of extended boot records. Numbers are little endian, sectors are logical ones.
 *
 *     record  offset  size                     entry  offset  size
 *                446    64  four entries                   0     1  0x80 active, else 0
 *                510     2  55 aa                          4     1  type, 0 where unused
 *                                                          8     4  first sector
 *                                                         12     4  number of sectors
 *
 * A record in an extended partition has two entries: a logical partition, counted from this record, and the next
 * record, counted from the start of the extended partition. Windows and Linux number logical partitions from 5.
 *
 * Source: UEFI specification 2.10, section 5.2; Microsoft's "Master Boot Record" (Windows Server 2003 Resource Kit).
 */

import { cursorOver, readU32, readU8 } from '../bytes/index.js';
import { damaged } from './damage.js';
import { readAt, type BlockDevice } from './device.js';

export interface MbrEntry {
  readonly number: number;
  readonly type: number;
  /** Bytes. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

const PROTECTIVE = 0xee;
const EXTENDED: ReadonlySet<number> = new Set([0x05, 0x0f, 0x85]);
const FIRST_LOGICAL = 5;
const MOST_LOGICAL = 256;

const TYPE_NAMES: Readonly<Record<number, string>> = {
  0x01: 'FAT12',
  0x04: 'FAT16',
  0x06: 'FAT16',
  0x07: 'Basic data',
  0x0b: 'FAT32',
  0x0c: 'FAT32',
  0x0e: 'FAT16',
  0x27: 'Windows recovery',
  0x42: 'Windows dynamic disk data',
  0x82: 'Linux swap',
  0x83: 'Linux file system',
  0xef: 'EFI system',
};

export function mbrTypeName(type: number): string {
  return TYPE_NAMES[type] ?? mbrTypeCode(type);
}

export function mbrTypeCode(type: number): string {
  return `0x${type.toString(16).padStart(2, '0')}`;
}

export function hasMbrSignature(sector: Uint8Array): boolean {
  return sector[510] === 0x55 && sector[511] === 0xaa;
}

/** Whether the record only says that the disk has a GPT. */
export function isProtective(sector: Uint8Array): boolean {
  return hasMbrSignature(sector) && [0, 1, 2, 3].some((slot) => sector[446 + slot * 16 + 4] === PROTECTIVE);
}

/**
 * The partitions that can hold a volume, primary ones first; extended partitions are followed, not listed.
 *
 * @param record the disk's first sector
 * @throws damaged when an entry leaves the disk, overlaps another or leads in a circle
 */
export async function readMbr(disk: BlockDevice, record: Uint8Array): Promise<MbrEntry[]> {
  const subject = `${disk.label}: MBR`;
  const primary = entriesOf(disk, subject, record, 4, 0).map((entry) => ({
    ...entry,
    number: entry.slot + 1,
  }));
  for (const { number, offset, size } of primary) {
    checkWithin(`${subject} entry ${number}`, { offset, size }, { offset: 0, size: disk.size });
  }
  const logical: MbrEntry[] = [];
  for (const extended of primary.filter(({ type }) => EXTENDED.has(type))) {
    logical.push(...(await readChain(disk, extended, FIRST_LOGICAL + logical.length)));
  }
  checkOverlaps(disk, primary);
  checkOverlaps(disk, logical);
  return [...primary.filter(({ type }) => !EXTENDED.has(type)), ...logical];
}

interface Range {
  readonly offset: number;
  readonly size: number;
}

async function readChain(disk: BlockDevice, extended: Range, first: number): Promise<MbrEntry[]> {
  const logical: MbrEntry[] = [];
  const seen = new Set<number>();
  for (let at: number | undefined = extended.offset; at !== undefined;) {
    const subject = `${disk.label}: extended boot record at byte ${at}`;
    if (seen.has(at)) throw damaged(subject, 'a chain of records that leads back to itself');
    if (seen.size === MOST_LOGICAL) throw damaged(subject, `more than ${MOST_LOGICAL} records in the chain`);
    seen.add(at);
    const record = await readAt(disk, at, disk.sectorSize);
    if (!hasMbrSignature(record)) throw damaged(subject, 'no signature 55 aa');
    let next: number | undefined;
    for (const entry of entriesOf(disk, subject, record, 2, at)) {
      if (EXTENDED.has(entry.type)) {
        next = extended.offset + (entry.offset - at);
        checkWithin(subject, { offset: next, size: disk.sectorSize }, extended);
      } else {
        checkWithin(subject, entry, extended);
        logical.push({
          number: first + logical.length,
          type: entry.type,
          offset: entry.offset,
          size: entry.size,
        });
      }
    }
    at = next;
  }
  return logical;
}

/** The entries in use among the first `count`, with offsets counted from byte `base` of the disk. */
function entriesOf(disk: BlockDevice, what: string, record: Uint8Array, count: number, base: number) {
  const entries: (Range & { slot: number; type: number })[] = [];
  const cursor = cursorOver(record, what);
  for (let slot = 0; slot < count; slot++) {
    cursor.position = 446 + slot * 16 + 4;
    const type = readU8(cursor);
    cursor.position += 3;
    const offset = base + readU32(cursor) * disk.sectorSize;
    const size = readU32(cursor) * disk.sectorSize;
    if (type !== 0 && size > 0) entries.push({ slot, type, offset, size });
  }
  return entries;
}

function checkWithin(subject: string, range: Range, outer: Range): void {
  const end = range.offset + range.size;
  if (range.offset >= outer.offset && end <= outer.offset + outer.size) return;
  throw damaged(
    subject,
    `bytes ${range.offset} to ${end}`,
    `a range within bytes ${outer.offset} to ${outer.offset + outer.size}`,
    'the image is truncated or its table is damaged: fetch or make it again',
  );
}

/** @throws damaged when two of `partitions` share bytes */
export function checkOverlaps(disk: BlockDevice, partitions: readonly (Range & { number: number })[]): void {
  const sorted = partitions.toSorted((a, b) => a.offset - b.offset);
  sorted.reduce(
    (before, partition) => {
      if (before.offset + before.size > partition.offset) {
        throw damaged(
          `${disk.label}: partition table`,
          `partitions ${before.number} and ${partition.number}, which overlap`,
        );
      }
      return partition;
    },
    { number: 0, offset: 0, size: 0 },
  );
}
