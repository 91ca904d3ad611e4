import { expect, test } from '@jest/globals';
import { formatAttributes } from '../../src/tree/index.js';

test.each([
  [0, '-'],
  [0x20, 'A'],
  [0x2416, 'DLHSI'],
  [0x10020, 'A+0x10000'],
  [0x80000000, '+0x80000000'],
])('formatAttributes(%i) is %s', (attributes, text) => {
  expect(formatAttributes(attributes)).toBe(text);
});
