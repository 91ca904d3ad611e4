import { FactoryError } from '../errors.js';
import type { Invocation } from './command.js';

/** `--to`, which `command` cannot do without. @param value what stands for its value: "DIR" @throws usage */
export function requiredTarget(invocation: Invocation, command: string, value: string): string {
  const target = invocation.text('to');
  if (target !== null) return target;
  throw new FactoryError('usage', {
    subject: `image-factory ${command}`,
    found: '--to is missing',
    expected: `--to ${value}`,
    next: 'say where the result shall go',
  });
}
