/** From the anchor to the logical volume: ECMA-167 part 3. */

import { readBytes, readU16, readU32, skip, type Cursor } from '../../bytes/index.js';
import type { Reporter } from '../../progress.js';
import { damaged, unsupported } from '../damage.js';
import type { MediumFileBytes } from '../sectors.js';
import { ANCHOR_SECTOR, SECTOR, TAG } from './format.js';
import { readPartitionMaps, type PartitionMap } from './partitions.js';
import type { BlockAddress } from './read-entry.js';
import { checkedDescriptor, tagIdentifier } from './tag.js';
import { decodeField } from './text.js';
import { FactoryError } from '../../errors.js';

export interface LogicalVolume {
  readonly label: string;
  readonly fileSet: BlockAddress;
  readonly maps: readonly PartitionMap[];
  /** By their numbers. */
  readonly runs: ReadonlyMap<number, SectorRun>;
}

export interface SectorRun {
  readonly sector: number;
  readonly sectors: number;
}

/** Descriptors of a sequence, and pointers from one to another, that are looked at. */
const MAX_DESCRIPTORS = 256;

/** @throws damaged, unsupported */
export async function readLogicalVolume(file: MediumFileBytes, reporter: Reporter): Promise<LogicalVolume> {
  const [main, reserve] = await readAnchor(file);
  try {
    return await readSequence(file, main);
  } catch (error) {
    if (!(error instanceof FactoryError) || error.code !== 'damaged') throw error;
    const volume = await readSequence(file, reserve).catch(() => {
      throw error;
    });
    reporter.warn(`${error.message}; its copy is read instead`);
    return volume;
  }
}

/** The anchor: at sector 256, else in the last sector, or 256 before that. */
async function readAnchor(file: MediumFileBytes): Promise<readonly [SectorRun, SectorRun]> {
  const last = Math.floor(file.size / SECTOR) - 1;
  let first: unknown = null;
  for (const sector of [ANCHOR_SECTOR, last, last - ANCHOR_SECTOR]) {
    if (sector < ANCHOR_SECTOR || sector > last) continue;
    try {
      const cursor = await descriptorAt(file, sector, [TAG.ANCHOR], 'anchor');
      return [readRun(cursor), readRun(cursor)];
    } catch (error) {
      first ??= error;
    }
  }
  throw (
    first ??
    damaged(`${file.label}: anchor`, `a file of ${file.size} bytes`, 'more than 256 sectors of 2048 bytes')
  );
}

function readRun(cursor: Cursor): SectorRun {
  const sectors = Math.ceil(readU32(cursor) / SECTOR);
  return { sector: readU32(cursor), sectors };
}

/** Of descriptors of one kind the one with the highest sequence number counts: ECMA-167 3/8.4.3. */
interface Prevailing {
  readonly order: number;
  readonly cursor: Cursor;
}

async function readSequence(file: MediumFileBytes, start: SectorRun): Promise<LogicalVolume> {
  const subject = `${file.label}: volume descriptors`;
  let logical: Prevailing | null = null;
  const runs = new Map<number, SectorRun & { readonly order: number }>();
  let { sector, sectors } = start;
  for (let seen = 0; seen < MAX_DESCRIPTORS && sectors > 0; seen++) {
    const bytes = await file.structure(sector * SECTOR, SECTOR, subject);
    const identifier = tagIdentifier(bytes);
    if (identifier === 0 || identifier === TAG.TERMINATING) break;
    const cursor = checkedDescriptor(bytes, { subject, identifiers: [identifier], block: sector });
    const order = readU32(cursor);
    if (identifier === TAG.VOLUME_POINTER) {
      ({ sector, sectors } = readRun(cursor));
      continue;
    }
    if (identifier === TAG.LOGICAL_VOLUME && order >= (logical?.order ?? 0)) logical = { order, cursor };
    if (identifier === TAG.PARTITION) {
      skip(cursor, 2); // flags
      const number = readU16(cursor);
      skip(cursor, 32 + 128 + 4); // contents, their use, access
      const run = { sector: readU32(cursor), sectors: readU32(cursor), order };
      if (order >= (runs.get(number)?.order ?? 0)) runs.set(number, run);
    }
    sector++;
    sectors--;
  }
  if (logical === null) throw damaged(subject, 'no logical volume descriptor');
  return { ...readLogical(logical.cursor, `${file.label}: logical volume descriptor`), runs };
}

function readLogical(cursor: Cursor, subject: string): Omit<LogicalVolume, 'runs'> {
  skip(cursor, 64); // character set
  const label = decodeField(readBytes(cursor, 128), subject);
  const blockSize = readU32(cursor);
  if (blockSize !== SECTOR)
    throw unsupported(subject, `blocks of ${blockSize} bytes`, `${SECTOR}, as on a DVD`);
  skip(cursor, 32 + 4); // domain; the length of the file set's extent
  const fileSet = readAddress(cursor);
  skip(cursor, 6);
  const mapBytes = readU32(cursor);
  const mapCount = readU32(cursor);
  skip(cursor, 32 + 128 + 8); // implementation, its use, integrity
  return { label, fileSet, maps: readPartitionMaps(readBytes(cursor, mapBytes), mapCount, subject) };
}

/** `lb_addr`. */
export function readAddress(cursor: Cursor): BlockAddress {
  const block = readU32(cursor);
  return { block, partition: readU16(cursor) };
}

async function descriptorAt(
  file: MediumFileBytes,
  sector: number,
  identifiers: readonly number[],
  name: string,
): Promise<Cursor> {
  const subject = `${file.label}: ${name}`;
  const bytes = await file.structure(sector * SECTOR, SECTOR, subject);
  return checkedDescriptor(bytes, { subject, identifiers, block: sector });
}
