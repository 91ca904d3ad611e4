/** The values of events as text. */

import { cursorOver, formatFiletime, formatGuid, readU64, toHex } from '../../../bytes/index.js';

const ARRAY = 0x80;

/** @param type as the log has it */
export function textOfValue(type: number, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { length } = buffer;
  switch (type) {
    case 0x00:
      return '';
    case 0x01:
      return buffer.toString('utf16le').replace(/\0+$/, '');
    case 0x02:
      return buffer.toString('latin1').replace(/\0+$/, '');
    case 0x03:
    case 0x05:
    case 0x07:
      return length > 6 ? hexOf(buffer) : String(buffer.readIntLE(0, length));
    case 0x04:
    case 0x06:
    case 0x08:
      return length > 6 ? hexOf(buffer) : String(buffer.readUIntLE(0, length));
    case 0x09:
      return length === 8 ? String(buffer.readBigInt64LE()) : hexOf(buffer);
    case 0x0a:
      return length === 8 ? String(readU64(cursorOver(bytes, 'a value'))) : hexOf(buffer);
    case 0x0d:
      return String(buffer.some((byte) => byte !== 0));
    case 0x0f:
      return length === 16 ? `{${formatGuid(bytes)}}` : hexOf(buffer);
    case 0x10:
    case 0x14:
    case 0x15:
      return hexOf(buffer);
    case 0x11:
      return length === 8 ? formatFiletime(readU64(cursorOver(bytes, 'a value'))) : hexOf(buffer);
    case ARRAY | 0x01:
      return buffer
        .toString('utf16le')
        .split('\0')
        .filter((part) => part !== '')
        .join(', ');
    default:
      return toHex(bytes);
  }
}

/** "0x800f0922" */
function hexOf(buffer: Buffer): string {
  return `0x${toHex(Uint8Array.from(buffer).toReversed())}`;
}
