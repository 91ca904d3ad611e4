/** Ranges of bytes of a part: what is there, what is missing, and what is asked for at once. */

import { FactoryError } from '../../errors.js';

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Of what is missing, so much more may be asked for to save requests: with what else is asked, under a hundredth. */
const SPARE = 1 / 200;

/** What of `whole` none of `filled` has. @param filled in their order, none overlapping another */
export function gapsIn(whole: Range, filled: readonly Range[]): readonly Range[] {
  const gaps: Range[] = [];
  let at = whole.start;
  for (const { start, end } of filled) {
    if (start > at) gaps.push({ start: at, end: start });
    at = end;
  }
  if (at < whole.end) gaps.push({ start: at, end: whole.end });
  return gaps;
}

/** Joins ranges over the smallest holes between them, as long as few bytes are asked for in vain. */
export function coalesce(ranges: readonly Range[]): readonly Range[] {
  let spare = ranges.reduce((sum, { start, end }) => sum + end - start, 0) * SPARE;
  const holes = ranges.slice(1).map((range, at) => ({ at, size: range.start - (ranges[at]?.end ?? 0) }));
  const closed = new Set<number>();
  for (const { at, size } of holes.toSorted((a, b) => a.size - b.size)) {
    if (size > spare) break;
    spare -= size;
    closed.add(at + 1);
  }
  const joined: Range[] = [];
  for (const [at, range] of ranges.entries()) {
    const last = closed.has(at) ? joined.pop() : undefined;
    joined.push(last === undefined ? range : { start: last.start, end: range.end });
  }
  return joined;
}

/** For a file that ends before the range that is asked for does. */
export function tooShort(subject: string, bytes: number, { end }: Range, next: string): FactoryError {
  const expected = `${end} at least, as its manifest says`;
  return new FactoryError('damaged', { subject, found: `${bytes} bytes`, expected, next });
}
