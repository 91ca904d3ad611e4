/** The error of a medium that contradicts itself, its checksums or the size of its file. */

import { FactoryError } from '../errors.js';

/** @param subject the structure: "win11.iso: file set descriptor" */
export function damaged(subject: string, found: string, expected?: string): FactoryError {
  return new FactoryError('damaged', {
    subject,
    found,
    ...(expected === undefined ? {} : { expected }),
    next: 'fetch or make the medium again, and compare its SHA-256',
  });
}

export function unsupported(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('unsupported', {
    subject,
    found,
    expected,
    next: 'copy what it holds into a folder, and name that',
  });
}
