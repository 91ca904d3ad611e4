/**
 * Writes VHDX files byte by byte, for what no tool writes: 4096-byte sectors, sector bitmaps, parents, dirty logs, and
 * files that are wrong in one place. Layout: headers at 0, log at 1 MiB, metadata at 2 MiB, block allocation table at
 * 3 MiB, blocks from 4 MiB.
 */

import { crc32c, parseGuid } from '../../src/bytes/index.js';

export const MIB = 1024 * 1024;
export const LOG_AT = MIB;
export const METADATA_AT = 2 * MIB;
export const BAT_AT = 3 * MIB;
export const BLOCKS_AT = 4 * MIB;
export const HEADERS_AT = [64 * 1024, 128 * 1024] as const;
export const REGION_TABLES_AT = [192 * 1024, 256 * 1024] as const;

const NO_GUID = '00000000-0000-0000-0000-000000000000';

export interface Block {
  /** 0 not present, 1 undefined, 2 zero, 3 unmapped, 6 present, 7 partly present. */
  readonly state: number;
  readonly data?: Uint8Array;
  /** For state 7: a bit for each sector, the first in the lowest bit of the first byte. */
  readonly bitmap?: Uint8Array;
}

export interface VhdxShape {
  /** Bytes of the disk. */
  readonly size: number;
  readonly blockSize?: number;
  readonly sectorSize?: number;
  readonly blocks?: ReadonlyMap<number, Block>;
  readonly dataWriteGuid?: string;
  readonly logGuid?: string;
  /** Pairs of the parent locator. */
  readonly parent?: Readonly<Record<string, string>>;
  readonly leaveBlocksAllocated?: boolean;
}

export function buildVhdx(shape: VhdxShape): Buffer {
  const blockSize = shape.blockSize ?? MIB;
  const ratio = (2 ** 23 * (shape.sectorSize ?? 512)) / blockSize;
  const count = Math.ceil(shape.size / blockSize);
  const bat = new BigUint64Array(count + Math.floor((count - 1) / ratio) + ratio + 1);
  const pieces: Uint8Array[] = [];
  /** The blocks of sector bitmaps, by their entries. */
  const bitmaps = new Map<number, Buffer>();
  let end = BLOCKS_AT;
  const append = (piece: Buffer): bigint => {
    pieces.push(piece);
    end += piece.length;
    return BigInt((end - piece.length) / MIB) << 20n;
  };
  for (const [block, { state, data, bitmap }] of shape.blocks ?? []) {
    const index = block + Math.floor(block / ratio);
    bat[index] = BigInt(state);
    if (state >= 6) {
      const piece = Buffer.alloc(blockSize);
      piece.set(data ?? new Uint8Array());
      bat[index] |= append(piece);
    }
    if (bitmap !== undefined) {
      const bits = Math.floor(block / ratio) * (ratio + 1) + ratio;
      const piece = bitmaps.get(bits) ?? Buffer.alloc(MIB);
      piece.set(bitmap, (block % ratio) * (MIB / ratio));
      if (bat[bits] === 0n) bat[bits] = 6n | append(piece);
      bitmaps.set(bits, piece);
    }
  }
  const front = Buffer.alloc(BLOCKS_AT);
  front.write('vhdxfile', 0, 'latin1');
  writeHeaders(front, shape);
  writeRegionTables(front);
  writeMetadata(front, shape, blockSize);
  front.set(new Uint8Array(bat.buffer), BAT_AT);
  return Buffer.concat([front, ...pieces]);
}

function writeHeaders(file: Buffer, { dataWriteGuid = NO_GUID, logGuid = NO_GUID }: VhdxShape): void {
  HEADERS_AT.forEach((at, index) => {
    file.write('head', at, 'latin1');
    file.writeBigUInt64LE(BigInt(index + 1), at + 8);
    file.set(parseGuid(dataWriteGuid), at + 32);
    file.set(parseGuid(logGuid), at + 48);
    file.writeUInt16LE(1, at + 66);
    file.writeUInt32LE(MIB, at + 68);
    file.writeBigUInt64LE(BigInt(LOG_AT), at + 72);
    sealHeader(file, index);
  });
}

function writeRegionTables(file: Buffer): void {
  REGION_TABLES_AT.forEach((at, index) => {
    file.write('regi', at, 'latin1');
    file.writeUInt32LE(2, at + 8);
    writeRegion(file, at + 16, '2dc27766-f623-4200-9d64-115e9bfd4a08', BAT_AT);
    writeRegion(file, at + 48, '8b7ca206-4790-4b9a-b8fe-575f050f886e', METADATA_AT);
    sealRegionTable(file, index);
  });
}

/** An entry of a region table: a required region of 1 MiB. */
export function writeRegion(file: Buffer, at: number, guid: string, offset: number): void {
  file.set(parseGuid(guid), at);
  file.writeBigUInt64LE(BigInt(offset), at + 16);
  file.writeUInt32LE(MIB, at + 24);
  file.writeUInt32LE(1, at + 28);
}

/** The checksum of header 0 or 1, after a change. */
export function sealHeader(file: Buffer, index: number): void {
  seal(file, HEADERS_AT[index] as number, 4096);
}

export function sealRegionTable(file: Buffer, index: number): void {
  seal(file, REGION_TABLES_AT[index] as number, 65_536);
}

/** Writes the CRC-32C of a structure into its bytes 4 to 7. */
export function seal(bytes: Buffer, at: number, length: number): void {
  bytes.fill(0, at + 4, at + 8);
  bytes.writeUInt32LE(crc32c(bytes.subarray(at, at + length)), at + 4);
}

export const ITEMS = {
  fileParameters: 'caa16737-fa36-4d43-b3b6-33f0aa44e76b',
  diskSize: '2fa54224-cd1b-4876-b211-5dbed83bf4b8',
  diskId: 'beca12ab-b2e6-4523-93ef-c309e000c746',
  sectorSize: '8141bf1d-a96f-4709-ba47-f233a8faab5f',
  physicalSectorSize: 'cda348c7-445d-4471-9cc9-e9885251c556',
  parentLocator: 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c',
} as const;

/** Where the builder puts an item's entry, and its bytes. */
export function itemAt(name: keyof typeof ITEMS): { entry: number; data: number } {
  const index = Object.keys(ITEMS).indexOf(name);
  return { entry: METADATA_AT + 32 + index * 32, data: METADATA_AT + 65_536 + index * 4096 };
}

function writeMetadata(file: Buffer, shape: VhdxShape, blockSize: number): void {
  const sectorSize = shape.sectorSize ?? 512;
  const flags = (shape.leaveBlocksAllocated === true ? 1 : 0) | (shape.parent === undefined ? 0 : 2);
  const items: [keyof typeof ITEMS, Buffer, number][] = [
    ['fileParameters', u32(blockSize, flags), 4],
    ['diskSize', u64(shape.size), 6],
    ['diskId', Buffer.from(parseGuid('11223344-5566-7788-99aa-bbccddeeff00')), 6],
    ['sectorSize', u32(sectorSize), 6],
    ['physicalSectorSize', u32(4096), 6],
  ];
  if (shape.parent !== undefined) items.push(['parentLocator', parentLocator(shape.parent), 4]);
  file.write('metadata', METADATA_AT, 'latin1');
  file.writeUInt16LE(items.length, METADATA_AT + 10);
  for (const [name, data, itemFlags] of items) {
    const at = itemAt(name);
    file.set(parseGuid(ITEMS[name]), at.entry);
    file.set(u32(at.data - METADATA_AT, data.length, itemFlags), at.entry + 16);
    file.set(data, at.data);
  }
}

function parentLocator(pairs: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(pairs);
  const table = Buffer.alloc(20 + entries.length * 12);
  table.set(parseGuid('b04aefb7-d19e-4a81-b789-25b8e9445913'), 0);
  table.writeUInt16LE(entries.length, 18);
  const texts: Buffer[] = [];
  let at = table.length;
  const append = (text: string): [number, number] => {
    const bytes = Buffer.from(text, 'utf16le');
    texts.push(bytes);
    at += bytes.length;
    return [at - bytes.length, bytes.length];
  };
  entries.forEach(([key, value], index) => {
    const [keyAt, keyLength] = append(key);
    const [valueAt, valueLength] = append(value);
    const entry = 20 + index * 12;
    table.writeUInt32LE(keyAt, entry);
    table.writeUInt32LE(valueAt, entry + 4);
    table.writeUInt16LE(keyLength, entry + 8);
    table.writeUInt16LE(valueLength, entry + 10);
  });
  return Buffer.concat([table, ...texts]);
}

/** One update of 4 KiB, or a run of zeros. */
export type LogWrite =
  { readonly at: number; readonly data: Uint8Array } | { readonly at: number; readonly zeros: number };

export interface LogEntry {
  readonly guid: string;
  readonly sequence: number;
  /** Bytes from the start of the log. */
  readonly tail: number;
  readonly writes: readonly LogWrite[];
  /** What the writer knew of the file's size; by default nothing. */
  readonly flushedFileOffset?: number;
  readonly lastFileOffset?: number;
}

/** The bytes of a log entry. */
export function logEntry(entry: LogEntry): Buffer {
  const { writes, sequence } = entry;
  const data = writes.flatMap((write) => ('data' in write ? [write.data] : []));
  const descriptorSectors = Math.ceil((64 + writes.length * 32) / 4096);
  const bytes = Buffer.alloc((descriptorSectors + data.length) * 4096);
  bytes.write('loge', 0, 'latin1');
  bytes.set(u32(bytes.length, entry.tail), 8);
  bytes.writeBigUInt64LE(BigInt(sequence), 16);
  bytes.writeUInt32LE(writes.length, 24);
  bytes.set(parseGuid(entry.guid), 32);
  bytes.writeBigUInt64LE(BigInt(entry.flushedFileOffset ?? 0), 48);
  bytes.writeBigUInt64LE(BigInt(entry.lastFileOffset ?? 0), 56);
  writes.forEach((write, index) => {
    const at = 64 + index * 32;
    bytes.write('data' in write ? 'desc' : 'zero', at, 'latin1');
    if ('data' in write) {
      bytes.set(write.data.subarray(4092, 4096), at + 4);
      bytes.set(write.data.subarray(0, 8), at + 8);
    } else {
      bytes.writeBigUInt64LE(BigInt(write.zeros), at + 8);
    }
    bytes.writeBigUInt64LE(BigInt(write.at), at + 16);
    bytes.writeBigUInt64LE(BigInt(sequence), at + 24);
  });
  data.forEach((sector, index) => {
    const at = (descriptorSectors + index) * 4096;
    bytes.set(sector, at);
    bytes.write('data', at, 'latin1');
    bytes.writeUInt32LE(0, at + 4);
    bytes.writeUInt32LE(sequence, at + 4092);
  });
  seal(bytes, 0, bytes.length);
  return bytes;
}

/** Puts an entry into the log, around its end where it does not fit. @returns where the next one goes */
export function putLogEntry(file: Buffer, at: number, entry: Uint8Array): number {
  const first = Math.min(entry.length, MIB - at);
  file.set(entry.subarray(0, first), LOG_AT + at);
  file.set(entry.subarray(first), LOG_AT);
  return (at + entry.length) % MIB;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
