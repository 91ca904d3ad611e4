/**
 * The first megabyte of a VHDX: who it is, where its log lies, and where its regions lie. Little endian.
 *
 *     64 KiB, 128 KiB   header           192 KiB, 256 KiB   region table
 *       0   4  "head"                      0   4  "regi"
 *       4   4  CRC-32C of 4 KiB            4   4  CRC-32C of 64 KiB
 *       8   8  sequence number             8   4  number of entries, 2047 at most
 *      16  16  FileWriteGuid              16  32  for each: GUID, offset (8), length (4), required (4)
 *      32  16  DataWriteGuid
 *      48  16  LogGuid, zero: no log
 *      64   2  version of the log, 0
 *      66   2  version of the format, 1
 *      68   4  length of the log
 *      72   8  offset of the log
 *
 * CRCs are computed with their own field zero. Source: MS-VHDX 2.2.
 */

import { isDeepStrictEqual } from 'node:util';
import {
  crc32c,
  cursorOver,
  formatGuid,
  readBytes,
  readSize,
  readU16,
  readU32,
  readU64,
  type Cursor,
} from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { damageOf, damaged } from './damage.js';
import { readAt, type ByteSource } from './device.js';
import { ascii } from './file-system.js';

export const MIB = 1024 * 1024;
export const NO_GUID = '00000000-0000-0000-0000-000000000000';
const KIB = 1024;
const HEADERS = [64 * KIB, 128 * KIB] as const;
const REGION_TABLES = [192 * KIB, 256 * KIB] as const;
const MOST_ENTRIES = 2047;

export interface Region {
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

export interface VhdxHeader {
  readonly sequence: bigint;
  /** Changes with the disk's content; a child names its parent by it. */
  readonly dataWriteGuid: string;
  /** `NO_GUID` where there is nothing to replay. */
  readonly logGuid: string;
  readonly logVersion: number;
  readonly version: number;
  readonly log: Region;
}

/**
 * The header in use: the one with the higher sequence number, or the only one that is whole.
 *
 * @throws damaged when neither is whole; unsupported for another version of the format
 */
export async function readHeader(file: ByteSource, reporter: Reporter): Promise<VhdxHeader> {
  const subject = `${file.label}: VHDX header`;
  const { whole, damages } = await wholeOnes(file, HEADERS, parseHeader);
  const [first, second] = whole;
  if (first === undefined) throw damaged(subject, damages.join('; '), 'one header of two that is whole');
  if (second === undefined) {
    reporter.warn(`${subject}: one of two is damaged (${damages.join('; ')}); the other is used`);
  } else if (first.sequence === second.sequence && !isDeepStrictEqual(first, second)) {
    throw damaged(subject, `two headers with the sequence number ${first.sequence}`);
  }
  const header = second !== undefined && second.sequence > first.sequence ? second : first;
  const { version, logVersion, logGuid, log } = header;
  if (version !== 1) throw unsupported(subject, `version ${version} of the format`, 'version 1');
  if (logGuid !== NO_GUID && logVersion !== 0) {
    throw unsupported(subject, `version ${logVersion} of the log`, 'version 0');
  }
  if (logGuid !== NO_GUID || log.length > 0) checkRegion(file, `${file.label}: VHDX log`, log);
  return header;
}

async function parseHeader(file: ByteSource, offset: number): Promise<VhdxHeader> {
  const cursor = await checkedStructure(file, 'head', { offset, length: 4 * KIB });
  const sequence = readU64(cursor);
  cursor.position = 32;
  const dataWriteGuid = formatGuid(readBytes(cursor, 16));
  const logGuid = formatGuid(readBytes(cursor, 16));
  const logVersion = readU16(cursor);
  const version = readU16(cursor);
  const length = readU32(cursor);
  const log = { offset: Number(readU64(cursor)), length };
  return { sequence, dataWriteGuid, logGuid, logVersion, version, log };
}

export interface VhdxRegions {
  readonly bat: Region;
  readonly metadata: Region;
}

const BAT = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const METADATA = '8b7ca206-4790-4b9a-b8fe-575f050f886e';

/** The regions by the first table, or by its copy where that one is damaged. */
export async function readRegions(source: ByteSource, reporter: Reporter): Promise<VhdxRegions> {
  const subject = `${source.label}: VHDX region table`;
  const { whole, damages } = await wholeOnes(source, REGION_TABLES, (file, offset) =>
    checkedStructure(file, 'regi', { offset, length: 64 * KIB }),
  );
  const table = whole[0];
  if (table === undefined) throw damaged(subject, damages.join('; '), 'one table of two that is whole');
  if (whole.length === 1) {
    reporter.warn(`${subject}: one of two is damaged (${damages.join('; ')}); the other is used`);
  }
  return parseRegions(source, subject, table);
}

function parseRegions(source: ByteSource, subject: string, cursor: Cursor): VhdxRegions {
  const count = readU32(cursor);
  if (count > MOST_ENTRIES) throw damaged(subject, `${count} entries`, `${MOST_ENTRIES} at most`);
  cursor.position = 16;
  const regions = new Map<string, Region>();
  for (let index = 0; index < count; index++) {
    const guid = formatGuid(readBytes(cursor, 16));
    const region = { offset: readSize(cursor), length: readU32(cursor) };
    const isRequired = (readU32(cursor) & 1) !== 0;
    if (regions.has(guid)) throw damaged(subject, `the region ${guid} twice`);
    if (guid !== BAT && guid !== METADATA && isRequired) {
      throw unsupported(subject, `the required region ${guid}`, 'only the regions of MS-VHDX');
    }
    checkRegion(source, `${subject}: region ${guid}`, region);
    regions.set(guid, region);
  }
  const [bat, metadata] = [regions.get(BAT), regions.get(METADATA)];
  if (bat === undefined) throw damaged(subject, 'no region of the block allocation table');
  if (metadata === undefined) throw damaged(subject, 'no region of the metadata');
  return { bat, metadata };
}

/** Of a structure that lies in the file twice, those that are whole, and what is wrong with the others. */
async function wholeOnes<T>(
  source: ByteSource,
  offsets: readonly number[],
  parse: (source: ByteSource, offset: number) => Promise<T>,
): Promise<{ whole: T[]; damages: string[] }> {
  const whole: T[] = [];
  const damages: string[] = [];
  for (const offset of offsets) {
    try {
      whole.push(await parse(source, offset));
    } catch (error) {
      damages.push(`at byte ${offset} ${damageOf(error)}`);
    }
  }
  return { whole, damages };
}

/** A cursor behind signature and CRC-32C of a structure that carries both. */
async function checkedStructure(
  source: ByteSource,
  signature: string,
  { offset, length }: Region,
): Promise<Cursor> {
  const subject = `${source.label}: "${signature}" at byte ${offset}`;
  if (offset + length > source.size) {
    throw damaged(subject, `the end of the file at byte ${source.size}`, `${offset + length} bytes at least`);
  }
  const bytes = await readAt(source, offset, length);
  const cursor = cursorOver(bytes, subject);
  if (ascii(bytes, 0, 4) !== signature) throw damaged(subject, `no signature "${signature}"`);
  cursor.position = 4;
  const expected = readU32(cursor);
  bytes.fill(0, 4, 8);
  const found = crc32c(bytes);
  if (found !== expected) {
    throw damaged(subject, `CRC-32C 0x${found.toString(16)}`, `0x${expected.toString(16)} as it says`);
  }
  return cursor;
}

/** @throws damaged when the region is not of whole megabytes within the file and behind the headers */
function checkRegion(source: ByteSource, subject: string, { offset, length }: Region): void {
  if (offset % MIB !== 0 || length % MIB !== 0 || offset < MIB || length === 0) {
    throw damaged(subject, `${length} bytes at byte ${offset}`, 'whole megabytes behind the first one');
  }
  if (offset + length > source.size) {
    throw damaged(
      subject,
      `${length} bytes at byte ${offset}, and the end of the file at byte ${source.size}`,
      undefined,
      'the file is truncated: fetch or copy it again',
    );
  }
}

export function unsupported(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('unsupported', {
    subject,
    found,
    expected,
    next: 'convert it where it was made: Convert-VHD',
  });
}
