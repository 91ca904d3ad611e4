/**
 * Reparse data of links (MS-FSCC 2.1.2.4 and 2.1.2.5; WSL), without the eight bytes of tag, length and reserved.
 *
 *     SYMLINK and MOUNT_POINT                       LX_SYMLINK
 *     0  u16 substitute name: offset in the names   0  u32 version: 2
 *     2  u16 substitute name: bytes                 4  the target in UTF-8
 *     4  u16 print name: offset in the names
 *     6  u16 print name: bytes
 *     8  u32 flags: 1 relative (SYMLINK only)
 *     8 or 12  the names in UTF-16LE
 */

import {
  ByteWriter,
  cursorOver,
  readBytes,
  readU16,
  readU32,
  readUtf16,
  remaining,
  seek,
} from '../bytes/index.js';
import { REPARSE_TAG, type ReparsePoint } from './tree.js';

const SYMLINK_FLAG_RELATIVE = 1;
const LX_SYMLINK_VERSION = 2;

export interface LinkTarget {
  readonly kind: 'symlink' | 'junction' | 'lx-symlink';
  /** What the system follows: `\??\C:\Users`, `..\x`; for `lx-symlink` a POSIX path. */
  readonly substitute: string;
  /** What people see: `C:\Users`. */
  readonly print: string;
  readonly relative: boolean;
}

/** @returns null where the tag is not a link's @throws damaged when the data contradicts itself */
export function readLinkTarget(reparse: ReparsePoint, what: string): LinkTarget | null {
  const cursor = cursorOver(reparse.data, `${what}: reparse data`);
  if (reparse.tag === REPARSE_TAG.LX_SYMLINK) {
    readU32(cursor);
    const target = Buffer.from(readBytes(cursor, remaining(cursor))).toString('utf8');
    return { kind: 'lx-symlink', substitute: target, print: target, relative: !target.startsWith('/') };
  }
  const symlink = reparse.tag === REPARSE_TAG.SYMLINK;
  if (!symlink && reparse.tag !== REPARSE_TAG.MOUNT_POINT) return null;
  const [substituteAt, substituteLength, printAt, printLength] = [0, 0, 0, 0].map(() => readU16(cursor));
  const relative = symlink && (readU32(cursor) & SYMLINK_FLAG_RELATIVE) !== 0;
  const names = cursor.position;
  const nameAt = (offset = 0, length = 0): string => {
    seek(cursor, names + offset);
    return readUtf16(cursor, length);
  };
  return {
    kind: symlink ? 'symlink' : 'junction',
    substitute: nameAt(substituteAt, substituteLength),
    print: nameAt(printAt, printLength),
    relative,
  };
}

/** The reparse point of a link; both names end with a NUL that their lengths do not count, as Windows writes them. */
export function linkReparsePoint(target: LinkTarget): ReparsePoint {
  const writer = new ByteWriter();
  if (target.kind === 'lx-symlink') {
    writer.u32(LX_SYMLINK_VERSION).raw(Buffer.from(target.substitute, 'utf8'));
    return { tag: REPARSE_TAG.LX_SYMLINK, data: writer.finish().slice(), notFixed: true };
  }
  const substituteBytes = target.substitute.length * 2;
  writer.u16(0).u16(substituteBytes);
  writer.u16(substituteBytes + 2).u16(target.print.length * 2);
  if (target.kind === 'symlink') writer.u32(target.relative ? SYMLINK_FLAG_RELATIVE : 0);
  writer.utf16(target.substitute).u16(0).utf16(target.print).u16(0);
  const tag = target.kind === 'symlink' ? REPARSE_TAG.SYMLINK : REPARSE_TAG.MOUNT_POINT;
  return { tag, data: Uint8Array.from(writer.finish()), notFixed: true };
}

const TAG_NAMES: ReadonlyMap<number, string> = new Map([
  [0xa0000003, 'MOUNT_POINT'],
  [0xa000000c, 'SYMLINK'],
  [0x80000007, 'SIS'],
  [0x8000000a, 'DFS'],
  [0x80000012, 'DFSR'],
  [0x80000013, 'DEDUP'],
  [0x80000014, 'NFS'],
  [0x80000015, 'FILE_PLACEHOLDER'],
  [0x80000017, 'WOF'],
  [0x80000018, 'WCI'],
  [0xa0000019, 'GLOBAL_REPARSE'],
  [0x8000001b, 'APPEXECLINK'],
  [0xa000001d, 'LX_SYMLINK'],
  [0x80000023, 'AF_UNIX'],
  [0x80000024, 'LX_FIFO'],
  [0x80000025, 'LX_CHR'],
  [0x80000026, 'LX_BLK'],
]);

/** The name of a tag as winnt.h has it, without IO_REPARSE_TAG_; in hexadecimal where we know none. */
export function reparseTagName(tag: number): string {
  if ((tag & 0xffff0fff) >>> 0 === 0x9000001a) return 'CLOUD';
  return TAG_NAMES.get(tag) ?? `0x${tag.toString(16).padStart(8, '0')}`;
}
