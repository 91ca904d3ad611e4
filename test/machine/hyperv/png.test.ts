/** Judged by the PNG specification, taken apart by hand, and by zlib. */

import { describe, expect, test } from '@jest/globals';
import { crc32, inflateSync } from 'node:zlib';
import { pngOf } from '../../../src/machine/hyperv/png.js';

/** Little-endian RGB565. */
function pixels(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, value >> 8]));
}

interface Decoded {
  readonly header: Buffer;
  readonly rows: Buffer;
  readonly types: readonly string[];
}

function decode(png: Uint8Array): Decoded {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
  const types: string[] = [];
  const data: Record<string, Buffer> = {};
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    types.push(type);
    data[type] = bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  return { header: data['IHDR'] as Buffer, rows: inflateSync(data['IDAT'] as Buffer), types };
}

describe('a screenshot of Hyper-V', () => {
  test('becomes a PNG of its size, eight bits a channel, not interlaced', () => {
    const { header, types } = decode(pngOf(new Uint8Array(640 * 480 * 2), 640, 480) as Uint8Array);
    expect(types).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(header.toString('hex')).toBe('00000280000001e00802000000');
  });

  test('keeps red, green, blue, black and white as they are, row by row', () => {
    const png = pngOf(pixels(0xf800, 0x07e0, 0x001f, 0x0000, 0xffff, 0x8410), 3, 2) as Uint8Array;
    expect(decode(png).rows.toString('hex')).toBe('00ff000000ff000000ff00000000ffffff848284');
  });

  test('is none where there are fewer pixels than its size has, or none at all', () => {
    expect(pngOf(pixels(1, 2, 3), 2, 2)).toBeNull();
    expect(pngOf(pixels(), 0, 0)).toBeNull();
  });
});
