import { expect, test } from '@jest/globals';
import { NeighbourReader } from '../../src/ntfs/neighbours.js';
import { memoryDevice } from '../support/memory-device.js';
import { noise } from '../support/ntfs-samples.js';
import { seededRandom } from '../support/shapes.js';

function countingReader(bytes: Buffer) {
  const device = memoryDevice(bytes);
  const counted = { reads: 0 };
  const reader = new NeighbourReader({
    ...device,
    async read(offset, target) {
      counted.reads++;
      await device.read(offset, target);
    },
  });
  return { reader, counted };
}

test('small reads in order share the reads of the disk, from any place where the order begins anew', async () => {
  const bytes = noise(4 << 20);
  const { reader, counted } = countingReader(bytes);
  for (const start of [1 << 20, 0]) {
    counted.reads = 0;
    for (let offset = start; offset < start + (1 << 20); offset += 4096) {
      const target = new Uint8Array(3000);
      await reader.read(offset, target);
      expect(Buffer.compare(target, bytes.subarray(offset, offset + 3000))).toBe(0);
    }
    expect(counted.reads).toBeLessThanOrEqual(6);
  }
});

test('reads in any order and of any size give the bytes of the disk, many at once too', async () => {
  const bytes = noise(2 << 20);
  const { reader } = countingReader(bytes);
  const random = seededRandom(7);
  const reads = Array.from({ length: 3000 }, async (_, index) => {
    const length = random(index % 5 === 0 ? 200_000 : 5000);
    const offset =
      index % 3 === 0 ? random(bytes.length - length) : Math.min(index * 600, bytes.length - length);
    const target = new Uint8Array(length);
    await reader.read(offset, target);
    return Buffer.compare(target, bytes.subarray(offset, offset + length));
  });
  expect(new Set(await Promise.all(reads))).toEqual(new Set([0]));
});
