/** Writes one entry of an image's metadata; the bytes are described in `dentry.ts`. */

import { ByteWriter } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { FILE_ATTRIBUTE, isDirectory, type Entry, type StreamInfo } from '../tree/index.js';
import {
  DENTRY_SIZE,
  EXTRA_SHA1_AT,
  EXTRA_STREAM_SIZE,
  ITEM,
  RP_NOT_FIXED,
  SHA1_AT,
  align8,
  writeExtendedAttributes,
} from './dentry.js';

/** A stream as it stands in the entry: the reparse data, or one of the tree's. */
export type Slot = { readonly reparse: Uint8Array } | { readonly stream: StreamInfo };

export interface EncodedDentry {
  readonly bytes: Uint8Array;
  /** Where the SHA-1 of each slot goes, from the start of the entry. */
  readonly hashes: readonly number[];
}

/**
 * The streams of an entry in the order that DISM takes: of an encrypted one only what EFS gives; else reparse data,
 * unnamed stream (never for a directory), named streams.
 */
export function slotsOf(entry: Entry): Slot[] {
  const unnamed = entry.streams.filter(({ name }) => name === '').map((stream) => ({ stream }));
  if ((entry.attributes & FILE_ATTRIBUTE.ENCRYPTED) !== 0 && entry.reparse === null) return unnamed;
  const reparse = entry.reparse === null ? [] : [{ reparse: entry.reparse.data }];
  const named = entry.streams.filter(({ name }) => name !== '').map((stream) => ({ stream }));
  return [...reparse, ...(isDirectory(entry) ? [] : unnamed), ...named];
}

export function slotSize(slot: Slot): number {
  return 'reparse' in slot ? slot.reparse.length : slot.stream.size;
}

/** @param path for errors @throws unsupported for what the format has no room for */
export function encodeDentry(
  entry: Entry,
  slots: readonly Slot[],
  securityId: number,
  path: string,
): EncodedDentry {
  checkRoom(entry, slots, path);
  const isAlone = slots.length === 1 && slotName(slots[0] as Slot) === '';
  const extra = isAlone ? [] : slots;
  const writer = new ByteWriter(256);
  writer.u64(0).u32(entry.attributes).u32(securityId).u64(0).zeros(16);
  writer.u64(BigInt.asUintN(64, entry.created));
  writer.u64(BigInt.asUintN(64, entry.accessed));
  writer.u64(BigInt.asUintN(64, entry.modified));
  writer.zeros(20).u32(0);
  if (entry.reparse === null) writer.u64(0);
  else
    writer
      .u32(entry.reparse.tag)
      .u16(0)
      .u16(entry.reparse.notFixed ? RP_NOT_FIXED : 0);
  writer
    .u16(extra.length)
    .u16(entry.shortName.length * 2)
    .u16(entry.name.length * 2);
  writeName(writer, entry.name);
  writeName(writer, entry.shortName);
  writer.align(8);
  writeItems(writer, entry);
  writer.patchU64(0, writer.length);
  const hashes = isAlone ? [SHA1_AT] : extra.map((slot) => writeExtraStream(writer, slotName(slot)));
  return { bytes: writer.finish(), hashes };
}

function slotName(slot: Slot): string {
  return 'reparse' in slot ? '' : slot.stream.name;
}

function writeName(writer: ByteWriter, name: string): void {
  if (name !== '') writer.utf16(name).u16(0);
}

function writeItems(writer: ByteWriter, { objectId, extendedAttributes }: Entry): void {
  if (objectId !== null) writer.u32(ITEM.OBJECT_ID).u32(objectId.length).raw(objectId).align(8);
  if (extendedAttributes.length === 0) return;
  const list = new ByteWriter(256);
  writeExtendedAttributes(list, extendedAttributes);
  writer.u32(ITEM.EXTENDED_ATTRIBUTES).u32(list.length).raw(list.finish()).align(8);
}

/** @returns where its SHA-1 goes */
function writeExtraStream(writer: ByteWriter, name: string): number {
  const start = writer.length;
  const nameBytes = name === '' ? 0 : name.length * 2 + 2;
  writer
    .u64(align8(EXTRA_STREAM_SIZE + nameBytes))
    .zeros(28)
    .u16(name.length * 2);
  writeName(writer, name);
  writer.align(8);
  return start + EXTRA_SHA1_AT;
}

function checkRoom(entry: Entry, slots: readonly Slot[], path: string): void {
  const longest = Math.max(
    entry.name.length,
    entry.shortName.length,
    ...slots.map((slot) => slotName(slot).length),
  );
  if (longest > 0x7ffe) throw noRoom(path, `a name of ${longest} characters`, '32766 at most');
  if (slots.length > 0xffff) throw noRoom(path, `${slots.length} streams`, '65535 at most');
  for (const { name, value } of entry.extendedAttributes) {
    const fits = name.length <= 0xff && value.length <= 0xffff;
    if (!fits) throw noRoom(path, `an extended attribute of ${value.length} bytes`, '65535 at most');
  }
  if (DENTRY_SIZE + (entry.name.length + entry.shortName.length) * 2 + 4 > 0xffff) {
    throw noRoom(path, 'a name and a short name that are too long together', '65535 bytes at most');
  }
}

function noRoom(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('unsupported', { subject, found, expected, next: 'exclude it from the image' });
}
