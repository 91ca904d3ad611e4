/** Changes single structures of a volume image, so that tests can damage exactly one thing. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const STRIDE = 512;

/** Overwrites bytes of a file in place. */
export function patchFile(file: string, offset: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, offset);
  closeSync(handle);
}

export function readFileAt(file: string, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  readSync(handle, bytes, 0, length, offset);
  closeSync(handle);
  return bytes;
}

interface Layout {
  readonly clusterSize: number;
  readonly recordSize: number;
  readonly mft: number;
}

export function layoutOf(image: string): Layout {
  const boot = readFileAt(image, 0, 512);
  const sectors = boot.readUInt8(0x0d);
  const clusterSize = boot.readUInt16LE(0x0b) * (sectors <= 0x80 ? sectors : 2 ** (256 - sectors));
  const encoded = boot.readInt8(0x40);
  const recordSize = encoded > 0 ? encoded * clusterSize : 2 ** -encoded;
  return { clusterSize, recordSize, mft: Number(boot.readBigUInt64LE(0x30)) * clusterSize };
}

/** Where record `number` lies, of a table in one piece as mkntfs makes it. */
export function recordAt(image: string, number: number): number {
  const { mft, recordSize } = layoutOf(image);
  return mft + number * recordSize;
}

/** Lets `edit` change a record as it is without its fixups, which are put back afterwards. */
export function editRecord(image: string, number: number, edit: (record: Buffer) => void): void {
  const at = recordAt(image, number);
  const record = readFileAt(image, at, layoutOf(image).recordSize);
  unprotect(record);
  edit(record);
  protect(record);
  patchFile(image, at, record);
}

export function unprotect(block: Buffer): void {
  const array = block.readUInt16LE(4);
  for (let end = STRIDE, index = 1; end <= block.length; end += STRIDE, index++) {
    block.copy(block, end - 2, array + index * 2, array + index * 2 + 2);
  }
}

export function protect(block: Buffer): void {
  const array = block.readUInt16LE(4);
  for (let end = STRIDE, index = 1; end <= block.length; end += STRIDE, index++) {
    block.copy(block, array + index * 2, end - 2, end);
    block.copy(block, end - 2, array, array + 2);
  }
}

/** Where the first attribute of `type` lies in a record. */
export function attributeIn(record: Buffer, type: number): number {
  let at = record.readUInt16LE(0x14);
  while (record.readUInt32LE(at) !== type) {
    if (record.readUInt32LE(at) === 0xffffffff) throw new Error(`no attribute 0x${type.toString(16)}`);
    at += record.readUInt32LE(at + 4);
  }
  return at;
}

/** Where the value of a resident attribute lies in a record. */
export function valueIn(record: Buffer, type: number): number {
  const at = attributeIn(record, type);
  return at + record.readUInt16LE(at + 0x14);
}

/** Where the mapping pairs of a non-resident attribute lie in a record. */
export function pairsIn(record: Buffer, type: number): number {
  const at = attributeIn(record, type);
  return at + record.readUInt16LE(at + 0x20);
}

/** Where the clusters of a non-resident attribute with one run begin in the image. */
export function clustersOf(image: string, number: number, type: number): number {
  const { clusterSize, recordSize } = layoutOf(image);
  const record = readFileAt(image, recordAt(image, number), recordSize);
  unprotect(record);
  const pairs = pairsIn(record, type);
  const head = record.readUInt8(pairs);
  return record.readUIntLE(pairs + 1 + (head & 0xf), head >> 4) * clusterSize;
}

/** Marks the volume as Windows does while it works on it; what it leaves when it is turned off. */
export function markDirty(image: string): void {
  editRecord(image, 3, (record) => record.writeUInt16LE(1, valueIn(record, 0x70) + 0x0a));
  const { clusterSize, recordSize } = layoutOf(image);
  const mirror = Number(readFileAt(image, 0, 512).readBigUInt64LE(0x38)) * clusterSize;
  patchFile(image, mirror + 3 * recordSize, readFileAt(image, recordAt(image, 3), recordSize));
}
