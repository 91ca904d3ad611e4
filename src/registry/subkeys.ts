/**
 * Lists of subkeys, sorted by name in upper case.
 *
 * ```
 * li:  0 2 "li"  2 2 count   4  of each: u32 key
 * lf:  0 2 "lf"  2 2 count   4  of each: u32 key, u32 first letters of its name
 * lh:  0 2 "lh"  2 2 count   4  of each: u32 key, u32 hash of its name
 * ri:  0 2 "ri"  2 2 count   4  of each: u32 list; never another ri
 * ```
 */

import { readU16, readU32, remaining, skip } from '../bytes/index.js';
import { cellAt, damaged, signatureOf, type Bins } from './bins.js';

/** Bytes of an element. */
const LEAVES: Readonly<Record<string, number>> = { li: 4, lf: 8, lh: 8 };

/**
 * The cells of the keys in a list.
 *
 * @param count as the key that the list belongs to says
 * @throws damaged when the list holds another number of keys, or one twice
 */
export function readSubkeyList(bins: Bins, offset: number, count: number): number[] {
  const offsets = new Set<number>();
  const root = cellAt(bins, offset, 'list of subkeys');
  let elements = 0;
  for (const leaf of signatureOf(root) === 'ri' ? readElements(bins, offset, 4) : [offset]) {
    const found = signatureOf(cellAt(bins, leaf, 'list of subkeys'));
    const size = LEAVES[found];
    if (size === undefined) throw damaged(root.what, `a list with the signature "${found}"`, 'li, lf or lh');
    const keys = readElements(bins, leaf, size);
    elements += keys.length;
    // Checked for every leaf, so that an index of one leaf, many times, ends soon.
    if (elements > count) break;
    for (const key of keys) offsets.add(key);
  }
  if (elements !== count || offsets.size !== count) {
    throw damaged(root.what, `a list of ${offsets.size} different keys`, `${count}, as its key says`);
  }
  return [...offsets];
}

function readElements(bins: Bins, offset: number, size: number): number[] {
  const cursor = cellAt(bins, offset, 'list of subkeys');
  skip(cursor, 2);
  const count = readU16(cursor);
  if (count * size > remaining(cursor)) {
    throw damaged(cursor.what, `${count} elements`, `${Math.floor(remaining(cursor) / size)} at most`);
  }
  const elements: number[] = [];
  for (let index = 0; index < count; index++) {
    elements.push(readU32(cursor));
    skip(cursor, size - 4);
  }
  return elements;
}
