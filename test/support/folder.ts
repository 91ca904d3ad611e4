/** A temporary folder for one test file. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

/** @returns a function that joins names to a fresh folder, which is removed after the file's last test */
export function temporaryFolder(): (...names: string[]) => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-factory-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return (...names) => path.join(folder, ...names);
}
