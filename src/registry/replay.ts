/**
 * A hive whose last write did not finish, made whole in memory from its logs (`SYSTEM.LOG1`, `SYSTEM.LOG2`), by the
 * rules by which Windows does it when it loads the hive.
 */

import { FactoryError } from '../errors.js';
import {
  BASE_BLOCK_SIZE,
  FILE_TYPE,
  parseBaseBlock,
  SECTOR_SIZE,
  settleBaseBlock,
  type BaseBlock,
} from './base-block.js';
import { readDirtyPages } from './log-dirt.js';
import { readLogEntries, type LogEntry, type Page } from './log-entries.js';

/** What the logs add to a hive: in this order. */
interface Redo {
  /** Sector 0 of the hive, where its own is not intact. */
  readonly baseBlock: Uint8Array;
  readonly steps: readonly { readonly binsSize: number; readonly pages: readonly Page[] }[];
  readonly sequence: number;
}

interface Log {
  readonly bytes: Uint8Array;
  readonly base: BaseBlock;
}

/**
 * @param found the hive's base block, or what is wrong with it
 * @returns a hive of its own that is clean; null when no log continues where the hive stops
 * @throws damaged when a log claims more than it can hold
 */
export function replay(
  bytes: Uint8Array,
  found: BaseBlock | string,
  logs: readonly Uint8Array[],
  what: string,
): Uint8Array | null {
  const parsed = logs.flatMap((log) => {
    const base = parseBaseBlock(log);
    return typeof base === 'string' ? [] : [{ bytes: log, base }];
  });
  const redo = redoOfEntries(bytes, found, parsed) ?? redoOfDirtyPages(bytes, found, parsed);
  return redo === null ? null : applied(bytes, logs, redo, what);
}

/** New format: the entries that continue the hive's sequence number, over both logs. */
function redoOfEntries(bytes: Uint8Array, found: BaseBlock | string, logs: readonly Log[]): Redo | null {
  const runs = logs
    .filter(({ base }) => base.fileType === FILE_TYPE.logOfEntries)
    .map((log) => ({ log, entries: readLogEntries(log.bytes, sectorOf(log, 'HvLE')) }))
    .filter(({ entries }) => entries.length > 0)
    .toSorted((a, b) => firstOf(a.entries) - firstOf(b.entries));
  const entries: LogEntry[] = [];
  let baseBlock = bytes;
  if (typeof found === 'string') {
    // The hive does not say where it stopped: the newest run, and the one before it where they join.
    for (const run of runs) {
      if (entries.length === 0 || firstOf(run.entries) !== lastOf(entries) + 1) {
        entries.length = 0;
        baseBlock = run.log.bytes;
      }
      entries.push(...run.entries);
    }
  } else {
    let next = found.secondarySequence;
    for (const run of runs) {
      const wanted = run.entries.filter(({ sequence }) => sequence >= next);
      if (wanted[0]?.sequence !== next) continue;
      entries.push(...wanted);
      next = lastOf(wanted) + 1;
    }
  }
  return entries.length === 0 ? null : { baseBlock, steps: entries, sequence: lastOf(entries) };
}

/** Old format: the one log that was begun when the hive was last written. */
function redoOfDirtyPages(bytes: Uint8Array, found: BaseBlock | string, logs: readonly Log[]): Redo | null {
  const lastWritten = typeof found === 'string' ? timeOfFirstBin(bytes) : found.lastWritten;
  for (const log of logs) {
    const { fileType, primarySequence, secondarySequence, binsSize } = log.base;
    if (fileType !== FILE_TYPE.log && fileType !== FILE_TYPE.logOfWindows2000) continue;
    if (primarySequence !== secondarySequence || log.base.lastWritten !== lastWritten) continue;
    const pages = readDirtyPages(log.bytes, sectorOf(log, 'DIRT'), binsSize);
    if (pages === null) continue;
    return { baseBlock: log.bytes, steps: [{ binsSize, pages }], sequence: primarySequence };
  }
  return null;
}

function applied(bytes: Uint8Array, logs: readonly Uint8Array[], redo: Redo, what: string): Uint8Array {
  const size = Math.max(...redo.steps.map(({ binsSize }) => binsSize));
  // New bins are dirty as a whole, so a hive never grows by more than its logs hold.
  const most = logs.reduce((sum, log) => sum + log.length, bytes.length);
  if (size > most) {
    throw new FactoryError('damaged', {
      subject: what,
      found: `a log that makes it ${size} bytes long`,
      expected: `${most} bytes at most`,
    });
  }
  const hive = new Uint8Array(BASE_BLOCK_SIZE + size);
  hive.set(bytes.subarray(0, hive.length));
  hive.set(redo.baseBlock.subarray(0, SECTOR_SIZE));
  for (const { pages } of redo.steps) {
    for (const page of pages) hive.set(page.bytes, BASE_BLOCK_SIZE + page.offset);
  }
  const binsSize = redo.steps.at(-1)?.binsSize ?? 0;
  settleBaseBlock(hive, redo.sequence, binsSize);
  return hive.subarray(0, BASE_BLOCK_SIZE + binsSize);
}

/** The error for a hive that `replay` could not make whole: damaged where its base block is, else dirty. */
export function notReplayed(found: BaseBlock | string, logs: number, what: string): FactoryError {
  const reason = logs === 0 ? 'there is no log beside it' : 'no log beside it continues where it stops';
  if (typeof found === 'string') {
    return new FactoryError('damaged', {
      subject: what,
      found: `${found}, and ${reason}`,
      expected: 'a registry hive',
      next: 'take the hive from a backup, or capture the machine again after a clean shutdown',
    });
  }
  return new FactoryError('dirty', {
    subject: what,
    found: `a registry hive whose last write did not finish (sequence numbers ${found.primarySequence} and ${found.secondarySequence}), and ${reason}`,
    next: 'start the machine and shut it down cleanly, or put the .LOG1 and .LOG2 files that belong to the hive beside it',
  });
}

/** The copy of the last written time that the first hive bin has. */
function timeOfFirstBin(bytes: Uint8Array): bigint | null {
  if (bytes.length < BASE_BLOCK_SIZE + 32) return null;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(
    BASE_BLOCK_SIZE + 20,
    true,
  );
}

/** Where a log's second sector begins: on a disk with sectors of 4,096 bytes not at byte 512. */
function sectorOf({ bytes, base }: Log, signature: string): number {
  const sector = base.clustering * SECTOR_SIZE;
  const isAt = (at: number) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1') === signature;
  return base.clustering === 8 && isAt(sector) && !isAt(SECTOR_SIZE) ? sector : SECTOR_SIZE;
}

function firstOf(entries: readonly LogEntry[]): number {
  return entries[0]?.sequence ?? 0;
}

function lastOf(entries: readonly LogEntry[]): number {
  return entries.at(-1)?.sequence ?? 0;
}
