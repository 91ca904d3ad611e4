/** FILETIME: 100 ns since 1601-01-01 UTC, kept as a bigint so that nothing is rounded. */

const UNIX_EPOCH = 116_444_736_000_000_000n;

export function filetimeFromUnixNanoseconds(nanoseconds: bigint): bigint {
  const ticks = nanoseconds / 100n - (nanoseconds < 0n && nanoseconds % 100n !== 0n ? 1n : 0n);
  return ticks + UNIX_EPOCH;
}

export function filetimeFromDate(date: Date): bigint {
  return BigInt(date.getTime()) * 10_000n + UNIX_EPOCH;
}

/** Rounded down to a millisecond. */
export function dateFromFiletime(filetime: bigint): Date {
  return new Date(Number((filetime - UNIX_EPOCH) / 10_000n));
}

export function unixNanosecondsFromFiletime(filetime: bigint): bigint {
  return (filetime - UNIX_EPOCH) * 100n;
}

/** ISO 8601 with all seven digits of a 100 ns tick: `2026-11-23T13:27:00.1234567Z`. */
export function formatFiletime(filetime: bigint): string {
  const ticks = ((filetime % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const whole = dateFromFiletime(filetime - ticks).toISOString();
  return `${whole.slice(0, -5)}.${ticks.toString().padStart(7, '0')}Z`;
}
