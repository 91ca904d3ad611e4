/** The marker in a machine's notes: who made it, by which a sweep knows its own. */

import type { Owner } from '../types.js';

export function notesOf(owner: Owner): string {
  return JSON.stringify(owner);
}

/** @returns null for notes that are anybody else's */
export function ownerIn(notes: string): Owner | null {
  try {
    const owner = JSON.parse(notes) as Owner | null;
    return owner?.tool === 'image-factory' && typeof owner.build === 'string' ? owner : null;
  } catch {
    return null;
  }
}
