/**
 * Text in OSTA Compressed Unicode: OSTA UDF 2.1.1. The first byte is 8 or 16: how many bits each character has that
 * follows, the 16 of them big endian. Characters are UTF-16 code units.
 */

import { damaged } from '../damage.js';

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

/** @throws damaged */
export function decodeText(bytes: Uint8Array, subject: string): string {
  const [kind] = bytes;
  if (kind === undefined) return '';
  const text = Buffer.from(bytes.subarray(1));
  // 254 and 255 are 8 and 16 of a name that was deleted: OSTA UDF 2.1.1.
  if (kind === 8 || kind === 254) return text.toString('latin1');
  if ((kind === 16 || kind === 255) && text.length % 2 === 0) return text.swap16().toString('utf16le');
  throw damaged(
    subject,
    `text of kind ${kind} in ${bytes.length} bytes`,
    '8, or 16 in an odd number of bytes',
  );
}

/** @param field with the length in its last byte @throws damaged */
export function decodeField(field: Uint8Array, subject: string): string {
  const length = field.at(-1) ?? 0;
  if (length > field.length - 1)
    throw damaged(subject, `text of ${length} bytes`, `${field.length - 1} at most`);
  return decodeText(field.subarray(0, length), subject);
}
