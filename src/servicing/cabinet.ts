/**
 * The list of files of a cabinet.
 *
 * ```
 * header  0 4 "MSCF"               25 1 major version, 1      30 2 flags: 1 previous, 2 next, 4 reserved areas
 *         8 4 bytes of the cabinet 26 2 count of folders      36   with flag 4: u16 bytes behind the header,
 *        16 4 where the list is    28 2 count of files             u8 bytes behind each folder, u8 … data block
 * file    0 4 bytes  4 4 offset in its folder  8 2 folder  10 2 date  12 2 time  14 2 attributes  16 name, NUL
 * ```
 *
 * What follows the cabinet, as a signature does, is not counted. Source: [MS-CAB], Microsoft Cabinet Format.
 */

import { cursorOver, readBytes, readU16, readU32, readU8, remaining, seek, skip } from '../bytes/index.js';
import { readAt, type ByteSource } from '../disk/index.js';
import { FactoryError } from '../errors.js';

const HEADER_SIZE = 36;
/** Of one file: 16 bytes, a name of at most 255, and its end. */
const LARGEST_ENTRY = 16 + 256;
const SMALLEST_ENTRY = 16 + 2;
const NAME_IS_UTF8 = 0x80;

export interface CabinetFile {
  /** With `\` between folders. */
  readonly name: string;
  readonly size: number;
}

/** @throws damaged where it is no cabinet, is shorter than it says, or its list does not hold what it says */
export async function listCabinet(source: ByteSource): Promise<CabinetFile[]> {
  const header = cursorOver(await readAt(source, 0, HEADER_SIZE), `${source.label}: cabinet header`);
  skip(header, 8);
  const size = readU32(header);
  if (size > source.size) {
    throw new FactoryError('damaged', {
      subject: source.label,
      found: `${source.size} bytes`,
      expected: `a cabinet of ${size} bytes`,
      next: 'the download is not whole: fetch the file again',
    });
  }
  skip(header, 4);
  const listAt = readU32(header);
  seek(header, 25);
  const major = readU8(header);
  if (major !== 1) {
    throw new FactoryError('unsupported', {
      subject: source.label,
      found: `a cabinet of version ${major}`,
      expected: 'version 1',
    });
  }
  skip(header, 2);
  const count = readU16(header);
  const length = Math.min(count * LARGEST_ENTRY, size - listAt);
  if (count * SMALLEST_ENTRY > length) {
    throw new FactoryError('damaged', {
      subject: source.label,
      found: `a list of ${count} files at byte ${listAt}`,
      expected: `it within ${size} bytes`,
    });
  }
  const list = cursorOver(await readAt(source, listAt, length), `${source.label}: list of files`);
  return Array.from({ length: count }, () => {
    const bytes = readU32(list);
    skip(list, 10);
    const isUtf8 = (readU16(list) & NAME_IS_UTF8) !== 0;
    const end = list.bytes.indexOf(0, list.position);
    const name = readBytes(list, end === -1 ? remaining(list) + 1 : end - list.position);
    skip(list, 1);
    return { name: Buffer.from(name).toString(isUtf8 ? 'utf8' : 'latin1'), size: bytes };
  });
}
