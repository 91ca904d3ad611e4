/** Cabinets of one folder, its files in blocks of 32 KiB. 7-Zip reads the same in the tests. */

import { deflateRawSync } from 'node:zlib';

export interface CabinetShape {
  /** Bytes of the reserved area behind the header, as a signature's place has it. */
  readonly reserved?: number;
  /** Bytes of the reserved areas behind each folder and each data block. */
  readonly reservedInside?: number;
  readonly compression?: 'none' | 'mszip';
  /** The data blocks as they are, of LZX with a window of 2^15 bytes. */
  readonly lzx?: readonly { readonly data: Uint8Array; readonly size: number }[];
}

const BLOCK = 32_768;
const DATE = ((2024 - 1980) << 9) | (9 << 5) | 10;

export function buildCabinet(
  files: Readonly<Record<string, string | Uint8Array>>,
  { reserved = 0, reservedInside = 0, compression = 'none', lzx }: CabinetShape = {},
): Buffer {
  const contents = Object.entries(files).map(([name, content]) => [name, Buffer.from(content)] as const);
  const data = Buffer.concat(contents.map(([, content]) => content));
  const frames = lzx ?? framesOf(data, compression);
  const blocks = frames.map((frame) => block(frame, reservedInside));
  const hasReserve = reserved + reservedInside > 0;
  const reserve = Buffer.alloc(hasReserve ? 4 + reserved : 0);
  if (hasReserve) {
    reserve.writeUInt16LE(reserved, 0);
    reserve.writeUInt8(reservedInside, 2);
    reserve.writeUInt8(reservedInside, 3);
  }
  const header = Buffer.alloc(36);
  const folder = Buffer.alloc(8 + reservedInside);
  let offset = 0;
  const entries = contents.map(([name, content]) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(content.length, 0);
    entry.writeUInt32LE(offset, 4);
    entry.writeUInt16LE(DATE, 10);
    entry.writeUInt16LE(Buffer.byteLength(name) === name.length ? 0x20 : 0xa0, 14);
    offset += content.length;
    return Buffer.concat([entry, Buffer.from(`${name}\0`)]);
  });
  const listAt = header.length + reserve.length + folder.length;
  const dataAt = listAt + entries.reduce((sum, { length }) => sum + length, 0);
  const size = dataAt + blocks.reduce((sum, { length }) => sum + length, 0);
  header.write('MSCF', 'latin1');
  header.writeUInt32LE(size, 8);
  header.writeUInt32LE(listAt, 16);
  header.writeUInt8(3, 24);
  header.writeUInt8(1, 25);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(entries.length, 28);
  header.writeUInt16LE(hasReserve ? 4 : 0, 30);
  folder.writeUInt32LE(dataAt, 0);
  folder.writeUInt16LE(blocks.length, 4);
  folder.writeUInt16LE(lzx === undefined ? (compression === 'none' ? 0 : 1) : 0x0f03, 6);
  return Buffer.concat([header, reserve, folder, ...entries, ...blocks]);
}

function framesOf(data: Buffer, compression: 'none' | 'mszip') {
  const frames: { data: Uint8Array; size: number }[] = [];
  for (let at = 0; at < data.length; at += BLOCK) {
    const piece = data.subarray(at, at + BLOCK);
    const options = at === 0 ? {} : { dictionary: data.subarray(at - BLOCK, at) };
    const packed = Buffer.concat([Buffer.from('CK'), deflateRawSync(piece, options)]);
    frames.push({ data: compression === 'none' ? piece : packed, size: piece.length });
  }
  return frames;
}

function block({ data, size }: { data: Uint8Array; size: number }, reserved: number): Buffer {
  const header = Buffer.alloc(8 + reserved);
  header.writeUInt16LE(data.length, 4);
  header.writeUInt16LE(size, 6);
  return Buffer.concat([header, data]);
}
