/**
 * The base block: the first 4,096 bytes of a hive, of which a log holds the first sector.
 *
 * ```
 *   0  4  "regf"                            36  4  root cell, from the first hive bin
 *   4  4  primary sequence number           40  4  bytes of hive bins
 *   8  4  secondary sequence number         44  4  clustering factor: bytes of a sector / 512
 *  12  8  last written, FILETIME            48 64  file name
 *  20  4  major version: 1                 508  4  checksum: XOR of the 127 words before it
 *  24  4  minor version: 3 to 6
 *  28  4  file type: 0 hive, 1 or 2 log of the old format, 6 of the new
 *  32  4  file format: 1
 * ```
 *
 * A write raises the primary number, writes, and raises the secondary one: where they differ, it was interrupted.
 * Source: M. Suhanov, "Windows registry file format specification".
 */

import { FactoryError } from '../errors.js';

/** Bytes of a base block; the hive bins follow. */
export const BASE_BLOCK_SIZE = 4096;
/** The part of a base block that has meaning on a disk, and that every log begins with. */
export const SECTOR_SIZE = 512;

export const FILE_TYPE = { hive: 0, log: 1, logOfWindows2000: 2, logOfEntries: 6 } as const;

const CHECKSUM_AT = 508;

export interface BaseBlock {
  readonly primarySequence: number;
  readonly secondarySequence: number;
  readonly lastWritten: bigint;
  readonly major: number;
  readonly minor: number;
  readonly fileType: number;
  readonly fileFormat: number;
  /** Bytes from the first hive bin. */
  readonly rootCell: number;
  /** Bytes. */
  readonly binsSize: number;
  /** Bytes of a sector of the disk that it was written on, divided by 512. */
  readonly clustering: number;
}

/** The base block, or in words what is wrong with it: too short, no signature, or a wrong checksum. */
export function parseBaseBlock(bytes: Uint8Array): BaseBlock | string {
  if (bytes.length < SECTOR_SIZE) return `${bytes.length} bytes, too short for a base block`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_SIZE);
  if (view.getUint32(0, true) !== 0x66676572) return 'no "regf" signature';
  const stored = view.getUint32(CHECKSUM_AT, true);
  const computed = checksumOf(view);
  if (stored !== computed) {
    return `the base block's checksum 0x${stored.toString(16)} instead of 0x${computed.toString(16)}`;
  }
  return {
    primarySequence: view.getUint32(4, true),
    secondarySequence: view.getUint32(8, true),
    lastWritten: view.getBigUint64(12, true),
    major: view.getUint32(20, true),
    minor: view.getUint32(24, true),
    fileType: view.getUint32(28, true),
    fileFormat: view.getUint32(32, true),
    rootCell: view.getUint32(36, true),
    binsSize: view.getUint32(40, true),
    clustering: view.getUint32(44, true),
  };
}

/** @throws unsupported for a version or a kind that this reader does not know */
export function checkVersion(base: BaseBlock, what: string): void {
  const { major, minor, fileType, fileFormat } = base;
  if (major === 1 && minor >= 3 && minor <= 6 && fileType === FILE_TYPE.hive && fileFormat === 1) return;
  throw new FactoryError('unsupported', {
    subject: what,
    found: `a registry hive of version ${major}.${minor}, file type ${fileType}, format ${fileFormat}`,
    expected: 'version 1.3 to 1.6, file type 0, format 1',
  });
}

/** Makes the base block in `bytes` that of a clean hive. */
export function settleBaseBlock(bytes: Uint8Array, sequence: number, binsSize: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_SIZE);
  view.setUint32(4, sequence, true);
  view.setUint32(8, sequence, true);
  view.setUint32(28, FILE_TYPE.hive, true);
  view.setUint32(40, binsSize, true);
  view.setUint32(CHECKSUM_AT, checksumOf(view), true);
}

/** All zeros and all ones stand for "no checksum", so Windows stores the value beside them. */
function checksumOf(view: DataView): number {
  let checksum = 0;
  for (let at = 0; at < CHECKSUM_AT; at += 4) checksum ^= view.getInt32(at, true);
  if (checksum === 0) return 1;
  return checksum === -1 ? 0xfffffffe : checksum >>> 0;
}
