/** FILE_ATTRIBUTE bits as letters, as `attrib` and PowerShell's Mode column have them where they have any. */

import { FILE_ATTRIBUTE } from './tree.js';

const LETTERS: readonly (readonly [string, number])[] = [
  ['D', FILE_ATTRIBUTE.DIRECTORY],
  ['L', FILE_ATTRIBUTE.REPARSE_POINT],
  ['R', FILE_ATTRIBUTE.READONLY],
  ['H', FILE_ATTRIBUTE.HIDDEN],
  ['S', FILE_ATTRIBUTE.SYSTEM],
  ['A', FILE_ATTRIBUTE.ARCHIVE],
  ['N', FILE_ATTRIBUTE.NORMAL],
  ['T', FILE_ATTRIBUTE.TEMPORARY],
  ['Z', FILE_ATTRIBUTE.SPARSE_FILE],
  ['C', FILE_ATTRIBUTE.COMPRESSED],
  ['O', FILE_ATTRIBUTE.OFFLINE],
  ['I', FILE_ATTRIBUTE.NOT_CONTENT_INDEXED],
  ['E', FILE_ATTRIBUTE.ENCRYPTED],
  ['V', FILE_ATTRIBUTE.INTEGRITY_STREAM],
  ['X', FILE_ATTRIBUTE.NO_SCRUB_DATA],
  ['P', FILE_ATTRIBUTE.PINNED],
  ['U', FILE_ATTRIBUTE.UNPINNED],
  ['M', FILE_ATTRIBUTE.RECALL_ON_DATA_ACCESS],
];

/** @returns "RHSA", "-" for none; bits without a letter follow as hexadecimal: "A+0x10000" */
export function formatAttributes(attributes: number): string {
  let letters = '';
  let rest = attributes;
  for (const [letter, bit] of LETTERS) {
    if ((attributes & bit) === 0) continue;
    letters += letter;
    rest &= ~bit;
  }
  if (rest !== 0) letters += `+0x${(rest >>> 0).toString(16)}`;
  return letters === '' ? '-' : letters;
}

/** What `formatAttributes` gave, as bits; null where the text is none of it. */
export function parseAttributes(text: string): number | null {
  if (text === '-') return 0;
  const match = /^([A-Z]*)(?:\+0x([0-9a-f]{1,8}))?$/.exec(text);
  if (match === null) return null;
  let bits = match[2] === undefined ? 0 : Number.parseInt(match[2], 16);
  for (const letter of match[1] ?? '') {
    const known = LETTERS.find(([candidate]) => candidate === letter);
    if (known === undefined) return null;
    bits |= known[1];
  }
  return bits >>> 0;
}
