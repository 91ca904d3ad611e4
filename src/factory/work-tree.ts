/** The work tree of Git that something lies in. */

import { stat } from 'node:fs/promises';
import path from 'node:path';

/** @returns null where none holds the folder */
export async function workTreeOf(folder: string): Promise<string | null> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    if ((await stat(path.join(place, '.git')).catch(() => null)) !== null) return place;
    if (place === path.dirname(place)) return null;
  }
}
