/**
 * $ATTRIBUTE_LIST: where the attributes of a file lie when one record cannot hold them all. Each entry:
 *
 * | offset | size | field                                    |
 * | ------ | ---- | ---------------------------------------- |
 * | 0x00   | 4    | type                                     |
 * | 0x04   | 2    | length of the entry, a multiple of 8     |
 * | 0x06   | 1, 1 | UTF-16 units and offset of the name      |
 * | 0x08   | 8    | first VCN of the part                    |
 * | 0x10   | 8    | reference to the record that holds it    |
 * | 0x18   | 2    | id of the attribute in that record       |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("$ATTRIBUTE_LIST"). Windows limits a list to 256 KiB.
 */

import type { Attribute } from './attribute.js';
import { readInitialized, type VolumeContext } from './clusters.js';
import { damaged, recordSubject } from './damage.js';
import { attributeName, referenceNumber, referenceSequence } from './record.js';

const MAX_LIST_SIZE = 256 << 10;
const ENTRY_HEADER_SIZE = 0x1a;

export interface ListEntry {
  readonly type: number;
  readonly name: string;
  readonly firstVcn: number;
  readonly record: number;
  readonly sequence: number;
  readonly id: number;
}

/** @throws damaged */
export async function parseAttributeList(volume: VolumeContext, list: Attribute): Promise<ListEntry[]> {
  const subject = `${recordSubject(volume.label, list.record)}: $ATTRIBUTE_LIST`;
  const bytes = await valueOf(volume, list, MAX_LIST_SIZE);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ListEntry[] = [];
  for (let at = 0; at + ENTRY_HEADER_SIZE <= bytes.length;) {
    const type = view.getUint32(at, true);
    if (type === 0 || type === 0xffffffff) break;
    const length = view.getUint16(at + 4, true);
    const nameEnd = view.getUint8(at + 7) + view.getUint8(at + 6) * 2;
    if (length < ENTRY_HEADER_SIZE || at + length > bytes.length || nameEnd > length) {
      throw damaged(subject, `an entry of ${length} bytes at byte ${at}`, `${bytes.length - at} at most`);
    }
    const nameAt = bytes.byteOffset + at + view.getUint8(at + 7);
    entries.push({
      type,
      name: Buffer.from(bytes.buffer, nameAt, view.getUint8(at + 6) * 2).toString('utf16le'),
      firstVcn: Number(view.getBigUint64(at + 8, true)),
      record: referenceNumber(view, at + 0x10),
      sequence: referenceSequence(view, at + 0x10),
      id: view.getUint16(at + 0x18, true),
    });
    at += length;
  }
  return entries;
}

/** The whole value of an attribute that is not compressed, in bytes of its own. @throws damaged above `most` bytes */
export async function valueOf(
  volume: VolumeContext,
  attribute: Attribute,
  most: number,
): Promise<Uint8Array> {
  const { body, record, type } = attribute;
  const subject = `${recordSubject(volume.label, record)}: ${attributeName(type)}`;
  const size = body.resident ? body.value.length : body.size;
  if (size > most) throw damaged(subject, `a value of ${size} bytes`, `${most} at most`);
  if (body.resident) return body.value.slice();
  const value = new Uint8Array(size);
  await readInitialized(volume, body, 0, value, subject);
  return value;
}
