/** What is written must not lie in what is read, nor replace an archive that nobody gave up. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../errors.js';
import { isWithin } from '../factory/index.js';
import type { SourceName } from '../source/index.js';

/** @throws usage where `target` lies inside the directory that is read: it would be read again while it grows */
export function refuseInside(target: string, source: Pick<SourceName, 'kind' | 'path'>): void {
  if (source.kind !== 'directory' || !isWithin(path.resolve(target), path.resolve(source.path))) return;
  throw new FactoryError('usage', {
    subject: target,
    found: `a place inside ${source.path}, which is read`,
    expected: 'a place outside of it',
    next: 'write it elsewhere',
  });
}

/**
 * Before an hour of work is done in vain: an archive is replaced by nobody who did not say so.
 *
 * @param append whether images are added to the one that is there; null: where there is no such option
 * @throws usage, exists
 */
export async function refuseExisting(out: string, append: boolean | null): Promise<void> {
  const there = await stat(out).catch(() => null);
  if (there?.isDirectory() === true) {
    throw new FactoryError('usage', {
      subject: out,
      found: 'a directory',
      expected: 'the path of an archive',
      next: `name the file: ${path.join(out, 'install.wim')}`,
    });
  }
  if (there === null || append === true) return;
  throw new FactoryError('exists', {
    subject: out,
    found: 'exists already',
    next: `${append === null ? '' : 'add the image to it with --append, '}choose another name, or remove it`,
  });
}
