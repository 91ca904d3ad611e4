/** Sizes and durations as people write them. */

const BYTES: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The patterns are the JSON schema's, so that an editor and this program accept the same. */
export const SIZE_PATTERN = '^[0-9]{1,9}(\\.[0-9]{1,3})? ?(B|KiB|MiB|GiB|TiB)$';
export const DURATION_PATTERN = '^([0-9]{1,6}(d|h|m|s))( ?[0-9]{1,6}(h|m|s))*$';

/** @returns bytes: 8589934592 for "8 GiB"; null where `text` is no size */
export function parseSize(text: string): number | null {
  if (!new RegExp(SIZE_PATTERN).test(text)) return null;
  const [, amount, unit] = /^([0-9.]+) ?([A-Za-z]+)$/.exec(text) ?? [];
  return Math.round(Number(amount) * (BYTES[unit ?? ''] as number));
}

/** @returns milliseconds: 5400000 for "90m" and for "1h 30m"; null where `text` is no duration */
export function parseDuration(text: string): number | null {
  if (!new RegExp(DURATION_PATTERN).test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9]+)([a-z])/g)) {
    total += Number(amount) * (MILLISECONDS[unit ?? ''] as number);
  }
  return total;
}
