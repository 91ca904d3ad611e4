/**
 * Collecting garbage when a lot of it is known to lie about.
 *
 * V8 lets the heap grow to about twice of what lives before it looks at the old part of it. With an image of half a
 * million files that is hundreds of megabytes which a build machine could use otherwise; a collection takes a tenth of
 * a second.
 */

import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of heap below which it is not worth the while. */
const WORTH = 96 << 20;

/** Items of a file each, after which a long loop calls it. */
export const COLLECT_EVERY = 20_000;

let collect: (() => void) | null = null;

/** Call it between phases, and in long loops once in COLLECT_EVERY items. */
export function collectGarbage(): void {
  if (getHeapStatistics().used_heap_size < WORTH) return;
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }
  collect();
}
