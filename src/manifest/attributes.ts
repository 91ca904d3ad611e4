/**
 * File attributes as letters that can be searched for and compared by eye: those of `attrib` where it has one. Bits
 * without a letter follow as a number: "AH+0x10000".
 */

import { FILE_ATTRIBUTE } from '../tree/index.js';

export const ATTRIBUTE_LETTERS = [
  ['D', FILE_ATTRIBUTE.DIRECTORY, 'directory'],
  ['L', FILE_ATTRIBUTE.REPARSE_POINT, 'reparse point'],
  ['R', FILE_ATTRIBUTE.READONLY, 'read-only'],
  ['H', FILE_ATTRIBUTE.HIDDEN, 'hidden'],
  ['S', FILE_ATTRIBUTE.SYSTEM, 'system'],
  ['A', FILE_ATTRIBUTE.ARCHIVE, 'archive'],
  ['N', FILE_ATTRIBUTE.NORMAL, 'normal'],
  ['T', FILE_ATTRIBUTE.TEMPORARY, 'temporary'],
  ['C', FILE_ATTRIBUTE.COMPRESSED, 'compressed'],
  ['E', FILE_ATTRIBUTE.ENCRYPTED, 'encrypted'],
  ['Z', FILE_ATTRIBUTE.SPARSE_FILE, 'sparse'],
  ['O', FILE_ATTRIBUTE.OFFLINE, 'offline'],
  ['I', FILE_ATTRIBUTE.NOT_CONTENT_INDEXED, 'not content indexed'],
  ['V', FILE_ATTRIBUTE.INTEGRITY_STREAM, 'integrity'],
  ['X', FILE_ATTRIBUTE.NO_SCRUB_DATA, 'no scrub'],
  ['P', FILE_ATTRIBUTE.PINNED, 'pinned'],
  ['U', FILE_ATTRIBUTE.UNPINNED, 'unpinned'],
] as const;

/** What a file of Windows has, and a manifest leaves out. */
export const DEFAULT_ATTRIBUTES = 'A';

const ALL_LETTERS = ATTRIBUTE_LETTERS.map(([letter]) => letter).join('');
export const ATTRIBUTES_PATTERN = `^[${ALL_LETTERS}]*(\\+0x[0-9a-f]+)?$`;

export function formatAttributes(attributes: number): string {
  let rest = attributes;
  let letters = '';
  for (const [letter, bit] of ATTRIBUTE_LETTERS) {
    if ((attributes & bit) === 0) continue;
    letters += letter;
    rest &= ~bit;
  }
  return rest === 0 ? letters : `${letters}+0x${(rest >>> 0).toString(16)}`;
}
