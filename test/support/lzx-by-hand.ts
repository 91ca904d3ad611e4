/** LZX blocks by hand, for what no encoder writes. */

import { BitWriter } from './bit-writer.js';

/** The pre-code of `putLengths`: four symbols of two bits. */
const DIFFERENCE_ONE = 16;
const PRE_SYMBOLS = [0, DIFFERENCE_ONE, 17, 18];

export function putBlockHeader(out: BitWriter, type: number, size: number): BitWriter {
  return out.put(type, 3).put(0, 1).put(size, 16);
}

/** Code lengths of 0 and 1 behind a chunk's start, where every difference is to 0. */
export function putLengths(out: BitWriter, symbols: number, used: readonly number[]): BitWriter {
  putPreCode(out);
  for (let symbol = 0; symbol < symbols;) {
    const next = used.find((one) => one >= symbol) ?? symbols;
    let zeros = Math.min(next, symbols) - symbol;
    symbol += zeros;
    for (; zeros >= 20; zeros -= Math.min(zeros, 51)) putPre(out, 18).put(Math.min(zeros, 51) - 20, 5);
    for (; zeros >= 4; zeros -= Math.min(zeros, 19)) putPre(out, 17).put(Math.min(zeros, 19) - 4, 4);
    for (; zeros > 0; zeros--) putPre(out, 0);
    if (symbol < symbols) putPre(out, DIFFERENCE_ONE);
    symbol++;
  }
  return out;
}

/** The code lengths of the pre-code itself. */
export function putPreCode(out: BitWriter): BitWriter {
  for (let symbol = 0; symbol < 20; symbol++) out.put(PRE_SYMBOLS.includes(symbol) ? 2 : 0, 4);
  return out;
}

export function putPre(out: BitWriter, symbol: number): BitWriter {
  return out.put(PRE_SYMBOLS.indexOf(symbol), 2);
}

/** The codes of a verbatim block in a 32 KiB window: two main symbols of one bit, and at will two length symbols. */
export function putCodes(
  out: BitWriter,
  [first, second]: readonly [number, number],
  lengthSymbols: readonly number[] = [],
): BitWriter {
  const used = [first, second];
  putLengths(
    out,
    256,
    used.filter((symbol) => symbol < 256),
  );
  putLengths(
    out,
    240,
    used.filter((symbol) => symbol >= 256).map((symbol) => symbol - 256),
  );
  return putLengths(out, 249, lengthSymbols);
}

/** An uncompressed block behind its header. */
export function putUncompressed(out: BitWriter, recent: readonly number[], bytes: Uint8Array): BitWriter {
  out.align(true);
  const offsets = Buffer.alloc(12);
  recent.forEach((offset, i) => offsets.writeUInt32LE(offset, 4 * i));
  return out
    .raw(offsets)
    .raw(bytes)
    .raw(bytes.length % 2 === 0 ? [] : [0]);
}
