import { describe, expect } from '@jest/globals';
import { copyFileSync, truncateSync } from 'node:fs';
import { find, unnamedStream, walk } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import {
  attributeIn,
  clustersOf,
  editRecord,
  pairsIn,
  patchFile,
  readFileAt,
  recordAt,
  valueIn,
} from '../support/ntfs-edit.js';
import { descriptor, noise } from '../support/ntfs-samples.js';
import { contentOf, openImage } from '../support/ntfs-view.js';
import { makeNtfs, NTFS_PEERS, withNtfs, type MountedNtfs } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { shape } from '../support/shapes.js';

const at = temporaryFolder();
let images = 0;

/** A volume with what `fill` makes. @returns the image, and the record of each name */
async function volumeWith(
  names: readonly string[],
  fill: (volume: MountedNtfs) => void | Promise<void>,
): Promise<{ image: string; records: number[] }> {
  const image = at(`${images++}.img`);
  const records: number[] = [];
  await makeNtfs(image, { size: 16 << 20 });
  await withNtfs(image, async (volume) => {
    await fill(volume);
    records.push(...names.map((name) => volume.record(name)));
  });
  return { image, records };
}

async function pathsAndWarnings(image: string): Promise<{ paths: string[]; warnings: string[] }> {
  const tree = await openImage(image);
  try {
    const paths: string[] = [];
    for await (const { path } of walk(tree)) paths.push(path);
    return { paths, warnings: tree.warnings.map((warning) => warning.replace(`${image}: `, '')) };
  } finally {
    await tree.close();
  }
}

async function readFileIn(image: string, path: string): Promise<Buffer> {
  const tree = await openImage(image);
  try {
    const { entry } = await find(tree, path);
    return await contentOf(tree, entry, unnamedStream(entry) as never);
  } finally {
    await tree.close();
  }
}

function oem(id: string): readonly [number, Buffer] {
  return [3, Buffer.from(id.padEnd(8, ' '), 'latin1')];
}

function reference(number: number, sequence: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(number);
  bytes.writeUInt16LE(sequence, 6);
  return bytes;
}

describe('a boot sector', () => {
  const twins: readonly (readonly [
    name: string,
    offset: number,
    bytes: Buffer,
    code: string,
    message: string,
  ])[] = [
    ['a BitLocker volume', ...oem('-FVE-FS-'), 'encrypted', 'a BitLocker volume'],
    ['an exFAT volume', ...oem('EXFAT'), 'unsupported', 'an exFAT volume'],
    ['a ReFS volume', ...oem('ReFS\0\0\0\0'), 'unsupported', 'a ReFS volume'],
    ['no file system', ...oem('\0'), 'unsupported', 'no file system that is known'],
    ['bytes per sector 0', 0x0b, Buffer.from([0, 0]), 'damaged', 'bytes per sector 0'],
    ['clusters of 4 MiB', 0x0d, Buffer.from([0xf3]), 'damaged', 'sectors per cluster 243'],
    ['clusters of 3 sectors', 0x0d, Buffer.from([3]), 'damaged', 'sectors per cluster 3'],
    ['more sectors than the disk', 0x2d, Buffer.from([1]), 'damaged', 'sectors 1099511660543'],
    ['$MFT outside', 0x34, Buffer.from([1]), 'damaged', '$MFT at cluster 4294967300'],
    ['records of 2 bytes', 0x40, Buffer.from([0xff]), 'damaged', 'MFT record size 2'],
    ['index blocks of 2 bytes', 0x44, Buffer.from([0xff]), 'damaged', 'index block size 2'],
  ];
  testWith([...NTFS_PEERS], 'is refused for what it says', async () => {
    const { image } = await volumeWith([], () => {});
    for (const [name, offset, bytes, code, message] of twins) {
      const twin = at('boot.img');
      copyFileSync(image, twin);
      patchFile(twin, offset, bytes);
      expect([name, await openImage(twin).catch((error: unknown) => error)]).toMatchObject([
        name,
        { code, message: expect.stringContaining(message) },
      ]);
    }
    truncateSync(image, 8 << 20);
    await expect(openImage(image)).rejects.toMatchObject({
      code: 'damaged',
      details: { found: 'sectors 32767' },
    });
  });
});

describe('the file table', () => {
  testWith([...NTFS_PEERS], 'is found through $MFTMirr when its first record is torn', async () => {
    const { image } = await volumeWith([], (volume) => volume.file('file', 'content'));
    patchFile(image, recordAt(image, 0) + 510, Buffer.from([0xaa, 0xbb]));
    expect(await pathsAndWarnings(image)).toMatchObject({ paths: ['\\', '\\file'] });
    patchFile(image, clustersOf(image, 1, 0x80), Buffer.alloc(1024));
    await expect(openImage(image)).rejects.toMatchObject({
      code: 'damaged',
      details: {
        subject: `${image}: MFT record 0`,
        found: 'sector 0 of the record was not written with the others',
        next: 'run "chkdsk /f" on the volume, then try again',
      },
    });
  });

  testWith(
    [...NTFS_PEERS],
    'lists a file whose record is torn, and reading it fails with its path',
    async () => {
      const { image, records } = await volumeWith(['folder/torn', 'folder'], (volume) => {
        volume.directory('folder');
        volume.file('folder/torn', 'content');
        volume.file('folder/whole', 'content');
      });
      const [torn = 0, folder = 0] = records;
      patchFile(image, recordAt(image, torn) + 1022, Buffer.from([0xaa, 0xbb]));
      expect(await pathsAndWarnings(image)).toEqual({
        paths: ['\\', '\\folder', '\\folder\\torn', '\\folder\\whole'],
        warnings: [`MFT record ${torn}: sector 1 of the record was not written with the others`],
      });
      await expect(readFileIn(image, '\\folder\\torn')).rejects.toMatchObject({
        code: 'damaged',
        details: {
          subject: `${image}: \\folder\\torn`,
          found: `MFT record ${torn}: sector 1 of the record was not written with the others`,
        },
      });
      expect(String(await readFileIn(image, '\\folder\\whole'))).toBe('content');

      patchFile(image, recordAt(image, folder) + 1022, Buffer.from([0xaa, 0xbb]));
      await expect(pathsAndWarnings(image)).rejects.toMatchObject({
        code: 'damaged',
        details: {
          subject: `${image}: \\folder`,
          found: `a directory whose MFT record ${folder} is damaged`,
        },
      });
    },
  );

  testWith([...NTFS_PEERS], 'with a root directory that is not in use is refused', async () => {
    const { image } = await volumeWith([], () => {});
    editRecord(image, 5, (record) => record.writeUInt16LE(0, 0x16));
    await expect(openImage(image)).rejects.toMatchObject({
      code: 'damaged',
      details: { subject: `${image}: MFT record 5`, found: 'no root directory' },
    });
  });
});

describe('the mapping pairs of a file', () => {
  const twins: readonly (readonly [name: string, pairs: number[], found: string])[] = [
    ['a run beyond the volume', [0x41, 1, 0xff, 0xff, 0xff, 0x7f, 0], '1 clusters at cluster 2147483647'],
    ['a run before the volume', [0x11, 1, 0x80, 0], '1 clusters at cluster -128'],
    ['a run of no clusters', [0x11, 0, 0x20, 0], 'a run of 0 clusters'],
    ['a run of negative length', [0x11, 0x80, 0x20, 0], 'a run of -128 clusters'],
    ['a length of 15 bytes', [0x1f, 1, 1, 0], 'a mapping pair that begins with 0x1f'],
    ['no length', [0x10, 1, 0], 'a mapping pair that begins with 0x10'],
    ['fewer clusters than the header says', [0x11, 1, 0x20, 0], 'runs of 1 clusters for VCN 0 to 1'],
  ];
  testWith([...NTFS_PEERS], 'is an error of this file alone', async () => {
    const { image, records } = await volumeWith(['file'], (volume) => volume.file('file', noise(8000)));
    const [file = 0] = records;
    for (const [name, pairs, found] of twins) {
      const twin = at('pairs.img');
      copyFileSync(image, twin);
      editRecord(twin, file, (record) => record.set(pairs, pairsIn(record, 0x80)));
      expect((await pathsAndWarnings(twin)).paths).toEqual(['\\', '\\file']);
      const error: unknown = await readFileIn(twin, '\\file').catch((caught: unknown) => caught);
      expect([name, error]).toMatchObject([
        name,
        {
          code: 'damaged',
          details: { subject: `${twin}: \\file`, found: `MFT record ${file}: $DATA: ${found}` },
        },
      ]);
    }
    editRecord(image, file, (record) => record.writeUInt32LE(80_000, attributeIn(record, 0x80) + 0x30));
    await expect(readFileIn(image, '\\file')).rejects.toMatchObject({
      details: { found: `MFT record ${file}: $DATA: 80000 bytes in 2 clusters` },
    });
  });

  testWith([...NTFS_PEERS], 'is an error that says what LZNT1 found', async () => {
    const { image } = await volumeWith([], async (volume) => {
      volume.directory('compressed');
      await volume.attributes('compressed', 0x810);
      volume.file('compressed/file', shape('letters', 65_536));
    });
    const tree = await openImage(image);
    const { entry } = await find(tree, '\\compressed\\file');
    await tree.close();
    // The first item of the first chunk becomes a match, with nothing before it.
    patchFile(image, (unnamedStream(entry)?.position ?? 0) + 2, Buffer.from([0xff]));
    await expect(readFileIn(image, '\\compressed\\file')).rejects.toMatchObject({
      code: 'damaged',
      details: {
        found: expect.stringMatching(
          /^MFT record \d+: \$DATA: an LZNT1 match of \d+ bytes at distance \d+ after 0 bytes$/,
        ),
      },
    });
  });

  testWith([...NTFS_PEERS], 'gives zeros behind the initialized size', async () => {
    const content = noise(8192);
    const { image, records } = await volumeWith(['file'], (volume) => volume.file('file', content));
    editRecord(image, records[0] ?? 0, (record) =>
      record.writeUInt32LE(5000, attributeIn(record, 0x80) + 0x38),
    );
    const read = await readFileIn(image, '\\file');
    expect(read.equals(Buffer.concat([content.subarray(0, 5000), Buffer.alloc(3192)]))).toBe(true);
  });
});

describe('names', () => {
  testWith([...NTFS_PEERS], 'without a directory are told and left out, in circles too', async () => {
    const { image, records } = await volumeWith(['lost', 'a', 'a/b', 'in file'], (volume) => {
      volume.file('lost', 'content');
      volume.directory('a/b/c');
      volume.file('in file', 'content');
      volume.file('kept', 'content');
    });
    const [lost = 0, a = 0, b = 0, inFile = 0] = records;
    const sequenceOf = (number: number) =>
      readFileAt(image, recordAt(image, number), 1024).readUInt16LE(0x10);
    const move = (number: number, parent: number, sequence = sequenceOf(parent)) => {
      editRecord(image, number, (record) => record.set(reference(parent, sequence), valueIn(record, 0x30)));
    };
    move(lost, 5, 77);
    move(a, b);
    move(inFile, lost);
    const { paths, warnings } = await pathsAndWarnings(image);
    expect(paths).toEqual(['\\', '\\kept']);
    expect(warnings).toEqual(
      [
        [lost, 'lost'],
        [a, 'a'],
        [b, 'b'],
        [b + 1, 'c'],
        [inFile, 'in file'],
      ].map(
        ([record, name]) =>
          `MFT record ${record}, "${name}", is left out: it has no place in the directory tree; chkdsk would find it`,
      ),
    );
  });

  testWith(
    [...NTFS_PEERS],
    'that no path can hold, and the second of two equal ones, are told and left out',
    async () => {
      const { image, records } = await volumeWith(['back\\slash', 'twin b'], (volume) => {
        volume.file('back\\slash', '1');
        volume.file('twin a', '2');
        volume.file('twin b', '3');
      });
      const [slash = 0, twin = 0] = records;
      editRecord(image, twin, (record) => record.write('twin a', valueIn(record, 0x30) + 0x42, 'utf16le'));
      expect(await pathsAndWarnings(image)).toEqual({
        paths: ['\\', '\\twin a'],
        warnings: [
          `MFT record ${slash}, "back\\\\slash", is left out: no path can hold this name`,
          '\\twin a exists twice; one of the two is left out',
        ],
      });
    },
  );

  testWith([...NTFS_PEERS], 'are told ten times at most', async () => {
    const { image } = await volumeWith([], (volume) => {
      for (let index = 0; index < 30; index++) volume.file(`back\\${index}`, '');
    });
    const { warnings } = await pathsAndWarnings(image);
    expect(warnings).toHaveLength(11);
    expect(warnings[10]).toBe('there are more names that no path can hold; they are not listed');
  });
});

describe('security descriptors', () => {
  testWith(
    [...NTFS_PEERS],
    'are taken from the copy when the first one is damaged, and a missing one is told',
    async () => {
      const wanted = descriptor(0x00120089);
      const { image, records } = await volumeWith(['file', 'other'], async (volume) => {
        volume.file('file', 'content');
        await volume.security('file', wanted);
        volume.file('other', 'content');
        await volume.security('other', wanted);
      });
      const secure = readFileAt(image, 0, 16 << 20);
      const first = secure.indexOf(wanted);
      const second = secure.indexOf(wanted, first + 1);
      expect(second - first).toBe(256 << 10);
      patchFile(image, first + 8, Buffer.from([0xff]));
      const [, other = 0] = records;
      editRecord(image, other, (record) => record.writeUInt32LE(0x9999, valueIn(record, 0x10) + 0x34));
      const tree = await openImage(image);
      const file = await find(tree, '\\file');
      expect(Buffer.from(file.entry.security ?? []).equals(wanted)).toBe(true);
      expect((await find(tree, '\\other')).entry.security).toBeNull();
      expect(new Set(tree.warnings)).toEqual(
        new Set([
          `${image}: $Secure has a damaged entry near byte 0; its copy is used`,
          `${image}: MFT record ${other}: $Secure has no descriptor 39321; the file has none now`,
        ]),
      );
      await tree.close();
    },
  );
});
