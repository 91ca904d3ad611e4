/** The lines of a file, read as a stream from any line on. */

import { open } from 'node:fs/promises';
import { isAscii } from 'node:buffer';
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

/** Whole lines that follow each other. */
export interface Lines extends Place {
  /** Each ends with a line feed, but the last of the file need not. */
  readonly text: string;
}

const PIECE = 1 << 20;
/** The line of a file with thousands of streams is long; one of this length is none that we wrote. */
const MAX_LINE = 64 << 20;
const LINE_FEED = 0x0a;

/** @param from where a line begins @throws damaged on bytes that are no UTF-8 or a line without an end */
export async function* readLines(file: string, from: Place): AsyncGenerator<Line> {
  for await (const { number, offset, text } of readManyLines(file, from)) {
    let next = offset;
    let start = 0;
    for (let at = number; start < text.length; at++) {
      const end = endOfLine(text, start);
      next += Buffer.byteLength(text.slice(start, end + 1));
      yield { number: at, next, text: text.slice(start, end) };
      start = end + 1;
    }
  }
}

/** Where the line feed of the line that begins at `start` is, or the end of the text. */
export function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** The same, about a megabyte of lines at once. @throws as `readLines` does */
export async function* readManyLines(file: string, from: Place): AsyncGenerator<Lines> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const { number, offset, bytes } of readPieces(file, from)) {
    yield { number, offset, text: decode(decoder, bytes, file, number) };
  }
}

/**
 * The place after a line that says nothing but `text`; null where there is none.
 *
 * @throws as `readLines` does, but for bytes that are no UTF-8
 */
export async function findAfterLine(file: string, from: Place, text: string): Promise<Place | null> {
  const line = Buffer.from(`${text}\n`);
  const followed = Buffer.from(`\n${text}\n`);
  for await (const { number, offset, bytes } of readPieces(file, from)) {
    const isFirst = bytes.subarray(0, line.length).equals(line);
    const start = isFirst ? 0 : bytes.indexOf(followed) + 1;
    if (start === 0 && !isFirst) continue;
    const end = start + line.length;
    return { number: number + countLines(bytes.subarray(0, end)), offset: offset + end };
  }
  return null;
}

/** Whole lines as they are; the bytes are good until the next ones are asked for. */
async function* readPieces(file: string, from: Place): AsyncGenerator<Place & { readonly bytes: Buffer }> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  let { number, offset } = from;
  let position = offset;
  let [buffer, other] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
  const read = async (): Promise<Buffer> => {
    [buffer, other] = [other, buffer];
    const { bytesRead } = await handle.read(buffer, 0, PIECE, position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  const take = (bytes: Buffer): Place & { readonly bytes: Buffer } => {
    const taken = { number, offset, bytes };
    number += countLines(bytes);
    offset += bytes.length;
    return taken;
  };
  // One is read while the one before it is worked on.
  let ahead = read();
  let rest: Buffer = Buffer.alloc(0);
  try {
    for (;;) {
      const piece = await ahead;
      if (piece.length === 0) break;
      ahead = read();
      const first = piece.indexOf(LINE_FEED) + 1;
      if (first === 0) {
        rest = Buffer.concat([rest, piece]);
        if (rest.length > MAX_LINE) throw tooLong(file, number);
        continue;
      }
      const last = piece.lastIndexOf(LINE_FEED) + 1;
      yield take(Buffer.concat([rest, piece.subarray(0, first)]));
      if (last > first) yield take(piece.subarray(first, last));
      rest = Buffer.from(piece.subarray(last));
    }
    if (rest.length > 0) yield take(rest);
  } catch (error) {
    throw fromSystemError(error, file);
  } finally {
    await ahead.catch(() => undefined);
    await handle.close();
  }
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** @param number of the first line */
function decode(decoder: TextDecoder, bytes: Buffer, file: string, number: number): string {
  try {
    // Most pieces are; this way they become text several times as fast.
    return isAscii(bytes) ? bytes.toString('latin1') : decoder.decode(bytes);
  } catch (error) {
    throw new FactoryError('damaged', {
      subject: `${file}:${number + linesBeforeDamage(decoder, bytes)}`,
      found: 'bytes that are no UTF-8',
      cause: error,
    });
  }
}

function linesBeforeDamage(decoder: TextDecoder, bytes: Buffer): number {
  let count = 0;
  try {
    for (let start = 0; ; count++) {
      const end = bytes.indexOf(LINE_FEED, start);
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
      if (end < 0) return count;
      start = end + 1;
    }
  } catch {
    return count;
  }
}

function tooLong(file: string, number: number): FactoryError {
  return new FactoryError('damaged', {
    subject: `${file}:${number}`,
    found: 'a line of more than 64 MiB',
    expected: 'one element of "blobs" or "files" a line',
  });
}
