/** UTF-8 in which an unpaired surrogate has its three bytes too: how wimlib and ntfs-3g write names that are no UTF-16. */

export function encodeWtf8(text: string): Buffer {
  const parts: Buffer[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
    parts.push(isSurrogate ? Buffer.from(bytes) : Buffer.from(character));
  }
  return Buffer.concat(parts);
}

export function decodeWtf8(bytes: Buffer): string {
  let text = '';
  let start = 0;
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
    const [second = 0, third = 0] = [bytes[at + 1], bytes[at + 2]];
    if (second < 0xa0) continue;
    text += bytes.toString('utf8', start, at);
    text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
    start = at + 3;
  }
  return text + bytes.toString('utf8', start);
}
