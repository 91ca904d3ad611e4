/** ISO 9660 that is wrong in one place. */

import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { openIso } from '../../src/media/index.js';
import { unnamedStream, walk } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const file = temporaryFolder();

/** @returns a medium with `F/X.TXT` and `BIG.BIN`, with Rock Ridge where it is asked for */
async function medium(options: readonly string[]): Promise<Buffer> {
  mkdirSync(file('source', 'F'), { recursive: true });
  writeFileSync(file('source', 'BIG.BIN'), Buffer.alloc(5000, 'b'));
  writeFileSync(file('source', 'F', 'X.TXT'), 'x');
  await runPeer('genisoimage', ['-quiet', ...options, '-o', file('whole.iso'), file('source')]);
  return readFileSync(file('whole.iso'));
}

async function read(image: Buffer): Promise<string[]> {
  writeFileSync(file('twin.iso'), image);
  const tree = await openIso(file('twin.iso'));
  try {
    const paths: string[] = [];
    for await (const { path, entry } of walk(tree)) {
      const stream = unnamedStream(entry);
      if (stream !== null)
        for await (const piece of tree.read(entry, stream)) expect(piece.length).toBe(stream.size);
      paths.push(path);
    }
    return paths;
  } finally {
    await tree.close();
  }
}

const PRIMARY = 16 * 2048;
/** The root's record in the volume descriptor. */
const ROOT = PRIMARY + 156;

/** Where the record of a name begins. */
function record(image: Buffer, name: string): number {
  const at = image.indexOf(name, 17 * 2048, 'latin1') - 33;
  expect(image[at]).toBeGreaterThan(33);
  return at;
}

interface Twin {
  readonly name: string;
  readonly options?: readonly string[];
  readonly change: (image: Buffer) => void;
  readonly code?: 'damaged' | 'unsupported';
  readonly says: RegExp;
}

const TWINS: readonly Twin[] = [
  {
    name: 'no primary volume',
    change: (image) => image.writeUInt8(9, PRIMARY),
    says: /volume descriptors: no primary volume descriptor, expected one of ISO 9660/,
  },
  {
    name: 'blocks of 3 bytes',
    change: (image) => image.writeUInt16LE(3, PRIMARY + 128),
    says: /volume descriptor: blocks of 3 bytes, expected 512, 1024 or 2048/,
  },
  {
    name: 'a root behind the end of the file',
    change: (image) => image.writeUInt32LE(0xffffff, ROOT + 2),
    says: /volume descriptor: 2048 bytes at byte 34359736320 of a file that ends at byte \d+/,
  },
  {
    name: 'a root without names',
    change: (image) => image.writeUInt32LE(0, ROOT + 10),
    says: /: \\: an empty list of names, expected one that names the folder itself/,
  },
  {
    name: 'content behind the end of the file',
    change: (image) => image.writeUInt32LE(0xfffffff0, record(image, 'BIG.BIN') + 10),
    says: /: \\: 4294967280 bytes at byte \d+ of a file that ends at byte \d+/,
  },
  {
    name: 'a record that is shorter than its name',
    change: (image) => image.writeUInt8(200, record(image, 'BIG.BIN') + 32),
    says: /: \\: a directory record of \d+ bytes with a name of 200, expected one that holds its name/,
  },
  {
    name: 'a record that reaches beyond its list',
    change: (image) => image.writeUInt32LE(34 + 34 + 20, ROOT + 10),
    says: /: \\: a directory record of 20 bytes with a name of 0/,
  },
  {
    name: 'a folder that holds the root',
    change: (image) => {
      const child = record(image, 'X.TXT');
      image.copy(image, child + 2, ROOT + 2, ROOT + 18);
      image.writeUInt8(2, child + 25);
    },
    says: /: \\F\\X\.TXT: the folder \\ once more, expected a folder of its own/,
  },
  {
    name: 'a name that leads out of its folder',
    change: (image) => image.write('../X.BIN', record(image, 'BIG.BIN') + 33),
    says: /: \\: "\/" in the name/,
  },
  {
    name: 'an interleaved file',
    change: (image) => image.writeUInt8(1, record(image, 'BIG.BIN') + 26),
    code: 'unsupported',
    says: /: \\: an interleaved file, expected files in one piece/,
  },
  {
    name: 'a file whose last piece is missing',
    change: (image) => image.writeUInt8(0x80, record(image, 'X.TXT') + 25),
    says: /: \\F: a file whose last record is missing/,
  },
  {
    name: 'a Rock Ridge entry of no length',
    options: ['-R'],
    change: (image) => image.writeUInt8(0, image.indexOf('NM', record(image, 'BIG.BIN')) + 2),
    says: /: \\: a Rock Ridge entry "NM" of 0 bytes, expected 4 to \d+/,
  },
  {
    name: 'Rock Ridge entries that go on in themselves',
    options: ['-R'],
    change: (image) => {
      const at = record(image, 'BIG.BIN');
      const first = at + 33 + 9 + (image.readUInt8(at + 32) % 2 === 0 ? 1 : 0);
      const use = image.indexOf('RR', at) === -1 ? first : image.indexOf('RR', at);
      const place = [Math.floor(use / 2048), use % 2048, 28] as const;
      image.write('CE', use, 'latin1');
      image.set([28, 1], use + 2);
      image.write('ST', use + 28, 'latin1');
      place.forEach((value, index) => {
        image.writeUInt32LE(value, use + 4 + index * 8);
        image.writeUInt32BE(value, use + 8 + index * 8);
      });
    },
    says: /: \\: Rock Ridge entries that go on without an end/,
  },
];

describe('is refused', () => {
  for (const { name, options = [], change, code = 'damaged', says } of TWINS) {
    testWith(['genisoimage'], name, async () => {
      const image = await medium(options);
      change(image);
      const error = await read(image).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(FactoryError);
      expect((error as FactoryError).message).toMatch(says);
      expect((error as FactoryError).code).toBe(code);
    });
  }
});

testWith(['genisoimage'], 'what is whole is read', async () => {
  expect(await read(await medium([]))).toEqual(['\\', '\\BIG.BIN', '\\F', '\\F\\X.TXT']);
});

test('a medium without anything behind its descriptors is refused', async () => {
  const image = Buffer.alloc(17 * 2048);
  image.write('\x01CD001\x01', PRIMARY, 'latin1');
  image.writeUInt16LE(2048, PRIMARY + 128);
  await expect(read(image)).rejects.toThrow(/volume descriptors: 2048 bytes at byte 34816 of a file/);
});
