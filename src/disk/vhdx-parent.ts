/**
 * The parent locator of a differencing VHDX: which disk it builds on, and where that one was. Little endian.
 *
 *       0  16  type, b04aefb7-d19e-4a81-b789-25b8e9445913 for a VHDX
 *      18   2  number of pairs
 *      20  12  for each: offset of key (4) and value (4) in the item, length of key (2) and value (2), UTF-16LE
 *
 * Source: MS-VHDX 2.6.2.6.
 */

import {
  cursorOver,
  formatGuid,
  readBytes,
  readU16,
  readU32,
  readUtf16,
  seek,
  type Cursor,
} from '../bytes/index.js';
import { damaged } from './damage.js';
import type { ParentReference } from './parent.js';
import { unsupported } from './vhdx-header.js';

const VHDX_LOCATOR = 'b04aefb7-d19e-4a81-b789-25b8e9445913';
const LINKAGES = ['parent_linkage', 'parent_linkage2'] as const;
const PATHS = ['relative_path', 'volume_path', 'absolute_win32_path'] as const;
const KNOWN: ReadonlySet<string> = new Set([...LINKAGES, ...PATHS]);
const LONGEST_KEY = 2 * Math.max(...Array.from(KNOWN, (key) => key.length));

/** @param item the whole metadata item @returns the parent's DataWriteGuid as its identity, lower case without braces */
export function parseParentLocator(item: Cursor): ParentReference {
  const type = formatGuid(readBytes(item, 16));
  if (type !== VHDX_LOCATOR) throw unsupported(item.what, `a parent of the type ${type}`, 'a VHDX');
  item.position = 18;
  const pairs = readPairs(item, readU16(item));
  if (!pairs.has('parent_linkage')) throw damaged(item.what, 'no parent_linkage');
  const linkage = LINKAGES.flatMap((key) => pairs.get(key) ?? []);
  const paths = PATHS.flatMap((key) => pairs.get(key) ?? []);
  if (paths.length === 0) throw damaged(item.what, 'no path', `one of ${PATHS.join(', ')}`);
  return { identities: linkage.map((guid) => guid.replaceAll(/[{}]/g, '').toLowerCase()), paths };
}

/** The pairs whose keys are known; the others may be anything. */
function readPairs(item: Cursor, count: number): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const keyOffset = readU32(item);
    const valueOffset = readU32(item);
    const keyLength = readU16(item);
    const valueLength = readU16(item);
    const key = keyLength > LONGEST_KEY ? '' : textAt(item, keyOffset, keyLength);
    if (!KNOWN.has(key)) continue;
    if (pairs.has(key)) throw damaged(item.what, `the key "${key}" twice`);
    pairs.set(key, textAt(item, valueOffset, valueLength));
  }
  return pairs;
}

function textAt(item: Cursor, offset: number, length: number): string {
  const cursor = cursorOver(item.bytes, item.what);
  seek(cursor, offset);
  return readUtf16(cursor, length);
}
