/** A screenshot as Hyper-V gives it, 16 bits a pixel (RGB565, little-endian, rows from the top), as a PNG. */

import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Eight bits a channel, red, green and blue. */
const DEPTH = 8;
const TRUECOLOR = 2;

/** @returns null where there are fewer pixels than that size has */
export function pngOf(pixels: Uint8Array, width: number, height: number): Uint8Array | null {
  if (width === 0 || height === 0 || pixels.length < width * height * 2) return null;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([DEPTH, TRUECOLOR], 8);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rowsOf(pixels, width, height))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...parts]);
}

/** Each row begins with the number of its filter: 0, none. */
function rowsOf(pixels: Uint8Array, width: number, height: number): Buffer {
  const stride = 1 + width * 3;
  const rows = Buffer.alloc(stride * height);
  let from = 0;
  for (let y = 0; y < height; y++) {
    let to = y * stride + 1;
    for (let x = 0; x < width; x++, from += 2, to += 3) {
      const pixel = (pixels[from] as number) | ((pixels[from + 1] as number) << 8);
      rows[to] = widen(pixel >> 11, 5);
      rows[to + 1] = widen((pixel >> 5) & 0x3f, 6);
      rows[to + 2] = widen(pixel & 0x1f, 5);
    }
  }
  return rows;
}

/** To eight bits, so that the brightest stays the brightest. */
function widen(value: number, bits: 5 | 6): number {
  return (value << (8 - bits)) | (value >> (2 * bits - 8));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
