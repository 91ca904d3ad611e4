/** Cabinets, which 7-Zip judges: what they list, and contents without compression, of MSZIP and of LZX. */

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ChunkCodec } from '../../src/codec/chunks.js';
import { kernelModule } from '../../src/codec/kernel-module.js';
import type { Level } from '../../src/codec/index.js';
import { openFile } from '../../src/disk/index.js';
import { openCabinet } from '../../src/servicing/cabinet.js';
import { decompressLzx } from '../../src/servicing/lzx.js';
import { BitWriter } from '../support/bit-writer.js';
import { buildCabinet, type CabinetShape } from '../support/cabinet-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { putCodes } from '../support/lzx-by-hand.js';
import { runPeer, testWith } from '../support/peers.js';
import { programLike, seededRandom } from '../support/shapes.js';

const at = temporaryFolder();
const BLOCK = 32_768;

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Every file as our reader gives it. */
async function read(name: string, bytes: Uint8Array): Promise<Record<string, Buffer>> {
  writeFileSync(at(name), bytes);
  const file = await openFile(at(name));
  try {
    const cabinet = await openCabinet(file);
    const contents: Record<string, Buffer> = {};
    for (const each of cabinet.files) contents[each.name] = Buffer.from(await cabinet.read(each));
    return contents;
  } finally {
    await file.close();
  }
}

async function listed(name: string, bytes: Uint8Array) {
  writeFileSync(at(name), bytes);
  const file = await openFile(at(name));
  try {
    const { files } = await openCabinet(file);
    return files.map(({ name: inner, size }) => ({ name: inner, size }));
  } finally {
    await file.close();
  }
}

/** 7-Zip and we give every byte back. */
async function judge(name: string, files: Files, shape: CabinetShape): Promise<void> {
  const bytes = buildCabinet(files, shape);
  const wanted = Object.fromEntries(Object.entries(files).map(([inner, text]) => [inner, Buffer.from(text)]));
  expect(await read(name, bytes)).toEqual(wanted);
  await runPeer('7z', ['x', '-y', `-o${at(`${name}-out`)}`, at(name)]);
  for (const [inner, content] of Object.entries(wanted)) {
    expect(readFileSync(at(`${name}-out`, ...inner.split('\\'))).equals(content)).toBe(true);
  }
}

/**
 * A chunk of a WIM as the one frame of a cabinet: its block has another header.
 *
 * @param translated whether its calls were translated, which a WIM's always are
 */
function lzxFrame(content: Uint8Array, level: Level, translated: boolean) {
  const { data } = new ChunkCodec(kernelModule()).compress('lzx', level, BLOCK, Uint8Array.from(content));
  const bits: number[] = [];
  for (let word = 0; word + 1 < data.length; word += 2) {
    const value = (data[word] as number) + 256 * (data[word + 1] as number);
    for (let bit = 15; bit >= 0; bit--) bits.push((value >> bit) & 1);
  }
  const take = (count: number): number => bits.splice(0, count).reduce((sum, bit) => sum * 2 + bit, 0);
  const type = take(3);
  const size = take(1) === 1 ? BLOCK : take(16);
  if (size !== content.length) throw new Error('the content needs one block');
  const out = new BitWriter().put(translated ? 1 : 0, 1);
  if (translated) out.put(12_000_000 >> 16, 16).put(12_000_000 & 0xffff, 16);
  out.put(type, 3).put(size, 24);
  for (const bit of bits) out.put(bit, 1);
  const whole = out.done();
  // What filled the chunk's last word may have become a word of its own, which 7-Zip does not take.
  const short = whole.subarray(0, -2);
  return { data: holdsAll(short, size) ? short : whole, size };
}

function holdsAll(data: Uint8Array, size: number): boolean {
  try {
    return decompressLzx([{ data, size }], 15, 'a frame').length === size;
  } catch {
    return false;
  }
}

const words = seededRandom(3);
const XML = `<CompDB Type="BuildUpdate">${Array.from({ length: 900 }, () => `<Package ID="Package_${words(400)}" Size="${words(90_000)}"/>`).join('')}</CompDB>`;

describe('openCabinet()', () => {
  const files = {
    'update.mum': 'x'.repeat(70_000),
    'amd64_a\\f\\driver.sys': '',
    'Übersicht.txt': 'ä',
  };

  test.each([0, 6144])('lists with %d reserved bytes, and with a signature behind it', async (reserved) => {
    const bytes = Buffer.concat([buildCabinet(files, { reserved }), Buffer.from('signature')]);
    expect(await listed('signed.cab', bytes)).toEqual(
      Object.entries(files).map(([name, text]) => ({ name, size: Buffer.byteLength(text) })),
    );
  });

  testWith(['7z'], 'lists as 7-Zip does', async () => {
    const ours = await listed('seven.cab', buildCabinet(files, { reserved: 20 }));
    const text = await runPeer('7z', ['l', '-slt', '-ba', at('seven.cab')]);
    const theirs = [...text.matchAll(/^Path = (.*)\r?\nSize = (\d+)/gm)].map(([, name = '', size]) => ({
      name: name.replaceAll('/', '\\'),
      size: Number(size),
    }));
    expect(theirs).toEqual(ours);
  });

  testWith(['7z'], 'reads what is not compressed, and MSZIP over several blocks, as 7-Zip does', async () => {
    const large = { 'LCUCompDB_KB5094126.xml': XML, 'second.xml': XML.slice(100), empty: '' };
    await judge('stored.cab', large, { reserved: 20, reservedInside: 8 });
    await judge('mszip.cab', large, { compression: 'mszip' });
    await judge('reserved.cab', large, { compression: 'mszip', reservedInside: 4 });
  });

  testWith(['7z'], 'reads LZX at every level of its encoder, as 7-Zip does', async () => {
    for (const level of ['fast', 'normal', 'best'] as const) {
      for (const size of [300, 900, 9_000]) {
        const content = XML.slice(0, size);
        const lzx = [lzxFrame(Buffer.from(content), level, false)];
        await judge(`lzx-${level}-${size}.cab`, { 'a.xml': content }, { lzx });
      }
    }
  });

  testWith(['7z'], 'makes the targets of calls relative again, as 7-Zip does', async () => {
    const content = programLike(6_000, 5);
    expect([...content].filter((byte) => byte === 0xe8).length).toBeGreaterThan(10);
    await judge('calls.cab', { 'a.dll': content }, { lzx: [lzxFrame(content, 'normal', true)] });
  });

  testWith(['7z'], 'goes on in the next frame: uncompressed bytes, recent offsets, a code', async () => {
    const random = seededRandom(9);
    const raw = Uint8Array.from({ length: 40_001 }, () => random(256));
    const first = new BitWriter().put(0, 1).put(3, 3).put(raw.length, 24).align(true);
    const offsets = Buffer.alloc(12);
    [5, 1, 1].forEach((offset, index) => offsets.writeUInt32LE(offset, 4 * index));
    first.raw(offsets).raw(raw.subarray(0, BLOCK));
    const literal = 'a'.charCodeAt(0);
    const match = 256 + 6;
    const second = new BitWriter()
      .raw(raw.subarray(BLOCK))
      .raw([0])
      .put(1, 3)
      .put(1 + 8 + 8, 24);
    putCodes(second, [literal, match]);
    second.put(0, 1).put(1, 1).put(1, 1);
    const tail = [...raw.subarray(-20), literal];
    for (let count = 0; count < 16; count++) tail.push(tail.at(-5) as number);
    const content = Buffer.concat([raw, Buffer.from(tail.slice(20))]);
    const frames = [first.done(), second.done()];
    const lzx = frames.map((data, index) => ({ data, size: index === 0 ? BLOCK : content.length - BLOCK }));
    await judge('frames.cab', { 'a.bin': content }, { lzx });
  });

  test.each([
    ['a version of its own', 25, 9, 'unsupported'],
    ['more files than it has bytes', 29, 0xff, 'damaged'],
    ['a list beyond its end', 18, 0x7f, 'damaged'],
    ['a list at its last byte', 28, 9, 'damaged'],
    ['a file beyond its folder', 44, 0xff, 'damaged'],
    ['a folder that is not there', 52, 9, 'damaged'],
    ['data beyond its end', 37, 0x7f, 'damaged'],
    ['one of several cabinets', 30, 1, 'unsupported'],
    ['a compression of its own', 42, 2, 'unsupported'],
    ['an LZX window of no size', 42, 3, 'unsupported'],
    ['what is no MSZIP', 42, 1, 'damaged'],
  ])('refuses %s', async (_what, offset, value, code) => {
    const bytes = buildCabinet({ 'update.mum': 'content' });
    bytes[offset] = value;
    await expect(read('malformed.cab', bytes)).rejects.toMatchObject({ code });
  });

  test('refuses what would become far larger than metadata is', async () => {
    const lzx = Array.from({ length: 3_000 }, () => ({ data: new Uint8Array(0), size: BLOCK }));
    await expect(read('bomb.cab', buildCabinet({ 'a.xml': 'a' }, { lzx }))).rejects.toMatchObject({
      code: 'unsupported',
      details: { found: `${3_000 * BLOCK} bytes of data` },
    });
    const larger = [{ data: new Uint8Array(0), size: BLOCK + 1 }];
    await expect(read('block.cab', buildCabinet({ 'a.xml': 'a' }, { lzx: larger }))).rejects.toMatchObject({
      code: 'damaged',
    });
  });

  test('refuses damaged LZX, wherever it is, and never hangs', async () => {
    const content = Buffer.from(XML.slice(0, 900));
    const good = lzxFrame(content, 'normal', false);
    let refused = 0;
    for (let index = 0; index < good.data.length; index += 3) {
      const data = Uint8Array.from(good.data);
      data[index] = (data[index] as number) ^ 0x55;
      const bytes = buildCabinet({ 'a.xml': content }, { lzx: [{ data, size: good.size }] });
      await read('damaged.cab', bytes).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'damaged' });
        refused++;
      });
    }
    expect(refused).toBeGreaterThan(10);
  });
});
