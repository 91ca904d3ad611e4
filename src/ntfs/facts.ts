/** What a file is, apart from its names: from the columns of the scan, or from its record where that is not enough. */

import {
  FILE_ATTRIBUTE,
  REPARSE_TAG,
  type ExtendedAttribute,
  type ReparsePoint,
  type StreamInfo,
} from '../tree/index.js';
import type { Attribute } from './attribute.js';
import type { VolumeContext } from './clusters.js';
import { positionOf } from './content.js';
import { damaged, recordSubject } from './damage.js';
import { valueOf } from './list.js';
import { ATTRIBUTE } from './record.js';
import { isFileProvider, WOF_STREAM } from './wof.js';

const MAX_DESCRIPTOR_SIZE = 1 << 20;
const MAX_EA_SIZE = 64 << 10;
const MIN_OBJECT_ID_SIZE = 16;
const MAX_OBJECT_ID_SIZE = 64;
const MAX_REPARSE_SIZE = 16 << 10;
const REPARSE_HEADER_SIZE = 8;
const EA_HEADER_SIZE = 8;

/** Attributes that Windows reports; the rest of the 32 bits is the file system's own, or never on disk. */
const REPORTED_ATTRIBUTES = 0x00ffffff & ~0x8;

/** What all names of a file have in common. */
export interface Facts {
  readonly attributes: number;
  /** From `describe` the one in the file's own records, which a security id replaces. */
  readonly security: Uint8Array | null;
  readonly reparse: ReparsePoint | null;
  readonly objectId: Uint8Array | null;
  readonly extendedAttributes: readonly ExtendedAttribute[];
  readonly streams: readonly StreamInfo[];
}

/** The attributes as Windows reports them: NTFS keeps the directory elsewhere and nothing in place of NORMAL. */
export function reportedAttributes(stored: number, isDirectory: boolean, isReparsePoint: boolean): number {
  let attributes = stored & REPORTED_ATTRIBUTES;
  attributes &= ~(FILE_ATTRIBUTE.NORMAL | FILE_ATTRIBUTE.DIRECTORY | FILE_ATTRIBUTE.REPARSE_POINT);
  if (isDirectory) attributes |= FILE_ATTRIBUTE.DIRECTORY;
  if (isReparsePoint) attributes |= FILE_ATTRIBUTE.REPARSE_POINT;
  return attributes === 0 ? FILE_ATTRIBUTE.NORMAL : attributes;
}

export function streamInfo(name: string, size: number, position: number): StreamInfo {
  return { name, size, sha1: null, position };
}

export function findStream(attributes: readonly Attribute[], name: string): Attribute | null {
  return attributes.find((attribute) => attribute.type === ATTRIBUTE.DATA && attribute.name === name) ?? null;
}

/** The value of a whole attribute that a file has once. @throws damaged */
async function valueOrNull(
  volume: VolumeContext,
  attributes: readonly Attribute[],
  type: number,
  most: number,
): Promise<Uint8Array | null> {
  const attribute = attributes.find((candidate) => candidate.type === type);
  return attribute === undefined ? null : valueOf(volume, attribute, most);
}

/**
 * @param stored the attributes of $STANDARD_INFORMATION
 * @param position where the base record lies on the volume
 * @throws damaged
 */
export async function describe(
  volume: VolumeContext,
  attributes: readonly Attribute[],
  stored: number,
  isDirectory: boolean,
  position: number,
): Promise<Facts> {
  const stamp = await readReparsePoint(volume, attributes);
  const isOverlay = stamp !== null && isWofFile(stamp);
  const reparse = isOverlay ? null : stamp;
  const visible = reportedAttributes(stored, isDirectory, reparse !== null);
  return {
    attributes: isOverlay ? withoutSparse(visible) : visible,
    security: await valueOrNull(volume, attributes, ATTRIBUTE.SECURITY_DESCRIPTOR, MAX_DESCRIPTOR_SIZE),
    reparse,
    objectId: await readObjectId(volume, attributes),
    extendedAttributes: await readExtendedAttributes(volume, attributes),
    streams: describeStreams(volume, attributes, isDirectory, isOverlay, position),
  };
}

function withoutSparse(attributes: number): number {
  const others = attributes & ~FILE_ATTRIBUTE.SPARSE_FILE;
  return others === 0 ? FILE_ATTRIBUTE.NORMAL : others;
}

/** Whether the reparse point only says that the content is compressed, which readers of the file never see. */
export function isWofFile({ tag, data }: ReparsePoint): boolean {
  return tag === REPARSE_TAG.WOF && isFileProvider(data);
}

function describeStreams(
  volume: VolumeContext,
  attributes: readonly Attribute[],
  isDirectory: boolean,
  isOverlay: boolean,
  position: number,
): StreamInfo[] {
  const unnamed: StreamInfo[] = [];
  const named: StreamInfo[] = [];
  const packed = isOverlay ? findStream(attributes, WOF_STREAM) : null;
  for (const attribute of attributes) {
    if (attribute.type !== ATTRIBUTE.DATA || attribute === packed) continue;
    const { body, name } = attribute;
    const size = body.resident ? body.value.length : body.size;
    const source = name === '' && packed !== null ? packed : attribute;
    (name === '' ? unnamed : named).push(streamInfo(name, size, positionOf(volume, source, position)));
  }
  if (isDirectory) return named;
  if (unnamed.length === 0) unnamed.push(streamInfo('', 0, 0));
  return [...unnamed, ...named];
}

/** @throws damaged */
export async function readReparsePoint(
  volume: VolumeContext,
  attributes: readonly Attribute[],
): Promise<ReparsePoint | null> {
  const attribute = attributes.find(({ type }) => type === ATTRIBUTE.REPARSE_POINT);
  if (attribute === undefined) return null;
  const value = await valueOf(volume, attribute, MAX_REPARSE_SIZE);
  if (value.length < REPARSE_HEADER_SIZE) {
    const subject = `${recordSubject(volume.label, attribute.record)}: $REPARSE_POINT`;
    throw damaged(subject, `${value.length} bytes`, `${REPARSE_HEADER_SIZE} at least`);
  }
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  // Offline no drive letter is known, so no target was made relative to the image.
  return { tag: view.getUint32(0, true), data: value.subarray(REPARSE_HEADER_SIZE), notFixed: true };
}

async function readObjectId(
  volume: VolumeContext,
  attributes: readonly Attribute[],
): Promise<Uint8Array | null> {
  const value = await valueOrNull(volume, attributes, ATTRIBUTE.OBJECT_ID, MAX_OBJECT_ID_SIZE);
  return value === null || value.length < MIN_OBJECT_ID_SIZE ? null : value;
}

/**
 * $EA, a list in which each entry is {offset of the next 4, flags 1, bytes of name 1, bytes of value 2, name, NUL, value}.
 * Source: FILE_FULL_EA_INFORMATION of the Windows SDK, which NTFS keeps as it is.
 */
async function readExtendedAttributes(
  volume: VolumeContext,
  attributes: readonly Attribute[],
): Promise<ExtendedAttribute[]> {
  const attribute = attributes.find(({ type }) => type === ATTRIBUTE.EA);
  if (attribute === undefined) return [];
  const subject = `${recordSubject(volume.label, attribute.record)}: $EA`;
  const value = await valueOf(volume, attribute, MAX_EA_SIZE);
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const found: ExtendedAttribute[] = [];
  for (let at = 0; at + EA_HEADER_SIZE <= bytes.length;) {
    const next = bytes.readUInt32LE(at);
    const nameLength = bytes.readUInt8(at + 5);
    const valueAt = at + EA_HEADER_SIZE + nameLength + 1;
    const end = valueAt + bytes.readUInt16LE(at + 6);
    if (end > bytes.length || (next !== 0 && next < end - at)) {
      throw damaged(subject, `an entry that ends at byte ${end}`, `${bytes.length} at most`);
    }
    found.push({
      name: bytes.toString('latin1', at + EA_HEADER_SIZE, at + EA_HEADER_SIZE + nameLength),
      flags: bytes.readUInt8(at + 4),
      value: value.subarray(valueAt, end),
    });
    if (next === 0) break;
    at += next;
  }
  return found;
}
