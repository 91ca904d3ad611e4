/** Partition tables for tests: an empty disk, what is listed on one, and what is refused. */

import { expect } from '@jest/globals';
import { truncateSync, writeFileSync } from 'node:fs';
import { listPartitions, openDisk, type Partition } from '../../src/disk/index.js';
import { FactoryError } from '../../src/errors.js';
import { keepingReporter } from './reporter.js';

/** A sparse file of `size` bytes. @returns its path */
export function blankDisk(path: string, size: number): string {
  writeFileSync(path, new Uint8Array(0));
  truncateSync(path, size);
  return path;
}

export async function partitionsOf(path: string, reporter = keepingReporter()): Promise<Partition[]> {
  const disk = await openDisk(path, { reporter });
  try {
    return await listPartitions(disk, reporter);
  } finally {
    await disk.close();
  }
}

/** The message with which a damaged table is refused. */
export async function refusalOf(path: string): Promise<string> {
  const error: unknown = await partitionsOf(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FactoryError)) throw error ?? new Error('the table was read');
  expect(error.code).toBe('damaged');
  return error.message;
}
