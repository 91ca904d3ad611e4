/** qemu-img and libvhdi decide what a VHDX, VHD or raw image holds; we must read the same bytes. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { openDisk, readAt } from '../../src/disk/index.js';
import { convert, differenceAt, firstDifference, noise, writeSparseRaw } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { seededRandom } from '../support/shapes.js';
import { withVhdiMount } from '../support/vhdi.js';
import { buildVhdx, MIB, type Block } from '../support/vhdx-builder.js';

const file = temporaryFolder();
const RAW = file('disk.raw');
/** Not a multiple of any block size. */
const SIZE = 151 * MIB + 512 * 77;

beforeAll(() => writeSparseRaw(RAW, SIZE, 60, 1));

describe('what qemu-img writes, read by us', () => {
  const images = [
    ['vhdx', 'subformat=dynamic,block_size=1M'],
    ['vhdx', 'subformat=dynamic,block_size=32M'],
    ['vhdx', 'subformat=dynamic,block_size=256M,block_state_zero=off'],
    ['vhdx', 'subformat=dynamic,block_size=2M,log_size=4M'],
    ['vhdx', 'subformat=fixed,block_size=8M'],
    ['vpc', 'subformat=dynamic,force_size=on'],
    ['vpc', 'subformat=fixed,force_size=on'],
  ] as const;
  for (const [format, options] of images) {
    testWith(['qemu-img'], `${format} with ${options} gives every byte of the raw disk`, async () => {
      const image = await convert(RAW, file(`${options}.${format}`), format, options);
      const disk = await openDisk(image);
      expect(disk.sectorSize).toBe(512);
      expect(await firstDifference(disk, RAW, 2)).toBe(-1);
      await disk.close();
    });
  }

  testWith(
    ['qemu-img'],
    'a VHD whose size qemu-img rounded up to whole cylinders has the size of its footer',
    async () => {
      const image = await convert(RAW, file('rounded.vhd'), 'vpc', 'subformat=dynamic');
      const { 'virtual-size': size } = JSON.parse(
        await runPeer('qemu-img', ['info', '--output=json', image]),
      ) as {
        'virtual-size': number;
      };
      const disk = await openDisk(image);
      expect(disk.size).toBe(size);
      expect(disk.size).toBeGreaterThan(SIZE);
      const tail = await readAt(disk, SIZE, disk.size - SIZE);
      expect(tail.every((byte) => byte === 0)).toBe(true);
      await disk.close();
    },
  );

  testWith(['qemu-img'], 'the kind of an image is found by its content, not by its name', async () => {
    const image = await convert(RAW, file('really-a-vhdx.vhd'), 'vhdx');
    const disk = await openDisk(image);
    expect(await firstDifference(disk, RAW, 3)).toBe(-1);
    await disk.close();
  });
});

describe('libvhdi reads the same', () => {
  for (const [format, options] of [
    ['vhdx', 'subformat=dynamic,block_size=1M'],
    ['vpc', 'subformat=dynamic,force_size=on'],
  ] as const) {
    testWith(['qemu-img', 'vhdimount'], `of a ${format} with ${options}`, async () => {
      const image = await convert(RAW, file(`libvhdi-${format}`), format, options);
      await withVhdiMount(image, async (mounted) => {
        const disk = await openDisk(image);
        expect(await firstDifference(disk, mounted, 4)).toBe(-1);
        await disk.close();
      });
    });
  }
});

describe('a VHDX with 4096-byte logical sectors', () => {
  const blocks = new Map<number, Block>([
    [1, { state: 6, data: noise(1, MIB) }],
    [3, { state: 6, data: noise(2, MIB) }],
    [4, { state: 6, data: noise(3, MIB) }],
  ]);
  const image = file('4kn.vhdx');

  beforeAll(() => {
    writeFileSync(image, buildVhdx({ size: 6 * MIB, sectorSize: 4096, blocks }));
  });

  test('says so and gives its blocks in their places', async () => {
    const disk = await openDisk(image);
    expect([disk.sectorSize, disk.size]).toEqual([4096, 6 * MIB]);
    const expected = Buffer.alloc(6 * MIB);
    for (const [block, { data }] of blocks) expected.set(data as Uint8Array, block * MIB);
    expect(Buffer.compare(await readAt(disk, 0, disk.size), expected)).toBe(0);
    await disk.close();
  });

  testWith(['vhdimount'], 'reads as libvhdi reads it', async () => {
    await withVhdiMount(image, async (mounted) => {
      const disk = await openDisk(image);
      expect(await firstDifference(disk, mounted, 5)).toBe(-1);
      await disk.close();
    });
  });
});

test('a block behind the first chunk is found past the entry of the sector bitmap', async () => {
  const size = 4 * 1024 * MIB + 2 * MIB;
  const data = noise(8, MIB);
  const blocks = new Map<number, Block>([
    [0, { state: 6, data: noise(7, MIB) }],
    [4096, { state: 6, data }],
    [4097, { state: 6, data: noise(9, MIB) }],
  ]);
  writeFileSync(file('chunks.vhdx'), buildVhdx({ size, blocks }));
  const disk = await openDisk(file('chunks.vhdx'));
  expect(Buffer.compare(await readAt(disk, 4096 * MIB, MIB), data)).toBe(0);
  expect((await readAt(disk, 4095 * MIB, MIB)).every((byte) => byte === 0)).toBe(true);
  await disk.close();
});

test('undefined, zero and unmapped blocks are zeros even where they name a place', async () => {
  const blocks = new Map<number, Block>([[0, { state: 6, data: noise(1, MIB) }]]);
  const bytes = buildVhdx({ size: 5 * MIB, blocks });
  for (const state of [1, 2, 3]) bytes.writeBigUInt64LE(BigInt(state) | (4n << 20n), 3 * MIB + state * 8);
  writeFileSync(file('states.vhdx'), bytes);
  const disk = await openDisk(file('states.vhdx'));
  expect((await readAt(disk, MIB, 4 * MIB)).every((byte) => byte === 0)).toBe(true);
  await disk.close();
});

test('a raw image is read as it lies', async () => {
  const disk = await openDisk(RAW);
  expect([disk.label, disk.size, disk.sectorSize]).toEqual([RAW, SIZE, 512]);
  expect(await firstDifference(disk, RAW, 6)).toBe(-1);
  await disk.close();
});

test('a read beyond the end of a disk names place and size', async () => {
  const disk = await openDisk(RAW);
  await expect(readAt(disk, SIZE - 10, 11)).rejects.toThrow(
    `${RAW}: 11 bytes wanted at byte ${SIZE - 10}, beyond the end at byte ${SIZE}`,
  );
  await disk.close();
});

testWith(['qemu-img'], 'many reads at once give each its own bytes', async () => {
  const image = await convert(RAW, file('parallel.vhdx'), 'vhdx', 'subformat=dynamic,block_size=1M');
  const disk = await openDisk(image);
  const expected = await readFile(RAW);
  const random = seededRandom(9);
  const offsets = Array.from({ length: 64 }, () => random(SIZE - 2_000_000));
  const found = await Promise.all(offsets.map((offset) => readAt(disk, offset, 2_000_000)));
  const wrong = offsets.filter((offset, index) => {
    return differenceAt(found[index] as Uint8Array, expected.subarray(offset, offset + 2_000_000)) >= 0;
  });
  expect(wrong).toEqual([]);
  await disk.close();
});

testWith(['qemu-img'], 'a file that shrinks while it is read is damaged, not zeros', async () => {
  const image = await convert(RAW, file('shrinks.vhd'), 'vpc', 'subformat=fixed,force_size=on');
  const disk = await openDisk(image);
  const handle = await open(image, 'r+');
  await handle.truncate(MIB);
  await handle.close();
  await expect(readAt(disk, MIB - 512, 1024)).rejects.toMatchObject({ code: 'damaged' });
  await disk.close();
});

testWith(['qemu-img'], 'reading a disk leaves its file as it was', async () => {
  const image = await convert(RAW, file('untouched.vhdx'), 'vhdx');
  const before = await readFile(image);
  const disk = await openDisk(image);
  await firstDifference(disk, RAW, 7);
  await disk.close();
  expect(Buffer.compare(readFileSync(image), before)).toBe(0);
});
