/**
 * Rock Ridge (RRIP 1.12) over the System Use Sharing Protocol (SUSP 1.12): entries behind a directory record's name, each
 * a signature of two letters, its length, its version and data.
 */

import { damaged } from '../damage.js';

export interface RockRidge {
  /** null where the record has no other name than its own. */
  readonly name: string | null;
  /** The block of a folder that was moved because it lay too deep; null for every other. */
  readonly childBlock: number | null;
  /** The place that such a folder was moved to: it shows under its own name where it was. */
  readonly isRelocated: boolean;
  readonly isLink: boolean;
}

export interface SystemUse {
  readonly subject: string;
  /** What another block holds of the entries. @throws damaged */
  readonly continued: (block: number, offset: number, length: number) => Promise<Uint8Array>;
}

const MAX_CONTINUATIONS = 32;
/** Flags of `NM`: the name is that of the folder itself, or of its parent. */
const SELF_OR_PARENT = 6;
/** File types of a POSIX mode that a tree of Windows has: S_IFDIR and S_IFREG. */
const PLAIN_TYPES = [0o040000, 0o100000];

/** @param systemUse of the root's own record @returns null where there is no Rock Ridge */
export function rockRidgeOffset(systemUse: Uint8Array): number | null {
  const isSharing =
    systemUse.length >= 7 &&
    Buffer.from(systemUse.subarray(0, 2)).toString('latin1') === 'SP' &&
    systemUse[4] === 0xbe &&
    systemUse[5] === 0xef;
  return isSharing ? (systemUse[6] as number) : null;
}

export async function readRockRidge(
  first: Uint8Array,
  { subject, continued }: SystemUse,
): Promise<RockRidge> {
  const name: Uint8Array[] = [];
  let childBlock: number | null = null;
  let isRelocated = false;
  let isLink = false;
  let entries: Uint8Array | null = first;
  for (let areas = 0; entries !== null; areas++) {
    if (areas > MAX_CONTINUATIONS) throw damaged(subject, 'Rock Ridge entries that go on without an end');
    let next: Uint8Array | null = null;
    for (const { signature, data } of entriesOf(entries, subject)) {
      if (signature === 'NM' && ((data[0] ?? 0) & SELF_OR_PARENT) === 0) name.push(data.subarray(1));
      if (signature === 'CL') childBlock = u32(data, 0, subject);
      if (signature === 'RE') isRelocated = true;
      if (signature === 'SL') isLink = true;
      if (signature === 'PX') isLink ||= !PLAIN_TYPES.includes(u32(data, 0, subject) & 0o170000);
      if (signature === 'CE')
        next = await continued(u32(data, 0, subject), u32(data, 8, subject), u32(data, 16, subject));
    }
    entries = next;
  }
  const text = name.length === 0 ? null : Buffer.concat(name).toString('utf8');
  return { name: text, childBlock, isRelocated, isLink };
}

function* entriesOf(bytes: Uint8Array, subject: string) {
  // What is too short for an entry is padding: SUSP 4.
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes[at + 2] as number;
    const signature = Buffer.from(bytes.subarray(at, at + 2)).toString('latin1');
    if (signature === 'ST' || signature === '\0\0') return;
    if (length < 4 || at + length > bytes.length) {
      throw damaged(
        subject,
        `a Rock Ridge entry "${signature}" of ${length} bytes`,
        `4 to ${bytes.length - at}`,
      );
    }
    yield { signature, data: bytes.subarray(at + 4, at + length) };
    at += length;
  }
}

/** The little-endian half of a number in both byte orders. */
function u32(data: Uint8Array, at: number, subject: string): number {
  if (at + 4 > data.length)
    throw damaged(subject, `a Rock Ridge entry with ${data.length} bytes of data`, `${at + 8}`);
  return new DataView(data.buffer, data.byteOffset, data.length).getUint32(at, true);
}
