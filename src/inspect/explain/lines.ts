/**
 * The lines of a log, however it was written: UTF-8, UTF-16 with and without a byte order mark, lines that end with CRLF,
 * LF or a CR that a progress bar left. A log of any size goes through in pieces.
 */

export interface Line {
  /** From 1, as editors count them. */
  readonly number: number;
  readonly text: string;
  /** Milliseconds since 1970, UTC, where it is known otherwise than from the text. */
  readonly time?: number;
}

/**
 * UTF-16 code units. Of a longer line each such piece is a line with the same number: what a pattern costs may grow with
 * the square of it.
 */
export const LONGEST = 8 << 10;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** @returns the lines in batches, none of them empty */
export async function* readLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let number = 1;
  let rest = '';
  for await (const text of decoded(content)) {
    // A power loss leaves zeros where the last lines should be.
    const parts = (rest + text.replaceAll('\0', '')).split('\n');
    rest = parts.pop() ?? '';
    const batch = parts.flatMap((part, index) => linesOf(part, number + index));
    number += parts.length;
    while (rest.length > LONGEST) {
      batch.push({ number, text: rest.slice(0, LONGEST) });
      rest = rest.slice(LONGEST);
    }
    yield batch;
  }
  yield linesOf(rest, number);
}

function linesOf(text: string, number: number): Line[] {
  if (text.length <= LONGEST && !text.includes('\r', text.endsWith('\r') ? text.length : 0))
    return lineOf(text);
  return text.split('\r').flatMap((part) => {
    const pieces = [];
    for (let at = 0; at < part.length; at += LONGEST) pieces.push(...lineOf(part.slice(at, at + LONGEST)));
    return pieces;
  });

  function lineOf(line: string): Line[] {
    const trimmed = line.trimEnd();
    return trimmed === '' ? [] : [{ number, text: trimmed }];
  }
}

async function* decoded(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let head = new Uint8Array(0);
  for await (const piece of content) {
    if (decoder !== null) {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    head = head.length === 0 ? piece.slice() : Buffer.concat([head, piece]);
    if (head.length < 4) continue;
    decoder = new TextDecoder(encodingOf(head));
    yield decoder.decode(head, { stream: true });
  }
  yield decoder === null ? new TextDecoder(encodingOf(head)).decode(head) : decoder.decode();
}

/** By the mark, else by where the zeros of Latin letters stand. */
function encodingOf([a = 1, b = 1, c = 1, d = 1]: Uint8Array): Encoding {
  if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0 && a !== 0 && c !== 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && c === 0 && b !== 0 && d !== 0)) return 'utf-16be';
  return 'utf-8';
}
