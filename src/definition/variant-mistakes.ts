/** Names of variants: each becomes the name of an image. */

import type { Mistake } from './problems.js';

type Raw = Readonly<Record<string, unknown>>;

/** @param root as `readable()` gives it */
export function variantMistakes(root: Raw): Mistake[] {
  const variants = (root['variants'] ?? []) as Raw[];
  const names = variants.map(({ name }) => (typeof name === 'string' ? name : ''));
  const folded = names.map((name) => name.toUpperCase());
  return variants.flatMap((variant, index): Mistake[] => {
    const at = { path: ['variants', index, 'name'], atKey: false } as const;
    const name = names[index] ?? '';
    const mistakes: Mistake[] = [];
    if (hasControls(name) || name.trim() !== name) {
      const expected = 'text without control characters, and without a blank at its ends';
      mistakes.push({ ...at, found: JSON.stringify(name), expected });
    }
    if (name !== '' && folded.indexOf(folded[index] ?? '') < index) {
      mistakes.push({
        ...at,
        found: `${JSON.stringify(name)}, which another variant is called, whatever the case`,
        next: 'choose another name',
      });
    }
    const { description } = variant;
    if (typeof description === 'string' && hasControls(description.replaceAll(/[\t\r\n]/g, ' '))) {
      const expected = 'text without control characters';
      mistakes.push({
        ...at,
        path: ['variants', index, 'description'],
        found: JSON.stringify(description),
        expected,
      });
    }
    return mistakes;
  });
}

/** The archive's XML takes none, nor half a surrogate pair; a line of a log ends at some. */
function hasControls(text: string): boolean {
  return /[^\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text);
}
