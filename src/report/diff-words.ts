/** The words that every rendering of a diff uses. */

import type { ChangeKind } from '../manifest/index.js';

export const KIND_NOUNS: Readonly<Record<ChangeKind | 'unchanged', string>> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'moved',
  metadata: 'metadata only',
  unchanged: 'unchanged',
};
