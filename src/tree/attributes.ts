/** FILE_ATTRIBUTE bits as letters, as `attrib` and PowerShell's Mode column have them where they have any. */

import { FILE_ATTRIBUTE } from './tree.js';

/** Letter, bit and name, in the order in which the letters are written. */
export const ATTRIBUTE_LETTERS: readonly (readonly [letter: string, bit: number, name: string])[] = [
  ['D', FILE_ATTRIBUTE.DIRECTORY, 'directory'],
  ['L', FILE_ATTRIBUTE.REPARSE_POINT, 'reparse point'],
  ['R', FILE_ATTRIBUTE.READONLY, 'read-only'],
  ['H', FILE_ATTRIBUTE.HIDDEN, 'hidden'],
  ['S', FILE_ATTRIBUTE.SYSTEM, 'system'],
  ['A', FILE_ATTRIBUTE.ARCHIVE, 'archive'],
  ['N', FILE_ATTRIBUTE.NORMAL, 'normal'],
  ['T', FILE_ATTRIBUTE.TEMPORARY, 'temporary'],
  ['Z', FILE_ATTRIBUTE.SPARSE_FILE, 'sparse'],
  ['C', FILE_ATTRIBUTE.COMPRESSED, 'compressed'],
  ['O', FILE_ATTRIBUTE.OFFLINE, 'offline'],
  ['I', FILE_ATTRIBUTE.NOT_CONTENT_INDEXED, 'not content indexed'],
  ['E', FILE_ATTRIBUTE.ENCRYPTED, 'encrypted'],
  ['V', FILE_ATTRIBUTE.INTEGRITY_STREAM, 'integrity'],
  ['X', FILE_ATTRIBUTE.NO_SCRUB_DATA, 'no scrub'],
  ['P', FILE_ATTRIBUTE.PINNED, 'pinned'],
  ['U', FILE_ATTRIBUTE.UNPINNED, 'unpinned'],
  ['M', FILE_ATTRIBUTE.RECALL_ON_DATA_ACCESS, 'recall on data access'],
];

/** @returns "RHSA", "-" for none; bits without a letter follow as hexadecimal: "A+0x10000" */
export function formatAttributes(attributes: number): string {
  let letters = '';
  let rest = attributes;
  for (const [letter, bit] of ATTRIBUTE_LETTERS) {
    if ((attributes & bit) === 0) continue;
    letters += letter;
    rest &= ~bit;
  }
  if (rest !== 0) letters += `+0x${(rest >>> 0).toString(16)}`;
  return letters === '' ? '-' : letters;
}
