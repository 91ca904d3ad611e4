/** Split sets: ours judged by wimlib, wimlib's read by us, joined by both; and files that are no set. */

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import {
  HEADER_FLAG,
  joinWim,
  openParts,
  openWim,
  splitWim,
  verifyWim,
  type SplitResult,
  type WimArchive,
} from '../../src/wim/index.js';
import { everythingTree, noise } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools, describeTree } from '../support/wim.js';
import { wimlibDir } from '../support/wimlib-dir.js';

const at = temporaryFolder();
const pool = codecPools();
const reporter = silentReporter();
const MIB = 1 << 20;

/** Forty contents of 20 to 300 KB, which take as many bytes with every compression. */
function noisyTree() {
  const files = Array.from({ length: 40 }, (_, index) => {
    return [`noise ${index}.bin`, file(noise(20_000 + index * 7_000, index + 1))] as const;
  });
  return memoryTree({ folder: directory(Object.fromEntries(files)), 'again.bin': file(noise(41_000, 4)) });
}

async function withArchive<T>(
  opened: Promise<WimArchive>,
  use: (archive: WimArchive) => Promise<T>,
): Promise<T> {
  const archive = await opened;
  try {
    return await use(archive);
  } finally {
    await archive.close();
  }
}

function split(wim: string, first: string, size = MIB): Promise<SplitResult> {
  return withArchive(openWim(wim), (archive) => splitWim(archive, first, { size, reporter }));
}

function join(opened: Promise<WimArchive>, out: string) {
  return withArchive(opened, (archive) => joinWim(archive, out, { reporter }));
}

function problemsOf(wim: string) {
  return withArchive(openWim(wim), (archive) => verifyWim(archive, { pool: pool(2), reporter }));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** A fresh folder of that name. */
function folder(name: string): (file: string) => string {
  mkdirSync(at(name));
  return (inside) => at(name, inside);
}

describe.each(['none', 'xpress', 'lzx'] as const)(
  'a set made of an archive with compression %s',
  (compression) => {
    const whole = at(`${compression}.wim`);
    const inSet = folder(`set-${compression}`);
    const first = inSet('install.swm');
    let parts: SplitResult['parts'];

    beforeAll(async () => {
      await capture(whole, [everythingTree(), noisyTree()], { compression, pool: pool(2), bootIndex: 2 });
      ({ parts } = await split(whole, first));
    });

    test('has standard names and keeps the limit, but for contents that are larger', () => {
      expect(parts.length).toBeGreaterThan(8);
      const names = parts.map((_, index) => (index === 0 ? 'install.swm' : `install${index + 1}.swm`));
      expect(parts.map(({ path }) => path)).toEqual(names.map((name) => inSet(name)));
      expect(readdirSync(inSet('.')).toSorted()).toEqual(names.toSorted());
      for (const { path, size, tooLarge } of parts) {
        expect(statSync(path).size).toBe(size);
        expect(size > MIB).toBe(tooLarge !== null);
      }
      const large = parts.filter(({ tooLarge }) => tooLarge !== null);
      expect(large.map(({ tooLarge }) => tooLarge)).toEqual(
        expect.arrayContaining([['\\Windows\\almost noise.bin'], ['\\Windows\\big noise.bin']]),
      );
      expect(large.map(({ contents }) => contents)).toEqual(large.map(() => 1));
    });

    test('has parts that say which they are, and share the GUID', async () => {
      await withArchive(openWim(first), async (set) => {
        expect(set.members).toHaveLength(parts.length);
        for (const [index, part] of set.members.entries()) {
          expect(part).toMatchObject({
            guid: set.guid,
            part: index + 1,
            parts: parts.length,
            imageCount: 2,
            blobCount: parts[index]!.contents,
            bootIndex: index === 0 ? 2 : 0,
            integrity: true,
          });
          expect(part.metadata).toHaveLength(index === 0 ? 2 : 0);
          expect(part.flags & HEADER_FLAG.SPANNED).toBe(HEADER_FLAG.SPANNED);
          expect(part.xml).toBe(set.xml);
        }
        const bootMetadata = set.members[0]!.header.bootMetadata;
        expect(bootMetadata).toMatchObject({ offset: set.metadata[1]!.offset, size: set.metadata[1]!.size });
      });
    });

    test('becomes the same archive again, byte for byte', async () => {
      const { guid, size } = await join(openWim(first), at('joined.wim'));
      const joined = readFileSync(at('joined.wim'));
      expect(joined.equals(readFileSync(whole))).toBe(true);
      expect(size).toBe(joined.length);
      expect(await withArchive(openWim(whole), (archive) => Promise.resolve(archive.guid))).toBe(guid);
      const shuffled = parts.map(({ path }) => path).toReversed();
      await join(openParts(shuffled), at('shuffled.wim'));
      expect(readFileSync(at('shuffled.wim')).equals(joined)).toBe(true);
    });

    test('has the same bytes each time, and another GUID with another size', async () => {
      const again = await split(whole, folder(`again-${compression}`)('install.swm'));
      expect(again.parts.map(({ path }) => hashOf(path))).toEqual(parts.map(({ path }) => hashOf(path)));
      const other = await split(whole, folder(`other-${compression}`)('install.swm'), MIB + 200_000);
      expect(other.guid).not.toBe(again.guid);
    });

    test('is whole, and shows the images that were split', async () => {
      expect(await problemsOf(first)).toEqual([]);
      await withArchive(openWim(first), async (set) => {
        expect(await describeTree(await set.openImage(1))).toEqual(
          await withArchive(openWim(whole), async (one) => {
            return describeTree(await one.openImage(1));
          }),
        );
      });
    });

    test('is cut anew into other parts', async () => {
      const larger = folder(`larger-${compression}`)('install.swm');
      await split(first, larger, 3 * MIB);
      await join(openWim(larger), at('larger.wim'));
      expect(readFileSync(at('larger.wim')).equals(readFileSync(whole))).toBe(true);
    });

    testWith(['wimlib-imagex'], 'is verified, applied and joined by wimlib', async () => {
      await runPeer('wimlib-imagex', ['verify', first, `--ref=${inSet('install*.swm')}`]);
      await runPeer('wimlib-imagex', [
        'apply',
        first,
        '2',
        at(`applied-${compression}`),
        `--ref=${inSet('install*.swm')}`,
      ]);
      const applied = readFileSync(at(`applied-${compression}`, 'folder', 'noise 39.bin'));
      expect(applied.equals(noise(20_000 + 39 * 7_000, 40))).toBe(true);
      const joined = at(`theirs-${compression}.wim`);
      await runPeer('wimlib-imagex', ['join', joined, ...parts.map(({ path }) => path)]);
      await runPeer('wimlib-imagex', ['verify', joined]);
      expect(await problemsOf(joined)).toEqual([]);
      for (const image of [1, 2])
        expect(await wimlibDir(joined, image)).toEqual(await wimlibDir(whole, image));
    });

    testWith(['wimlib-imagex'], 'is read and joined where wimlib split it', async () => {
      const theirs = folder(`theirs-${compression}`)('install.swm');
      await runPeer('wimlib-imagex', ['split', whole, theirs, '1', '--check']);
      expect(await problemsOf(theirs)).toEqual([]);
      const joined = at(`ours-${compression}.wim`);
      await join(openWim(theirs), joined);
      await runPeer('wimlib-imagex', ['verify', joined]);
      expect(await problemsOf(joined)).toEqual([]);
      for (const image of [1, 2])
        expect(await wimlibDir(joined, image)).toEqual(await wimlibDir(whole, image));
    });

    test('has its damage named with the part', async () => {
      const inDamaged = folder(`damaged-${compression}`);
      for (const { path } of parts) copyFileSync(path, inDamaged(path.slice(inSet('').length)));
      const bytes = readFileSync(inDamaged('install3.swm'));
      const [blob] = await withArchive(openParts(parts.map(({ path }) => path)), ({ members }) =>
        Promise.resolve([...members[2]!.blobs]),
      );
      bytes[blob!.offset + blob!.storedSize - 1]! ^= 0x55;
      writeFileSync(inDamaged('install3.swm'), bytes);
      const hash = Buffer.from(blob!.sha1).toString('hex');
      const subjects = (await problemsOf(inDamaged('install.swm'))).map(({ subject }) => subject);
      expect(subjects).toEqual(['part 3, integrity table', `part 3, blob ${hash}`]);
    });
  },
);

/** A second image, in place of what the first says of itself. */
function replaceXml(bytes: Buffer): void {
  const begin = Number(bytes.readBigUInt64LE(0x50));
  const length = Number(bytes.readBigUInt64LE(0x58));
  const xml = '\ufeff<WIM><IMAGE INDEX="1"/><IMAGE INDEX="2"/></WIM>';
  bytes.write(xml.padEnd(length / 2, ' '), begin, 'utf16le');
}

describe('a set that is none', () => {
  const inSet = folder('none');
  const first = inSet('x.swm');
  const copies: string[] = [];

  /** A copy of the set in a folder of its own. */
  function copy(name: string): (file: string) => string {
    const inCopy = folder(name);
    for (const part of copies) copyFileSync(inSet(part), inCopy(part));
    return inCopy;
  }

  beforeAll(async () => {
    await capture(at('noisy.wim'), [noisyTree()], { compression: 'xpress', pool: pool(2) });
    const { parts } = await split(at('noisy.wim'), first, 2 * MIB);
    expect(parts).toHaveLength(4);
    copies.push('x.swm', 'x2.swm', 'x3.swm', 'x4.swm');
  });

  test('part 3 of 4 is missing', async () => {
    await expect(openWim(copyWithout('x3.swm'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/part 3 of 4 is missing: there is no .*x3\.swm, expected all 4 parts/),
    });
    await expect(openParts(['x.swm', 'x2.swm', 'x4.swm'].map((part) => inSet(part)))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('part 3 of 4 is missing, expected all 4 parts of the split set'),
    });
    await expect(openParts(['x2.swm', 'x3.swm'].map((part) => inSet(part)))).rejects.toMatchObject({
      message: expect.stringContaining('part 1 of 4 is missing'),
    });
  });

  function copyWithout(missing: string): string {
    const inCopy = folder('missing');
    for (const part of copies) if (part !== missing) copyFileSync(inSet(part), inCopy(part));
    return inCopy('x.swm');
  }

  test('part 2 of 4 is there twice', async () => {
    const inCopy = copy('twice');
    copyFileSync(inSet('x2.swm'), inCopy('x3.swm'));
    await expect(openWim(inCopy('x.swm'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/x3\.swm: part 2 of 4, which .*x2\.swm is too, expected each part once/),
    });
  });

  test('a part belongs to another set', async () => {
    const inCopy = copy('foreign');
    await split(at('noisy.wim'), folder('other')('x.swm'), 2 * MIB - 100_000);
    copyFileSync(at('other', 'x2.swm'), inCopy('x2.swm'));
    await expect(openWim(inCopy('x.swm'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(
        /x2\.swm: a part of another set: its GUID is .*, expected .*, as .*x\.swm says/,
      ),
    });
  });

  test.each([
    ['number of parts', 0x2a, 5],
    ['number of images', 0x2c, 2],
    ['chunk size', 0x15, 0],
  ])('a part has another %s', async (what, offset, value) => {
    const inCopy = copy(`other-${offset}`);
    const bytes = readFileSync(inCopy('x4.swm'));
    bytes[offset] = value;
    if (what === 'chunk size') bytes[0x16] = 1;
    if (what === 'number of images') replaceXml(bytes);
    writeFileSync(inCopy('x4.swm'), bytes);
    await expect(openWim(inCopy('x.swm'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(`x4.swm: a part of another set: its ${what} is`),
    });
  });

  test('a part that is no archive', async () => {
    const inCopy = copy('text');
    writeFileSync(inCopy('x3.swm'), 'text'.repeat(100));
    await expect(openWim(inCopy('x.swm'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/x3\.swm: no WIM/),
    });
  });
});

describe('splitWim()', () => {
  const wim = at('refused.wim');
  beforeAll(async () => {
    await capture(wim, [noisyTree()], { compression: 'xpress', pool: pool(2) });
  });

  test('copies an archive that is smaller than the limit as it is', async () => {
    const inSet = folder('one');
    const { parts } = await split(wim, inSet('install.swm'), 100 * MIB);
    expect(parts).toHaveLength(1);
    expect(hashOf(inSet('install.swm'))).toBe(hashOf(wim));
  });

  test('fills a part to the last byte, and no further', async () => {
    const { parts } = await split(wim, folder('exact')('install.swm'), 2 * MIB);
    const size = parts[0]!.size;
    expect((await split(wim, folder('exact-same')('install.swm'), size)).parts[0]!.size).toBe(size);
    expect((await split(wim, folder('exact-less')('install.swm'), size - 1)).parts[0]!.size).toBeLessThan(
      size,
    );
  });

  test('puts the metadata into a part of its own where it is larger than the limit, and says so', async () => {
    const { parts } = await split(wim, folder('tiny')('install.swm'), 2000);
    expect(parts).toHaveLength(41);
    expect(parts[0]).toMatchObject({ contents: 0, tooLarge: ['the metadata of the images'] });
    expect(parts[1]).toMatchObject({ contents: 1, tooLarge: ['\\again.bin', '\\folder\\noise 3.bin'] });
  });

  test('refuses to leave parts of an older set beside the new ones', async () => {
    const inSet = folder('older');
    await split(wim, inSet('install.swm'), MIB);
    const before = readFileSync(inSet('install.swm'));
    await expect(split(wim, inSet('install.swm'), 2 * MIB)).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining('which would be taken for a part of the new set of 4'),
    });
    expect(readFileSync(inSet('install.swm')).equals(before)).toBe(true);
  });

  test('refuses to write over what it reads', async () => {
    const inSet = folder('over');
    await split(wim, inSet('install.swm'), 2 * MIB);
    await expect(split(inSet('install.swm'), inSet('install.swm'), 2 * MIB)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('is what is read and what would be written'),
    });
    await expect(join(openWim(inSet('install.swm')), inSet('install2.swm'))).rejects.toMatchObject({
      code: 'usage',
    });
  });

  test('leaves nothing behind when it is interrupted', async () => {
    const inSet = folder('interrupted');
    const controller = new AbortController();
    let done = 0;
    const advance = () => {
      if (++done === 3) controller.abort(new Error('enough'));
    };
    const halting = { ...silentReporter(controller.signal), task: () => ({ advance, end() {} }) };
    await withArchive(openWim(wim), async (archive) => {
      const work = splitWim(archive, inSet('install.swm'), { size: 2 * MIB, reporter: halting });
      await expect(work).rejects.toThrow('enough');
    });
    expect(done).toBe(3);
    expect(readdirSync(inSet('.'))).toEqual([]);
  });

  testWith(['wimlib-imagex'], 'refuses solid contents by name', async () => {
    await runPeer('wimlib-imagex', ['export', wim, '1', at('solid.esd'), '--solid']);
    await expect(split(at('solid.esd'), at('solid', 'install.swm'))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('40 contents in solid resources, which no part can hold alone'),
    });
    expect(existsSync(at('solid'))).toBe(false);
  });

  test('refuses a table whose resources share bytes', async () => {
    const bytes = readFileSync(wim);
    const table = Number(bytes.readBigUInt64LE(0x38));
    // The first entry is the metadata; the third content begins where the second does.
    bytes.copy(bytes, table + 3 * 50 + 8, table + 2 * 50 + 8, table + 2 * 50 + 16);
    writeFileSync(at('overlap.wim'), bytes);
    await expect(split(at('overlap.wim'), at('overlap', 'install.swm'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/blob [0-9a-f]{40}: begins at byte \d+, expected \d+ at least/),
    });
  });
});

test('a whole archive and a later part are no set to join', async () => {
  await capture(at('plain.wim'), [noisyTree()], { compression: 'none', pool: pool(2) });
  await expect(join(openWim(at('plain.wim')), at('out.wim'))).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('a whole archive, expected the first part of a split set'),
  });
  const inSet = folder('later');
  await split(at('plain.wim'), inSet('install.swm'), 2 * MIB);
  await expect(join(openWim(inSet('install2.swm')), at('out.wim'))).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('part 2 of 4, expected the first part of a split set'),
  });
  await expect(split(inSet('install2.swm'), at('out.swm'))).rejects.toMatchObject({ code: 'usage' });
});
