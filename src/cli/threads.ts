import { FactoryError } from '../errors.js';
import type { Invocation } from './command.js';

/** `--threads N`. @throws usage when N is not a whole number from 1 to 256 */
export function threadsOf(invocation: Invocation): { threads?: number } {
  const text = invocation.text('threads');
  if (text === null) return {};
  const threads = Number(text);
  if (!/^\d+$/.test(text) || threads < 1 || threads > 256) {
    throw new FactoryError('usage', {
      subject: '--threads',
      found: `"${text}"`,
      expected: 'a whole number from 1 to 256',
    });
  }
  return { threads };
}
