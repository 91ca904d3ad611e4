/**
 * A record of the $MFT: one file, or an extension of a file whose attributes do not fit into one record.
 *
 * | offset | size | field                                                                                    |
 * | ------ | ---- | ---------------------------------------------------------------------------------------- |
 * | 0x00   | 4    | `FILE`; `BAAD` where a driver found it torn                                              |
 * | 0x04   | 2, 2 | offset and count of the update sequence: a number, then what it replaced at the end of each 512 bytes |
 * | 0x10   | 2    | sequence number: how often the record was used anew                                      |
 * | 0x14   | 2    | offset of the first attribute                                                            |
 * | 0x16   | 2    | flags: 1 in use, 2 directory                                                             |
 * | 0x18   | 4    | bytes in use                                                                             |
 * | 0x20   | 8    | reference to the base record; 0 in a base record                                         |
 *
 * A reference is 48 bits of record number and 16 bits of sequence number. Each attribute begins with
 *
 * | offset | size | field                                                                                    |
 * | ------ | ---- | ---------------------------------------------------------------------------------------- |
 * | 0x00   | 4    | type; 0xffffffff ends the list                                                           |
 * | 0x04   | 4    | length of the attribute, a multiple of 8                                                 |
 * | 0x08   | 1    | 1: non-resident                                                                          |
 * | 0x09   | 1, 2 | UTF-16 units and offset of the name                                                      |
 * | 0x0c   | 2    | flags: 0x0001 compressed, 0x4000 encrypted, 0x8000 sparse                                |
 * | 0x0e   | 2    | id, unique in its record                                                                 |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("FILE Record", "Attributes", "Fixup").
 */

import { damaged, recordSubject } from './damage.js';

export const ATTRIBUTE = {
  STANDARD_INFORMATION: 0x10,
  ATTRIBUTE_LIST: 0x20,
  FILE_NAME: 0x30,
  OBJECT_ID: 0x40,
  SECURITY_DESCRIPTOR: 0x50,
  VOLUME_NAME: 0x60,
  VOLUME_INFORMATION: 0x70,
  DATA: 0x80,
  BITMAP: 0xb0,
  REPARSE_POINT: 0xc0,
  EA: 0xe0,
} as const;

const END = 0xffffffff;
const FILE_MAGIC = 0x454c4946;
/** The stride of the update sequence, whatever the sector size is. */
const FIXUP_STRIDE = 512;
const HEADER_SIZE = 0x2a;
const ATTRIBUTE_HEADER_SIZE = 0x18;
const IN_USE = 1;
const DIRECTORY = 2;

/** A record inside a buffer that may hold many. */
export interface RecordWindow {
  /** The volume, for messages. */
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly size: number;
  /** Where the record begins in `bytes`. */
  start: number;
  number: number;
}

export function recordWindow(label: string, bytes: Uint8Array, size: number, number: number): RecordWindow {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { label, bytes, view, size, start: 0, number };
}

export function hasMagic({ view, start }: RecordWindow): boolean {
  return view.getUint32(start, true) === FILE_MAGIC;
}

/**
 * Puts back what the update sequence replaced.
 *
 * @returns null, or what is wrong with the record; what can be put back was
 */
export function applyFixups({ bytes, view, start, size }: RecordWindow): string | null {
  const at = view.getUint16(start + 4, true);
  const count = view.getUint16(start + 6, true);
  const strides = size / FIXUP_STRIDE;
  if (count !== strides + 1 || at < HEADER_SIZE - 2 || at + count * 2 > FIXUP_STRIDE - 2) {
    return `an update sequence of ${count} numbers at byte ${at}`;
  }
  const low = bytes[start + at] as number;
  const high = bytes[start + at + 1] as number;
  let torn: string | null = null;
  for (let stride = 1; stride <= strides; stride++) {
    const end = start + stride * FIXUP_STRIDE;
    if (bytes[end - 2] !== low || bytes[end - 1] !== high) {
      torn = `sector ${stride - 1} of the record was not written with the others`;
      continue;
    }
    bytes[end - 2] = bytes[start + at + stride * 2] as number;
    bytes[end - 1] = bytes[start + at + stride * 2 + 1] as number;
  }
  return torn;
}

export function isInUse({ view, start }: RecordWindow): boolean {
  return (view.getUint16(start + 0x16, true) & IN_USE) !== 0;
}

export function isDirectoryRecord({ view, start }: RecordWindow): boolean {
  return (view.getUint16(start + 0x16, true) & DIRECTORY) !== 0;
}

export function sequenceOf({ view, start }: RecordWindow): number {
  return view.getUint16(start + 0x10, true);
}

/** The record number of a reference of eight bytes. */
export function referenceNumber(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint16(at + 4, true) * 2 ** 32;
}

export function referenceSequence(view: DataView, at: number): number {
  return view.getUint16(at + 6, true);
}

/** Where the reference to the base record lies; -1 in a base record. */
export function baseReferenceAt({ view, start }: RecordWindow): number {
  const at = start + 0x20;
  return view.getUint32(at, true) === 0 && view.getUint32(at + 4, true) === 0 ? -1 : at;
}

/** @returns where the first attribute lies in `bytes`, or -1 @throws damaged */
export function firstAttribute(window: RecordWindow): number {
  return checkAttribute(window, window.start + window.view.getUint16(window.start + 0x14, true));
}

/** @param at where an attribute lies @returns where the next one lies, or -1 @throws damaged */
export function nextAttribute(window: RecordWindow, at: number): number {
  return checkAttribute(window, at + window.view.getUint32(at + 4, true));
}

function checkAttribute(window: RecordWindow, at: number): number {
  const { view, start, size } = window;
  const used = view.getUint32(start + 0x18, true);
  if (used > size) throw badRecord(window, `${used} bytes in use`, `${size} at most`);
  const end = start + used;
  if (at < start + HEADER_SIZE || at + 4 > end) {
    throw badRecord(window, `an attribute at byte ${at - start}`, `a list that ends before byte ${used}`);
  }
  const type = view.getUint32(at, true);
  if (type === END) return -1;
  const left = end - at;
  const length = left < ATTRIBUTE_HEADER_SIZE ? 0 : view.getUint32(at + 4, true);
  if (length < ATTRIBUTE_HEADER_SIZE || length > left || length % 8 !== 0) {
    throw badRecord(window, `${attributeName(type)} of ${length} bytes with ${left} left in the record`);
  }
  return at;
}

export function badRecord(window: RecordWindow, found: string, expected?: string) {
  return damaged(recordSubject(window.label, window.number), found, expected);
}

const NAMES = new Map<number, string>(Object.entries(ATTRIBUTE).map(([name, type]) => [type, `$${name}`]));

/** `$DATA`, as Windows calls it. */
export function attributeName(type: number): string {
  return NAMES.get(type) ?? `attribute 0x${type.toString(16)}`;
}

/** Where the value of the resident attribute at `at` lies. @throws damaged when it is non-resident or too short */
export function residentValue(window: RecordWindow, at: number, least: number): { at: number; size: number } {
  const { view } = window;
  const length = view.getUint32(at + 4, true);
  const size = view.getUint32(at + 0x10, true);
  const offset = view.getUint16(at + 0x14, true);
  if (view.getUint8(at + 8) !== 0 || size < least || offset + size > length) {
    const type = attributeName(view.getUint32(at, true));
    throw badRecord(window, `${type} with a value of ${size} bytes at ${offset}`, `${least} bytes at least`);
  }
  return { at: at + offset, size };
}
