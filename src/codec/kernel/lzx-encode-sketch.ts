/** A quick first parse over the matches of the trees, for its counts: the optimal parser starts from their costs. */

import { ITEMS, matchItem } from './lzx-encode-memory';
import { FIRST_QUEUE, bestWithRecent, recall, score, LITERAL_SCORE } from './lzx-encode-recent';
import { longestOf } from './lzx-encode-matches';

/** @returns the end of the items */
export function sketchItems(chunk: usize, length: i32): usize {
  let queue = FIRST_QUEUE;
  let out = ITEMS;
  let position = 0;
  while (position < length) {
    const found = longestOf(position);
    const match = bestWithRecent(chunk, position, length, found, queue);
    const next = position + 1 < length ? longestOf(position + 1) : 0;
    if (match == 0 || (next != 0 && score(next) > score(match) + LITERAL_SCORE)) {
      store<u32>(out, load<u8>(chunk + position));
      position++;
    } else {
      const adjusted = match & 0xffff;
      store<u32>(out, matchItem(match >> 16, adjusted));
      queue = recall(queue, adjusted);
      position += match >> 16;
    }
    out += 4;
  }
  return out;
}
