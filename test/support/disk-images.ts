/** Disk images for tests: seeded contents, conversions by qemu-img, and comparison with the raw bytes. */

import { open, readFile } from 'node:fs/promises';
import { openDisk, readAt, type BlockDevice, type OpenDiskOptions } from '../../src/disk/index.js';
import { FactoryError } from '../../src/errors.js';
import { runPeer } from './peers.js';
import { seededRandom } from './shapes.js';

/** The GPT of an empty disk, so that the image is one of a disk. */
const PARTITION_RECORD = Uint8Array.from({ length: 512 }, (_, index) =>
  index === 510 ? 0x55 : index === 511 ? 0xaa : 0,
);

/** `length` bytes of noise. */
export function noise(seed: number, length: number): Uint8Array {
  const random = seededRandom(seed);
  const bytes = new Uint8Array(length);
  const words = new Uint32Array(bytes.buffer, 0, length >>> 2);
  for (let index = 0; index < words.length; index++) words[index] = random(2 ** 32);
  return bytes;
}

/** A bit for each sector of a block, in runs; the first in the lowest bit of the first byte. */
export function randomBits(seed: number, sectors: number): Uint8Array {
  const random = seededRandom(seed);
  const bits = new Uint8Array(sectors / 8);
  for (let sector = 0; sector < sectors;) {
    const end = Math.min(sectors, sector + 1 + random(200));
    const value = random(2);
    for (; sector < end; sector++) if (value === 1) setBit(bits, sector);
  }
  return bits;
}

function setBit(bits: Uint8Array, bit: number): void {
  (bits[bit >>> 3] as number) |= 1 << (bit & 7);
}

/** A raw disk with an empty MBR and `runs` runs of noise at places that are no multiple of anything. */
export async function writeSparseRaw(path: string, size: number, runs: number, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const file = await open(path, 'w');
  await file.truncate(size);
  for (let run = 0; run < runs; run++) {
    const length = 1 + random(300_000);
    await file.write(noise(seed + run, length), 0, length, 512 + random(size - 512 - length));
  }
  await file.write(PARTITION_RECORD, 0, 512, 0);
  await file.close();
}

/** @param options as qemu-img takes them: `subformat=dynamic,block_size=1M` */
export async function convert(
  from: string,
  to: string,
  format: 'vhdx' | 'vpc' | 'raw',
  options = '',
): Promise<string> {
  const extra = options === '' ? [] : ['-o', options];
  await runPeer('qemu-img', ['convert', '-O', format, ...extra, from, to]);
  return to;
}

/** The whole disk in one read. */
export async function contentOf(path: string, options: OpenDiskOptions = {}): Promise<Uint8Array> {
  const disk = await openDisk(path, options);
  try {
    return await readAt(disk, 0, disk.size);
  } finally {
    await disk.close();
  }
}

/** The first byte where a disk differs from a raw image, by one read of everything and by many small ones; or -1. */
export async function firstDifference(disk: BlockDevice, rawPath: string, seed: number): Promise<number> {
  const expected = await readFile(rawPath);
  if (disk.size !== expected.length) return Math.min(disk.size, expected.length);
  const all = differenceAt(await readAt(disk, 0, disk.size), expected);
  if (all >= 0) return all;
  const random = seededRandom(seed);
  for (let round = 0; round < 200; round++) {
    const length = random(round % 10 === 0 ? 3_000_000 : 5000);
    const offset = random(expected.length - length);
    const there = differenceAt(
      await readAt(disk, offset, length),
      expected.subarray(offset, offset + length),
    );
    if (there >= 0) return offset + there;
  }
  return -1;
}

/** The first index where two buffers of one length differ, or -1. */
export function differenceAt(found: Uint8Array, expected: Uint8Array): number {
  return Buffer.compare(found, expected) === 0
    ? -1
    : found.findIndex((byte, index) => byte !== expected[index]);
}

/** The error of opening a disk and reading all of it. @throws when there is none */
export async function errorOf(path: string, options: OpenDiskOptions = {}): Promise<FactoryError> {
  try {
    await contentOf(path, options);
  } catch (error) {
    if (error instanceof FactoryError) return error;
    throw error;
  }
  throw new Error(`${path} was read without an error`);
}
