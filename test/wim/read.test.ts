/** We read what wimlib writes, and name what we do not read yet. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, linkSync, symlinkSync, writeFileSync, readFileSync, statSync } from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import { find, unnamedStream } from '../../src/tree/index.js';
import { RESOURCE_FLAG, openWim, verifyWim } from '../../src/wim/index.js';
import { everythingTree, noise, prose } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools, contentOf, describeTree } from '../support/wim.js';

const at = temporaryFolder();
const pool = codecPools();
const reporter = silentReporter();
const contents: Record<string, Uint8Array> = {
  'small.txt': Buffer.from('small'),
  'exactly a chunk': prose(32_768, 1),
  'a chunk and a byte': prose(32_769, 2),
  'many chunks': prose(3_000_003, 3),
  'does not compress': noise(1_300_000, 4),
  zeros: new Uint8Array(1 << 20),
  empty: new Uint8Array(0),
};
const source = at('source');

beforeAll(() => {
  mkdirSync(`${source}/sub/deep`, { recursive: true });
  for (const [name, bytes] of Object.entries(contents)) writeFileSync(`${source}/sub/${name}`, bytes);
  linkSync(`${source}/sub/small.txt`, `${source}/sub/deep/linked.txt`);
  symlinkSync('small.txt', `${source}/sub/symbolic`);
});

async function wimlibCapture(name: string, ...options: string[]): Promise<string> {
  await runPeer('wimlib-imagex', ['capture', source, at(name), 'first', 'about it', ...options]);
  return at(name);
}

async function expectContents(path: string, index = 1): Promise<void> {
  const archive = await openWim(path);
  const tree = await archive.openImage(index);
  for (const [name, bytes] of Object.entries(contents)) {
    const { entry } = await find(tree, `\\sub\\${name}`);
    expect((await contentOf(tree, entry)).equals(bytes)).toBe(true);
    expect(unnamedStream(entry)!.size).toBe(bytes.length);
  }
  const linked = (await find(tree, '\\SUB\\deep\\LINKED.txt')).entry;
  const small = (await find(tree, '\\sub\\small.txt')).entry;
  expect(linked.linkGroup).toBeGreaterThan(0);
  expect(linked.linkGroup).toBe(small.linkGroup);
  expect(linked.streams).toBe(small.streams);
  expect((await find(tree, '\\sub\\symbolic')).entry.reparse).toMatchObject({
    tag: 0xa000000c,
    notFixed: true,
  });
  expect(await verifyWim(archive, { pool: pool(2), reporter })).toEqual([]);
  await archive.close();
}

describe('what wimlib writes', () => {
  const CHUNKS = [
    ['none', undefined],
    ...['4K', '8K', '16K', '32K', '64K'].map((size) => ['xpress', size] as const),
    ...['32K', '64K', '1M', '2M'].map((size) => ['lzx', size] as const),
  ] as const;
  for (const [compression, chunk] of CHUNKS) {
    testWith(
      ['wimlib-imagex'],
      `is read with compression ${compression} and chunks of ${chunk ?? 'nothing'}`,
      async () => {
        const size = chunk === undefined ? [] : [`--chunk-size=${chunk}`];
        const wim = await wimlibCapture(
          `${compression}-${chunk}.wim`,
          `--compress=${compression}`,
          '--check',
          ...size,
        );
        await expectContents(wim);
      },
    );
  }

  testWith(
    ['wimlib-imagex'],
    'is read with several images, and each is found by number and by name',
    async () => {
      const wim = await wimlibCapture('several.wim', '--boot');
      await runPeer('wimlib-imagex', [
        'append',
        `${source}/sub`,
        wim,
        'Second',
        '',
        '--image-property',
        'FLAGS=Core',
      ]);
      await expectContents(wim);
      const archive = await openWim(wim);
      expect(archive.bootIndex).toBe(1);
      expect(archive.selectImage('2').name).toBe('Second');
      expect(archive.selectImage('second')).toMatchObject({
        index: 2,
        flags: 'Core',
        description: '',
        directories: 2,
      });
      expect(archive.selectImage('FIRST')).toMatchObject({ index: 1, description: 'about it', files: 9 });
      expect(() => archive.selectImage('third')).toThrow(
        `${wim}: no image "third", expected one of 1 "first", 2 "Second"`,
      );
      expect([...(await describeTree(await archive.openImage(2))).keys()]).toContain('\\deep\\linked.txt');
      const header = await runPeer('wimlib-imagex', ['info', wim, '--header']);
      const guid = Buffer.from(/GUID\s+= ([0-9a-f]+)/.exec(header)![1]!, 'hex');
      expect(Buffer.from(archive.header.guid).equals(guid)).toBe(true);
      await archive.close();
    },
  );

  testWith(
    ['wimlib-imagex'],
    'is read when it was optimized, and when contents were removed from it',
    async () => {
      const wim = await wimlibCapture('changed.wim');
      await runPeer('wimlib-imagex', ['append', source, wim, 'Second']);
      await runPeer('wimlib-imagex', ['delete', wim, '1', '--soft']);
      await expectContents(wim);
      await runPeer('wimlib-imagex', ['optimize', wim]);
      await expectContents(wim);
    },
  );
});

describe('what we do not decode yet', () => {
  testWith(['wimlib-imagex'], 'LZMS is named, and header and XML are read', async () => {
    const archive = await openWim(await wimlibCapture('lzms.wim', '--compress=LZMS'));
    expect(archive).toMatchObject({ compression: 'lzms', version: 0xe00, imageCount: 1 });
    expect(archive.images[0]).toMatchObject({ name: 'first', files: 9 });
    await expect(archive.openImage(1)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('metadata of image 1: is compressed with LZMS, which is not read yet'),
    });
    await expect(verifyWim(archive, { pool: pool(2), reporter })).rejects.toMatchObject({
      code: 'unsupported',
    });
    await archive.close();
  });

  testWith(['wimlib-imagex'], 'solid resources are named, and the contents in them are listed', async () => {
    const archive = await openWim(
      await wimlibCapture('solid.esd', '--solid', '--solid-compress=LZX', '--compress=LZX'),
    );
    expect(archive).toMatchObject({ version: 0xe00, imageCount: 1 });
    const solid = [...archive.blobs].find(({ flags }) => (flags & RESOURCE_FLAG.SOLID) !== 0)!;
    expect(archive.blobCount).toBe(7);
    expect([...archive.blobs].map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([
      5,
      52,
      32_768,
      32_769,
      1 << 20,
      1_300_000,
      3_000_003,
    ]);
    await expect(archive.readBlob(solid).next()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('is in a solid resource, which is not read yet'),
    });
    await archive.close();
  });

  testWith(
    ['wimlib-imagex'],
    'a later part of a split set is read by itself, and has no images',
    async () => {
      const wim = await wimlibCapture('whole.wim', '--compress=none');
      await runPeer('wimlib-imagex', ['split', wim, at('part.swm'), '1']);
      const second = await openWim(at('part2.swm'));
      expect(second).toMatchObject({ part: 2, imageCount: 1 });
      expect(second.images[0]!.name).toBe('first');
      await expect(second.openImage(1)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining(`metadata of image 1: not in part 2 of ${second.parts}`),
      });
      await second.close();
    },
  );

  testWith(['wimlib-imagex'], 'a pipable archive is named', async () => {
    const wim = await wimlibCapture('pipable.wim', '--pipable');
    await expect(openWim(wim)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('a pipable archive, which only wimlib reads'),
    });
  });

  testWith(['wimlib-imagex'], 'a delta archive is named when an image of it is opened', async () => {
    const base = await wimlibCapture('delta-base.wim');
    writeFileSync(`${source}/added`, 'added');
    await runPeer('wimlib-imagex', ['capture', source, at('delta.wim'), `--delta-from=${base}`]);
    const archive = await openWim(at('delta.wim'));
    await expect(archive.openImage(1)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('contents that its files refer to are not in the archive'),
    });
    await archive.close();
  });

  test('an encrypted ESD is named when an image of it is opened', async () => {
    const wim = at('encrypted.esd');
    const images = [{ tree: everythingTree(), name: 'image', windows: null, created: 0n }];
    await capture(wim, [], { compression: 'none', pool: pool(1), images });
    const bytes = readFileSync(wim);
    const mark = Buffer.from('<TOTALBYTES>', 'utf16le');
    const text = bytes.indexOf(mark);
    const xml = bytes.subarray(text).toString('utf16le');
    // The same length: the number of bytes gives way to the mark.
    const total = /<TOTALBYTES>(\d+)<\/TOTALBYTES>/.exec(xml)![0];
    const padded = '<ESD><ENCRYPTED/></ESD>'.padEnd(total.length, ' ');
    expect(padded).toHaveLength(total.length);
    bytes.write(padded, text, 'utf16le');
    writeFileSync(wim, bytes);
    const archive = await openWim(wim);
    expect(archive.encrypted).toBe(true);
    await expect(archive.openImage(1)).rejects.toMatchObject({
      code: 'encrypted',
      message: expect.stringContaining('an encrypted ESD'),
    });
    await archive.close();
  });
});

test('a volume of our own has extended attributes after wimlib rewrote its metadata', async () => {
  const attributes = [
    { name: 'LXUID', flags: 0, value: new Uint8Array([1, 2, 3, 4]) },
    { name: '$KERNEL.PURGE.ESBCACHE', flags: 0x80, value: new Uint8Array(60).fill(7) },
  ];
  const tree = memoryTree({
    file: file('x', { extendedAttributes: attributes, objectId: new Uint8Array(64).fill(5) }),
  });
  await capture(at('attributes.wim'), [tree], { compression: 'lzx', pool: pool(1) });
  const archive = await openWim(at('attributes.wim'));
  const { entry } = await find(await archive.openImage(1), '\\file');
  expect(entry.extendedAttributes.map((one) => ({ ...one, value: new Uint8Array(one.value) }))).toEqual(
    attributes,
  );
  await archive.close();
});

testWith(
  ['wimlib-imagex'],
  'wimlib keeps our object IDs and extended attributes when it rewrites metadata',
  async () => {
    const wim = at('attributes.wim');
    const before = statSync(wim).size;
    await runPeer('wimlib-imagex', [
      'update',
      wim,
      '1',
      '--command',
      `add '${source}/sub/small.txt' '/new.txt'`,
    ]);
    expect(statSync(wim).size).not.toBe(before);
    const archive = await openWim(wim);
    const { entry } = await find(await archive.openImage(1), '\\file');
    expect(entry.objectId).toHaveLength(64);
    expect(entry.extendedAttributes.map(({ name, flags, value }) => [name, flags, value.length])).toEqual([
      ['LXUID', 0, 4],
      ['$KERNEL.PURGE.ESBCACHE', 0x80, 60],
    ]);
    await archive.close();
  },
);
