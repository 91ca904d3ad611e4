/** `timestamp`: ECMA-167 1/7.3. */

import { filetimeFromDate } from '../../bytes/index.js';

/** @param bytes twelve of them @returns 0 for a time that is none */
export function readTimestamp(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const zone = view.getUint16(0, true) & 0xfff;
  // A signed number of 12 bits; -2047 says that the zone is not known.
  const offset = zone >= 0x800 ? zone - 0x1000 : zone;
  const minutes = Math.abs(offset) <= 1440 ? offset : 0;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, centi = 0, hundreds = 0, micro = 0] =
    bytes.subarray(4);
  const year = view.getInt16(2, true);
  if (year < 1601 || month < 1 || month > 12 || day < 1 || day > 31) return 0n;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute - minutes, second));
  return filetimeFromDate(date) + BigInt(centi * 10_000 + hundreds * 100 + micro) * 10n;
}
