/** Images taken out of archives, put together, and captures on a base: judged by wimlib. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import {
  exportImages,
  openWim,
  splitWim,
  verifyWim,
  type ExportOptions,
  type WimArchive,
  type WriteResult,
} from '../../src/wim/index.js';
import { everythingTree, noise, prose } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import { capture, codecPools, image } from '../support/wim.js';
import { wimlibDir } from '../support/wimlib-dir.js';

const at = temporaryFolder();
const pool = codecPools();
const reporter = silentReporter();

const XML =
  '<IMAGE INDEX="1"><NAME>old</NAME><SERVICINGDATA><GDRDUREVISION>7</GDRDUREVISION></SERVICINGDATA>' +
  '<OFTHEIRS key="value">kept</OFTHEIRS></IMAGE>';

function otherTree() {
  return memoryTree({
    'copy of notepad.exe': file(prose(200_001, 3)),
    'own.txt': file(prose(50_000, 21)),
    'own noise.bin': file(noise(1_200_000, 22)),
  });
}

/** Two contents of the trees above, and a new one. */
function nextMonth() {
  return memoryTree({
    'own.txt': file(prose(50_000, 21)),
    'new.bin': file(prose(1_500_000, 31)),
    'big.bin': file(prose(3_000_001, 5)),
  });
}

function hashOf(name: string): string {
  return createHash('sha256').update(readFileSync(name)).digest('hex');
}

async function withArchives<T>(
  files: readonly string[],
  use: (archives: readonly WimArchive[]) => Promise<T>,
): Promise<T> {
  const archives: WimArchive[] = [];
  try {
    for (const name of files) archives.push(await openWim(name));
    return await use(archives);
  } finally {
    for (const archive of archives) await archive.close();
  }
}

/** @param images file, index, and a name where it shall be another */
function take(
  images: readonly (readonly [string, number, string?])[],
  out: string,
  more: Partial<ExportOptions> = {},
): Promise<WriteResult> {
  return withArchives(
    images.map(([name]) => name),
    (archives) =>
      exportImages(out, {
        images: images.map(([, index, name], position) => {
          const archive = archives[position]!;
          return { archive, index, name: name ?? archive.images[index - 1]!.name };
        }),
        level: 'fast',
        pool: pool(2),
        reporter,
        ...more,
      }),
  );
}

function problemsOf(wim: string) {
  return withArchives([wim], async ([archive]) => verifyWim(archive!, { pool: pool(2), reporter }));
}

function imagesOf(wim: string) {
  return withArchives([wim], async ([archive]) => archive!.images);
}

async function storedBlobs(wim: string): Promise<Map<string, string>> {
  const bytes = readFileSync(wim);
  return withArchives([wim], async ([archive]) => {
    const all = [...archive!.blobs].map(({ sha1, offset, storedSize }) => {
      const stored = bytes.subarray(offset, offset + storedSize);
      return [Buffer.from(sha1).toString('hex'), createHash('sha256').update(stored).digest('hex')] as const;
    });
    return new Map(all);
  });
}

/** The `<IMAGE>` element without what must differ. */
function bare(xml: string): string {
  return xml.replace(/INDEX="\d+"/, '').replace(/<NAME>[^<]*<\/NAME>/, '');
}

describe.each(['none', 'xpress', 'lzx'] as const)('out of an archive with compression %s', (compression) => {
  const source = at(`source-${compression}.wim`);
  beforeAll(async () => {
    const images = [image(otherTree(), 'other'), image(everythingTree(), 'everything', { xml: XML })];
    await capture(source, [], { compression, pool: pool(2), images, bootIndex: 2 });
  });

  testWith(['wimlib-imagex'], 'an image is exported with its bytes, its metadata and its XML', async () => {
    const out = at(`out-${compression}.wim`);
    const result = await take([[source, 2]], out);
    expect(result).toMatchObject({
      compression,
      imageCount: 1,
      bootIndex: 1,
      copiedBytes: result.storedBytes,
    });
    await runPeer('wimlib-imagex', ['verify', out]);
    expect(await problemsOf(out)).toEqual([]);
    expect(await wimlibDir(out, 1)).toEqual(await wimlibDir(source, 2));
    const [before, after] = [(await imagesOf(source))[1]!, (await imagesOf(out))[0]!];
    expect(after).toMatchObject({ index: 1, name: 'everything' });
    expect(bare(after.xml)).toBe(bare(before.xml));
    expect(after.xml).toContain('<OFTHEIRS key="value">kept</OFTHEIRS>');
    const [inSource, inOut] = [await storedBlobs(source), await storedBlobs(out)];
    expect(inOut.size).toBe(inSource.size - 2);
    for (const [sha1, stored] of inOut) expect(inSource.get(sha1)).toBe(stored);
  });

  testWith(
    ['wimlib-imagex'],
    'an image that wimlib exported is exported by us, and the other way',
    async () => {
      const [theirs, ours, back] = ['theirs', 'ours', 'back'].map((name) => at(`${name}-${compression}.wim`));
      await runPeer('wimlib-imagex', ['export', source, '2', theirs!]);
      await take([[theirs!, 1]], ours!);
      await runPeer('wimlib-imagex', ['export', ours!, '1', back!]);
      await runPeer('wimlib-imagex', ['verify', back!]);
      for (const wim of [theirs, ours, back])
        expect(await wimlibDir(wim!, 1)).toEqual(await wimlibDir(source, 2));
      expect(await storedBlobs(ours!)).toEqual(await storedBlobs(theirs!));
    },
  );

  testWith(['wimlib-imagex'], 'an image is compressed anew in another way, checked on the way', async () => {
    const other = compression === 'xpress' ? 'lzx' : 'xpress';
    const out = at(`other-of-${compression}.wim`);
    const result = await take([[source, 2]], out, { compression: other });
    expect(result).toMatchObject({ compression: other, copiedBytes: 0 });
    await runPeer('wimlib-imagex', ['verify', out]);
    expect(await wimlibDir(out, 1)).toEqual(await wimlibDir(source, 2));
    const bytes = readFileSync(source);
    await withArchives([source], async ([archive]) => {
      const blob = [...archive!.blobs].find(({ size }) => size === 2_500_000)!;
      bytes[blob.offset + blob.storedSize - 1]! ^= 1;
    });
    writeFileSync(at('damaged.wim'), bytes);
    await expect(take([[at('damaged.wim'), 2]], out, { compression: other })).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/damaged\.wim: blob [0-9a-f]{40}/),
    });
  });

  testWith(['wimlib-imagex'], 'images are added to an archive under other names', async () => {
    const out = at(`added-${compression}.wim`);
    await take([[source, 1]], out);
    const { images } = await take([[source, 2, 'renamed']], out, { append: true });
    expect(images).toMatchObject([{ index: 2, name: 'renamed' }]);
    await runPeer('wimlib-imagex', ['verify', out]);
    expect(await wimlibDir(out, 1)).toEqual(await wimlibDir(source, 1));
    expect(await wimlibDir(out, 2)).toEqual(await wimlibDir(source, 2));
    expect((await imagesOf(out)).map(({ name }) => name)).toEqual(['other', 'renamed']);
    expect((await storedBlobs(out)).size).toBe((await storedBlobs(source)).size);
  });

  test('an image of a split set is what the image of the whole is', async () => {
    const first = at(`set-${compression}`, 'x.swm');
    await withArchives([source], ([archive]) => splitWim(archive!, first, { size: 1 << 20, reporter }));
    await take([[first, 2]], at('of-set.wim'));
    await take([[source, 2]], at('of-whole.wim'));
    expect(hashOf(at('of-set.wim'))).toBe(hashOf(at('of-whole.wim')));
  });
});

describe('images of several archives', () => {
  const [a, b, c] = ['a.wim', 'b.wim', 'c.wim'].map((name) => at(name)) as [string, string, string];
  beforeAll(async () => {
    await capture(a, [], { compression: 'lzx', pool: pool(2), images: [image(everythingTree(), 'A')] });
    const ofB = [image(otherTree(), 'B'), image(everythingTree(), 'B 2')];
    await capture(b, [], { compression: 'lzx', pool: pool(2), images: ofB, bootIndex: 1 });
    await capture(c, [], { compression: 'xpress', pool: pool(2), images: [image(otherTree(), 'a')] });
  });

  testWith(['wimlib-imagex'], 'are one archive that has each content once', async () => {
    const out = at('merged.wim');
    const result = await take(
      [
        [a, 1],
        [b, 1],
        [b, 2],
      ],
      out,
    );
    expect(result).toMatchObject({ imageCount: 3, bootIndex: 2, copiedBytes: result.storedBytes });
    await runPeer('wimlib-imagex', ['verify', out]);
    expect(await problemsOf(out)).toEqual([]);
    expect(await wimlibDir(out, 1)).toEqual(await wimlibDir(a, 1));
    expect(await wimlibDir(out, 2)).toEqual(await wimlibDir(b, 1));
    expect(await wimlibDir(out, 3)).toEqual(await wimlibDir(b, 2));
    const [inA, inB, all] = [await storedBlobs(a), await storedBlobs(b), await storedBlobs(out)];
    expect(all.size).toBe(new Set([...inA.keys(), ...inB.keys()]).size);
    await take(
      [
        [a, 1],
        [b, 1],
        [b, 2],
      ],
      at('again.wim'),
      { pool: pool(4) },
    );
    expect(hashOf(at('again.wim'))).toBe(hashOf(out));
  });

  test('are compressed anew where their archive compresses in another way', async () => {
    const { copiedBytes, storedBytes, compression } = await take(
      [
        [b, 1],
        [c, 1],
      ],
      at('mixed.wim'),
    );
    // All that c has is in b.
    expect([compression, copiedBytes]).toEqual(['lzx', storedBytes]);
    const mixed = await take(
      [
        [c, 1],
        [b, 2],
      ],
      at('mixed.wim'),
    );
    expect(mixed.compression).toBe('xpress');
    expect(mixed.copiedBytes).toBeGreaterThan(0);
    expect(mixed.copiedBytes).toBeLessThan(mixed.storedBytes);
    expect(await problemsOf(at('mixed.wim'))).toEqual([]);
  });

  test('whose names are the same but for case are refused by name', async () => {
    await expect(
      take(
        [
          [a, 1],
          [c, 1],
        ],
        at('clash.wim'),
      ),
    ).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining('an image named "a" already'),
    });
  });

  test('are not written over one of them', async () => {
    const before = hashOf(b);
    await expect(
      take(
        [
          [a, 1],
          [b, 1],
        ],
        b,
      ),
    ).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('is what is read and what would be written'),
    });
    expect(hashOf(b)).toBe(before);
  });
});

describe('a capture on a base', () => {
  test.each(['none', 'xpress', 'lzx'] as const)(
    'of our own gives the bytes of one without (%s)',
    async (compression) => {
      const [base, plain, based] = ['base', 'plain', 'based'].map((name) => at(`${name}-${compression}.wim`));
      await capture(base!, [everythingTree(), otherTree()], { compression, pool: pool(2) });
      const without = await capture(plain!, [nextMonth()], { compression, pool: pool(2) });
      const result = await withArchives([base!], (archives) =>
        capture(based!, [nextMonth()], { compression, pool: pool(2), base: archives }),
      );
      expect(hashOf(based!)).toBe(hashOf(plain!));
      expect(without.copiedBytes).toBe(0);
      const copied = result.blobs.filter(({ size }) => size !== 1_500_000);
      expect(copied).toHaveLength(2);
      expect(result.copiedBytes).toBe(copied.reduce((sum, { storedSize }) => sum + storedSize, 0));
    },
  );

  testWith(
    ['wimlib-imagex'],
    'that wimlib made copies what wimlib compressed, and is a whole archive',
    async () => {
      const ours = at('for-wimlib.wim');
      await capture(ours, [everythingTree(), otherTree()], { compression: 'lzx', pool: pool(2) });
      const theirs = at('by-wimlib.wim');
      await runPeer('wimlib-imagex', ['export', ours, 'all', theirs, '--recompress', '--compress=lzx:80']);
      const based = at('on-wimlib.wim');
      await withArchives([theirs], (archives) =>
        capture(based, [nextMonth()], { compression: 'lzx', pool: pool(2), base: archives }),
      );
      await runPeer('wimlib-imagex', ['verify', based]);
      const [inBase, inOurs, inNew] = [
        await storedBlobs(theirs),
        await storedBlobs(ours),
        await storedBlobs(based),
      ];
      const copied = [...inNew].filter(([sha1]) => inBase.has(sha1));
      expect(copied).toHaveLength(2);
      for (const [sha1, stored] of copied)
        expect([stored, stored === inOurs.get(sha1)]).toEqual([inBase.get(sha1), false]);
    },
  );

  test('that compresses in another way is told, and not used', async () => {
    const base = at('other-kind.wim');
    await capture(base, [nextMonth()], { compression: 'xpress', pool: pool(2) });
    const kept = keepingReporter();
    const result = await withArchives([base], (archives) =>
      capture(at('not-used.wim'), [nextMonth()], {
        compression: 'lzx',
        pool: pool(2),
        base: archives,
        reporter: kept,
      }),
    );
    expect(result.copiedBytes).toBe(0);
    expect(kept.warnings).toEqual([
      `${base}: nothing of it is copied, for it has compression xpress in chunks of 32768 bytes, unlike the archive that is written`,
    ]);
  });

  test('is not written over the base', async () => {
    const base = at('over.wim');
    await capture(base, [nextMonth()], { compression: 'xpress', pool: pool(2) });
    await withArchives([base], async (archives) => {
      const work = capture(base, [otherTree()], { compression: 'xpress', pool: pool(2), base: archives });
      await expect(work).rejects.toMatchObject({ code: 'usage' });
    });
  });
});
