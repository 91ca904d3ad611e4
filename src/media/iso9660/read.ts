/**
 * Reads ISO 9660 (ECMA-119) with the names that Windows shows: those of Joliet where they are, else those of Rock Ridge,
 * else its own.
 *
 * A directory record:
 *
 *   0  1  length of the record; 0: the next one begins with the next sector
 *   1  1  sectors of an extended attribute record before the content
 *   2  8  block of the content, little and big endian
 *  10  8  its bytes, the same way
 *  18  7  time
 *  25  1  flags: 1 hidden, 2 folder, 0x80 the content goes on in the next record
 *  26  2  file unit size and gap of an interleaved file
 *  32  1  length of the name, which follows, and after an even one a filler
 */

import { filetimeFromDate } from '../../bytes/index.js';
import type { Reporter } from '../../progress.js';
import { joinPath, whyUnsafe } from '../../tree/index.js';
import { damaged, unsupported } from '../damage.js';
import type { MediumFileBytes } from '../sectors.js';
import {
  joinExtents,
  MAX_LIST,
  type Extent,
  type MediumFormat,
  type MediumNode,
  type MediumVolume,
} from '../volume.js';
import { readRockRidge, rockRidgeOffset, type RockRidge } from './rock-ridge.js';

const SECTOR = 2048;
const DESCRIPTORS_SECTOR = 16;
const MAX_DESCRIPTORS = 64;
const DESCRIPTOR = { PRIMARY: 1, SUPPLEMENTARY: 2, TERMINATOR: 255 } as const;
const FLAG = { HIDDEN: 1, FOLDER: 2, MORE: 0x80 } as const;
/** UCS-2 levels 1 to 3. */
const JOLIET_ESCAPES = ['%/@', '%/C', '%/E'];

interface Volume {
  readonly file: MediumFileBytes;
  readonly blockSize: number;
  readonly format: MediumFormat;
  /** Bytes of other data before each record's Rock Ridge entries; null without Rock Ridge. */
  readonly systemUseOffset: number | null;
}

interface DirectoryRecord {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly extent: Extent;
  readonly time: bigint;
  readonly systemUse: Uint8Array;
}

/** @throws damaged, unsupported */
export async function openIso9660(file: MediumFileBytes, reporter: Reporter): Promise<MediumVolume> {
  const { primary, joliet } = await readDescriptors(file);
  const chosen = joliet ?? primary;
  const subject = `${file.label}: volume descriptor`;
  const view = new DataView(chosen.buffer, chosen.byteOffset, chosen.length);
  const blockSize = view.getUint16(128, true);
  if (![512, 1024, 2048].includes(blockSize))
    throw damaged(subject, `blocks of ${blockSize} bytes`, '512, 1024 or 2048');
  const bare: Volume = {
    file,
    blockSize,
    format: joliet === null ? 'ISO 9660' : 'Joliet',
    systemUseOffset: null,
  };
  const record = readRecord(bare, chosen.subarray(156, 190), subject);
  const volume = joliet === null ? await withRockRidge(bare, record) : bare;
  return {
    format: volume.format,
    volumeLabel: decodeName(volume, chosen.subarray(40, 72)).trimEnd(),
    root: nodeOf('', record, [record.extent]),
    list: (folder, path) => readFolder(volume, folder, path, reporter),
  };
}

async function readDescriptors(file: MediumFileBytes) {
  const subject = `${file.label}: volume descriptors`;
  let primary: Uint8Array | null = null;
  let joliet: Uint8Array | null = null;
  for (let sector = DESCRIPTORS_SECTOR; sector < DESCRIPTORS_SECTOR + MAX_DESCRIPTORS; sector++) {
    const bytes = await file.structure(sector * SECTOR, SECTOR, subject);
    if (latin1(bytes, 1, 5) !== 'CD001') break;
    const [type] = bytes;
    if (type === DESCRIPTOR.TERMINATOR) break;
    if (type === DESCRIPTOR.PRIMARY) primary ??= bytes;
    if (type === DESCRIPTOR.SUPPLEMENTARY && JOLIET_ESCAPES.includes(latin1(bytes, 88, 3))) joliet ??= bytes;
  }
  if (primary === null) throw damaged(subject, 'no primary volume descriptor', 'one of ISO 9660');
  return { primary, joliet };
}

/** Rock Ridge says that it is there in the record of the root itself: SUSP 5.3. */
async function withRockRidge(volume: Volume, root: DirectoryRecord): Promise<Volume> {
  const list = await readList(volume, [root.extent], `${volume.file.label}: \\`);
  const self = readRecord(volume, list.subarray(0, list[0]), `${volume.file.label}: \\`);
  const systemUseOffset = rockRidgeOffset(self.systemUse);
  return systemUseOffset === null ? volume : { ...volume, format: 'Rock Ridge', systemUseOffset };
}

async function readFolder(
  volume: Volume,
  folder: MediumNode,
  path: string,
  reporter: Reporter,
): Promise<MediumNode[]> {
  const subject = `${volume.file.label}: ${path}`;
  const nodes: MediumNode[] = [];
  let begun: Extent[] = [];
  for (const record of records(volume, await readList(volume, folder.extents, subject), subject)) {
    // 0 and 1 are the folder itself and its parent.
    if (record.name.length === 1 && (record.name[0] as number) < 2) continue;
    begun.push(record.extent);
    if ((record.flags & FLAG.MORE) !== 0) continue;
    const extents = begun;
    begun = [];
    const rock = await rockRidgeOf(volume, record, subject);
    const name = rock?.name ?? decodeName(volume, record.name).replace(/;\d+$/, '').replace(/\.$/, '');
    const why = whyUnsafe(name);
    if (why !== null) throw damaged(subject, why, 'the name of a file or folder');
    if (rock?.isRelocated === true) continue;
    if (rock?.isLink === true) {
      reporter.warn(`${subject}: "${name}" is a link or a device and is left out`);
      continue;
    }
    const block = rock?.childBlock ?? null;
    const child = `${volume.file.label}: ${joinPath(path, name)}`;
    nodes.push(
      block === null
        ? nodeOf(name, record, extents)
        : await relocated(volume, { name, record, block }, child),
    );
  }
  if (begun.length > 0) throw damaged(subject, 'a file whose last record is missing');
  return nodes;
}

function rockRidgeOf(
  volume: Volume,
  { systemUse }: DirectoryRecord,
  subject: string,
): Promise<RockRidge> | null {
  const { systemUseOffset, file, blockSize } = volume;
  if (systemUseOffset === null) return null;
  return readRockRidge(systemUse.subarray(systemUseOffset), {
    subject,
    continued: (block, offset, length) => file.structure(block * blockSize + offset, length, subject),
  });
}

interface Relocated {
  readonly name: string;
  readonly record: DirectoryRecord;
  readonly block: number;
}

/** A folder that lies deeper than ISO 9660 allows is kept elsewhere; its own first record says how long it is. */
async function relocated(
  volume: Volume,
  { name, record, block }: Relocated,
  subject: string,
): Promise<MediumNode> {
  const first = await volume.file.structure(block * volume.blockSize, 255, subject);
  const self = readRecord(volume, first.subarray(0, first[0]), subject);
  return nodeOf(name, { ...record, flags: record.flags | FLAG.FOLDER }, [self.extent]);
}

function nodeOf(name: string, { flags, time }: DirectoryRecord, extents: readonly Extent[]): MediumNode {
  const isFolder = (flags & FLAG.FOLDER) !== 0;
  const size = extents.reduce((sum, { length }) => sum + length, 0);
  return {
    name,
    kind: isFolder ? 'folder' : 'file',
    hidden: (flags & FLAG.HIDDEN) !== 0,
    created: time,
    accessed: time,
    modified: time,
    size: isFolder ? 0 : size,
    extents: joinExtents(extents, size, name),
    place: String(extents[0]?.offset),
  };
}

async function readList(volume: Volume, extents: readonly Extent[], subject: string): Promise<Uint8Array> {
  const size = extents.reduce((sum, { length }) => sum + length, 0);
  if (size > MAX_LIST) throw unsupported(subject, `a list of names of ${size} bytes`, `${MAX_LIST} at most`);
  if (size === 0) throw damaged(subject, 'an empty list of names', 'one that names the folder itself');
  return volume.file.whole(extents, size);
}

function* records(volume: Volume, list: Uint8Array, subject: string): Generator<DirectoryRecord> {
  for (let at = 0; at < list.length;) {
    const length = list[at] as number;
    if (length === 0) {
      at = (Math.floor(at / SECTOR) + 1) * SECTOR;
      continue;
    }
    yield readRecord(volume, list.subarray(at, at + length), subject);
    at += length;
  }
}

/** @throws damaged, also where the content does not lie within the medium */
function readRecord({ file, blockSize }: Volume, bytes: Uint8Array, subject: string): DirectoryRecord {
  const nameLength = bytes[32] ?? 0;
  const nameEnd = 33 + nameLength;
  if (bytes.length < 34 || bytes[0] !== bytes.length || nameLength === 0 || nameEnd > bytes.length) {
    throw damaged(
      subject,
      `a directory record of ${bytes.length} bytes with a name of ${nameLength}`,
      'one that holds its name',
    );
  }
  if (bytes[26] !== 0 || bytes[27] !== 0)
    throw unsupported(subject, 'an interleaved file', 'files in one piece');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(10, true);
  const offset = length === 0 ? 0 : (view.getUint32(2, true) + (bytes[1] as number)) * blockSize;
  file.checkRange(offset, length, subject);
  return {
    name: bytes.subarray(33, nameEnd),
    flags: bytes[25] as number,
    extent: { offset, length },
    time: readTime(view),
    systemUse: bytes.subarray(nameEnd + ((nameLength + 1) % 2)),
  };
}

/** Seven bytes at 18: years since 1900, month, day, hour, minute, second, quarters of an hour from UTC. */
function readTime(view: DataView): bigint {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 1, 2, 3, 4, 5].map((at) =>
    view.getUint8(18 + at),
  );
  if (month < 1 || month > 12 || day < 1 || day > 31) return 0n;
  const minutes = minute - view.getInt8(24) * 15;
  return filetimeFromDate(new Date(Date.UTC(1900 + year, month - 1, day, hour, minutes, second)));
}

function decodeName({ format }: Volume, name: Uint8Array): string {
  if (format !== 'Joliet') return Buffer.from(name).toString('latin1');
  return Buffer.from(name.subarray(0, name.length - (name.length % 2)))
    .swap16()
    .toString('utf16le');
}

function latin1(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('latin1');
}
