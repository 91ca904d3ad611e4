/**
 * Attributes as the rest of the reader sees them. What follows the common part of the header:
 *
 * | resident | size | field           | non-resident | size | field                                    |
 * | -------- | ---- | --------------- | ------------ | ---- | ---------------------------------------- |
 * | 0x10     | 4    | size of value   | 0x10, 0x18   | 8, 8 | first and last VCN of this part          |
 * | 0x14     | 2    | offset of value | 0x20         | 2    | offset of the mapping pairs              |
 * |          |      |                 | 0x22         | 1    | log2 of the clusters of a compression unit |
 * |          |      |                 | 0x28, 0x30   | 8, 8 | bytes allocated, bytes of content        |
 * |          |      |                 | 0x38         | 8    | bytes initialized; zeros follow          |
 *
 * Sizes are there in the part with VCN 0 only. Source: the NTFS documentation of the Linux-NTFS project.
 */

import { damaged, recordSubject } from './damage.js';
import { attributeName, badRecord, residentValue, type RecordWindow } from './record.js';
import { decodeRuns, Runs } from './runs.js';

export const ATTRIBUTE_FLAG = { COMPRESSED: 0x0001, ENCRYPTED: 0x4000, SPARSE: 0x8000 } as const;

/** The type of compression; anything but LZNT1 (1) was never used. */
const COMPRESSION_MASK = 0x00ff;

export interface Attribute {
  readonly type: number;
  readonly name: string;
  readonly flags: number;
  readonly id: number;
  /** The record that it was read from. */
  readonly record: number;
  readonly body: ResidentBody | NonResidentBody;
}

export interface ResidentBody {
  readonly resident: true;
  /** A view into the record. */
  readonly value: Uint8Array;
}

export interface NonResidentBody {
  readonly resident: false;
  readonly firstVcn: number;
  readonly runs: Runs;
  readonly size: number;
  readonly initialized: number;
  /** Clusters of a compression unit; 1 where the content is not compressed. */
  readonly unit: number;
}

/** The attribute at `at`. @param clusters how many the volume has @throws damaged */
export function parseAttribute(window: RecordWindow, at: number, clusters: number): Attribute {
  const { view, number } = window;
  const length = view.getUint32(at + 4, true);
  const name = parseName(window, at, length);
  const resident = view.getUint8(at + 8) === 0;
  return {
    type: view.getUint32(at, true),
    name,
    flags: view.getUint16(at + 0x0c, true),
    id: view.getUint16(at + 0x0e, true),
    record: number,
    body: resident ? parseResident(window, at) : parseNonResident(window, at, length, clusters),
  };
}

function parseName(window: RecordWindow, at: number, length: number): string {
  const { view, bytes } = window;
  const units = view.getUint8(at + 9);
  if (units === 0) return '';
  const offset = view.getUint16(at + 10, true);
  if (offset + units * 2 > length) {
    throw badRecord(window, `${attributeName(view.getUint32(at, true))} with a name beyond its end`);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + at + offset, units * 2).toString('utf16le');
}

function parseResident(window: RecordWindow, at: number): ResidentBody {
  const value = residentValue(window, at, 0);
  return { resident: true, value: window.bytes.subarray(value.at, value.at + value.size) };
}

function parseNonResident(
  window: RecordWindow,
  at: number,
  length: number,
  clusters: number,
): NonResidentBody {
  const { view, bytes } = window;
  const subject = `${recordSubject(window.label, window.number)}: ${attributeName(view.getUint32(at, true))}`;
  if (length < 0x40) throw damaged(subject, `a non-resident attribute of ${length} bytes`);
  const number = (offset: number): number => {
    const value = Number(view.getBigInt64(at + offset, true));
    if (value < -1 || !Number.isSafeInteger(value)) throw damaged(subject, `${value} at byte ${offset}`);
    return value;
  };
  const firstVcn = number(0x10);
  const lastVcn = number(0x18);
  const pairs = view.getUint16(at + 0x20, true);
  if (pairs < 0x40 || pairs >= length) throw damaged(subject, `mapping pairs at byte ${pairs}`);
  const runs = new Runs();
  decodeRuns(bytes.subarray(at + pairs, at + length), runs, clusters, subject);
  if (firstVcn < 0 || runs.end !== lastVcn + 1 - firstVcn) {
    throw damaged(subject, `runs of ${runs.end} clusters for VCN ${firstVcn} to ${lastVcn}`);
  }
  const size = number(0x30);
  const initialized = number(0x38);
  if (firstVcn === 0 && (size < 0 || initialized < 0)) throw damaged(subject, `a content of ${size} bytes`);
  return { resident: false, firstVcn, runs, size, initialized, unit: parseUnit(window, at, subject) };
}

function parseUnit({ view }: RecordWindow, at: number, subject: string): number {
  const flags = view.getUint16(at + 0x0c, true);
  const compression = flags & COMPRESSION_MASK;
  const unit = view.getUint8(at + 0x22);
  if (compression === 0) return 1;
  if (compression !== ATTRIBUTE_FLAG.COMPRESSED)
    throw damaged(subject, `compression of type ${compression}`, '1');
  // A part other than the first may leave the unit out.
  if (unit > 8) throw damaged(subject, `compression units of 2^${unit} clusters`, '2^4');
  return 2 ** unit;
}

/**
 * One attribute from its parts.
 *
 * @param parts of one type and name, in any order
 * @throws damaged when they do not follow each other
 */
export function joinParts(parts: readonly Attribute[], label: string): Attribute {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && (only.body.resident || only.body.firstVcn === 0))
    return only;
  const sorted = parts.toSorted((a, b) => firstVcnOf(a) - firstVcnOf(b));
  const first = sorted[0] as Attribute;
  const subject = `${recordSubject(label, first.record)}: ${attributeName(first.type)}`;
  const runs = new Runs();
  for (const { body } of sorted) {
    if (body.resident) throw damaged(subject, 'several attributes of one name');
    if (body.firstVcn !== runs.end) throw damaged(subject, `a part from VCN ${body.firstVcn}`, `${runs.end}`);
    for (let index = 0; index < body.runs.count; index++) {
      runs.append(body.runs.clusterOf(index), body.runs.endOf(index) - body.runs.startOf(index));
    }
  }
  return { ...first, body: { ...(first.body as NonResidentBody), runs } };
}

function firstVcnOf({ body }: Attribute): number {
  return body.resident ? 0 : body.firstVcn;
}
