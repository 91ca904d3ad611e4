/** The descriptors of the volume: ECMA-167 part 3, and the file set of part 4, as OSTA UDF 1.02 wants them. */

import { ByteWriter } from '../../bytes/index.js';
import { TAG } from './format.js';
import { FILE_SET_BLOCKS, type Plan } from './plan.js';
import {
  characterSet,
  domain,
  entityId,
  extent,
  implementation,
  oneBlock,
  REVISION,
  timestamp,
} from './parts.js';
import { sealTag, TAG_SIZE } from './tag.js';
import { encodeField } from './text.js';

export interface Volume {
  readonly label: string;
  /** 16 hexadecimal digits that no other volume has. */
  readonly serial: string;
  readonly created: Date;
  readonly partitionSector: number;
  /** The sectors of the two copies of the volume descriptors, and of the integrity descriptor. */
  readonly mainSector: number;
  readonly reserveSector: number;
  readonly integritySector: number;
}

/** Sectors of each copy of the volume descriptors: ECMA-167 3/8.4.2 and OSTA UDF 2.2.3.1 want 16 at least. */
export const SEQUENCE_SECTORS = 16;
const INTEGRITY_SECTORS = 2;
/** Bytes of the implementation use of an integrity descriptor: OSTA UDF 2.2.6.4. */
const INTEGRITY_USE = 46;

/** The volume recognition sequence: ECMA-167 2/9. A sector each. */
export function recognitionSequence(): Buffer[] {
  return ['BEA01', 'NSR02', 'TEA01'].map((identifier) => {
    const bytes = Buffer.alloc(7);
    bytes.write(identifier, 1, 'latin1');
    bytes[6] = 1;
    return bytes;
  });
}

export function anchor({ mainSector, reserveSector }: Volume, sector: number): Buffer {
  const body = new ByteWriter()
    .raw(extent(SEQUENCE_SECTORS, mainSector))
    .raw(extent(SEQUENCE_SECTORS, reserveSector));
  return descriptor(TAG.ANCHOR, sector, body, 512);
}

/** One copy of the volume descriptors, a sector each. @param sector where the first one lies */
export function volumeDescriptors(volume: Volume, plan: Plan, sector: number): Buffer[] {
  return [
    descriptor(TAG.PRIMARY_VOLUME, sector, primaryVolume(volume), 512),
    descriptor(TAG.IMPLEMENTATION_USE, sector + 1, implementationUse(volume), 512),
    descriptor(TAG.PARTITION, sector + 2, partition(volume, plan), 512),
    descriptor(TAG.LOGICAL_VOLUME, sector + 3, logicalVolume(volume), 440 + 6),
    descriptor(TAG.UNALLOCATED_SPACE, sector + 4, new ByteWriter().u32(5), 24),
    terminator(sector + 5),
  ];
}

function primaryVolume({ label, serial, created }: Volume): ByteWriter {
  return new ByteWriter()
    .u32(1) // volume descriptor sequence number
    .u32(0) // primary volume descriptor number
    .raw(encodeField(label, 32))
    .u16(1) // volume sequence number
    .u16(1) // and the largest
    .u16(2) // interchange level: one volume
    .u16(2) // and the largest
    .u32(1) // character sets: CS0
    .u32(1) // and those allowed
    .raw(encodeField(serial, 128)) // volume set identifier
    .raw(characterSet())
    .raw(characterSet())
    .zeros(16) // no abstract, no copyright notice
    .raw(entityId('*image-factory'))
    .raw(timestamp(created))
    .raw(implementation());
}

function implementationUse({ label }: Volume): ByteWriter {
  return new ByteWriter()
    .u32(2)
    .raw(entityId('*UDF LV Info', [REVISION & 0xff, REVISION >>> 8]))
    .raw(characterSet())
    .raw(encodeField(label, 128))
    .zeros(3 * 36) // owner, organization, contact
    .raw(implementation());
}

function partition({ partitionSector }: Volume, { blocks }: Plan): ByteWriter {
  return new ByteWriter()
    .u32(3)
    .u16(1) // allocated
    .u16(0) // partition number
    .raw(entityId('+NSR02'))
    .zeros(128) // no space bitmap: nothing is free
    .u32(1) // access type: read only
    .u32(partitionSector)
    .u32(blocks)
    .raw(implementation());
}

function logicalVolume({ label, integritySector }: Volume): ByteWriter {
  return new ByteWriter()
    .u32(4)
    .raw(characterSet())
    .raw(encodeField(label, 128))
    .u32(2048)
    .raw(domain())
    .raw(oneBlock(0)) // the file set descriptor
    .u32(6) // bytes of the partition maps
    .u32(1) // how many
    .raw(implementation())
    .zeros(128)
    .raw(extent(INTEGRITY_SECTORS, integritySector))
    .u8(1) // a partition map of type 1
    .u8(6)
    .u16(1) // volume sequence number
    .u16(0); // partition number
}

export function integrity(volume: Volume, plan: Plan): Buffer[] {
  const { created, integritySector } = volume;
  const body = new ByteWriter()
    .raw(timestamp(created))
    .u32(1) // closed
    .zeros(8)
    .u64(plan.nextUniqueId)
    .zeros(24)
    .u32(1) // partitions
    .u32(INTEGRITY_USE)
    .u32(0) // free blocks
    .u32(plan.blocks)
    .raw(implementation())
    .u32(plan.files.length)
    .u32(plan.folders.length)
    .u16(REVISION) // to read
    .u16(REVISION) // to write
    .u16(REVISION); // at most to write
  return [
    descriptor(TAG.INTEGRITY, integritySector, body, 88 + INTEGRITY_USE),
    terminator(integritySector + 1),
  ];
}

/** The first blocks of the partition. */
export function fileSet({ label, created }: Volume, { folders: [root] }: Plan): Buffer[] {
  const body = new ByteWriter()
    .raw(timestamp(created))
    .u16(3) // interchange level
    .u16(3)
    .u32(1) // character sets: CS0
    .u32(1)
    .u32(0) // file set number
    .u32(0) // file set descriptor number
    .raw(characterSet())
    .raw(encodeField(label, 128))
    .raw(characterSet())
    .raw(encodeField(label, 32))
    .zeros(64) // no copyright notice, no abstract
    .raw(oneBlock(root?.entryBlock ?? FILE_SET_BLOCKS))
    .raw(domain());
  return [descriptor(TAG.FILE_SET, 0, body, 512), terminator(1)];
}

function terminator(sector: number): Buffer {
  return descriptor(TAG.TERMINATING, sector, new ByteWriter(), 512);
}

/** @param size of the whole; what the body leaves is reserved, and zero */
function descriptor(identifier: number, sector: number, body: ByteWriter, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.set(body.finish(), TAG_SIZE);
  return sealTag(bytes, identifier, sector);
}
