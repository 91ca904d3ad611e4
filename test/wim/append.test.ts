/** Adding images to an archive, ours and wimlib's, and wimlib working on what we wrote. */

import { afterEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import { openWim, verifyWim, writeWim, type WriteResult } from '../../src/wim/index.js';
import { descriptor, everythingTree, noise, prose } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools, describeTree, image } from '../support/wim.js';

const at = temporaryFolder();
const pool = codecPools();
const reporter = silentReporter();

const first = memoryTree({ 'a.txt': file('a'), common: file(prose(90_000)), big: file(prose(1_500_000, 2)) });
const second = memoryTree({
  'b.txt': file('b'),
  common: file(prose(90_000)),
  large: file(prose(1_500_000, 2)),
});

afterEach(() => {
  const leftovers = readdirSync(at()).filter((name) => name.endsWith('.partial'));
  expect(leftovers).toEqual([]);
});

async function append(path: string, name: string, tree = second): Promise<WriteResult> {
  return capture(path, [], { append: true, pool: pool(2), images: [image(tree, name)] });
}

async function problems(path: string) {
  const archive = await openWim(path);
  const found = await verifyWim(archive, { pool: pool(2), reporter });
  await archive.close();
  return found;
}

describe.each(['none', 'xpress', 'lzx'] as const)('an archive with compression %s', (compression) => {
  testWith(['wimlib-imagex'], 'takes images twice, and stores only what is new', async () => {
    const wim = at(`twice-${compression}.wim`);
    const base = await capture(wim, [first], { compression, pool: pool(2) });
    const one = await append(wim, 'two');
    const two = await append(wim, 'three', everythingTree());
    expect(one.blobs).toHaveLength(base.blobs.length + 1);
    expect(one.blobs.slice(0, -1)).toEqual(
      base.blobs.map((blob) => ({ ...blob, refs: blob.size > 1 ? 2 : 1 })),
    );
    expect(one.images).toMatchObject([{ index: 2, name: 'two', files: 3, bytes: 1_590_001 }]);
    expect(two).toMatchObject({ imageCount: 3, compression });
    expect(two.guid).not.toBe(one.guid);
    await runPeer('wimlib-imagex', ['verify', wim]);
    expect(await problems(wim)).toEqual([]);
    const archive = await openWim(wim);
    expect(archive.images.map(({ index, name }) => [index, name])).toEqual([
      [1, 'image'],
      [2, 'two'],
      [3, 'three'],
    ]);
    const names = [...(await describeTree(await archive.openImage(2))).keys()];
    expect(names).toEqual(['\\', '\\b.txt', '\\common', '\\large']);
    await archive.close();
  });

  testWith(['wimlib-imagex'], 'made by wimlib takes an image of ours', async () => {
    const wim = at(`wimlib-${compression}.wim`);
    const seed = at(`seed-${compression}.wim`);
    await capture(seed, [first], { compression, pool: pool(2) });
    await runPeer('wimlib-imagex', ['apply', seed, '1', at(`tree-${compression}`)]);
    const args = [
      'capture',
      at(`tree-${compression}`),
      wim,
      'theirs',
      `--compress=${compression}`,
      '--check',
    ];
    await runPeer('wimlib-imagex', args);
    const added = await append(wim, 'ours');
    expect(added.blobs).toHaveLength(4);
    await runPeer('wimlib-imagex', ['verify', wim]);
    const archive = await openWim(wim);
    expect([...(await describeTree(await archive.openImage(1))).keys()]).toEqual([
      '\\',
      '\\a.txt',
      '\\big',
      '\\common',
    ]);
    expect([...(await describeTree(await archive.openImage(2))).keys()]).toEqual([
      '\\',
      '\\b.txt',
      '\\common',
      '\\large',
    ]);
    await archive.close();
  });

  testWith(['wimlib-imagex'], 'is appended to, exported and optimized by wimlib', async () => {
    const wim = at(`theirs-${compression}.wim`);
    const exported = at(`exported-${compression}.wim`);
    await capture(wim, [everythingTree(), first], { compression, pool: pool(2) });
    await runPeer('wimlib-imagex', ['apply', wim, '2', at(`applied-${compression}`)]);
    await runPeer('wimlib-imagex', ['append', at(`applied-${compression}`), wim, 'appended']);
    await runPeer('wimlib-imagex', ['optimize', wim, '--recompress']);
    await runPeer('wimlib-imagex', ['export', wim, 'all', exported]);
    expect(await problems(wim)).toEqual([]);
    expect(await problems(exported)).toEqual([]);
    const archive = await openWim(exported);
    expect(archive.images.map(({ name }) => name)).toEqual(['image', 'image 2', 'appended']);
    const [ours, expected] = [await describeTree(await archive.openImage(1)), everythingTree()];
    expect([...ours.keys()]).toEqual([...(await describeTree(expected)).keys()]);
    await archive.close();
  });
});

describe('adding to an archive', () => {
  test('keeps the archive as it is when it fails', async () => {
    const wim = at('kept.wim');
    await capture(wim, [first], { compression: 'lzx', pool: pool(2) });
    const before = readFileSync(wim);
    const broken = memoryTree({ bad: file({ size: 10, read: () => failing() }) });
    await expect(append(wim, 'broken', broken)).rejects.toMatchObject({
      message: `${wim}: the disk went away`,
    });
    expect(readFileSync(wim).equals(before)).toBe(true);
  });

  test('gives the same bytes again from the same archive', async () => {
    const [one, two] = [at('same-1.wim'), at('same-2.wim')];
    for (const wim of [one, two]) {
      await capture(wim, [first], { compression: 'xpress', pool: pool(2) });
      await append(wim, 'added');
    }
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  test('keeps what the XML says that we do not know of', async () => {
    const wim = at('xml.wim');
    const xml =
      '<IMAGE INDEX="1"><KEYS>1</KEYS><WINDOWS><SERVICINGDATA><GDRDUREVISION>1</GDRDUREVISION></SERVICINGDATA></WINDOWS></IMAGE>';
    const images = [image(first, 'one', { xml })];
    await capture(wim, [], { compression: 'none', pool: pool(1), images });
    await append(wim, 'two');
    const archive = await openWim(wim);
    expect(archive.images[0]!.xml).toContain('<KEYS>1</KEYS>');
    expect(archive.images[0]!.xml).toContain(
      '<SERVICINGDATA><GDRDUREVISION>1</GDRDUREVISION></SERVICINGDATA>',
    );
    expect(archive.images[1]!.xml).not.toContain('KEYS');
    await archive.close();
  });

  test('takes an image of its own, whose reader is told before the archive is replaced', async () => {
    const wim = at('itself.wim');
    await capture(wim, [first], { pool: pool(2) });
    const before = readFileSync(wim);
    const source = await openWim(wim);
    const seen: boolean[] = [];
    await capture(wim, [], {
      append: true,
      pool: pool(2),
      images: [image(await source.openImage(1), 'again')],
      beforeReplace: async () => {
        seen.push(readFileSync(wim).equals(before));
        await source.close();
      },
    });
    expect(seen).toEqual([true]);
    expect(await problems(wim)).toEqual([]);
  });

  test('refuses another compression, a name that is taken, and what is not there', async () => {
    const wim = at('refused.wim');
    await capture(wim, [first], { compression: 'lzx', pool: pool(2) });
    const options = { append: true, pool: pool(2), reporter };
    await expect(capture(wim, [second], { ...options, compression: 'xpress' })).rejects.toMatchObject({
      code: 'exists',
      message: `${wim}: an image named "image" already. Choose another name.`,
    });
    const images = [image(second, 'other')];
    await expect(capture(wim, [], { ...options, images, compression: 'xpress' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('compression xpress asked for an archive that has lzx, expected lzx'),
    });
    await expect(append(at('nowhere.wim'), 'x')).rejects.toMatchObject({ code: 'not-found' });
  });
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(5);
  await Promise.resolve();
  throw new Error('the disk went away');
}

describe('contents that are compressed already', () => {
  test('are copied from a base, byte for byte, and the rest is compressed', async () => {
    const wim = at('base.wim');
    const base = await capture(wim, [everythingTree()], {
      compression: 'xpress',
      level: 'best',
      pool: pool(2),
    });
    const archive = await openWim(wim);
    const changed = memoryTree({ ...nodes(), new: file(prose(80_000, 99)) });
    const options = { compression: 'xpress', level: 'fast', pool: pool(2) } as const;
    const next = await capture(at('next.wim'), [changed], { ...options, base: [archive] });
    const copied = next.blobs.filter(({ sha1 }) => archive.findBlob(sha1) !== null);
    expect(next.blobs.length - copied.length).toBe(1);
    expect(next.copiedBytes).toBe(copied.reduce((sum, { storedSize }) => sum + storedSize, 0));
    expect(next.copiedBytes).toBeGreaterThan(base.storedBytes / 4);
    const bytes = readFileSync(at('next.wim'));
    const original = readFileSync(wim);
    for (const { sha1, offset, storedSize } of copied) {
      const from = archive.findBlob(sha1)!;
      expect(bytes.subarray(offset, offset + storedSize)).toEqual(
        original.subarray(from.offset, from.offset + storedSize),
      );
    }
    expect(await problems(at('next.wim'))).toEqual([]);
    await archive.close();
  });

  test('of an image are copied when the image is captured again, with all that its XML says', async () => {
    const wim = at('image.wim');
    const xml = '<IMAGE><DISPLAYNAME>Windows 11</DISPLAYNAME><UNKNOWN A="b"/></IMAGE>';
    const written = await capture(wim, [], {
      compression: 'xpress',
      pool: pool(2),
      images: [image(everythingTree(), 'source', { xml, description: 'about' })],
    });
    const archive = await openWim(wim);
    const tree = await archive.openImage(1);
    const again = await capture(at('again.wim'), [tree], { compression: 'xpress', pool: pool(2) });
    expect(again.copiedBytes).toBe(written.storedBytes);
    expect(again.blobs.map(({ sha1 }) => sha1)).toEqual(written.blobs.map(({ sha1 }) => sha1));
    const recompressed = await capture(at('lzx.wim'), [tree], { compression: 'lzx', pool: pool(2) });
    expect(recompressed).toMatchObject({ copiedBytes: 0, uniqueBytes: written.uniqueBytes });
    for (const name of ['again.wim', 'lzx.wim']) {
      const copy = await openWim(at(name));
      expect(await describeTree(await copy.openImage(1))).toEqual(await describeTree(tree));
      expect(copy.images[0]).toMatchObject({
        name: 'image',
        description: 'about',
        displayName: 'Windows 11',
      });
      expect(copy.images[0]!.xml).toContain('<UNKNOWN A="b"/>');
      await copy.close();
    }
    await archive.close();
  });

  test('are not taken from an archive that compresses in another way', async () => {
    const wim = at('other.wim');
    await capture(wim, [first], { compression: 'xpress', pool: pool(2) });
    const archive = await openWim(wim);
    const written = await capture(at('lzx2.wim'), [first], {
      compression: 'lzx',
      pool: pool(2),
      base: [archive],
    });
    expect(written.copiedBytes).toBe(0);
    await archive.close();
  });
});

describe('a file that changes while it is read', () => {
  test.each([
    ['a small file that grew', memoryTree({ log: file({ size: 10, read: changing([12]).read }) })],
    ['a small file that shrank', memoryTree({ log: file({ size: 10, read: changing([8]).read }) })],
    [
      'a large file whose bytes are others the second time',
      memoryTree({ log: file(changing([2_000_000])), same: file(noise(2_000_000, 50)) }),
    ],
  ])('%s ends the capture by name', async (_, tree) => {
    await expect(
      capture(at('changing.wim'), [tree], { compression: 'none', pool: pool(1) }),
    ).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('memory: \\log: its content changed while it was read'),
    });
    expect(readdirSync(at())).not.toContain('changing.wim');
  });
});

function nodes() {
  return {
    folder: directory({ noise: file(noise(100_000)) }, { security: descriptor(544) }),
    big: file(prose(3_000_001, 5)),
    middle: file(prose(200_001, 3)),
  };
}

/** A content that is another each time it is read. */
function changing(sizes: readonly number[]) {
  let reads = 0;
  const read = async function* () {
    await Promise.resolve();
    yield noise(sizes[Math.min(reads, sizes.length - 1)]!, ++reads);
  };
  return { size: sizes[0]!, read };
}

test('images that open late make the same archive, and never two of them are open', async () => {
  const options = { pool: pool(2), reporter, compression: 'lzx' } as const;
  const images = [image(first, 'one'), image(second, 'two'), image(everythingTree(), 'three')];
  await writeWim(at('at-once.wim'), { ...options, images });
  const opened: string[] = [];
  const late = images.map((source) => ({
    name: source.name,
    open() {
      opened.push(`open ${source.name}`);
      const close = () => Promise.resolve(void opened.push(`close ${source.name}`));
      return Promise.resolve({ source, close });
    },
  }));
  await writeWim(at('late.wim'), { ...options, images: late });
  expect(readFileSync(at('late.wim'))).toEqual(readFileSync(at('at-once.wim')));
  expect(opened).toEqual(['one', 'two', 'three'].flatMap((name) => [`open ${name}`, `close ${name}`]));
  const bad = { name: 'one', open: () => Promise.reject(new Error('no disk')) };
  await expect(writeWim(at('bad.wim'), { ...options, images: [bad] })).rejects.toThrow('no disk');
  const twins = [late[0], late[0]].filter((one) => one !== undefined);
  await expect(writeWim(at('bad.wim'), { ...options, images: twins })).rejects.toThrow('named "one" already');
  expect(existsSync(at('bad.wim'))).toBe(false);
});
