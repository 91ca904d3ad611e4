import { describe, expect } from '@jest/globals';
import { find, unnamedStream, type Entry } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { attributeIn, editRecord } from '../support/ntfs-edit.js';
import { fillMetadata, fillReparsePoints, noise } from '../support/ntfs-samples.js';
import { contentOf, openImage, streamHash } from '../support/ntfs-view.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { runPeer, testWith } from '../support/peers.js';
import { shape } from '../support/shapes.js';
import { wofData, wofFile, wofResource, type WofAlgorithm } from '../support/wof.js';

const at = temporaryFolder();

async function contentAt(image: string, path: string): Promise<Buffer> {
  const tree = await openImage(image);
  try {
    const { entry } = await find(tree, path);
    return await contentOf(tree, entry, unnamedStream(entry) as never);
  } finally {
    await tree.close();
  }
}

describe('files that the overlay filter compressed', () => {
  const contents: readonly (readonly [string, Buffer])[] = [
    ['one chunk', Buffer.from(shape('letters', 3000))],
    ['exact chunks', Buffer.from(shape('letters', 131_072))],
    ['mixed', Buffer.concat([shape('repeats', 100_000), noise(70_000), shape('zeros', 50_000), noise(5)])],
    [
      'several pieces',
      Buffer.concat([shape('letters', 1_500_000), noise(1_100_000), shape('repeats', 700_001)]),
    ],
  ];

  testWith(
    [...NTFS_PEERS, 'wimlib-imagex'],
    'read() gives their content for all four algorithms',
    async () => {
      const image = at('wof.img');
      await makeNtfs(image);
      await withNtfs(image, async (volume) => {
        for (const algorithm of [0, 1, 2, 3] as const) {
          for (const [name, content] of contents)
            await wofFile(volume, `${name} ${algorithm}`, content, algorithm);
        }
      });
      const tree = await openImage(image);
      for (const algorithm of [0, 1, 2, 3] as const) {
        for (const [name, content] of contents) {
          const { entry } = await find(tree, `\\${name} ${algorithm}`);
          expect([entry.attributes, entry.reparse]).toEqual([0x20, null]);
          expect(entry.streams.map((stream) => [stream.name, stream.size])).toEqual([['', content.length]]);
          expect((await contentOf(tree, entry, entry.streams[0] as never)).equals(content)).toBe(true);
        }
      }
      await tree.close();
    },
  );

  const brokenFiles: readonly (readonly [
    string,
    WofAlgorithm | 9,
    (resource: Buffer) => Buffer | null,
    string,
  ])[] = [
    ['no stream', 0, () => null, 'no stream WofCompressedData'],
    ['algorithm 9', 9, (resource) => resource, 'compression algorithm 9'],
    ['cut in the table', 0, (resource) => resource.subarray(0, 20), 'MFT record'],
    [
      'chunk beyond the end',
      0,
      (resource) => Buffer.concat([Buffer.alloc(4, 0x7f), resource.subarray(4)]),
      'chunk 0 of',
    ],
    [
      'damaged chunk',
      1,
      (resource) => Buffer.concat([resource.subarray(0, 8), noise(resource.length - 8)]),
      '',
    ],
  ];
  testWith(
    [...NTFS_PEERS, 'wimlib-imagex'],
    'read() names a file whose compressed content is damaged',
    async () => {
      const image = at('wof-damaged.img');
      const content = shape('letters', 100_000);
      await makeNtfs(image);
      await withNtfs(image, async (volume) => {
        for (const [name, algorithm, damage] of brokenFiles) {
          volume.sparseFile(name, content.length, []);
          const damaged = damage(await wofResource(content, algorithm === 9 ? 0 : algorithm));
          if (damaged !== null) volume.stream(name, 'WofCompressedData', damaged);
          await volume.reparse(name, 0x80000017, wofData(2, algorithm));
        }
        volume.sparseFile('wimboot', 5000, []);
        await volume.reparse('wimboot', 0x80000017, wofData(1, 0));
      });
      for (const [name, algorithm, , message] of brokenFiles) {
        const code = algorithm === 9 ? 'unsupported' : 'damaged';
        await expect(contentAt(image, `\\${name}`)).rejects.toMatchObject({
          code,
          details: { subject: `${image}: \\${name}` },
          message: expect.stringContaining(message),
        });
      }
      await expect(contentAt(image, '\\wimboot')).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('content that lies in a WIM file elsewhere (WIMBoot)'),
      });
    },
  );
});

describe('what Windows keeps with files', () => {
  testWith([...NTFS_PEERS], 'times have all their 100 ns, and extended attributes are kept', async () => {
    const image = at('metadata.img');
    const times = new Map<string, bigint[]>();
    await makeNtfs(image);
    await withNtfs(image, async (volume) => {
      await fillMetadata(volume);
      const dump = await runPeer('getfattr', [
        '--absolute-names',
        '-R',
        '-e',
        'hex',
        '-n',
        'system.ntfs_times_be',
        volume.root,
      ]);
      for (const [, name = '', hex = ''] of dump.matchAll(/^# file: (.*)\nsystem\.ntfs_times_be=0x(.*)$/gm)) {
        const fields = hex.slice(0, 48).match(/.{16}/g) ?? [];
        times.set(
          name.slice(volume.root.length),
          fields.map((field) => BigInt(`0x${field}`)),
        );
      }
    });
    const tree = await openImage(image);
    const { entry: folder } = await find(tree, '\\metadata');
    const children = await tree.children(folder);
    for (const { name, created, modified, accessed } of children) {
      expect([name, [created, modified, accessed]]).toEqual([name, times.get(`/metadata/${name}`)]);
    }
    const byName = (name: string) => children.find((entry) => entry.name === name) as Entry;
    expect(byName('extended').extendedAttributes).toEqual([
      {
        name: '$KERNEL.PURGE.ESBCACHE',
        flags: 0,
        value: Uint8Array.from(Buffer.from('0123456789abcdef', 'hex')),
      },
      { name: 'OTHER', flags: 0, value: Uint8Array.from(Buffer.from('another value')) },
    ]);
    expect(byName('secured 3').security).toBe(byName('secured 7').security);
    expect(byName('secured 3').security).not.toEqual(byName('secured 4').security);
    expect(byName('none').attributes).toBe(0x80);
    await tree.close();
  });

  testWith(
    [...NTFS_PEERS],
    'content that lies elsewhere is refused by name, and what is here is read',
    async () => {
      const image = at('elsewhere.img');
      await makeNtfs(image);
      let encrypted = 0;
      await withNtfs(image, async (volume) => {
        await fillReparsePoints(volume);
        volume.file('encrypted', noise(5000));
        encrypted = volume.record('encrypted');
        volume.sparseFile('deduplicated', 70_000, []);
        await volume.reparse('deduplicated', 0x80000013, noise(48));
        volume.sparseFile('dehydrated', 70_000, []);
        await volume.reparse('dehydrated', 0x9000601a, noise(48));
        await volume.attributes('dehydrated', 0x401020);
      });
      editRecord(image, encrypted, (record) =>
        record.writeUInt16LE(0x4000, attributeIn(record, 0x80) + 0x0c),
      );
      await expect(contentAt(image, '\\encrypted')).rejects.toMatchObject({
        code: 'encrypted',
        details: {
          subject: `${image}: \\encrypted`,
          next: 'decrypt the file on Windows first: "cipher /d FILE"',
        },
        message: expect.stringContaining('content that is encrypted with EFS'),
      });
      await expect(contentAt(image, '\\deduplicated')).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('Data Deduplication'),
      });
      await expect(contentAt(image, '\\dehydrated')).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('a placeholder whose content is in the cloud'),
      });
      expect(await contentAt(image, '\\reparse\\hydrated')).toEqual(Buffer.from(shape('letters', 10_000, 4)));
      expect(String(await contentAt(image, '\\reparse\\vendor'))).toBe('has content too');
    },
  );
});

describe('large things', () => {
  testWith(
    [...NTFS_PEERS],
    'a directory of 20,000 files and a file in 5,000 fragments are read',
    async () => {
      const image = at('large.img');
      const fragmented = noise(5000 * 4096 - 1);
      await makeNtfs(image, { size: 96 << 20 });
      await withNtfs(image, (volume) => {
        volume.directory('many');
        for (let index = 0; index < 20_000; index++) volume.file(`many/file ${index}`, `${index}`);
        volume.fragmentedFile('fragmented', fragmented);
      });
      const clusters = await runPeer('ntfsinfo', ['-F', 'fragmented', '-v', image]);
      expect(clusters.match(/ATTRIBUTE_LIST/g)?.length).toBeGreaterThan(0);
      expect(clusters.match(/^\t{3}0x/gm)?.length).toBeGreaterThanOrEqual(5000);

      const tree = await openImage(image);
      const { entry } = await find(tree, '\\fragmented');
      expect((await contentOf(tree, entry, entry.streams[0] as never)).equals(fragmented)).toBe(true);
      const { entry: many } = await find(tree, '\\many');
      const children = await tree.children(many);
      expect(children).toHaveLength(20_000);
      expect(new Set(children.map(({ name }) => name)).size).toBe(20_000);
      for (const child of children.filter((_, index) => index % 997 === 0)) {
        const content = await contentOf(tree, child, child.streams[0] as never);
        expect(`file ${String(content)}`).toBe(child.name);
      }
      expect(tree.warnings).toEqual([]);
      await tree.close();
    },
  );

  testWith([...NTFS_PEERS], 'a fragmented file table is read through its own attribute list', async () => {
    const image = at('fragmented-table.img');
    await makeNtfs(image, { size: 16 << 20, clusterSize: 1024 });
    const count = 2800;
    await withNtfs(image, (volume) => {
      volume.scatter(2500, 1024);
      for (let index = 0; index < count; index++) volume.file(`f${index}`, `${index}`);
    });
    const table = await runPeer('ntfsinfo', ['-i', '0', '-v', image]);
    expect(table).toContain('ATTRIBUTE_LIST');
    const tree = await openImage(image);
    const children = await tree.children(tree.root);
    expect(children).toHaveLength(count + 1);
    const last = children.find(({ name }) => name === `f${count - 1}`) as Entry;
    expect(String(await contentOf(tree, last, last.streams[0] as never))).toBe(`${count - 1}`);
    expect(await streamHash(tree, last, last.streams[0] as never)).toHaveLength(40);
    await tree.close();
  });
});
