/**
 * Text in OSTA Compressed Unicode: OSTA UDF 2.1.1. The first byte is 8 or 16: how many bits each character has that
 * follows, the 16 of them big endian. Characters are UTF-16 code units.
 */

/** What a file identifier may have at most: its length is one byte. */
export const MAX_IDENTIFIER = 255;

/** @returns as few bytes as hold the text; none for '' */
export function encodeText(text: string): Buffer {
  if (text === '') return Buffer.alloc(0);
  // oxlint-disable-next-line no-control-regex -- all that a byte can hold
  if (/^[\0-\xff]*$/.test(text)) return Buffer.concat([Buffer.of(8), Buffer.from(text, 'latin1')]);
  return Buffer.concat([Buffer.of(16), Buffer.from(text, 'utf16le').swap16()]);
}

/** A text in a field of fixed size, whose last byte says how many are used: OSTA UDF 2.1.3. */
export function encodeField(text: string, size: number): Buffer {
  const field = Buffer.alloc(size);
  const length = encodeText(text).copy(field, 0, 0);
  field[size - 1] = length;
  return field;
}

/** How many bytes of text a field of `size` holds. */
export function fieldCapacity(size: number): number {
  return size - 1;
}
