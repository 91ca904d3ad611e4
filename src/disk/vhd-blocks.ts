/**
 * The dynamic header of a VHD and the table that it points to. Big endian.
 *
 *       0   8  "cxsparse"                    table: for each block its first sector in the file, all ones: absent
 *      16   8  offset of the table           block: a bit for each sector, padded to 512 bytes, then the sectors
 *      28   4  entries of the table
 *      32   4  bytes of a block without its bits
 *      36   4  checksum, as in the footer
 *      40  16  parent's unique ID
 *
 * Source: Microsoft's "Virtual Hard Disk Image Format Specification".
 */

import { cursorOver, readU32Be, readU64Be } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { ascii } from './file-system.js';
import { checkVhdChecksum, type VhdFooter } from './vhd-footer.js';

export interface VhdBlocks {
  /** Bytes of a block. */
  readonly blockSize: number;
  /** Bytes of the sector bits in front of a block. */
  readonly bitmapSize: number;
  /** First sector of each block in the file, or `ABSENT`. */
  readonly table: Uint32Array;
  /** The whole dynamic header. */
  readonly header: Uint8Array;
}

export const ABSENT = 0xffffffff;
const HEADER = 1024;
const SECTOR = 512;
const LARGEST_BLOCK = 256 * 1024 * 1024;
/** 16 Mi blocks: more than the 2 TiB of a VHD have with the smallest blocks that any tool makes. */
const LARGEST_TABLE = 64 * 1024 * 1024;

/** @throws damaged when header, table or a block contradicts another or the size of the file */
export async function readBlocks(file: ByteSource, footer: VhdFooter): Promise<VhdBlocks> {
  const subject = `${file.label}: VHD dynamic header`;
  const header = await readWithin(file, subject, footer.headerOffset, HEADER);
  if (ascii(header, 0, 8) !== 'cxsparse') throw damaged(subject, 'no signature "cxsparse"');
  checkVhdChecksum(subject, header, 36);
  const cursor = cursorOver(header, subject);
  cursor.position = 16;
  const tableOffset = Number(readU64Be(cursor));
  cursor.position = 28;
  const entries = readU32Be(cursor);
  const blockSize = readU32Be(cursor);
  if (blockSize < SECTOR || blockSize > LARGEST_BLOCK || (blockSize & (blockSize - 1)) !== 0) {
    throw damaged(subject, `blocks of ${blockSize} bytes`, 'a power of two from 512 bytes to 256 MiB');
  }
  const needed = Math.ceil(footer.size / blockSize);
  if (needed > entries) {
    throw damaged(subject, `${entries} blocks of ${blockSize} bytes`, `${needed} for ${footer.size} bytes`);
  }
  if (needed * 4 > LARGEST_TABLE) {
    throw new FactoryError('unsupported', { subject, found: `${needed} blocks of ${blockSize} bytes` });
  }
  const raw = await readWithin(file, `${file.label}: VHD block table`, tableOffset, needed * 4);
  Buffer.from(raw.buffer).swap32();
  const table = new Uint32Array(raw.buffer);
  const bitmapSize = Math.ceil(blockSize / SECTOR / 8 / SECTOR) * SECTOR;
  const blocks = { blockSize, bitmapSize, table, header };
  checkPlaces(file, footer, blocks, [
    { offset: 0, length: SECTOR },
    { offset: footer.headerOffset, length: HEADER },
    { offset: tableOffset, length: needed * 4 },
  ]);
  return blocks;
}

async function readWithin(
  file: ByteSource,
  subject: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  if (!Number.isSafeInteger(offset) || offset + length > file.size) {
    throw damaged(subject, `${length} bytes at byte ${offset} of a file that ends at byte ${file.size}`);
  }
  return readAt(file, offset, length);
}

interface Region {
  readonly offset: number;
  readonly length: number;
}

/** No block may end behind the file's data, nor lie on another one or on `taken`. */
function checkPlaces(file: ByteSource, footer: VhdFooter, blocks: VhdBlocks, taken: readonly Region[]): void {
  const { blockSize, bitmapSize, table } = blocks;
  table.forEach((sector, block) => {
    if (sector === ABSENT) return;
    const subject = `${file.label}: VHD block ${block}`;
    const offset = sector * SECTOR;
    const end = offset + bitmapSize + Math.min(blockSize, footer.size - block * blockSize);
    if (end > footer.end) {
      throw damaged(
        subject,
        `bytes ${offset} to ${end} of a file whose data ends at byte ${footer.end}`,
        undefined,
        'the file is truncated: fetch or copy it again',
      );
    }
    if (taken.some((region) => offset < region.offset + region.length && region.offset < end)) {
      throw damaged(subject, `a place at byte ${offset} where a header or the block table lies`);
    }
  });
  const sorted = table.filter((sector) => sector !== ABSENT).toSorted();
  const stride = (bitmapSize + blockSize) / SECTOR;
  const double = sorted.findIndex(
    (sector, index) => index > 0 && sector - (sorted[index - 1] as number) < stride,
  );
  if (double > 0) {
    throw damaged(
      `${file.label}: VHD block table`,
      `two blocks on top of each other at byte ${(sorted[double] as number) * SECTOR}`,
    );
  }
}
