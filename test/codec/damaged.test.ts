import { describe, expect, test } from '@jest/globals';
import { decompressNow, type Format } from '../../src/codec/index.js';
import { FactoryError } from '../../src/errors.js';
import { BitWriter } from '../support/bit-writer.js';
import { putBlockHeader, putCodes, putPre, putPreCode, putUncompressed } from '../support/lzx-by-hand.js';

/** One chunk on the calling thread. */
function decompressChunk(format: Format, chunk: Uint8Array, size: number): Uint8Array {
  const run = { data: chunk, sizes: Uint32Array.of(chunk.length) };
  return decompressNow(format, 32768, run, size, 'x.wim: blob 00');
}

function errorOf(action: () => unknown): FactoryError {
  try {
    action();
  } catch (error) {
    if (error instanceof FactoryError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** XPRESS code lengths: each symbol's, 512 nibbles. */
function xpressLengths(lengths: Readonly<Record<number, number>>): Buffer {
  const bytes = Buffer.alloc(256);
  for (const [symbol, length] of Object.entries(lengths)) {
    bytes[Number(symbol) >> 1]! |= length << (4 * (Number(symbol) & 1));
  }
  return bytes;
}

/** A chunk of LZX, with zeros behind it. */
function bits(fill: (out: BitWriter) => unknown): Uint8Array {
  const out = new BitWriter();
  fill(out);
  out.align(false).raw(Buffer.alloc(16));
  return out.done();
}
function xpress(lengths: Readonly<Record<number, number>>, words: BitWriter): Uint8Array {
  return Buffer.concat([xpressLengths(lengths), words.done()]);
}

const letter = 97;
const nearMatch = 256 + 15;
/** The main symbol of a match. */
function slot(offsetSlot: number, length: number): number {
  return 256 + 8 * offsetSlot + length;
}

function sizes(...stored: number[]): Uint32Array {
  return Uint32Array.from(stored);
}

describe('a damaged chunk is refused by what is wrong', () => {
  const damaged: readonly (readonly [string, Format, Uint8Array])[] = [
    [
      'a block of a type other than verbatim, aligned and uncompressed',
      'lzx',
      bits((out) => putBlockHeader(out, 4, 100)),
    ],
    [
      'a block that is empty or larger than what is left of the chunk',
      'lzx',
      bits((out) => putBlockHeader(out, 1, 5001)),
    ],
    [
      'a block that is empty or larger than what is left of the chunk',
      'lzx',
      bits((out) => putBlockHeader(out, 1, 0)),
    ],
    [
      'a recent match offset of 0',
      'lzx',
      bits((out) => putUncompressed(putBlockHeader(out, 3, 100), [1, 0, 1], new Uint8Array(100))),
    ],
    [
      'the compressed data ends before the chunk is complete',
      'lzx',
      bits((out) => putUncompressed(putBlockHeader(out, 3, 3000), [1, 1, 1], new Uint8Array(100))),
    ],
    [
      'the compressed data ends before the chunk is complete',
      'lzx',
      bits((out) => putCodes(putBlockHeader(out, 1, 5000), [97, 98])),
    ],
    [
      'a set of Huffman code lengths that is no prefix code',
      'lzx',
      bits((out) => {
        putBlockHeader(out, 1, 5000);
        for (let i = 0; i < 20; i++) out.put(1, 4);
      }),
    ],
    [
      'a set of Huffman code lengths that is no prefix code',
      'lzx',
      bits((out) => putCodes(putBlockHeader(out, 1, 5000), [97, 97])),
    ],
    [
      'a run of code lengths that is longer than the alphabet',
      'lzx',
      bits((out) => {
        putPreCode(putBlockHeader(out, 1, 5000));
        for (let i = 0; i < 6; i++) putPre(out, 18).put(31, 5);
      }),
    ],
    [
      'a match that begins before the chunk',
      'lzx',
      bits((out) => putCodes(putBlockHeader(out, 1, 5000), [letter, slot(0, 0)]).put(1, 1)),
    ],
    [
      'a match that reaches beyond the end of the chunk or block',
      'lzx',
      bits((out) => putCodes(putBlockHeader(out, 1, 4), [letter, slot(0, 3)]).put(1, 2)),
    ],
    ['the compressed data ends before the chunk is complete', 'xpress', new Uint8Array(259)],
    [
      'the compressed data ends before the chunk is complete',
      'xpress',
      xpress({ [letter]: 1, 256: 1 }, new BitWriter().put(0, 32)),
    ],
    [
      'a set of Huffman code lengths that is no prefix code',
      'xpress',
      xpress({ [letter]: 1, 256: 2 }, new BitWriter().put(0, 32)),
    ],
    [
      'a set of Huffman code lengths that is no prefix code',
      'xpress',
      xpress({}, new BitWriter().put(0, 32)),
    ],
    [
      'a match that begins before the chunk',
      'xpress',
      xpress({ [letter]: 1, 256: 1 }, new BitWriter().put(1, 1).put(0, 31)),
    ],
    [
      'a match that reaches beyond the end of the chunk or block',
      'xpress',
      // Its length stands in the two bytes behind the first two words: too short for the form, then too long.
      xpress(
        { [letter]: 1, [nearMatch]: 1 },
        new BitWriter().put(1, 2).align(false).put(0, 16).align(false).raw([255, 14, 0]),
      ),
    ],
    [
      'a match that reaches beyond the end of the chunk or block',
      'xpress',
      xpress(
        { [letter]: 1, [nearMatch]: 1 },
        new BitWriter().put(1, 2).align(false).put(0, 16).align(false).raw([255, 0, 255]),
      ),
    ],
  ];

  test.each(damaged)('%s (%s, sample %#)', (found, format, chunk) => {
    const error = errorOf(() => decompressChunk(format, chunk, 5000));
    expect(error.code).toBe('damaged');
    expect(error.message).toContain(`x.wim: blob 00, chunk 0: ${found}`);
  });

  test.each([
    ['chunk 1: 0 stored bytes, expected 1 to 8192', 40_960, sizes(32768, 0), 32768],
    ['chunk 1: 8193 stored bytes, expected 1 to 8192', 40_960, sizes(32768, 8193), 40_961],
    ['1 chunks of 32768 bytes for 40960 bytes, expected 2 chunks', 40_960, sizes(32768), 32768],
    ['40000 stored bytes, expected 40960, the sum of its chunks', 40_960, sizes(32768, 8192), 40_000],
    ['0 chunks of 32768 bytes for -1 bytes', -1, sizes(), 0],
  ])('%s', (found, size, stored, length) => {
    const run = { data: new Uint8Array(length), sizes: stored };
    const error = errorOf(() => decompressNow('lzx', 32768, run, size, 'x.wim: blob 00'));
    expect(error.code).toBe('damaged');
    expect(error.message).toContain(found);
  });

  test.each([
    ['lzx', 16384],
    ['lzx', 4194304],
    ['xpress', 131072],
    ['xpress', 2048],
    ['xpress', 5000],
    ['xpress', 0],
  ] as const)('%s chunks of %i bytes are unsupported', (format, chunkSize) => {
    const run = { data: new Uint8Array(0), sizes: new Uint32Array(0) };
    expect(errorOf(() => decompressNow(format, chunkSize, run, 0, 'x')).code).toBe('unsupported');
  });
});
