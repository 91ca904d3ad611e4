import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ChunkCodec } from '../../src/codec/chunks.js';
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

const CHUNK = 32768;
const LEVELS = ['fast', 'normal', 'best'] as const;
const NAMES = Object.keys(SHAPES) as (keyof typeof SHAPES)[];
const folder = temporaryFolder();

/** wimlib's bytes for a content at one of its levels, tables and metadata included. */
async function wimlibSize(level: number, content: Uint8Array): Promise<number> {
  const source = folder(`size-${level}`);
  mkdirSync(source);
  writeFileSync(path.join(source, 'content'), content);
  const wim = folder(`size-${level}.wim`);
  await runPeer('wimlib-imagex', ['capture', source, wim, '--no-acls', `--compress=LZX:${level}`]);
  return readFileSync(wim).length;
}

describe.each(LEVELS)('level %s', (level) => {
  testWith(['wimlib-imagex'], 'wimlib reads every length from 1 to 600 of every shape', () =>
    expectWimlibReads(
      folder(`${level}-short`),
      'lzx',
      level,
      CHUNK,
      NAMES.flatMap((name) => Array.from({ length: 600 }, (_, i) => shape(name, i + 1, i))),
    ),
  );

  testWith(['wimlib-imagex'], 'wimlib reads lengths around one and two chunks of every shape', () =>
    expectWimlibReads(
      folder(`${level}-edges`),
      'lzx',
      level,
      CHUNK,
      NAMES.flatMap((name) =>
        [CHUNK, 2 * CHUNK].flatMap((length) =>
          [-11, -10, -9, -5, -3, -2, -1, 0, 1, 2, 3, 9, 10, 11].map((d) => shape(name, length + d, d + 20)),
        ),
      ),
    ),
  );

  testWith(['wimlib-imagex'], 'wimlib reads calls at every place of the last 20 bytes', () =>
    expectWimlibReads(
      folder(`${level}-calls`),
      'lzx',
      level,
      CHUNK,
      [64, 300, CHUNK].flatMap((length) =>
        Array.from({ length: 20 }, (_, back) => {
          const content = shape('zeros', length);
          content[length - 1 - back] = 0xe8;
          content[length - 2 - back] = 0x90;
          return content;
        }),
      ),
    ),
  );

  testWith(['wimlib-imagex'], 'wimlib reads what changes its shape, and codes as deep as they get', () =>
    expectWimlibReads(folder(`${level}-mixed`), 'lzx', level, CHUNK, [
      ...Array.from({ length: 150 }, (_, i) => mixedShapes(1 + ((i * 7919) % 70_000), i)),
      ...[17710, 28656, CHUNK].map((length) => fibonacciLetters(length)),
      programLike(300_000, 7),
    ]),
  );

  test('gives the same bytes for a chunk whatever was compressed before', () => {
    const random = seededRandom(9);
    const chunks = Array.from({ length: 30 }, (_, i) => mixedShapes(1 + random(CHUNK), i));
    const used = new ChunkCodec(kernelModule());
    for (const chunk of [...chunks, ...chunks.toReversed()]) {
      expect(compressChunk('lzx', level, chunk, used)).toEqual(compressChunk('lzx', level, chunk));
    }
  });

  test('stores noise as it is', () => {
    expect(compressChunk('lzx', level, shape('noise', CHUNK))).toBeNull();
    expect(compressChunk('lzx', level, shape('noise', 5))).toBeNull();
  });
});

describe('size', () => {
  testWith(
    ['wimlib-imagex'],
    'stays within 1.03 of wimlib, fast of its level 20 and best of its level 50',
    async () => {
      const content = Buffer.concat(Array.from({ length: 8 }, (_, i) => programLike(400_000, i)));
      const codec = new ChunkCodec(kernelModule());
      const [fast, normal, best] = LEVELS.map(
        (level) =>
          minimalWim([content], 'lzx', CHUNK, (chunk) => compressChunk('lzx', level, chunk, codec)).length,
      ) as [number, number, number];
      const lazy = await wimlibSize(20, content);
      const optimal = await wimlibSize(50, content);
      expect(fast / lazy).toBeLessThan(1.03);
      expect(normal / lazy).toBeLessThan(1);
      expect(best / optimal).toBeLessThan(1.03);
    },
  );
});
