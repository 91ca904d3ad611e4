/**
 * The head of a memory dump: why Windows stopped.
 *
 *     0x000 "PAGEDU64"   0x038 u32 the bug check   0x040 4 × u64 its parameters   0xfa8 FILETIME
 *
 * Source: DUMP_HEADER64 of the Windows Driver Kit's wdbgexts.h
 */

import { dateFromFiletime } from '../../bytes/index.js';
import { findOrNull, type FileTree } from '../../tree/index.js';
import { readStart } from '../read-small-file.js';
import type { Line } from './lines.js';

const HEAD = 0x1000;

/** @returns the event that Windows logs of it after the next start; null where it is no such dump */
export async function readDump(tree: FileTree, path: string): Promise<Line | null> {
  const located = await findOrNull(tree, path);
  if (located === null) return null;
  const head = Buffer.from(await readStart(tree, located, HEAD));
  if (head.length < HEAD || head.toString('latin1', 0, 8) !== 'PAGEDU64') return null;
  const code = hex(BigInt(head.readUInt32LE(0x38)), 8);
  const parameters = [0x40, 0x48, 0x50, 0x58].map((at) => hex(head.readBigUInt64LE(at), 16));
  const time = dateFromFiletime(head.readBigUInt64LE(0xfa8)).getTime();
  return {
    number: 1,
    text: `Critical: The computer has rebooted from a bugcheck.  The bugcheck was: ${code} (${parameters.join(', ')}). A dump was saved in: ${path}.`,
    ...(Number.isNaN(time) ? {} : { time }),
  };
}

function hex(value: bigint, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}
