/** What the definition takes of a folder, and leaves: KB numbers, or patterns of file names. */

import { nameMatcher } from '../tree/index.js';
import type { FolderRequest, UpdateFile } from './types.js';

export interface Selection {
  /** Among `include`, or everything where that is empty. */
  isIncluded(update: UpdateFile): boolean;
  /** The word of `exclude` that it matches; null for none. */
  excludedBy(update: UpdateFile): string | null;
}

export function selectionOf({ include, exclude }: Pick<FolderRequest, 'include' | 'exclude'>): Selection {
  return {
    isIncluded: (update) => include.length === 0 || include.some((word) => isMeant(word, update)),
    excludedBy: (update) => exclude.find((word) => isMeant(word, update)) ?? null,
  };
}

function isMeant(word: string, { kb, name }: UpdateFile): boolean {
  const matches = nameMatcher(word);
  const base = name.split('/').at(-1) ?? '';
  return matches(base) || matches(name) || (kb !== null && matches(kb));
}
