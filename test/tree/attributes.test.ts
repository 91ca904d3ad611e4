import { expect, test } from '@jest/globals';
import { formatAttributes, parseAttributes } from '../../src/tree/index.js';

test.each([
  [0, '-'],
  [0x20, 'A'],
  [0x2416, 'DLHSI'],
  [0x10020, 'A+0x10000'],
  [0x80000000, '+0x80000000'],
])('formatAttributes(%i) is %s, and parseAttributes() reads it back', (attributes, text) => {
  expect(formatAttributes(attributes)).toBe(text);
  expect(parseAttributes(text)).toBe(attributes);
});

test('parseAttributes() knows no other letters', () => {
  expect(parseAttributes('Q')).toBeNull();
  expect(parseAttributes('a')).toBeNull();
});
