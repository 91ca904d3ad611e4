/** What is written must not lie in what is read. */

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
