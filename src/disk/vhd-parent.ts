/**
 * What a differencing VHD says of its parent, in its dynamic header. Big endian, but the locators' paths are not.
 *
 *       40   16  parent's unique ID
 *       64  512  parent's name, UTF-16BE
 *      576   24  for each of eight locators: platform code (4), sectors (4), length (4), 0 (4), offset in the file (8)
 *
 * The platform code "W2ru" is a Windows path relative to the child, "W2ku" an absolute one, both UTF-16LE.
 * Source: Microsoft's "Virtual Hard Disk Image Format Specification".
 */

import { cursorOver, readBytes, readU32Be, readU64Be, toHex } from '../bytes/index.js';
import { damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { ascii } from './file-system.js';
import type { ParentReference } from './parent.js';

const LOCATORS_AT = 576;
const LOCATOR = 24;
const LONGEST_PATH = 65_536;

/** @param header the whole dynamic header @returns the parent's unique ID as its identity */
export async function readVhdParent(file: ByteSource, header: Uint8Array): Promise<ParentReference> {
  const subject = `${file.label}: VHD dynamic header`;
  const cursor = cursorOver(header, subject);
  cursor.position = 40;
  const identity = toHex(readBytes(cursor, 16));
  cursor.position = 64;
  const name = untilNul(Buffer.from(readBytes(cursor, 512)).swap16());
  const relative = await readLocator(file, header, 'W2ru');
  const absolute = await readLocator(file, header, 'W2ku');
  const paths = [relative, absolute, name].filter((path) => path !== '');
  if (paths.length === 0) throw damaged(subject, 'a differencing disk that names no parent');
  return { identities: [identity], paths };
}

/** The path with this platform code, empty where there is none. */
async function readLocator(file: ByteSource, header: Uint8Array, code: string): Promise<string> {
  for (let at = LOCATORS_AT; at < LOCATORS_AT + 8 * LOCATOR; at += LOCATOR) {
    if (ascii(header, at, 4) !== code) continue;
    const subject = `${file.label}: VHD parent locator ${code}`;
    const cursor = cursorOver(header, subject);
    cursor.position = at + 8;
    const length = readU32Be(cursor);
    cursor.position = at + 16;
    const offset = Number(readU64Be(cursor));
    if (length > LONGEST_PATH || offset + length > file.size) {
      throw damaged(subject, `${length} bytes at byte ${offset} of a file that ends at byte ${file.size}`);
    }
    return untilNul(Buffer.from(await readAt(file, offset, length)));
  }
  return '';
}

function untilNul(utf16: Buffer): string {
  const text = utf16.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
