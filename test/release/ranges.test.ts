import { expect, test } from '@jest/globals';
import { coalesce, gapsIn } from '../../src/release/fetch/ranges.js';

const range = (start: number, end: number) => ({ start, end });
const size = (ranges: readonly ReturnType<typeof range>[]) =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0);

test('what is missing is what nothing fills', () => {
  const whole = range(100, 200);
  expect(gapsIn(whole, [])).toEqual([whole]);
  expect(gapsIn(whole, [range(100, 120), range(150, 160)])).toEqual([range(120, 150), range(160, 200)]);
  expect(gapsIn(whole, [range(100, 200)])).toEqual([]);
});

test('ranges are joined over the smallest holes, for at most a 200th more', () => {
  const ranges = [range(0, 1000), range(1003, 2000), range(2001, 3000), range(3020, 4000), range(4010, 5000)];
  // 4,966 bytes: 24 may come in vain. The holes are of 3, 1, 20 and 10.
  expect(coalesce(ranges)).toEqual([range(0, 3000), range(3020, 5000)]);
  expect(coalesce([range(0, 10), range(11, 20)])).toEqual([range(0, 10), range(11, 20)]);
  expect(coalesce([])).toEqual([]);
});

test('a thousand small contents with one in seven missing cost less than a hundredth more', () => {
  const missing = Array.from({ length: 1000 }, (_, at) => range(at * 7000, at * 7000 + 900 + (at % 90)));
  expect(size(coalesce(missing))).toBeLessThanOrEqual(1.01 * size(missing));
});
