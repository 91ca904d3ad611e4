/** The small structures that the descriptors of UDF are made of, as they are written. */

import { SECTOR } from './format.js';

/** OSTA UDF 1.02. */
export const REVISION = 0x0102;

/** `timestamp`: ECMA-167 1/7.3, in UTC. */
export function timestamp(date: Date): Buffer {
  const bytes = Buffer.alloc(12);
  const milliseconds = date.getUTCMilliseconds();
  // Type 1, "local time", with 0 minutes from UTC in the other 12 bits.
  bytes.writeUInt16LE(0x1000, 0);
  bytes.writeUInt16LE(date.getUTCFullYear(), 2);
  const rest = [
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    Math.floor(milliseconds / 10),
    (milliseconds % 10) * 10,
  ];
  bytes.set(rest, 4);
  return bytes;
}

/** `charspec`: CS0, OSTA UDF 2.1.2. */
export function characterSet(): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('OSTA Compressed Unicode', 1, 'latin1');
  return bytes;
}

/** `regid`: ECMA-167 1/7.4. @param suffix at most eight bytes */
export function entityId(identifier: string, suffix: readonly number[] = []): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.write(identifier, 1, 'latin1');
  bytes.set(suffix, 24);
  return bytes;
}

/** Who wrote the structure. The operating system in the suffix is 0: undefined. */
export function implementation(): Buffer {
  return entityId('*image-factory');
}

/** OSTA UDF 2.1.5.3: the revision, then that the medium is protected against writing, by hardware and by software. */
export function domain(): Buffer {
  return entityId('*OSTA UDF Compliant', [REVISION & 0xff, REVISION >>> 8, 3]);
}

/** `extent_ad`: ECMA-167 3/7.1. @param sector of the volume */
export function extent(sectors: number, sector: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(sectors * SECTOR, 0);
  bytes.writeUInt32LE(sector, 4);
  return bytes;
}

/** `long_ad` of one block of the only partition: ECMA-167 4/14.14.2. @param uniqueId of the file: OSTA UDF 2.3.4.3 */
export function oneBlock(block: number, uniqueId = 0): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(SECTOR, 0);
  bytes.writeUInt32LE(block, 4);
  bytes.writeUInt32LE(uniqueId, 12);
  return bytes;
}
