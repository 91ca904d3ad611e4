/**
 * LZNT1, the compression of NTFS: chunks of 4096 bytes. A chunk begins with 16 bits: 12 bits of its stored size less one,
 * 3 bits of signature (3), and whether it is compressed; a header of 0 ends the content. In a compressed chunk a byte of
 * flags precedes each eight items: a literal, or 16 bits of distance and length whose border moves with the position.
 *
 * Source: [MS-XCA] 2.5.
 */

import { damaged } from './damage.js';

const CHUNK_SIZE = 4096;

/**
 * Fills `target`; what the content leaves out is zeros, as after every chunk that ends early.
 *
 * @param subject for errors
 * @throws damaged
 */
export function decompressLznt1(source: Uint8Array, target: Uint8Array, subject: string): void {
  let at = 0;
  let out = 0;
  while (out < target.length && at + 2 <= source.length) {
    const header = (source[at] as number) | ((source[at + 1] as number) << 8);
    if (header === 0) break;
    const end = at + (header & 0xfff) + 3;
    if (end > source.length)
      throw damaged(subject, `an LZNT1 chunk of ${end - at} bytes`, `${source.length - at}`);
    const chunk = target.subarray(out, out + CHUNK_SIZE);
    const filled =
      (header & 0x8000) === 0
        ? copyChunk(source.subarray(at + 2, end), chunk, subject)
        : decompressChunk(source, at + 2, end, chunk, subject);
    chunk.fill(0, filled);
    at = end;
    out += chunk.length;
  }
  target.fill(0, out);
}

function copyChunk(stored: Uint8Array, chunk: Uint8Array, subject: string): number {
  if (stored.length > chunk.length) throw damaged(subject, `a stored LZNT1 chunk of ${stored.length} bytes`);
  chunk.set(stored);
  return stored.length;
}

function decompressChunk(
  source: Uint8Array,
  start: number,
  end: number,
  chunk: Uint8Array,
  subject: string,
): number {
  let at = start;
  let out = 0;
  // How many of a match's 16 bits are length; it shrinks as distances grow.
  let lengthBits = 12;
  let border = 16;
  while (at < end) {
    let flags = source[at++] as number;
    for (let item = 0; item < 8 && at < end; item++, flags >>= 1) {
      if ((flags & 1) === 0) {
        if (out === chunk.length) throw damaged(subject, 'an LZNT1 chunk of more than 4096 bytes');
        chunk[out++] = source[at++] as number;
        continue;
      }
      if (at + 2 > end) throw damaged(subject, 'an LZNT1 match beyond the end of its chunk');
      const match = (source[at] as number) | ((source[at + 1] as number) << 8);
      at += 2;
      for (; out > border; border *= 2) lengthBits--;
      const distance = (match >> lengthBits) + 1;
      const length = (match & ((1 << lengthBits) - 1)) + 3;
      if (distance > out || out + length > chunk.length) {
        throw damaged(
          subject,
          `an LZNT1 match of ${length} bytes at distance ${distance} after ${out} bytes`,
        );
      }
      for (const stop = out + length; out < stop; out++) chunk[out] = chunk[out - distance] as number;
    }
  }
  return out;
}
