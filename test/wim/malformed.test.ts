/** Archives that lie. Each ends in the error that its name says; none in a crash, a hang or wrong data. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { silentReporter } from '../../src/progress.js';
import { sortedChildren } from '../../src/tree/index.js';
import { openWim, verifyWim, type WimProblem } from '../../src/wim/index.js';
import { noise, prose } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, link, memoryTree } from '../support/memory-tree.js';
import { capture, codecPools, describeTree } from '../support/wim.js';

const at = temporaryFolder();
const pool = codecPools();
const reporter = silentReporter();

const shared = file(prose(40_000, 2), { streams: { ads: 'named' } });
const tree = memoryTree({
  'a.txt': file('content of a'),
  folder: directory({ 'b.txt': file(prose(100_000)), linked: link(shared) }),
  noise: file(noise(50_000)),
  shared,
});

/** An archive in memory, with its parts where they are. */
class Sample {
  readonly bytes: Buffer;
  constructor(path: string) {
    this.bytes = readFileSync(path);
  }

  /** Where the resource that a header at `header` describes begins, and how long it is. */
  resource(header: number): { offset: number; size: number } {
    return {
      size: this.bytes.readUIntLE(header, 6),
      offset: Number(this.bytes.readBigUInt64LE(header + 8)),
    };
  }

  get blobTable() {
    return this.resource(0x30);
  }

  get xml() {
    return this.resource(0x48);
  }

  /** Of the first image: the first entry of the table. */
  get metadata() {
    return this.resource(this.blobTable.offset);
  }

  /** Changes the metadata and makes its SHA-1 right again. */
  changeMetadata(change: (metadata: Buffer) => void): void {
    const { offset, size } = this.metadata;
    const metadata = this.bytes.subarray(offset, offset + size);
    change(metadata);
    createHash('sha1')
      .update(metadata)
      .digest()
      .copy(this.bytes, this.blobTable.offset + 30);
  }

  changeXml(from: string, to: string): void {
    const where = this.bytes.indexOf(Buffer.from(from, 'utf16le'));
    expect(where).toBeGreaterThan(0);
    expect(to).toHaveLength(from.length);
    this.bytes.write(to, where, 'utf16le');
  }

  write(): string {
    const path = at('sample.wim');
    writeFileSync(path, this.bytes);
    return path;
  }
}

const plain = () => new Sample(at('plain.wim'));
const packed = () => new Sample(at('packed.wim'));

beforeAll(async () => {
  await capture(at('plain.wim'), [tree], { compression: 'none', pool: pool(1), integrity: false });
  await capture(at('packed.wim'), [tree], { compression: 'lzx', pool: pool(1), integrity: false });
});

interface Outcome {
  readonly problems: readonly WimProblem[];
  readonly described: Map<string, unknown>;
}

/** Reads everything. */
async function readAll(path: string): Promise<Outcome> {
  const archive = await openWim(path);
  try {
    const image = await archive.openImage(1);
    const described = await describeTree(image);
    const problems = await verifyWim(archive, { pool: pool(1), reporter });
    return { problems, described };
  } finally {
    await archive.close();
  }
}

async function expectDamaged(sample: Sample, message: string, code = 'damaged'): Promise<void> {
  await expect(readAll(sample.write())).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
}

describe('the header', () => {
  test.each<[string, (bytes: Buffer) => unknown, string?]>([
    ['no WIM: its first bytes are not "MSWIM"', (bytes) => bytes.write('MSWIX')],
    ['a header of 212 bytes, expected 208', (bytes) => bytes.writeUInt32LE(212, 8)],
    ['a WIM of version 0x10c00', (bytes) => bytes.writeUInt32LE(0x10c00, 12), 'unsupported'],
    ['flags 0x60002, expected one kind of compression', (bytes) => bytes.writeUInt32LE(0x60002, 16)],
    ['flags 0x2, expected one kind of compression', (bytes) => bytes.writeUInt32LE(2, 16)],
    ['a change to this archive was begun and not completed', (bytes) => bytes.writeUInt32LE(0x40, 16)],
    ['part 2 of 1', (bytes) => bytes.writeUInt16LE(2, 0x28)],
    ['part 0 of 1', (bytes) => bytes.writeUInt16LE(0, 0x28)],
    ['65536 images, expected 65535 at most', (bytes) => bytes.writeUInt32LE(65_536, 0x2c)],
    ['images 1, expected 2, numbered from 1', (bytes) => bytes.writeUInt32LE(2, 0x2c)],
    ['less than 2^53', (bytes) => bytes.writeUInt32LE(0xffff_ffff, 0x3c)],
    ['blob table: ', (bytes) => bytes.writeUInt32LE(bytes.length, 0x38)],
    ['XML: ', (bytes) => bytes.writeUInt32LE(bytes.length, 0x50)],
    ['XML: 4294967295 bytes at', (bytes) => bytes.writeUInt32LE(0xffff_ffff, 0x48)],
  ])('says "%s"', async (message, change, code = 'damaged') => {
    const sample = plain();
    change(sample.bytes);
    await expectDamaged(sample, message, code);
  });

  test('says "a chunk size of 3000 bytes"', async () => {
    const sample = packed();
    sample.bytes.writeUInt32LE(3000, 0x14);
    await expectDamaged(sample, 'a chunk size of 3000 bytes, expected a power of two from 4096 to 2^30');
  });
});

describe('the tables', () => {
  test('say "metadata of 0 images, expected 1" where the blob table has none', async () => {
    const sample = plain();
    sample.bytes[sample.blobTable.offset + 7] = 0;
    await expectDamaged(sample, 'blob table: metadata of 0 images, expected 1');
  });

  test('say "contents that its files refer to are not in the archive" where one is missing', async () => {
    const sample = plain();
    sample.bytes.fill(0xaa, sample.blobTable.offset + 80, sample.blobTable.offset + 100);
    await expectDamaged(sample, '1 contents that its files refer to are not in the archive, expected none');
  });

  test('say "bytes at … of a file of" where a content lies beyond the end', async () => {
    const sample = plain();
    sample.bytes.writeBigUInt64LE(BigInt(sample.bytes.length), sample.blobTable.offset + 58);
    await expectDamaged(sample, `bytes at ${sample.bytes.length} of a file of ${sample.bytes.length} bytes`);
  });

  test('say "overlaps the resource before it", and are not followed twice', async () => {
    const sample = plain();
    const table = sample.blobTable.offset;
    sample.bytes.copyWithin(table + 108, table + 58, table + 66);
    const { problems } = await readAllWithoutTree(sample);
    expect(problems.map(({ found }) => found)).toContain('overlaps the resource before it');
  });

  test('say "a document type"', async () => {
    const sample = plain();
    sample.changeXml('<DIRCOUNT>2</DIRCOUNT>', '<!DOCTYPE a SYSTEM "">');
    await expectDamaged(sample, 'XML: a document type, expected elements only');
  });
});

async function readAllWithoutTree(sample: Sample): Promise<{ problems: readonly WimProblem[] }> {
  const archive = await openWim(sample.write());
  const problems = await verifyWim(archive, { pool: pool(1), reporter });
  await archive.close();
  return { problems };
}

describe('the metadata', () => {
  // Security data of 144 bytes; the root at 144, its list where its offset says.
  const ROOT = 144;
  const rootList = (metadata: Buffer) => metadata.readUInt32LE(ROOT + 16);

  test('is where these tests expect it', async () => {
    const sample = plain();
    sample.changeMetadata((metadata) => {
      expect(metadata.readUInt32LE(0)).toBe(ROOT);
      expect(metadata.readUInt32LE(ROOT + 8)).toBe(0x10);
      expect(metadata.toString('utf16le', rootList(metadata) + 0x66, rootList(metadata) + 0x66 + 10)).toBe(
        'a.txt',
      );
    });
    expect((await readAll(sample.write())).problems.map(({ subject }) => subject)).toEqual([]);
  });

  test('says "SHA-1" where it was changed', async () => {
    const sample = plain();
    sample.bytes[sample.metadata.offset + 200]! ^= 1;
    await expectDamaged(sample, 'metadata of image 1: SHA-1');
  });

  test.each<[string, (metadata: Buffer) => unknown]>([
    ['security data of 4294967295 bytes', (metadata) => metadata.writeUInt32LE(0xffff_ffff, 0)],
    ['99 descriptors in 144 bytes', (metadata) => metadata.writeUInt32LE(99, 4)],
    ['beyond the end', (metadata) => metadata.writeUInt32LE(4096, 8)],
    ['no entry for the root', (metadata) => metadata.writeUInt32LE(8, ROOT)],
    ['an entry of 100 bytes at byte 144', (metadata) => metadata.writeUInt32LE(100, ROOT)],
    ['an entry of 1048576 bytes at byte 144', (metadata) => metadata.writeUInt32LE(1 << 20, ROOT)],
    [
      'security descriptor 7 for the entry at byte 144, expected less than 1',
      (metadata) => metadata.writeUInt32LE(7, ROOT + 12),
    ],
    [
      'names of 65535 bytes in the entry at byte 144',
      (metadata) => metadata.writeUInt16LE(0xffff, ROOT + 0x64),
    ],
    ['an extra stream at byte', (metadata) => metadata.writeUInt16LE(0xffff, rootList(metadata) + 0x60)],
    ['an entry at byte', (metadata) => metadata.writeUInt32LE(metadata.length, ROOT + 16)],
    ['an entry at byte', (metadata) => metadata.writeUInt32LE(1, ROOT + 20)],
    ['expected a multiple of 8', (metadata) => metadata.writeUInt32LE(rootList(metadata) + 4, ROOT + 16)],
  ])('says "%s"', async (message, change) => {
    const sample = plain();
    sample.changeMetadata(change);
    await expectDamaged(sample, message);
  });

  test('says "in a directory inside itself" where a directory is', async () => {
    const sample = plain();
    sample.changeMetadata((metadata) => {
      // "folder" comes after "a.txt".
      const folder = rootList(metadata) + metadata.readUInt32LE(rootList(metadata));
      expect(metadata.readUInt32LE(folder + 8)).toBe(0x10);
      metadata.writeUInt32LE(rootList(metadata), folder + 16);
    });
    await expectDamaged(sample, 'is in two directories, or in a directory inside itself');
  });

  test.each<[string, string, string]>([
    ['..\0', 'a.txt', 'has NUL'],
    ['a/b', 'a.txt', 'has NUL'],
    ['..\\', 'a.txt', 'has NUL'],
  ])('leaves out the name %j and says so', async (name, _, why) => {
    const sample = plain();
    sample.changeMetadata((metadata) => {
      metadata.write(name.padEnd(5, 'x'), rootList(metadata) + 0x66, 'utf16le');
    });
    const { problems, described } = await readAll(sample.write());
    expect([...described.keys()]).toEqual([
      '\\',
      '\\folder',
      '\\folder\\b.txt',
      '\\folder\\linked',
      '\\noise',
      '\\shared',
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ subject: 'image 1', found: expect.stringContaining(why) });
  });

  test.each([['.'], ['..'], ['']])('leaves out the name %j, which is a step of a path', async (name) => {
    const sample = plain();
    sample.changeMetadata((metadata) => {
      metadata.writeUInt16LE(name.length * 2, rootList(metadata) + 0x64);
      metadata.write(`${name}\0`, rootList(metadata) + 0x66, 'utf16le');
    });
    const archive = await openWim(sample.write());
    const image = await archive.openImage(1);
    const names = (await sortedChildren(image, image.root)).map((entry) => entry.name);
    expect(names).toEqual(['folder', 'noise', 'shared']);
    expect(image.problems).toHaveLength(1);
    await archive.close();
  });

  test('leaves out the second of two entries with one name', async () => {
    const sample = plain();
    sample.changeMetadata((metadata) => {
      const where = metadata.indexOf(Buffer.from('shared', 'utf16le'));
      metadata.write('noise', where, 'utf16le');
      metadata.writeUInt16LE(10, where - 2);
    });
    const { described, problems } = await readAll(sample.write());
    expect([...described.keys()]).toContain('\\noise');
    expect([...described.keys()]).not.toContain('\\shared');
    expect(problems[0]!.found).toContain('"noise" has the name of another entry');
  });

  test('links no names whose contents differ, whatever their number says', async () => {
    const sample = plain();
    sample.changeMetadata((metadata) => {
      metadata.writeUInt32LE(1, rootList(metadata) + 0x58);
    });
    const archive = await openWim(sample.write());
    const image = await archive.openImage(1);
    const [a, , , alsoShared] = await sortedChildren(image, image.root);
    expect(a).toMatchObject({ name: 'a.txt', linkGroup: 0 });
    expect(alsoShared!.linkGroup).toBeGreaterThan(0);
    await archive.close();
  });

  test('says so before it is decompressed where it claims to be enormous', async () => {
    const sample = packed();
    sample.bytes.writeUIntLE(2 ** 40, sample.blobTable.offset + 16, 6);
    await expectDamaged(sample, `metadata of image 1: ${2 ** 40} bytes, expected`);
  });
});

describe('a compressed content', () => {
  test('is named where its chunk table lies', async () => {
    const sample = packed();
    const table = sample.blobTable.offset;
    // The entry of a content of several chunks.
    let entry = table + 50;
    while (Number(sample.bytes.readBigUInt64LE(entry + 16)) !== 100_000) entry += 50;
    const { offset } = sample.resource(entry);
    sample.bytes.writeUInt32LE(0xffff_fff0, offset);
    const { problems } = await readAllWithoutTree(sample);
    const name = sample.bytes.subarray(entry + 30, entry + 50).toString('hex');
    expect(problems).toContainEqual({
      subject: `blob ${name}`,
      found: 'a chunk of 4294967280 stored bytes for 32768 bytes of content',
    });
  });
});

describe.each([
  ['plain', plain],
  ['packed', packed],
])('a %s archive', (_, sampleOf) => {
  test('that was cut off anywhere is damaged', async () => {
    const { bytes, blobTable, xml, metadata } = sampleOf();
    const cuts = new Set([
      0,
      1,
      8,
      100,
      207,
      208,
      blobTable.offset - 1,
      blobTable.offset,
      blobTable.offset + 25,
    ]);
    for (const where of [
      metadata.offset + 1,
      xml.offset - 1,
      xml.offset,
      xml.offset + 10,
      xml.offset + xml.size - 2,
    ])
      cuts.add(where);
    for (let cut = 13; cut < bytes.length; cut += Math.ceil(bytes.length / 40)) cuts.add(cut);
    for (const cut of cuts) {
      if (cut >= xml.offset + xml.size) continue;
      writeFileSync(at('cut.wim'), bytes.subarray(0, cut));
      await expect(readAll(at('cut.wim'))).rejects.toMatchObject({ name: 'FactoryError', code: 'damaged' });
    }
  });

  test('with one byte changed gives the right files, a problem, or an error', async () => {
    const original = sampleOf();
    const expected = JSON.stringify([...(await readAll(original.write())).described], bigints);
    const regions = [{ offset: 0, size: 208 }, original.blobTable, original.metadata, original.xml];
    let state = 12_345;
    const next = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const outcomes = { right: 0, problems: 0, errors: 0 };
    for (let round = 0; round < 240; round++) {
      const sample = sampleOf();
      const { offset, size } = regions[round % regions.length]!;
      const where = offset + next(size);
      sample.bytes[where] = sample.bytes[where]! ^ (1 + next(255));
      try {
        const { problems, described } = await readAll(sample.write());
        if (problems.length > 0) outcomes.problems++;
        else {
          outcomes.right++;
          expect(JSON.stringify([...described], bigints)).toBe(expected);
        }
      } catch (error) {
        if (!(error instanceof FactoryError)) throw error;
        outcomes.errors++;
      }
    }
    expect(outcomes.right + outcomes.problems + outcomes.errors).toBe(240);
    expect(outcomes.errors).toBeGreaterThan(60);
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
