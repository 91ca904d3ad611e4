import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { decompressNow, type Format } from '../../src/codec/index.js';
import { BitWriter } from '../support/bit-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { minimalWim } from '../support/minimal-wim.js';
import { putBlockHeader, putCodes, putPre, putPreCode, putUncompressed } from '../support/lzx-by-hand.js';
import { runPeer, testWith } from '../support/peers.js';
import { SHAPES, fibonacciLetters, mixedShapes, programLike, shape } from '../support/shapes.js';
import { wimResources } from '../support/wim-resources.js';

const folder = temporaryFolder();

/** One chunk on the calling thread. */
function decompressChunk(format: Format, chunk: Uint8Array, size: number): Uint8Array {
  const run = { data: chunk, sizes: Uint32Array.of(chunk.length) };
  return decompressNow(format, 32768, run, size, 'x.wim: blob 00');
}

/** An archive of the folder `source` as wimlib makes it. */
async function capture(format: Format, level: number, chunkSize: number): Promise<string> {
  const wim = folder(`${format}-${level}-${chunkSize}.wim`);
  const compress = `--compress=${format.toUpperCase()}:${level}`;
  await runPeer('wimlib-imagex', ['capture', folder('source'), wim, compress, `--chunk-size=${chunkSize}`]);
  return wim;
}

/** A verbatim block of `letters` times "a", then an uncompressed one, then a verbatim one that repeats its end. */
function threeBlocks(letters: number, bytes: Uint8Array): { chunk: Uint8Array; content: Buffer } {
  const out = new BitWriter();
  putCodes(putBlockHeader(out, 1, letters), [97, 98]);
  for (let i = 0; i < letters; i++) out.put(0, 1);
  putBlockHeader(out, 3, bytes.length);
  putUncompressed(out, [1, 2, 3], bytes);
  // The lengths of the first block stand, so that each difference is 0; the item is "b".
  putBlockHeader(out, 1, 1);
  for (const symbols of [256, 240, 249]) {
    putPreCode(out);
    for (let i = 0; i < symbols; i++) putPre(out, 0);
  }
  out.put(1, 1);
  const content = Buffer.concat([Buffer.alloc(letters, 'a'), bytes, Buffer.from('b')]);
  return { chunk: out.done(), content };
}

describe('what wimlib writes', () => {
  const contents = [
    ...Object.keys(SHAPES).map((name) => shape(name as keyof typeof SHAPES, 200_000, 3)),
    ...[1, 2, 3, 300, 4095, 4097, 32767, 32768, 32769, 65537].map((length) => mixedShapes(length, length)),
    fibonacciLetters(46367),
    programLike(2_200_000, 11),
  ];
  const cases = [
    ...[4096, 8192, 16384, 32768, 65536].map((chunkSize) => ['xpress', chunkSize] as const),
    ...[15, 16, 17, 18, 19, 20, 21].map((order) => ['lzx', 2 ** order] as const),
  ];

  for (const [format, chunkSize] of cases) {
    testWith(['wimlib-imagex'], `is read byte for byte: ${format} in chunks of ${chunkSize}`, async () => {
      mkdirSync(folder('source'), { recursive: true });
      contents.forEach((content, i) => {
        writeFileSync(folder('source', String(i)), content);
      });
      for (const level of chunkSize === 32768 ? [20, 80] : [50]) {
        const { runs } = wimResources(await capture(format, level, chunkSize));
        expect(runs.length).toBeGreaterThan(10);
        for (const run of runs) {
          const content = decompressNow(format, chunkSize, run, run.size, run.what);
          expect(createHash('sha1').update(content).digest('hex')).toBe(run.sha1);
        }
      }
    });
  }
});

describe('what encoders seldom write, and wimlib reads alike', () => {
  const samples = Array.from({ length: 34 }, (_, i) =>
    threeBlocks(4000 + i, shape('noise', 200 + (i >> 4), i)),
  );

  test('uncompressed blocks from each bit of a word on, of even and odd length', () => {
    for (const { chunk, content } of samples) {
      expect(decompressChunk('lzx', chunk, content.length)).toEqual(Uint8Array.from(content));
    }
  });

  testWith(['wimlib-imagex'], 'wimlib agrees on uncompressed blocks', async () => {
    const chunks = new Map(samples.map(({ chunk, content }) => [content.toString('latin1'), chunk]));
    writeFileSync(
      folder('blocks.wim'),
      minimalWim(
        samples.map(({ content }) => content),
        'lzx',
        32768,
        (content) => chunks.get(Buffer.from(content).toString('latin1')) ?? null,
      ),
    );
    expect(wimResources(folder('blocks.wim')).runs.length).toBe(samples.length);
    await runPeer('wimlib-imagex', ['verify', folder('blocks.wim')]);
  });
});
