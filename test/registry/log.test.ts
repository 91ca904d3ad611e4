import { describe, expect, test } from '@jest/globals';
import { openHive } from '../../src/registry/index.js';
import { marvin32 } from '../../src/registry/marvin32.js';
import { interrupted, logEntry, newLog, oldLog, sealEntry } from '../support/hive-log.js';
import { binary, buildHive, dword, sealBaseBlock, sz } from '../support/hive-writer.js';

/** The same hive, three writes apart; the third makes it larger. */
const state = (number: number) =>
  buildHive({
    values: { Number: dword(number), Text: sz(`state ${number}`) },
    keys: {
      Data: { values: { Large: binary(Buffer.alloc(12_000, number)) } },
      ...(number === 3 ? { New: { values: { Larger: binary(Buffer.alloc(60_000, 3)) } } } : {}),
    },
  });
const [first, second, third] = [state(1), state(2), state(3)];
const dirty = interrupted(first);
const toSecond = logEntry(first, second, 1);
const toThird = logEntry(second, third, 2);

const numberOf = (hive: Buffer, ...logs: Buffer[]) => openHive(hive, 'SYSTEM', logs).root.dword('Number');

function changed(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(value, at);
  return copy;
}

function failure(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('expected an error');
}

/** Both halves of the sum in one, as .NET uses it. */
function folded(text: string): number {
  const sum = marvin32(Buffer.from(text));
  return Number((sum >> 32n) ^ (sum & 0xffffffffn));
}

test('Marvin32 gives the published sums', () => {
  expect(marvin32(new Uint8Array(0), 0x001bdbcc, 0x004fb61a)).toBe(0x30ed35c100cd3c7dn);
  expect(marvin32(Buffer.from('af', 'hex'), 0x001bdbcc, 0x004fb61a)).toBe(0x48e73fc77d75ddc1n);
  expect(folded('')).toBe(0xb00892ac);
  expect(folded('h')).toBe(0xf41a608e);
  expect(folded('he')).toBe(0x11107c6b);
  expect(folded('hel')).toBe(0x24056a46);
  expect(folded('hell')).toBe(0x7f91e021);
  expect(folded('hello, world!')).toBe(0x00c18515);
});

describe('a hive whose last write did not finish', () => {
  test('is made whole from a log of entries', () => {
    const hive = openHive(dirty, 'SYSTEM', [newLog(first, 1, [toSecond])]);
    expect(hive.replayed).toBe(true);
    expect(hive.root.dword('Number')).toBe(2);
    expect(hive.key('Data')?.value('Large')?.data).toEqual(new Uint8Array(12_000).fill(2));
    expect(openHive(first, 'SYSTEM').replayed).toBe(false);
  });

  test('grows as its log says', () => {
    const hive = openHive(dirty, 'SYSTEM', [newLog(first, 1, [toSecond, toThird])]);
    expect(hive.root.string('Text')).toBe('state 3');
    expect(hive.key('New')?.value('Larger')?.data).toEqual(new Uint8Array(60_000).fill(3));
  });

  test('takes both logs, in whatever order their numbers have', () => {
    const one = newLog(first, 1, [toSecond]);
    const two = newLog(first, 2, [toThird]);
    expect(numberOf(dirty, one, two)).toBe(3);
    expect(numberOf(dirty, two, one)).toBe(3);
    expect(numberOf(dirty, Buffer.alloc(0), one)).toBe(2);
  });

  test('leaves out entries that it has already, and remnants behind the last', () => {
    const old = logEntry(third, first, 0);
    expect(numberOf(dirty, newLog(first, 0, [old, toSecond]))).toBe(2);
    expect(numberOf(dirty, newLog(first, 1, [toSecond, old]))).toBe(2);
    expect(numberOf(dirty, newLog(first, 1, [toSecond, logEntry(second, third, 7)]))).toBe(2);
  });

  test('takes the entries before a damaged one', () => {
    for (const at of [0, 4, 12, 16, 20, 24, 32, 40, 60, 5000]) {
      const damaged = changed(toThird, at, 0x0badf00d);
      expect(numberOf(dirty, newLog(first, 1, [toSecond, damaged]))).toBe(2);
    }
  });

  test('takes no entry whose pages lie outside the hive, however right its sums are', () => {
    for (const [at, value] of [
      [20, 0x1fffffff],
      [40, 0x7ffff000],
      [44, 0x00ffffff],
      [16, 0x1001],
    ] as const) {
      const hostile = changed(toThird, at, value);
      sealEntry(hostile);
      expect(numberOf(dirty, newLog(first, 1, [toSecond, hostile]))).toBe(2);
    }
  });

  test('finds the entries of a log from a disk with sectors of 4,096 bytes', () => {
    expect(numberOf(dirty, newLog(first, 1, [toSecond], 4096))).toBe(2);
  });

  test('gets its base block from the newest log where its own is damaged', () => {
    const torn = changed(dirty, 36, 0x7fffffff);
    const one = newLog(first, 1, [toSecond]);
    const two = newLog(first, 2, [toThird]);
    expect(numberOf(torn, one)).toBe(2);
    expect(numberOf(torn, two, one)).toBe(3);
    const newer = logEntry(dirty, third, 9);
    expect(numberOf(torn, newLog(first, 9, [newer]), one)).toBe(3);
  });

  test('is made whole from a log of the old format', () => {
    expect(numberOf(dirty, oldLog(first, second, 2))).toBe(2);
    expect(numberOf(dirty, oldLog(first, third, 2, 2))).toBe(3);
    expect(numberOf(changed(dirty, 36, 0x7fffffff), oldLog(first, second, 2))).toBe(2);
  });

  test('takes no log of the old format that is not whole or belongs to another write', () => {
    const log = oldLog(first, second, 2);
    const elder = Buffer.from(log);
    elder.writeBigUInt64LE(1n, 12);
    sealBaseBlock(elder);
    const unfinished = Buffer.from(log);
    unfinished.writeUInt32LE(3, 4);
    sealBaseBlock(unfinished);
    for (const refused of [
      elder,
      unfinished,
      log.subarray(0, -512),
      changed(log, 512, 0),
      log.subarray(0, 514),
    ]) {
      expect(failure(() => numberOf(dirty, refused)).code).toBe('dirty');
    }
  });

  test('is named with what to do when no log makes it whole', () => {
    const alone = failure(() => numberOf(dirty));
    expect(alone.code).toBe('dirty');
    expect(alone.message).toBe(
      'SYSTEM: a registry hive whose last write did not finish (sequence numbers 2 and 1), and there is no log beside ' +
        'it. Start the machine and shut it down cleanly, or put the .LOG1 and .LOG2 files that belong to the hive ' +
        'beside it.',
    );
    const later = failure(() => numberOf(dirty, newLog(first, 5, [logEntry(first, second, 5)])));
    expect(later.code).toBe('dirty');
    expect(later.message).toContain('no log beside it continues where it stops');
  });

  test('is read as it is when that is asked for', () => {
    expect(openHive(dirty, 'SYSTEM', [], { allowDirty: true }).root.dword('Number')).toBe(1);
    expect(failure(() => openHive(changed(dirty, 36, 0), 'SYSTEM', [], { allowDirty: true })).code).toBe(
      'damaged',
    );
  });

  test('is refused when a log claims that it grows by more than the logs hold', () => {
    const huge = changed(toSecond, 16, 0x40000000);
    sealEntry(huge);
    const error = failure(() => numberOf(dirty, newLog(first, 1, [huge])));
    expect(error.code).toBe('damaged');
    expect(error.message).toContain('a log that makes it 1073741824 bytes long');
  });
});
