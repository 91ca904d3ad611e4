/** The content of a stream in pieces: resident, plain, sparse or compressed with LZNT1. */

import { FactoryError } from '../errors.js';
import { ATTRIBUTE_FLAG, type Attribute, type NonResidentBody } from './attribute.js';
import { readClusters, readInitialized, type VolumeContext } from './clusters.js';
import { damaged, recordSubject } from './damage.js';
import { decompressLznt1 } from './lznt1.js';
import { HOLE, type Runs } from './runs.js';

/** The most that is read at once. */
const PIECE_SIZE = 1 << 20;

type ReadPiece = (offset: number, target: Uint8Array) => Promise<void>;

/** @throws encrypted, damaged */
export async function* readContent(volume: VolumeContext, attribute: Attribute): AsyncGenerator<Uint8Array> {
  const { body, record, flags } = attribute;
  if ((flags & ATTRIBUTE_FLAG.ENCRYPTED) !== 0) {
    throw new FactoryError('encrypted', {
      subject: recordSubject(volume.label, record),
      found: 'content that is encrypted with EFS',
      expected: 'content that this program can read',
      next: 'decrypt the file on Windows first: "cipher /d FILE"',
    });
  }
  if (body.resident) {
    if (body.value.length > 0) yield body.value.slice();
    return;
  }
  const subject = `${recordSubject(volume.label, record)}: $DATA`;
  if (body.size > body.runs.end * volume.geometry.clusterSize) {
    throw damaged(subject, `${body.size} bytes in ${body.runs.end} clusters`);
  }
  const read: ReadPiece =
    body.unit === 1
      ? (offset, target) => readInitialized(volume, body, offset, target, subject)
      : unitReader(volume, body, subject);
  yield* readAhead(body.size, read);
}

/** Where the content begins on the volume, in bytes. @param resident where the record lies */
export function positionOf({ geometry }: VolumeContext, { body }: Attribute, resident: number): number {
  return body.resident ? resident : body.runs.firstCluster * geometry.clusterSize;
}

/** Pieces in order, the next one on its way while the caller works on this one. */
export async function* readAhead(size: number, read: ReadPiece): AsyncGenerator<Uint8Array> {
  const start = async (offset: number): Promise<Uint8Array> => {
    const piece = new Uint8Array(Math.min(PIECE_SIZE, size - offset));
    await read(offset, piece);
    return piece;
  };
  let next: Promise<Uint8Array> | null = null;
  for (let offset = 0; offset < size; offset += PIECE_SIZE) {
    const piece: Uint8Array = await (next ?? start(offset));
    const following = offset + PIECE_SIZE;
    next = following < size ? start(following) : null;
    // It is awaited in the next round; the caller may stop before.
    next?.catch(() => {});
    yield piece;
  }
}

/**
 * Reads compressed content. Each compression unit is stored as it is when all its clusters are there, is zeros when none
 * is, and is compressed when some clusters at its end are a hole.
 */
function unitReader(volume: VolumeContext, body: NonResidentBody, subject: string): ReadPiece {
  const { clusterSize } = volume.geometry;
  const unitSize = body.unit * clusterSize;
  if (PIECE_SIZE % unitSize !== 0) throw damaged(subject, `compression units of ${unitSize} bytes`, '64 KiB');
  const stored = new Uint8Array(unitSize);
  return async (offset, target) => {
    for (let done = 0; done < target.length; done += unitSize) {
      const at = offset + done;
      const piece = target.subarray(done, Math.min(done + unitSize, target.length));
      const present = clustersPresent(body.runs, at / clusterSize, body.unit, subject);
      if (present === body.unit) {
        await readClusters(volume, body, at, piece, subject);
      } else if (present > 0) {
        const packed = stored.subarray(0, present * clusterSize);
        await readClusters(volume, body, at, packed, subject);
        if (piece.length === unitSize) {
          decompressLznt1(packed, piece, subject);
        } else {
          const whole = new Uint8Array(unitSize);
          decompressLznt1(packed, whole, subject);
          piece.set(whole.subarray(0, piece.length));
        }
      }
      piece.fill(0, Math.min(piece.length, Math.max(0, body.initialized - at)));
    }
  };
}

/** How many clusters of a unit are there before its hole. @throws damaged when some follow the hole */
function clustersPresent(runs: Runs, vcn: number, unit: number, subject: string): number {
  const end = Math.min(vcn + unit, runs.end);
  let present = 0;
  let holeAt = -1;
  for (
    let index = runs.indexOf(vcn);
    index !== -1 && index < runs.count && runs.startOf(index) < end;
    index++
  ) {
    const length = Math.min(end, runs.endOf(index)) - Math.max(vcn, runs.startOf(index));
    if (runs.clusterOf(index) === HOLE) {
      holeAt = runs.startOf(index);
    } else if (holeAt === -1) {
      present += length;
    } else {
      throw damaged(subject, `clusters after the hole of the compression unit at VCN ${vcn}`);
    }
  }
  return present;
}
