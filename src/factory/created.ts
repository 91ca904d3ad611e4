/** The time that images and manifest carry: given, so that the same input gives the same bytes. */

import { FactoryError } from '../errors.js';

/**
 * @param chosen the definition's `created`, which wins
 * @returns null where neither it nor SOURCE_DATE_EPOCH says a time
 * @throws usage where SOURCE_DATE_EPOCH is no number of seconds
 */
export function givenTime(
  chosen: Date | null,
  env: Readonly<Record<string, string | undefined>>,
): Date | null {
  if (chosen !== null) return chosen;
  const epoch = env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return null;
  const date = new Date(Number(epoch) * 1000);
  if (/^\d+$/.test(epoch) && !Number.isNaN(date.getTime())) return date;
  throw new FactoryError('usage', {
    subject: 'SOURCE_DATE_EPOCH',
    found: JSON.stringify(epoch),
    expected: 'seconds since 1970 as a whole number',
  });
}

/** "2026.11.23" */
export function dateVersion(created: Date): string {
  return created.toISOString().slice(0, 10).replaceAll('-', '.');
}
