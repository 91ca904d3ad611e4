/**
 * Whether the volume holds all that was written to it. It does not when it is marked dirty, when $LogFile has changes
 * that are not in the files yet, or when a hibernated Windows keeps changes in its memory image.
 *
 * | $VOLUME_INFORMATION | size | field                     | restart page of $LogFile | size | field                        |
 * | ------------------- | ---- | ------------------------- | ------------------------ | ---- | ---------------------------- |
 * | 0x08                | 1, 1 | major and minor version   | 0x00                     | 4    | `RSTR`; `CHKD` after chkdsk  |
 * | 0x0a                | 2    | flags: 1 dirty            | 0x10                     | 4    | bytes of a restart page      |
 * |                     |      |                           | 0x18                     | 2    | offset of the restart area   |
 *
 * Restart area: 0x00 the log sequence number, 0x0c the first client in use (0xffff: none), 0x0e flags (2: shut down
 * cleanly). There are two restart pages and the one with the higher number counts; versions 1.1 and 2.0 of the log agree
 * in this. A log of 0xff bytes is new, or was emptied by a driver that mounted a clean volume.
 *
 * `hiberfil.sys` begins with `HIBR` (`hibr` before Windows 8) while Windows is hibernated, fast startup included, with
 * `RSTR` while it is being resumed, and with `WAKE` or zeros once that is done.
 *
 * Sources: the NTFS documentation of the Linux-NTFS project ("$LogFile", "$Volume"); J. Sylve et al., "Modern Windows
 * hibernation file analysis", 2016.
 */

import { FactoryError } from '../errors.js';
import type { Attribute } from './attribute.js';
import { readInitialized, type VolumeContext } from './clusters.js';

/** Dirty, and "chkdsk is at work". */
const DIRTY_FLAGS = 0x0001 | 0x4000;
const NO_CLIENT = 0xffff;
const SHUT_DOWN_CLEANLY = 0x0002;
const MIN_PAGE_SIZE = 0x200;
const MAX_PAGE_SIZE = 64 << 10;
const RESTART_AREA_SIZE = 0x10;
const HIBERNATED = new Set(['HIBR', 'RSTR']);

export function dirtyFlagOf(volumeFlags: number): string | null {
  return (volumeFlags & DIRTY_FLAGS) === 0 ? null : 'marked dirty';
}

/** @param head the first bytes of hiberfil.sys */
export function hibernationOf(head: Uint8Array): string | null {
  const magic = Buffer.from(head.subarray(0, 4)).toString('latin1').toUpperCase();
  return HIBERNATED.has(magic)
    ? 'hibernated (hiberfil.sys holds a Windows session, or fast startup does)'
    : null;
}

/** @param stream the content of $LogFile @returns what is wrong, or null @throws damaged */
export async function logStateOf(volume: VolumeContext, { body, record }: Attribute): Promise<string | null> {
  if (body.resident) return 'without a log';
  const subject = `${volume.label}: MFT record ${record}: $LogFile`;
  const head = new Uint8Array(Math.min(2 * MAX_PAGE_SIZE, body.size));
  await readInitialized(volume, body, 0, head, subject);
  const first = restartAreaAt(head, 0);
  // Where the first page is torn its size is unknown; pages are 4 KiB but for very old volumes.
  const second = restartAreaAt(head, first?.pageSize ?? 4096);
  const newest = first !== null && (second === null || first.sequence >= second.sequence) ? first : second;
  if (newest === null) {
    return head.every((byte) => byte === 0xff) ? null : 'with a log that cannot be read';
  }
  return newest.isClean ? null : 'not cleanly shut down (its log holds changes that the files lack)';
}

interface RestartArea {
  readonly pageSize: number;
  readonly sequence: bigint;
  readonly isClean: boolean;
}

function restartAreaAt(log: Uint8Array, at: number): RestartArea | null {
  if (at + MIN_PAGE_SIZE > log.length) return null;
  const view = new DataView(log.buffer, log.byteOffset + at, log.length - at);
  const magic = Buffer.from(log.buffer, log.byteOffset + at, 4).toString('latin1');
  if (magic !== 'RSTR' && magic !== 'CHKD') return null;
  const pageSize = view.getUint32(0x10, true);
  const area = view.getUint16(0x18, true);
  if (pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE || area + RESTART_AREA_SIZE > MIN_PAGE_SIZE - 2)
    return null;
  const client = view.getUint16(area + 0x0c, true);
  const flags = view.getUint16(area + 0x0e, true);
  return {
    pageSize,
    sequence: magic === 'CHKD' ? view.getBigUint64(0x08, true) : view.getBigUint64(area, true),
    isClean: client === NO_CLIENT || (flags & SHUT_DOWN_CLEANLY) !== 0,
  };
}

/** @param state what was found, in words */
export function dirtyError(label: string, state: string): FactoryError {
  return new FactoryError('dirty', {
    subject: label,
    found: `a volume that is ${state}`,
    expected: 'a volume that Windows shut down completely',
    next:
      'start Windows from it and run "shutdown /s /f /t 0" ("powercfg /h off" first, where it hibernates), ' +
      'or run "chkdsk /f" on it; --allow-dirty reads it as it is, and what is in the log or in memory is missing then',
  });
}
