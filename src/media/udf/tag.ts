/**
 * The tag that begins each descriptor: ECMA-167 3/7.2.
 *
 *   0  2  identifier
 *   2  2  version: 2 (NSR02) or 3 (NSR03)
 *   4  1  checksum: the sum of the other 15 bytes
 *   6  2  serial number
 *   8  2  CRC of what follows the tag
 *  10  2  how many bytes that CRC is over
 *  12  4  the block that the descriptor lies in
 */

import { cursorOver, type Cursor } from '../../bytes/index.js';
import { damaged } from '../damage.js';

export const TAG_SIZE = 16;

/** The CRC-16 of ITU-T V.41 (polynomial 0x1021, from 0): ECMA-167 3/7.2.6. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >>> 8) ^ byte] as number);
  return crc;
}

const TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
  let crc = index << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

/** The sum of a tag's bytes without the one that holds it. */
function tagChecksum(tag: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < TAG_SIZE; index++) if (index !== 4) sum += tag[index] as number;
  return sum & 0xff;
}

/**
 * Writes the tag of a descriptor over its first 16 bytes.
 *
 * @param descriptor the whole of it, and nothing else
 * @param block where it will lie: a sector of the volume, or a block of the partition for what is inside it
 */
export function sealTag(descriptor: Buffer, identifier: number, block: number): Buffer {
  descriptor.writeUInt16LE(identifier, 0);
  descriptor.writeUInt16LE(2, 2);
  descriptor.writeUInt16LE(1, 6);
  descriptor.writeUInt16LE(crc16(descriptor.subarray(TAG_SIZE)), 8);
  descriptor.writeUInt16LE(descriptor.length - TAG_SIZE, 10);
  descriptor.writeUInt32LE(block, 12);
  descriptor[4] = tagChecksum(descriptor);
  return descriptor;
}

/** What is expected of a descriptor. */
export interface ExpectedTag {
  /** What it is, for errors: "win11.iso: anchor". */
  readonly subject: string;
  readonly identifiers: readonly number[];
  /** The block that it must name; null where it is not asked. */
  readonly block: number | null;
}

/**
 * A descriptor whose tag is right, behind the tag.
 *
 * @param bytes it begins here; what follows it may be there too
 * @throws damaged
 */
export function checkedDescriptor(bytes: Uint8Array, expected: ExpectedTag): Cursor {
  const why = whyWrong(bytes, expected);
  if (why !== null) throw damaged(expected.subject, ...why);
  const cursor = cursorOver(bytes, expected.subject);
  cursor.position = TAG_SIZE;
  return cursor;
}

/** The identifier in a tag, whether or not the tag is right. */
export function tagIdentifier(bytes: Uint8Array): number {
  return (bytes[0] as number) | ((bytes[1] as number) << 8);
}

function whyWrong(
  bytes: Uint8Array,
  { identifiers, block }: ExpectedTag,
): readonly [found: string, expected: string] | null {
  if (bytes.length < TAG_SIZE) return [`${bytes.length} bytes`, `a tag of ${TAG_SIZE}`];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const identifier = tagIdentifier(bytes);
  if (!identifiers.includes(identifier)) return [`tag ${identifier}`, identifiers.join(' or ')];
  const checksum = tagChecksum(bytes);
  if (bytes[4] !== checksum) return [`tag checksum ${bytes[4]}`, `${checksum}`];
  const version = view.getUint16(2, true);
  if (version !== 2 && version !== 3) return [`tag version ${version}`, '2 or 3'];
  const length = view.getUint16(10, true);
  if (length > bytes.length - TAG_SIZE)
    return [`a CRC of ${length} bytes`, `${bytes.length - TAG_SIZE} at most`];
  const crc = crc16(bytes.subarray(TAG_SIZE, TAG_SIZE + length));
  const stored = view.getUint16(8, true);
  if (stored !== crc) return [`CRC 0x${hex(stored)}`, `0x${hex(crc)}`];
  const place = view.getUint32(12, true);
  return block === null || place === block ? null : [`tag of block ${place}`, `${block}`];
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
