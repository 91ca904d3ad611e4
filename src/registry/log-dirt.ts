/**
 * A log of the old format (up to Windows 8): a base block of one sector, a bitmap of dirty pages, the pages.
 *
 * ```
 *   0  sector   base block
 *   1. sector   "DIRT", then a bit for every 512 bytes of hive bins, lowest bit first
 *   next sector after the bitmap: 512 bytes for every bit that is set
 * ```
 */

import type { Page } from './log-entries.js';

const PAGE_SIZE = 512;
const SIGNATURE = 0x54524944;

/**
 * @param sector bytes of a sector, at which the bitmap begins and to which it is padded
 * @param binsSize of the log's base block
 * @returns null where the log is not whole
 */
export function readDirtyPages(log: Uint8Array, sector: number, binsSize: number): Page[] | null {
  if (log.length < sector + 4 || binsSize % 4096 !== 0) return null;
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  if (view.getUint32(sector, true) !== SIGNATURE) return null;
  const start = sector + 4;
  const bitmap = log.subarray(start, start + binsSize / PAGE_SIZE / 8);
  if (bitmap.length !== binsSize / PAGE_SIZE / 8) return null;

  let content = Math.ceil((start + bitmap.length) / sector) * sector;
  const pages: Page[] = [];
  for (const [index, byte] of bitmap.entries()) {
    for (let bit = 0; byte >>> bit !== 0; bit++) {
      if (((byte >>> bit) & 1) === 0) continue;
      const bytes = log.subarray(content, content + PAGE_SIZE);
      if (bytes.length !== PAGE_SIZE) return null;
      pages.push({ offset: (index * 8 + bit) * PAGE_SIZE, bytes });
      content += PAGE_SIZE;
    }
  }
  return pages;
}
