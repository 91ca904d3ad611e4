import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ChunkCodec } from '../../src/codec/chunks.js';
import { encoderName } from '../../src/codec/index.js';
import { kernelModule } from '../../src/codec/kernel-module.js';
import { temporaryFolder } from '../support/folder.js';
import { compressChunk, expectWimlibReads } from '../support/judged-chunks.js';
import { minimalWim } from '../support/minimal-wim.js';
import { runPeer, testWith } from '../support/peers.js';
import {
  SHAPES,
  fibonacciLetters,
  mixedShapes,
  programLike,
  seededRandom,
  shape,
} from '../support/shapes.js';

const LEVELS = ['fast', 'normal', 'best'] as const;
const SIZES = [4096, 8192, 16384, 32768, 65536];
const NAMES = Object.keys(SHAPES) as (keyof typeof SHAPES)[];
const folder = temporaryFolder();

describe.each(LEVELS)('level %s', (level) => {
  testWith(['wimlib-imagex'], 'wimlib reads every length from 1 to 600 of every shape', () =>
    expectWimlibReads(
      folder(`${level}-short`),
      'xpress',
      level,
      4096,
      NAMES.flatMap((name) => Array.from({ length: 600 }, (_, i) => shape(name, i + 1, i))),
    ),
  );

  testWith(['wimlib-imagex'], 'wimlib reads lengths around one and two chunks of every size', async () => {
    for (const size of SIZES) {
      const contents = NAMES.flatMap((name) =>
        [size, 2 * size].flatMap((length) => [-1, 0, 1].map((d) => shape(name, length + d, d + 20))),
      );
      await expectWimlibReads(folder(`${level}-${size}`), 'xpress', level, size, contents);
    }
  });

  testWith(['wimlib-imagex'], 'wimlib reads what changes its shape, and codes as deep as they get', () =>
    expectWimlibReads(folder(`${level}-mixed`), 'xpress', level, 65536, [
      ...Array.from({ length: 60 }, (_, i) => mixedShapes(1 + ((i * 7919) % 140_000), i)),
      ...[17710, 28656, 46367, 65536].map((length) => fibonacciLetters(length)),
      programLike(300_000, 7),
    ]),
  );

  testWith(['wimlib-imagex'], 'wimlib reads matches of every length and around each form of a length', () => {
    const lengths = Array.from({ length: 320 }, (_, i) => i + 1);
    return expectWimlibReads(
      folder(`${level}-lengths`),
      'xpress',
      level,
      65536,
      [...lengths, 65_000, 65_530, 65_535].map((length) => {
        const content = shape('noise', Math.min(2 * length + 1, 65_536), length);
        content.copyWithin(length + 1, 0, length);
        return Buffer.concat([content, Buffer.alloc(Math.min(2000, 65_536 - content.length), 'a')]);
      }),
    );
  });

  test('gives the same bytes for a chunk whatever was compressed before', () => {
    const random = seededRandom(9);
    const chunks = Array.from({ length: 30 }, (_, i) => mixedShapes(1 + random(65_536), i));
    const used = new ChunkCodec(kernelModule());
    for (const chunk of [...chunks, ...chunks.toReversed()]) {
      expect(compressChunk('xpress', level, chunk, used)).toEqual(compressChunk('xpress', level, chunk));
    }
  });

  test('stores noise as it is', () => {
    expect(compressChunk('xpress', level, shape('noise', 65_536))).toBeNull();
    expect(compressChunk('xpress', level, shape('noise', 5))).toBeNull();
  });

  test('ends a chunk with symbol 256, which Windows wants', () => {
    // Literals only: "ab" and the end. The code lengths say which symbols there are, the low nibble first.
    const chunk = Uint8Array.from({ length: 4096 }, (_, i) => (Math.imul(i, i) >> 3) & 1);
    const compressed = compressChunk('xpress', level, chunk)!;
    expect(compressed[128]! & 15).toBeGreaterThan(0);
  });
});

testWith(
  ['wimlib-imagex'],
  'the levels stay within 1.03 of the size of wimlib levels 20, 50 and 80',
  async () => {
    const content = Buffer.concat(Array.from({ length: 8 }, (_, i) => programLike(400_000, i)));
    const codec = new ChunkCodec(kernelModule());
    mkdirSync(folder('source'));
    writeFileSync(folder('source', 'content'), content);
    for (const [level, peer] of [
      ['fast', 20],
      ['normal', 50],
      ['best', 80],
    ] as const) {
      const ours = minimalWim([content], 'xpress', 32768, (chunk) =>
        compressChunk('xpress', level, chunk, codec),
      );
      const theirs = folder(`size-${peer}.wim`);
      await runPeer('wimlib-imagex', [
        'capture',
        folder('source'),
        theirs,
        '--no-acls',
        `--compress=XPRESS:${peer}`,
      ]);
      expect(ours.length / readFileSync(theirs).length).toBeLessThan(1.03);
    }
  },
);

test('the bytes of each level are those that its name stands for', () => {
  // Where these change, the encoder's revision in src/codec/encoder.ts goes up.
  const codec = new ChunkCodec(kernelModule());
  const hashes = LEVELS.map((level) => {
    const sha1 = createHash('sha1');
    for (let seed = 0; seed < 8; seed++) {
      sha1.update(compressChunk('xpress', level, mixedShapes(65_536, seed), codec) ?? 'stored');
      sha1.update(compressChunk('xpress', level, programLike(32_768, seed), codec) ?? 'stored');
    }
    return `${encoderName('xpress', level)} ${sha1.digest('hex')}`;
  });
  expect(hashes).toEqual([
    'image-factory xpress/1 fast edc26ed7be050e11d362d7303682bc74f79d9519',
    'image-factory xpress/1 normal 19b9ec1e1a35db2c9bedf0752964bfc4755b24b7',
    'image-factory xpress/1 best 255840e7a6719dc49f9994b272cd93320edba66d',
  ]);
});
