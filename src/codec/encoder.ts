/** The names of our encoders. A name stands for exact bytes: whoever holds content and name holds the compressed bytes. */

import type { Format, Level } from './types.js';

/** The revision of each encoder: goes up whenever a level's output changes for any input. */
const REVISION: Readonly<Record<Format, number>> = { xpress: 1, lzx: 1 };

/** @returns for example "image-factory lzx/1 normal" */
export function encoderName(format: Format, level: Level): string {
  return `image-factory ${format}/${REVISION[format]} ${level}`;
}
