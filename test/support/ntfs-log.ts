/** Restart pages of $LogFile, as Windows leaves them. */

import { clustersOf, patchFile, protect } from './ntfs-edit.js';

const LOG_SIZE = 2 << 20;
const PAGE_SIZE = 4096;
const AREA = 0x30;
const CLIENTS = 0x40;

export interface LogState {
  /** 1.1, or 2.0 since Windows 8. */
  readonly version?: readonly [major: number, minor: number];
  readonly sequence?: number;
  /** Whether NTFS has the log open. */
  readonly isInUse: boolean;
  readonly isClean: boolean;
}

/** A restart page of a log of 2 MiB with one client. */
export function restartPage(state: LogState): Buffer {
  const { version = [1, 1], sequence = 0x100000, isInUse, isClean } = state;
  const page = Buffer.alloc(PAGE_SIZE);
  page.write('RSTR', 0, 'latin1');
  page.writeUInt16LE(0x1e, 4);
  page.writeUInt16LE(PAGE_SIZE / 512 + 1, 6);
  page.writeUInt32LE(PAGE_SIZE, 0x10);
  page.writeUInt32LE(PAGE_SIZE, 0x14);
  page.writeUInt16LE(AREA, 0x18);
  page.writeUInt16LE(version[1], 0x1a);
  page.writeUInt16LE(version[0], 0x1c);
  page.writeUInt16LE(1, 0x1e);

  page.writeBigUInt64LE(BigInt(sequence), AREA);
  page.writeUInt16LE(1, AREA + 0x08);
  page.writeUInt16LE(isInUse ? 0xffff : 0, AREA + 0x0a);
  page.writeUInt16LE(isInUse ? 0 : 0xffff, AREA + 0x0c);
  page.writeUInt16LE(isClean ? 2 : 0, AREA + 0x0e);
  page.writeUInt32LE(67 - (Math.log2(LOG_SIZE) + 1), AREA + 0x10);
  page.writeUInt16LE(CLIENTS + 0xa0, AREA + 0x14);
  page.writeUInt16LE(CLIENTS, AREA + 0x16);
  page.writeBigUInt64LE(BigInt(LOG_SIZE), AREA + 0x18);
  page.writeUInt16LE(0x30, AREA + 0x24);
  page.writeUInt16LE(0x40, AREA + 0x26);

  const client = AREA + CLIENTS;
  page.writeUInt16LE(0xffff, client + 0x10);
  page.writeUInt16LE(0xffff, client + 0x12);
  page.writeUInt32LE(8, client + 0x1c);
  page.write('NTFS', client + 0x20, 'utf16le');
  protect(page);
  return page;
}

/** Writes both restart pages of a volume; the others stay empty. */
export function writeLog(image: string, first: LogState, second: LogState = first): void {
  const at = clustersOf(image, 2, 0x80);
  patchFile(image, at, restartPage(first));
  patchFile(image, at + PAGE_SIZE, restartPage(second));
}

export function logPosition(image: string): number {
  return clustersOf(image, 2, 0x80);
}
