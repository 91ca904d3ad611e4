/**
 * The footer of a VHD, in its last 512 bytes, and for all but fixed disks in its first ones too. Big endian.
 *
 *       0   8  "conectix"
 *      16   8  offset of the dynamic header, all ones for a fixed disk
 *      40   8  original size of the disk
 *      48   8  current size of the disk
 *      56   4  cylinders, heads, sectors of a track: their product is rounded down, so nobody may take it for the size
 *      60   4  type: 2 fixed, 3 dynamic, 4 differencing
 *      64   4  checksum: the complement of the sum of all bytes but its own
 *      68  16  unique ID
 *
 * Virtual PC before 2004 left the last byte out. Source: Microsoft's "Virtual Hard Disk Image Format Specification".
 */

import { cursorOver, readBytes, readU32Be, readU64Be, toHex } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { damageOf, damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { ascii } from './file-system.js';

export type VhdType = 'fixed' | 'dynamic' | 'differencing';

export interface VhdFooter {
  readonly type: VhdType;
  /** Bytes of the disk. */
  readonly size: number;
  /** Where the dynamic header lies; without a meaning for a fixed disk. */
  readonly headerOffset: number;
  /** 32 hexadecimal digits in the order of the bytes. */
  readonly id: string;
  /** Where the disk's data ends in the file: the footer's place, or the file's end where only the copy is whole. */
  readonly end: number;
}

const TYPES: Readonly<Record<number, VhdType>> = { 2: 'fixed', 3: 'dynamic', 4: 'differencing' };
const FOOTER = 512;
const CHECKSUM_AT = 64;

/** @throws damaged when neither the footer nor its copy at the start is whole */
export async function readFooter(file: ByteSource, reporter: Reporter): Promise<VhdFooter> {
  try {
    return await readFooterAtEnd(file);
  } catch (error) {
    const damage = damageOf(error);
    const copy = file.size < FOOTER ? new Uint8Array(FOOTER) : await readAt(file, 0, FOOTER);
    if (ascii(copy, 0, 8) !== 'conectix') throw error;
    const footer = parseFooter(`${file.label}: VHD footer at the start`, copy, file.size);
    reporter.warn(
      `${file.label}: the footer at the end is damaged (${damage}); its copy at the start is used`,
    );
    return footer;
  }
}

async function readFooterAtEnd(file: ByteSource): Promise<VhdFooter> {
  const subject = `${file.label}: VHD footer`;
  for (const length of [FOOTER, FOOTER - 1]) {
    const offset = file.size - length;
    const bytes = offset < 0 ? new Uint8Array(length) : await readAt(file, offset, length);
    if (ascii(bytes, 0, 8) === 'conectix') return parseFooter(subject, bytes, offset);
  }
  throw damaged(
    subject,
    'no signature "conectix" at the end of the file',
    undefined,
    'fetch or copy it again',
  );
}

/** @param bytes 511 or 512 */
function parseFooter(subject: string, bytes: Uint8Array, end: number): VhdFooter {
  checkVhdChecksum(subject, bytes, CHECKSUM_AT);
  const cursor = cursorOver(bytes, subject);
  cursor.position = 16;
  const headerOffset = Number(readU64Be(cursor));
  cursor.position = 48;
  const size = Number(readU64Be(cursor));
  cursor.position = 60;
  const typeCode = readU32Be(cursor);
  cursor.position = 68;
  const id = toHex(readBytes(cursor, 16));
  const type = TYPES[typeCode];
  if (type === undefined) {
    throw new FactoryError('unsupported', {
      subject,
      found: `type ${typeCode}`,
      expected: '2 (fixed), 3 (dynamic) or 4 (differencing)',
      next: 'convert it where it was made: Convert-VHD',
    });
  }
  if (size === 0 || size % 512 !== 0 || !Number.isSafeInteger(size)) {
    throw damaged(subject, `a disk of ${size} bytes`, 'whole sectors of 512 bytes');
  }
  return { type, size, headerOffset, id, end };
}

/** @param at where the checksum lies in `bytes` @throws damaged when it is another one */
export function checkVhdChecksum(subject: string, bytes: Uint8Array, at: number): void {
  const expected = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, false);
  const sum = bytes.reduce((total, byte, index) => (index >= at && index < at + 4 ? total : total + byte), 0);
  const found = ~sum >>> 0;
  if (found !== expected) {
    throw damaged(subject, `checksum 0x${found.toString(16)}`, `0x${expected.toString(16)} as it says`);
  }
}
