/** The lines of a file, read as a stream from any line on. */

import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { FactoryError, fromSystemError } from '../errors.js';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Byte at which the next line begins. */
  readonly next: number;
  readonly text: string;
}

export interface Place {
  readonly number: number;
  readonly offset: number;
}

const PIECE = 1 << 20;
/** The line of a file with thousands of streams is long; one of this length is none that we wrote. */
const MAX_LINE = 64 << 20;
const LINE_FEED = 0x0a;

/** @param from where a line begins @throws damaged on bytes that are no UTF-8 or a line without an end */
export async function* readLines(file: string, from: Place): AsyncGenerator<Line> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let { number, offset } = from;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for (let position = offset; ;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const { bytesRead } = await handle.read(piece, 0, PIECE, position);
      position += bytesRead;
      const bytes = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        offset += end + 1 - start;
        yield { number, next: offset, text: decode(decoder, bytes.subarray(start, end), file, number) };
        start = end + 1;
        number++;
      }
      rest = bytes.subarray(start);
      if (rest.length > MAX_LINE) throw tooLong(file, number);
      if (bytesRead === 0) break;
    }
    if (rest.length > 0) {
      yield { number, next: offset + rest.length, text: decode(decoder, rest, file, number) };
    }
  } catch (error) {
    throw fromSystemError(error, file);
  } finally {
    await handle.close();
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, file: string, number: number): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new FactoryError('damaged', {
      subject: `${file}:${number}`,
      found: 'bytes that are no UTF-8',
      cause: error,
    });
  }
}

function tooLong(file: string, number: number): FactoryError {
  return new FactoryError('damaged', {
    subject: `${file}:${number}`,
    found: 'a line of more than 64 MiB',
    expected: 'one element of "blobs" or "files" a line',
  });
}
