import { expect, test } from '@jest/globals';
import { formatCount, giveBack, takeBuffer } from '../../src/bytes/index.js';

test('a buffer that was given back is given out again, once', () => {
  const first = takeBuffer(300_000);
  const { buffer } = first;
  giveBack(first.subarray(10, 20));
  giveBack(first);
  const [second, third] = [takeBuffer(1 << 20), takeBuffer(200_000)];
  expect([second.length, second.buffer === buffer]).toEqual([1 << 20, true]);
  expect([third.length, third.buffer === buffer]).toEqual([200_000, false]);
});

test('bytes of other origin, and those that went to another thread, are left alone', () => {
  const other = Buffer.allocUnsafeSlow(1 << 20);
  giveBack(other);
  const moved = takeBuffer(1 << 20);
  structuredClone(moved.buffer, { transfer: [moved.buffer as ArrayBuffer] });
  giveBack(moved);
  for (let count = 0; count < 3; count++) {
    const { buffer } = takeBuffer(1 << 20);
    expect([buffer.byteLength, buffer === other.buffer]).toEqual([1 << 20, false]);
  }
});

test('what is short or long has a buffer for itself', () => {
  for (const length of [0, 1000, (1 << 20) + 1]) expect(takeBuffer(length).buffer.byteLength).toBe(length);
});

test('counts are written with a comma for each thousand', () => {
  for (const count of [0, 7, 999, 1000, 123_456, 1_234_567, 4_000_000_000, -1234])
    expect(formatCount(count)).toBe(count.toLocaleString('en-US'));
});
