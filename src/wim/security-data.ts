/**
 * The security descriptors of an image, which a metadata resource begins with; entries refer to them by index.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 4    | bytes of all this, a multiple of 8; 0 is read as 8 |
 * |  4 | 4    | count |
 * |  8 | 8×n  | bytes of each descriptor |
 * |    |      | the descriptors back to back, zeros up to a multiple of 8 |
 */

import { ByteWriter, cursorOver, readBytes, readSize, readU32 } from '../bytes/index.js';
import { damaged } from './damage.js';

/** No descriptor. Windows refuses to mount an image that has an entry with it. */
export const NO_SECURITY = 0xffff_ffff;

export interface SecurityData {
  readonly descriptors: readonly Uint8Array[];
  /** Where the root's entry begins. */
  readonly end: number;
}

/** @throws damaged */
export function readSecurityData(metadata: Uint8Array, what: string): SecurityData {
  const total = Math.max(readU32(cursorOver(metadata, what)), 8);
  const end = Math.ceil(total / 8) * 8;
  if (end > metadata.length) {
    throw damaged(what, `security data of ${total} bytes`, `${metadata.length} at most`);
  }
  const cursor = cursorOver(metadata.subarray(0, end), `${what}: security data`);
  cursor.position = 4;
  const count = readU32(cursor);
  if (count > (end - 8) / 8) throw damaged(cursor.what, `${count} descriptors in ${end} bytes`);
  const sizes = Array.from({ length: count }, () => readSize(cursor));
  return { descriptors: sizes.map((size) => readBytes(cursor, size)), end };
}

export function writeSecurityData(descriptors: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter(4096).u32(0).u32(descriptors.length);
  for (const descriptor of descriptors) writer.u64(descriptor.length);
  for (const descriptor of descriptors) writer.raw(descriptor);
  writer.align(8);
  writer.patchU32(0, writer.length);
  return writer.finish();
}

/**
 * What an entry without a descriptor gets, so that DISM mounts the image:
 * `O:BAG:SYD:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)`.
 */
export const DEFAULT_DESCRIPTOR = defaultDescriptor();

function defaultDescriptor(): Uint8Array {
  const system = sid(18);
  const administrators = sid(32, 544);
  const users = sid(32, 545);
  const entries = [ace(0x1f01ff, system), ace(0x1f01ff, administrators), ace(0x1200a9, users)];
  const aclSize = entries.reduce((sum, entry) => sum + entry.length, 8);
  const owner = 20 + aclSize;
  const writer = new ByteWriter(256);
  // Revision 1; SE_SELF_RELATIVE and SE_DACL_PRESENT; owner, group, no SACL, DACL.
  writer
    .u8(1)
    .u8(0)
    .u16(0x8004)
    .u32(owner)
    .u32(owner + administrators.length)
    .u32(0)
    .u32(20);
  writer.u8(2).u8(0).u16(aclSize).u16(entries.length).u16(0);
  for (const entry of entries) writer.raw(entry);
  return writer.raw(administrators).raw(system).finish();
}

/** S-1-5-… */
function sid(...authorities: readonly number[]): Uint8Array {
  const writer = new ByteWriter(16).u8(1).u8(authorities.length).zeros(5).u8(5);
  for (const authority of authorities) writer.u32(authority);
  return writer.finish();
}

/** Access allowed, inherited by files and folders. */
function ace(mask: number, who: Uint8Array): Uint8Array {
  return new ByteWriter(32)
    .u8(0)
    .u8(3)
    .u16(8 + who.length)
    .u32(mask)
    .raw(who)
    .finish();
}
