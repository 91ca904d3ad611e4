/** The error of a structure that contradicts itself, its checksum or the size of its file. */

import { FactoryError } from '../errors.js';

const AGAIN = 'fetch or make the image again';

/**
 * @param subject the structure: "disk.vhdx: region table"
 * @param next what to do, where that is not to make the image again
 */
export function damaged(subject: string, found: string, expected?: string, next = AGAIN): FactoryError {
  return new FactoryError('damaged', {
    subject,
    found,
    ...(expected === undefined ? {} : { expected }),
    next,
  });
}

/** What was found and expected, of an error that says damage. @throws every other error again */
export function damageOf(error: unknown): string {
  if (!(error instanceof FactoryError) || error.code !== 'damaged') throw error;
  const { found, expected } = error.details;
  return expected === undefined ? found : `${found}, expected ${expected}`;
}
