/**
 * The partitions of a logical volume: what turns a block's number into a place of the medium.
 *
 * A map of type 1 is a run of sectors. A metadata partition (OSTA UDF 2.50) is the content of a file in such a run, so
 * that entries and lists of names lie close together. Virtual and sparable partitions are those of media that are
 * written bit by bit, and install media never have them.
 */

import { damaged, unsupported } from '../damage.js';
import type { Extent } from '../volume.js';
import { SECTOR } from './format.js';

export interface Partition {
  /** In the order of their blocks. */
  readonly runs: readonly Extent[];
  /** Blocks. */
  readonly blocks: number;
}

export interface PartitionMap {
  readonly kind: 'run' | 'metadata';
  readonly number: number;
  /** The block of the entry of the metadata file, and of its copy. */
  readonly files: readonly number[];
}

/** @param bytes the partition maps of a logical volume descriptor: OSTA UDF 2.2.8 to 2.2.10 @throws damaged, unsupported */
export function readPartitionMaps(bytes: Uint8Array, count: number, subject: string): PartitionMap[] {
  const maps: PartitionMap[] = [];
  let at = 0;
  while (maps.length < count) {
    const map = bytes.subarray(at, at + (bytes[at + 1] ?? 0));
    if (map.length === 0) throw damaged(subject, `${maps.length} partition maps`, `${count}`);
    maps.push(readMap(map, subject));
    at += map.length;
  }
  return maps;
}

function readMap(map: Uint8Array, subject: string): PartitionMap {
  const view = new DataView(map.buffer, map.byteOffset, map.length);
  const [type] = map;
  if (type === 1 && map.length === 6) return { kind: 'run', number: view.getUint16(4, true), files: [] };
  if (type !== 2 || map.length !== 64) {
    throw damaged(
      subject,
      `a partition map of type ${type} and ${map.length} bytes`,
      'type 1 or 2, of 6 or 64 bytes',
    );
  }
  const identifier = Buffer.from(map.subarray(5, 28)).toString('latin1').replace(/\0+$/, '');
  if (identifier !== '*UDF Metadata Partition') {
    throw unsupported(
      subject,
      `a partition of the kind "${identifier}"`,
      'one of a medium that is written at once',
    );
  }
  const files = [view.getUint32(40, true), view.getUint32(44, true)];
  return { kind: 'metadata', number: view.getUint16(38, true), files };
}

/**
 * Where `length` bytes from `block` on lie; several runs where the partition is in pieces.
 *
 * @throws damaged where they reach beyond the partition
 */
export function locate(partition: Partition, block: number, length: number, subject: string): Extent[] {
  let skip = block * SECTOR;
  let left = length;
  const extents: Extent[] = [];
  for (const run of partition.runs) {
    if (left === 0) break;
    if (skip >= run.length) {
      skip -= run.length;
      continue;
    }
    const piece = Math.min(run.length - skip, left);
    extents.push({ offset: run.offset === null ? null : run.offset + skip, length: piece });
    left -= piece;
    skip = 0;
  }
  if (left === 0) return extents;
  const found = `${length} bytes at block ${block}`;
  throw damaged(subject, found, `blocks 0 to ${partition.blocks - 1} of its partition`);
}
