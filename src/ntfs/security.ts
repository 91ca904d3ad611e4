/**
 * The security descriptors of a volume: the stream $SDS of $Secure holds each once. Entries lie in blocks of 256 KiB,
 * each of which is followed by a copy of itself; none crosses the end of its block.
 *
 * | offset | size | field                                     |
 * | ------ | ---- | ----------------------------------------- |
 * | 0x00   | 4    | hash of the descriptor                    |
 * | 0x04   | 4    | security id                               |
 * | 0x08   | 8    | offset of this entry in the stream        |
 * | 0x10   | 4    | size of the entry, this header included   |
 * | 0x14   |      | self-relative descriptor; padded to 16    |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("$Secure").
 */

import { readInitialized, type VolumeContext } from './clusters.js';
import type { Attribute } from './attribute.js';
import { damaged, recordSubject, type Warnings } from './damage.js';

const BLOCK_SIZE = 256 << 10;
const HEADER_SIZE = 0x14;
const ALIGNMENT = 16;
const MAX_STREAM_SIZE = 1 << 30;

/** @param stream $SDS @returns the descriptors by their security id @throws damaged */
export async function readSecurityDescriptors(
  volume: VolumeContext,
  stream: Attribute,
  warnings: Warnings,
): Promise<Map<number, Uint8Array>> {
  const subject = `${recordSubject(volume.label, stream.record)}: $SDS`;
  const { body } = stream;
  const descriptors = new Map<number, Uint8Array>();
  const size = body.resident ? body.value.length : body.size;
  if (size > MAX_STREAM_SIZE) throw damaged(subject, `${size} bytes`, `${MAX_STREAM_SIZE} at most`);
  for (let start = 0; start < size; start += 2 * BLOCK_SIZE) {
    for (const copy of [0, BLOCK_SIZE]) {
      const at = start + copy;
      if (at >= size) break;
      const block = new Uint8Array(Math.min(BLOCK_SIZE, size - at));
      if (body.resident) block.set(body.value.subarray(at, at + block.length));
      else await readInitialized(volume, body, at, block, subject);
      // The copy has what its block has, and what damage took from it.
      if (takeBlock(block, start, descriptors)) break;
      warnings.warn(
        'damaged security descriptors',
        `$Secure has a damaged entry near byte ${at}; its copy is used`,
      );
    }
  }
  return descriptors;
}

/** @param start where the block, or the block that this one copies, begins @returns whether every entry was whole */
function takeBlock(block: Uint8Array, start: number, descriptors: Map<number, Uint8Array>): boolean {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  for (let at = 0; at + HEADER_SIZE <= block.length;) {
    const length = view.getUint32(at + 0x10, true);
    if (length === 0) return isEmptyFrom(view, at);
    const isHere = view.getBigUint64(at + 0x08, true) === BigInt(start + at);
    if (!isHere || length < HEADER_SIZE || at + length > block.length) return false;
    const id = view.getUint32(at + 0x04, true);
    if (!descriptors.has(id)) {
      const descriptor = block.slice(at + HEADER_SIZE, at + length);
      if (hashOf(descriptor) !== view.getUint32(at, true)) return false;
      descriptors.set(id, descriptor);
    }
    at += Math.ceil(length / ALIGNMENT) * ALIGNMENT;
  }
  return true;
}

/** An entry without a size ends the block, unless it is one whose header was damaged. */
function isEmptyFrom(view: DataView, at: number): boolean {
  return view.getUint32(at, true) === 0 && view.getUint32(at + 4, true) === 0;
}

/** The sum of the descriptor's 32-bit words, rotated left by three bits before each. */
function hashOf(descriptor: Uint8Array): number {
  const view = new DataView(descriptor.buffer, descriptor.byteOffset, descriptor.byteLength);
  let hash = 0;
  for (let at = 0; at + 4 <= descriptor.length; at += 4) {
    hash = (view.getUint32(at, true) + ((hash << 3) | (hash >>> 29))) >>> 0;
  }
  return hash;
}
