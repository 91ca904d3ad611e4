/** The entry of a file or folder, with where its content lies: ECMA-167 4/14.6, 4/14.9, 4/14.17 and 4/14.14. */

import { readBytes, readSize, readU16, readU32, readU8, skip, type Cursor } from '../../bytes/index.js';
import { damaged, unsupported } from '../damage.js';
import type { MediumFileBytes } from '../sectors.js';
import { joinExtents, type Extent } from '../volume.js';
import { ALLOCATION, EXTENT, SECTOR, TAG } from './format.js';
import { locate, type Partition } from './partitions.js';
import { checkedDescriptor, tagIdentifier } from './tag.js';
import { readTimestamp } from './time.js';

/** `lb_addr`: ECMA-167 4/7.1. */
export interface BlockAddress {
  readonly block: number;
  /** An index into the logical volume's maps. */
  readonly partition: number;
}

export interface UdfEntry {
  /** FILE_TYPE. */
  readonly type: number;
  readonly size: number;
  readonly created: bigint;
  readonly accessed: bigint;
  readonly modified: bigint;
  readonly extents: readonly Extent[];
}

export interface UdfBlocks {
  readonly file: MediumFileBytes;
  readonly partitions: readonly Partition[];
}

/** More than a file of 16 TiB has where its extents are as long as they may be. */
const MAX_EXTENTS = 2 ** 16;

/** @throws damaged, unsupported */
export async function readEntry(
  blocks: UdfBlocks,
  address: BlockAddress,
  subject: string,
): Promise<UdfEntry> {
  const { bytes, offset } = await readBlock(blocks, address, subject);
  const identifiers = [TAG.FILE_ENTRY, TAG.EXTENDED_FILE_ENTRY];
  const cursor = checkedDescriptor(bytes, { subject, identifiers, block: address.block });
  const isExtended = tagIdentifier(bytes) === TAG.EXTENDED_FILE_ENTRY;
  skip(cursor, 4); // prior direct entries
  const strategy = readU16(cursor);
  if (strategy !== 4) throw unsupported(subject, `an entry of strategy ${strategy}`, 'strategy 4');
  skip(cursor, 5); // parameter, entries at most, reserved
  const type = readU8(cursor);
  skip(cursor, 6); // parent
  const allocation = readU16(cursor) & 7;
  skip(cursor, 20); // owner, group, permissions, links, records
  const size = readSize(cursor);
  skip(cursor, isExtended ? 16 : 8); // size of all streams; blocks recorded
  const accessed = readTimestamp(readBytes(cursor, 12));
  const modified = readTimestamp(readBytes(cursor, 12));
  const created = isExtended ? readTimestamp(readBytes(cursor, 12)) : modified;
  // Attributes changed, checkpoint, extended attributes (and streams), implementation, unique number.
  skip(cursor, isExtended ? 12 + 4 + 4 + 16 + 16 + 32 + 8 : 12 + 4 + 16 + 32 + 8);
  const attributeLength = readU32(cursor);
  const length = readU32(cursor);
  skip(cursor, attributeLength);
  const times = { created, accessed, modified };
  if (allocation === ALLOCATION.EMBEDDED) {
    const extents = joinExtents([{ offset: offset + skip(cursor, length), length }], size, subject);
    return { type, size, ...times, extents };
  }
  const list = await readExtents(blocks, cursor, { allocation, length, partition: address.partition });
  return { type, size, ...times, extents: joinExtents(list, size, subject) };
}

interface Allocation {
  readonly allocation: number;
  /** Bytes of the descriptors at the cursor. */
  readonly length: number;
  readonly partition: number;
}

/** The extents that the descriptors at the cursor name, and those that these are continued with. */
async function readExtents(
  blocks: UdfBlocks,
  first: Cursor,
  { allocation, length, partition }: Allocation,
): Promise<Extent[]> {
  const subject = first.what;
  if (allocation !== ALLOCATION.SHORT && allocation !== ALLOCATION.LONG) {
    throw unsupported(
      subject,
      `allocation descriptors of kind ${allocation}`,
      '0 (short), 1 (long) or 3 (embedded)',
    );
  }
  const width = allocation === ALLOCATION.SHORT ? 8 : 16;
  const extents: Extent[] = [];
  let cursor = first;
  let count = Math.floor(length / width);
  let begin = skip(cursor, length);
  for (let at = 0; at < count; at++) {
    cursor.position = begin + at * width;
    const word = readU32(cursor);
    const bytes = word % 2 ** 30;
    const kind = word >>> 30;
    if (bytes === 0) break;
    const block = readU32(cursor);
    const target = { block, partition: allocation === ALLOCATION.SHORT ? partition : readU16(cursor) };
    if (kind !== EXTENT.CONTINUED) {
      extents.push(...placesOf(blocks, target, { kind, bytes }, subject));
      if (extents.length > MAX_EXTENTS)
        throw unsupported(subject, 'a file in more pieces', `${MAX_EXTENTS} at most`);
      continue;
    }
    // What continues nothing would let it go on for ever.
    if (at === 0 && cursor !== first)
      throw damaged(subject, 'a list of extents that only names its continuation');
    cursor = await continuation(blocks, target, subject);
    skip(cursor, 4); // the list before this one
    count = Math.floor(readU32(cursor) / width);
    begin = skip(cursor, count * width);
    at = -1;
  }
  return extents;
}

function placesOf(
  { partitions, file }: UdfBlocks,
  { block, partition: reference }: BlockAddress,
  { kind, bytes }: { readonly kind: number; readonly bytes: number },
  subject: string,
): Extent[] {
  if (kind !== EXTENT.RECORDED) return [{ offset: null, length: bytes }];
  const places = locate(partitionOf(partitions, reference, subject), block, bytes, subject);
  for (const { offset, length } of places) if (offset !== null) file.checkRange(offset, length, subject);
  return places;
}

async function continuation(blocks: UdfBlocks, address: BlockAddress, subject: string): Promise<Cursor> {
  const { bytes } = await readBlock(blocks, address, subject);
  const identifiers = [TAG.ALLOCATION_EXTENT];
  return checkedDescriptor(bytes, { subject, identifiers, block: address.block });
}

/** @returns a block, not to be changed, and where it lies on the medium */
export async function readBlock(
  { partitions, file }: UdfBlocks,
  { block, partition: reference }: BlockAddress,
  subject: string,
): Promise<{ bytes: Uint8Array; offset: number }> {
  const [place] = locate(partitionOf(partitions, reference, subject), block, SECTOR, subject);
  const offset = place?.offset ?? null;
  if (offset === null) throw damaged(subject, `block ${block}, which is not recorded`);
  return { bytes: await file.structure(offset, SECTOR, subject), offset };
}

function partitionOf(partitions: readonly Partition[], reference: number, subject: string): Partition {
  const partition = partitions[reference];
  if (partition !== undefined) return partition;
  throw damaged(subject, `partition ${reference}`, `0 to ${partitions.length - 1}`);
}
