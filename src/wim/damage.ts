/** The error of an archive that contradicts itself. */

import { FactoryError } from '../errors.js';

export function damaged(subject: string, found: string, expected?: string): FactoryError {
  return new FactoryError('damaged', {
    subject,
    found,
    ...(expected === undefined ? {} : { expected }),
    next: 'the file is truncated or damaged: fetch or make it again',
  });
}
