/** A small volume that has one of everything that an image can hold. */

import { directory, file, link, memoryTree, type Node } from './memory-tree.js';
import { FILE_ATTRIBUTE, REPARSE_TAG, type FileTree, type ReparsePoint } from '../../src/tree/index.js';

/** `O:BAG:BAD:(A;;FA;;;<who>)` with a relative identifier of choice: descriptors that differ in four bytes. */
export function descriptor(relativeId: number): Uint8Array {
  const administrators = '01020000000000052000000020020000';
  const who = Buffer.alloc(4);
  who.writeUInt32LE(relativeId);
  const ace = `00001800ff011f00010200000000000520000000${who.toString('hex')}`;
  return new Uint8Array(
    Buffer.from(
      `0100048014000000240000000000000034000000${administrators}${administrators}0200200001000000${ace}`,
      'hex',
    ),
  );
}

/** What a symbolic link or junction to `target` has after its header. */
export function linkTarget(tag: number, target: string, notFixed = true, flags = 0): ReparsePoint {
  const substitute = Buffer.from(target, 'utf16le');
  const print = Buffer.from(target.replace('\\??\\', ''), 'utf16le');
  const head = Buffer.alloc(tag === REPARSE_TAG.SYMLINK ? 12 : 8);
  head.writeUInt16LE(0, 0);
  head.writeUInt16LE(substitute.length, 2);
  head.writeUInt16LE(substitute.length + 2, 4);
  head.writeUInt16LE(print.length, 6);
  if (tag === REPARSE_TAG.SYMLINK) head.writeUInt32LE(flags, 8);
  const data = Buffer.concat([head, substitute, Buffer.alloc(2), print, Buffer.alloc(2)]);
  return { tag, data: new Uint8Array(data), notFixed };
}

/** Bytes that do not compress, the same every time. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
}

/** Bytes that compress about as programs do. */
export function prose(length: number, seed = 1): Uint8Array {
  const words = Array.from({ length: 512 }, (_, index) => noise(3 + (index % 9), index + 1));
  const bytes = new Uint8Array(length);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < length;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const word = words[state >>> 23] as Uint8Array;
    bytes.set(word.subarray(0, length - at), at);
    at += word.length;
  }
  return bytes;
}

const HIDDEN_SYSTEM = FILE_ATTRIBUTE.HIDDEN | FILE_ATTRIBUTE.SYSTEM | FILE_ATTRIBUTE.ARCHIVE;
const OBJECT_ID = new Uint8Array(Buffer.from('00112233445566778899aabbccddeeff'.repeat(4), 'hex'));

export function everythingNodes(): Record<string, Node> {
  const shared = file(prose(70_000, 7), {
    shortName: 'SHARED~1.DLL',
    attributes: FILE_ATTRIBUTE.READONLY | FILE_ATTRIBUTE.ARCHIVE,
    security: descriptor(545),
    streams: { 'of both': 'a stream of both names' },
  });
  return {
    Windows: directory(
      {
        'notepad.exe': file(prose(200_001, 3), {
          created: 131_000_000_000_000_007n,
          security: descriptor(544),
        }),
        'copy of notepad.exe': file(prose(200_001, 3), { security: descriptor(544) }),
        'shared program.dll': shared,
        System32: directory({ 'same program.dll': link(shared), 'again.dll': link(shared) }),
        'empty.txt': file('', { attributes: HIDDEN_SYSTEM }),
        'noise.bin': file(noise(100_000)),
        'big.bin': file(prose(3_000_001, 5)),
        'big noise.bin': file(noise(2_500_000, 9)),
        'almost noise.bin': file(Buffer.concat([new Uint8Array(100), noise(1_500_000, 11)])),
      },
      { security: descriptor(548), attributes: FILE_ATTRIBUTE.HIDDEN },
    ),
    Users: directory(
      {
        'All Users': directory({}, { reparse: linkTarget(REPARSE_TAG.SYMLINK, '\\??\\C:\\ProgramData') }),
        junction: directory({}, { reparse: linkTarget(REPARSE_TAG.MOUNT_POINT, '\\??\\C:\\Users\\Public') }),
        'relative.lnk': file('', { reparse: linkTarget(REPARSE_TAG.SYMLINK, 'Public\\a.txt', true, 1) }),
        Public: directory({ 'a.txt': file('a') }, { streams: { 'of a directory': 'ads' } }),
      },
      { modified: 132_000_000_000_000_003n, accessed: 133_000_000_000_000_001n },
    ),
    'Long name of a document.docx': file('text', {
      shortName: 'LONGNA~1.DOC',
      streams: { 'Zone.Identifier': '[ZoneTransfer]\r\nZoneId=3\r\n', empty: '', copy: 'text' },
      objectId: OBJECT_ID,
    }),
    'с юникодом 文件 😀': file('unicode'),
    'empty directory': directory({}, { shortName: 'EMPTYD~1' }),
  };
}

export function everythingTree(): FileTree {
  return memoryTree(everythingNodes(), { security: descriptor(549) });
}
