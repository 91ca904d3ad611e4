/** `--size`: the largest part. */

import { parseSize } from '../definition/index.js';
import { FactoryError } from '../errors.js';
import type { Invocation } from './command.js';

/** @returns bytes; null where it is not given. @throws usage */
export function sizeOption(invocation: Invocation): number | null {
  const text = invocation.text('size');
  if (text === null) return null;
  const size = parseSize(text);
  if (size !== null && size > 0) return size;
  throw new FactoryError('usage', {
    subject: '--size',
    found: `"${text}"`,
    expected: 'a size with its unit, as 1900MiB or "4 GiB"',
  });
}
