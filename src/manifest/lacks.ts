/** What of two sources is not compared. */

import type { Lack, ManifestFacts } from './types.js';

/** What one of the two cannot say, each kind once. */
export function lacksOfBoth(a: ManifestFacts, b: ManifestFacts): Lack[] {
  return [...new Set([...a.images, ...b.images].flatMap(({ lacks = [] }) => lacks))];
}
