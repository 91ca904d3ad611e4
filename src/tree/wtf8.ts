/**
 * WTF-8: how Linux holds names that Windows made. It is UTF-8 in which an unpaired surrogate has three bytes of its
 * own (ED A0..BF xx), so every UTF-16 name has exactly one form in bytes and comes back from it.
 */

const SURROGATE = /\p{Surrogate}/u;
const REPLACEMENT = '�';

/** @returns the name in UTF-16, or null where `bytes` is no WTF-8 and would not come back as it is */
export function decodeWtf8(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  if (!text.includes(REPLACEMENT)) return text;
  const decoded = decodeWithSurrogates(bytes);
  return encodeWtf8(decoded).equals(bytes) ? decoded : null;
}

export function encodeWtf8(text: string): Buffer {
  if (isWellFormed(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const lone = code >= 0xd800 && code <= 0xdfff;
    parts.push(lone ? surrogateBytes(code) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** A path as Node's `fs` takes it: bytes where it has no UTF-8 form. */
export function hostPathOf(path: string): string | Buffer {
  return process.platform === 'win32' || isWellFormed(path) ? path : encodeWtf8(path);
}

/** Whether `text` has no unpaired surrogate. */
export function isWellFormed(text: string): boolean {
  return !SURROGATE.test(text);
}

function decodeWithSurrogates(bytes: Buffer): string {
  let text = '';
  let start = 0;
  for (let at = 0; at + 2 < bytes.length; at++) {
    const [first, second, third] = bytes.subarray(at, at + 3) as unknown as [number, number, number];
    if (first !== 0xed || second < 0xa0 || second > 0xbf) continue;
    text += bytes.toString('utf8', start, at);
    text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
    at += 2;
    start = at + 1;
  }
  return text + bytes.toString('utf8', start);
}

function surrogateBytes(code: number): Buffer {
  return Buffer.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}
