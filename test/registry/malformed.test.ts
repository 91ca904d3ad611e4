/** Hostile hives: each ends in an error that names what is wrong, or reads as something; never in a hang. */

import { describe, expect, test } from '@jest/globals';
import { FactoryError } from '../../src/errors.js';
import { openHive } from '../../src/registry/index.js';
import {
  binary,
  buildHive,
  dword,
  sealBaseBlock,
  sz,
  type HiveWriterOptions,
} from '../support/hive-writer.js';
import { dumpKey } from '../support/hivex.js';

const BASE = 4096;

function hiveOf(options: HiveWriterOptions = {}): Buffer {
  return buildHive(
    {
      values: { Number: dword(1), Large: binary(Buffer.alloc(40_000, 5)), Text: sz('text') },
      keys: { One: { keys: { Inner: {} } }, Two: { values: { '': sz('default') } }, Three: {} },
    },
    options,
  );
}

/** Where the record with that signature, and that name behind it, begins in the file. */
function at(hive: Buffer, signature: string, name = ''): number {
  for (let from = hive.indexOf(signature, BASE); from !== -1; from = hive.indexOf(signature, from + 1)) {
    const start = signature === 'nk' ? 76 : 20;
    if (hive.subarray(from + start, from + start + name.length).toString('latin1') === name) return from;
  }
  throw new Error(`no ${signature} ${name}`);
}

function readAll(hive: Buffer): unknown {
  return dumpKey(openHive(hive, 'SOFTWARE').root);
}

function messageOf(hive: Buffer): string {
  try {
    readAll(hive);
  } catch (error) {
    expect(error).toBeInstanceOf(FactoryError);
    const { code, message } = error as FactoryError;
    return `${code}: ${message}`;
  }
  throw new Error('expected an error');
}

/** A hive with one change. */
function after(change: (hive: Buffer) => void): string {
  const hive = hiveOf();
  change(hive);
  return messageOf(hive);
}

const offsetOf = (position: number) => position - BASE - 4;
const named = (position: number) => `0x${offsetOf(position).toString(16)}`;

const withRootAt = (offset: number) =>
  after((hive) => {
    hive.writeUInt32LE(offset, 36);
    sealBaseBlock(hive);
  });

const withCellSize = (size: number) =>
  after((hive) => {
    hive.writeInt32LE(size, at(hive, 'nk', 'Two') - 4);
  });

/** @param field its offset in the root's list of subkeys */
const withListField = (field: number, value: number) =>
  after((hive) => {
    const list = at(hive, 'nk', 'ROOT') + 28;
    hive.writeUInt16LE(value, BASE + hive.readUInt32LE(list) + 4 + field);
  });

describe('openHive() refuses', () => {
  test('what is no hive', () => {
    expect(messageOf(Buffer.alloc(0))).toMatch(/^damaged: SOFTWARE: 0 bytes, too short for a base block/);
    expect(messageOf(Buffer.alloc(8192))).toMatch(/^damaged: SOFTWARE: no "regf" signature/);
  });

  test('a base block with a wrong checksum', () => {
    expect(after((hive) => hive.writeUInt32LE(7, 36))).toMatch(
      /^damaged: SOFTWARE: the base block's checksum 0x\w+ instead of 0x\w+, and there is no log beside it, expected a registry hive\. Take/,
    );
  });

  test('a version that it does not know', () => {
    for (const [field, value] of [
      [20, 2],
      [24, 2],
      [24, 7],
      [28, 6],
      [32, 0],
    ] as const) {
      const message = after((hive) => {
        hive.writeUInt32LE(value, field);
        sealBaseBlock(hive);
      });
      expect(message).toMatch(/^unsupported: SOFTWARE: a registry hive of version/);
    }
  });

  test('a truncated hive, and one whose bins do not follow each other', () => {
    expect(messageOf(hiveOf().subarray(0, -4096))).toMatch(
      /^damaged: SOFTWARE: \d+ bytes of hive bins, expected \d+/,
    );
    expect(after((hive) => hive.write('bad!', BASE, 'latin1'))).toMatch(/no hive bin at 0x0/);
    expect(after((hive) => hive.writeUInt32LE(0, BASE + 8))).toMatch(/no hive bin at 0x0/);
    expect(after((hive) => hive.writeUInt32LE(0x7ffff000, BASE + 8))).toMatch(/no hive bin at 0x0/);
    expect(after((hive) => hive.writeUInt32LE(8192, BASE + 4))).toMatch(/no hive bin at 0x0/);
  });

  test('a root cell that is no key', () => {
    expect(withRootAt(0xffffffff)).toMatch(/a key at 0xffffffff, expected a cell in a hive bin/);
    expect(withRootAt(0)).toMatch(/a key at 0x0, expected a cell in a hive bin/);
    expect(withRootAt(33)).toMatch(/a key at 0x21, expected a cell in a hive bin/);
    expect(withRootAt(32)).toMatch(/key at 0x20: the signature "sk", expected "nk"/);
  });
});

describe('a key is refused', () => {
  test('in a free cell, and in one that leaves its bin', () => {
    expect(withCellSize(88)).toMatch(
      /in a cell of -88 bytes, expected a cell that is in use and ends in its bin/,
    );
    expect(withCellSize(-80_000)).toMatch(/in a cell of 80000 bytes/);
    expect(withCellSize(-0x80000000)).toMatch(/in a cell of 2147483648 bytes/);
    expect(withCellSize(-16)).toMatch(/beyond the end/);
    expect(withCellSize(0)).toMatch(/in a cell of 0 bytes/);
  });

  test('that another key lists, so that no path leads round in a circle', () => {
    const message = after((hive) => {
      const list = at(hive, 'lh');
      hive.writeUInt32LE(offsetOf(at(hive, 'nk', 'Inner')), list + 4);
      // The inner key has the first list; it now points to the key that holds it.
      hive.writeUInt32LE(offsetOf(at(hive, 'nk', 'One')), list + 4);
    });
    const hive = hiveOf();
    expect(message).toContain(
      `key at ${named(at(hive, 'nk', 'One'))}: the parent ${named(at(hive, 'nk', 'ROOT'))}`,
    );
  });

  test('when it is the root, however right its parent is', () => {
    const message = after((hive) => {
      const root = at(hive, 'nk', 'ROOT');
      hive.writeUInt32LE(offsetOf(at(hive, 'nk', 'One')), root + 16);
      hive.writeUInt32LE(offsetOf(root), at(hive, 'lh') + 4);
    });
    expect(message).toMatch(/expected 0x\w+, the key that lists it/);
  });

  test('with a name that is longer than its cell', () => {
    expect(after((hive) => hive.writeUInt16LE(5000, at(hive, 'nk', 'Two') + 72))).toMatch(
      /5000 bytes wanted/,
    );
  });
});

describe('a list of subkeys is refused', () => {
  test('with another signature', () => {
    expect(withListField(0, 0x7878)).toMatch(/a list with the signature "xx", expected li, lf or lh/);
  });

  test('with more elements than its cell holds, or another number than its key says', () => {
    expect(withListField(2, 5000)).toMatch(/5000 elements, expected 3 at most/);
    expect(withListField(2, 2)).toMatch(/a list of 2 different keys, expected 3/);
    expect(after((hive) => hive.writeUInt32LE(9, at(hive, 'nk', 'ROOT') + 20))).toMatch(/expected 9/);
  });

  test('that names a key twice', () => {
    const message = after((hive) => {
      const list = BASE + hive.readUInt32LE(at(hive, 'nk', 'ROOT') + 28) + 4;
      hive.writeUInt32LE(hive.readUInt32LE(list + 4), list + 12);
    });
    expect(message).toMatch(/a list of 2 different keys, expected 3/);
  });

  test('that is an index of indexes, or of one leaf many times', () => {
    const keys = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`Key${index}`, {}]));
    const indexes = buildHive({ keys });
    const index = at(indexes, 'ri');
    indexes.writeUInt32LE(offsetOf(index), index + 4);
    expect(messageOf(indexes)).toMatch(/a list with the signature "ri", expected li, lf or lh/);

    const repeated = buildHive({ keys });
    repeated.writeUInt32LE(repeated.readUInt32LE(index + 4), index + 8);
    expect(messageOf(repeated)).toMatch(/a list of \d+ different keys, expected 2000/);
  });
});

describe('a value is refused', () => {
  test('when the list of values is shorter than its key says', () => {
    expect(after((hive) => hive.writeUInt32LE(400_000_000, at(hive, 'nk', 'ROOT') + 36))).toMatch(
      /400000000 values, expected \d at most/,
    );
  });

  test('with more than four bytes in place', () => {
    expect(after((hive) => hive.writeUInt32LE(0x80000005, at(hive, 'vk', 'Number') + 4))).toMatch(
      /5 bytes of data in place, expected four at most/,
    );
  });

  test('with data that is larger than its cell and no list of segments', () => {
    expect(after((hive) => hive.writeUInt32LE(1000, at(hive, 'vk', 'Text') + 4))).toMatch(
      /the signature "t\0", expected "db"/,
    );
    expect(after((hive) => hive.writeUInt32LE(0x7fffffff, at(hive, 'vk', 'Text') + 4))).toMatch(
      /2147483647 bytes of data, expected less than the hive has/,
    );
  });

  test('with another number of segments than its size needs', () => {
    expect(after((hive) => hive.writeUInt16LE(2, at(hive, 'db') + 2))).toMatch(
      /2 segments for 40000 bytes, expected 3/,
    );
  });
});

test('a hive with a bit changed anywhere reads as something or ends in a FactoryError', () => {
  const keys = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`Key${index}`, { values: { Text: sz(`text ${index}`) } }]),
  );
  const hive = buildHive({ values: { Number: dword(1), Large: binary(Buffer.alloc(20_000)) }, keys });
  const positions = [...hive.keys()].filter((index) => hive[index] !== 0 || (hive[index - 1] ?? 0) !== 0);
  let refused = 0;
  for (const [round, position] of positions.entries()) {
    const before = hive[position] as number;
    hive[position] = before ^ (1 << (round % 8));
    if (position < 512) sealBaseBlock(hive);
    try {
      readAll(hive);
    } catch (error) {
      if (!(error instanceof FactoryError)) throw error;
      refused++;
    }
    hive[position] = before;
    if (position < 512) sealBaseBlock(hive);
  }
  expect(refused / positions.length).toBeGreaterThan(0.1);
  expect(refused / positions.length).toBeLessThan(0.9);
});
