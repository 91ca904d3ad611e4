/** Refuses to write over what is being read. */

import { stat } from 'node:fs/promises';
import { FactoryError } from '../errors.js';
import type { WimArchive } from './archive.js';

/** @throws usage where one of `files` is a file of `archives` */
export async function refuseSourceAsTarget(
  archives: readonly WimArchive[],
  files: readonly string[],
): Promise<void> {
  const sources = new Set<string>();
  for (const { file } of archives.flatMap(({ members }) => members)) {
    const { dev, ino } = await stat(file.bytes.hostFile, { bigint: true });
    sources.add(`${dev} ${ino}`);
  }
  for (const subject of files) {
    const known = await stat(subject, { bigint: true }).catch(() => null);
    if (known === null || !sources.has(`${known.dev} ${known.ino}`)) continue;
    throw new FactoryError('usage', {
      subject,
      found: 'is what is read and what would be written',
      expected: 'another file to write',
    });
  }
}
