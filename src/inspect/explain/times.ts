/**
 * When a line was written. Most logs of Windows tell the local time of the machine:
 *
 *     2026-11-23 20:01:02, Error                 CBS    …                          CBS, DISM, Setup, sysprep
 *     {9C4F…}	2026-11-23 20:01:02:123+0100	1	…                                ReportingEvents.log
 *     2026/11/23 20:01:02.1234567 1234  5678  …                                    WindowsUpdate.log
 *     >>>  Section start 2026/11/23 20:01:02.123                                   setupapi.dev.log
 *     2026-11-23T19:01:02Z …                                                       the agent, in UTC
 */

const STAMP =
  /^\uFEFF?(?:\{[0-9A-F-]{36}\}\t|[<>]{3}  Section (?:start|end) )?(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.:,](\d{1,3})\d*)?(Z)?/i;

/**
 * @param bias minutes that UTC is ahead of the machine's local time
 * @returns milliseconds of the machine's local time, counted as if it were UTC; null where the line has no time
 */
export function timeOf(text: string, bias: number): number | null {
  const match = STAMP.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? '').padEnd(3, '0')));
  return match[8] === undefined ? time : time - bias * 60_000;
}

/** "2026-11-23 20:01:02" */
export function formatTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
