import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import {
  BLOCK_SIZE,
  MANIFEST_SCHEMA,
  manifestOfArchive,
  manifestOfTrees,
  manifestSchemaText,
  readManifest,
  writeManifest,
  type Manifest,
  type ManifestBlob,
  type ManifestFile,
  type ManifestOptions,
} from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import { FILE_ATTRIBUTE, formatAttributes, openDirectory, REPARSE_TAG } from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, link, MEMORY_TIME, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { wimlibDir } from '../support/wimlib-dir.js';

const folder = temporaryFolder();
const OPTIONS: ManifestOptions = {
  name: 'win11',
  version: '2026.11',
  created: MEMORY_TIME,
  reporter: silentReporter(),
};
const SHA1_OF_A = '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8';

async function all<T>(elements: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const element of elements) list.push(element);
  return list;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const sha1 = (bytes: Uint8Array | string): string => createHash('sha1').update(bytes).digest('hex');

/** A tree with every key that a file can have. */
function richTree() {
  const shared = file('a', { modified: MEMORY_TIME - 10n });
  const target = Buffer.alloc(12 + 2);
  target.writeUInt16LE(2, 2);
  target.write('x', 12, 'utf16le');
  return memoryTree({
    Windows: directory(
      {
        'b.txt': shared,
        'a.txt': link(shared),
        hidden: file('a', {
          attributes: FILE_ATTRIBUTE.HIDDEN | FILE_ATTRIBUTE.SYSTEM | 0x10000,
          shortName: 'HID~1',
          security: Buffer.from('descriptor'),
          streams: { 'Zone.Identifier': 'z', empty: '' },
        }),
        lnk: file('', { attributes: 0, reparse: { tag: REPARSE_TAG.SYMLINK, data: target, notFixed: true } }),
        'lone\ud800': file(''),
      },
      { created: 0n },
    ),
    'Windows.old': directory({}),
  });
}

describe('manifestOfTrees()', () => {
  test('describes each name, and leaves out what is at its default', async () => {
    const manifest = await manifestOfTrees([{ tree: richTree(), name: 'one' }], OPTIONS);
    const modified = '2026-11-23T00:00:00.0000001Z';
    expect(await all(manifest.files())).toEqual([
      { image: 1, path: '\\', attributes: 'D', modified },
      { image: 1, path: '\\Windows', attributes: 'D', created: '1601-01-01T00:00:00.0000000Z', modified },
      {
        image: 1,
        path: '\\Windows\\a.txt',
        size: 1,
        sha1: SHA1_OF_A,
        created: modified,
        modified: '2026-11-22T23:59:59.9999991Z',
      },
      {
        image: 1,
        path: '\\Windows\\b.txt',
        size: 1,
        sha1: SHA1_OF_A,
        created: modified,
        modified: '2026-11-22T23:59:59.9999991Z',
        links: '\\Windows\\a.txt',
      },
      {
        image: 1,
        path: '\\Windows\\hidden',
        attributes: 'HS+0x10000',
        size: 1,
        sha1: SHA1_OF_A,
        modified,
        security: sha1('descriptor'),
        shortName: 'HID~1',
        streams: [
          { name: 'Zone.Identifier', size: 1, sha1: sha1('z') },
          { name: 'empty', size: 0 },
        ],
      },
      {
        image: 1,
        path: '\\Windows\\lnk',
        attributes: 'L',
        modified,
        reparse: {
          tag: 'SYMLINK',
          target: 'x',
          sha1: sha1(Buffer.from('0000020000000000000000007800', 'hex')),
        },
      },
      { image: 1, path: '\\Windows\\lone\ud800', modified },
      { image: 1, path: '\\Windows.old', attributes: 'D', modified },
    ]);
  });

  test('says what single-instancing saves inside each image and between images', async () => {
    const shared = file('x'.repeat(100));
    const one = memoryTree({ a: shared, b: link(shared), c: file('x'.repeat(100)), d: file('y'.repeat(10)) });
    const two = memoryTree({ a: file('x'.repeat(100)), e: file('z'.repeat(7)) });
    const manifest = await manifestOfTrees(
      [
        { tree: one, name: 'one' },
        { tree: two, name: 'two' },
      ],
      OPTIONS,
    );
    expect(manifest.facts.savings).toEqual({
      bytes: 417,
      unique: 117,
      saved: 300,
      hardLinks: 100,
      betweenImages: 100,
      images: [
        { index: 1, bytes: 310, unique: 110, saved: 200 },
        { index: 2, bytes: 107, unique: 107, saved: 0 },
      ],
    });
    expect(await all(manifest.blobs())).toEqual(
      [
        { sha1: sha1('x'.repeat(100)), size: 100, refs: 4 },
        { sha1: sha1('y'.repeat(10)), size: 10, refs: 1 },
        { sha1: sha1('z'.repeat(7)), size: 7, refs: 1 },
      ].toSorted((a, b) => (a.sha1 < b.sha1 ? -1 : 1)),
    );
    expect(manifest.facts.images.map(({ files, directories, bytes }) => [files, directories, bytes])).toEqual(
      [
        [4, 1, 310],
        [2, 1, 107],
      ],
    );
  });

  test('agrees with sha1sum on the files of a directory, and says what the directory cannot say', async () => {
    const source = folder('source');
    mkdirSync(`${source}/d`, { recursive: true });
    writeFileSync(`${source}/d/large`, Buffer.alloc((2 << 20) + 5, 'large'));
    writeFileSync(`${source}/small`, 'small');
    writeFileSync(`${source}/empty`, '');
    linkSync(`${source}/small`, `${source}/d/other`);
    symlinkSync('small', `${source}/link`);
    const tree = await openDirectory(source, silentReporter());
    const manifest = await manifestOfTrees([{ tree, name: 'x' }], OPTIONS);
    const ours = (await all(manifest.files()))
      .filter((entry) => entry.sha1 !== undefined)
      .map((entry) => `${entry.sha1}  ${source}${entry.path.replaceAll('\\', '/')}`);
    const paths = ['d/large', 'd/other', 'small'].map((name) => `${source}/${name}`);
    expect(ours).toEqual(execFileSync('sha1sum', paths, { encoding: 'utf8' }).trim().split('\n'));
    expect(manifest.facts.images[0]?.lacks).toEqual(['attributes', 'security', 'shortNames', 'namedStreams']);
  });

  test('leaves out what the capture leaves out', async () => {
    const manifest = await manifestOfTrees(
      [{ tree: richTree(), name: 'one', exclude: (path) => path === '\\Windows' }],
      OPTIONS,
    );
    expect((await all(manifest.files())).map(({ path }) => path)).toEqual(['\\', '\\Windows.old']);
    expect(manifest.facts.savings.bytes).toBe(0);
  });
});

describe('manifestOfArchive()', () => {
  testWith(['wimlib-imagex'], 'agrees with wimlib and sha256sum on an archive of wimlib', async () => {
    const source = folder('archived');
    mkdirSync(`${source}/Windows`, { recursive: true });
    writeFileSync(`${source}/Windows/large`, Buffer.alloc(BLOCK_SIZE + 70_000, Buffer.from('0123456789')));
    writeFileSync(`${source}/Windows/noise`, noise(BLOCK_SIZE));
    writeFileSync(`${source}/small`, 'small');
    writeFileSync(`${source}/Windows/copy`, 'small');
    symlinkSync('small', `${source}/link`);
    const wim = folder('theirs.wim');
    await runPeer('wimlib-imagex', ['capture', source, wim, 'First', '--compress=XPRESS']);
    writeFileSync(`${source}/second`, 'second');
    await runPeer('wimlib-imagex', ['append', source, wim, 'Second']);
    const archive = await openWim(wim);
    const manifest = await manifestOfArchive(archive, OPTIONS);
    await archive.close();

    const bytes = readFileSync(wim);
    const [part] = manifest.facts.archive?.parts ?? [];
    expect(part?.sha256).toBe(execFileSync('sha256sum', [wim], { encoding: 'utf8' }).split(' ')[0]);
    expect(part?.size).toBe(bytes.length);
    expect(part?.blocks).toEqual([sha256(bytes.subarray(0, BLOCK_SIZE)), sha256(bytes.subarray(BLOCK_SIZE))]);

    const blobs = await all(manifest.blobs());
    const stored = (blob: ManifestBlob): Buffer =>
      bytes.subarray(blob.offset ?? 0, (blob.offset ?? 0) + (blob.stored ?? 0));
    expect(blobs.map(({ storedHash }) => storedHash)).toEqual(blobs.map((blob) => sha256(stored(blob))));
    const theirs = await runPeer('wimlib-imagex', ['info', wim, '--blobs']);
    for (const blob of blobs) {
      expect(theirs).toMatch(
        new RegExp(
          `Hash +.*${blob.sha1}\\nUncompressed size = ${blob.size} bytes\\nCompressed size += ${blob.stored} bytes\\n` +
            `Offset in WIM += ${blob.offset} bytes\\nPart Number += 1\\nReference Count += ${blob.refs}\\n`,
        ),
      );
    }
    expect(manifest.facts.savings.stored).toBe(blobs.reduce((sum, blob) => sum + (blob.stored ?? 0), 0));

    for (const image of [1, 2]) {
      const entries = await wimlibDir(wim, image);
      const files = (await all(manifest.files())).filter((entry) => entry.image === image);
      expect(files.map(({ path }) => path).toSorted()).toEqual([...entries.keys()].toSorted());
      for (const entry of files) {
        const their = entries.get(entry.path);
        expect(entry.sha1 ?? '0'.repeat(40)).toBe(their?.streams.get('')?.sha1 ?? '0'.repeat(40));
        expect(entry.reparse?.sha1 ?? '').toBe(their?.reparseSha1);
        expect(entry.attributes ?? 'A').toBe(formatAttributes(their?.attributes ?? 0));
      }
      const xml = archive.images[image - 1];
      expect(manifest.facts.images[image - 1]).toMatchObject({
        name: xml?.name,
        files: xml?.files,
        directories: xml?.directories,
        bytes: xml?.bytes,
      });
    }
  });
});

describe('writeManifest() and readManifest()', () => {
  test('write what they read, the same bytes each time, one element a line', async () => {
    const input = [{ tree: richTree(), name: 'one' }];
    const made = await manifestOfTrees(input, OPTIONS);
    const size = await writeManifest(folder('a.json'), made);
    const text = readFileSync(folder('a.json'), 'utf8');
    expect(Buffer.byteLength(text)).toBe(size);
    const read = await readManifest(folder('a.json'));
    expect(read.facts).toEqual(made.facts);
    expect(await all(read.blobs())).toEqual(await all(made.blobs()));
    expect(await all(read.files())).toEqual(await all(made.files()));
    await writeManifest(folder('b.json'), read);
    await writeManifest(folder('c.json'), await manifestOfTrees(input, OPTIONS));
    expect(readFileSync(folder('b.json'), 'utf8')).toBe(text);
    expect(readFileSync(folder('c.json'), 'utf8')).toBe(text);
    const keys = Object.keys(JSON.parse(text) as object);
    expect(keys).toEqual([
      'schemaVersion',
      'name',
      'version',
      'created',
      'tool',
      'images',
      'savings',
      'blobs',
      'files',
    ]);
    expect(text.split('\n').filter((line) => line.startsWith('{"image":'))).toHaveLength(8);
  });

  test('a real manifest is what the published schema says, and the file is what the code gives', async () => {
    const inputs = {
      definition: { sha256: 'a'.repeat(64) },
      source: { kind: 'disk', name: 'x.vhdx', sha256: 'b'.repeat(64) },
      updates: [{ title: 'x', kb: 'KB1', result: 'installed' }],
      steps: [{ name: 'run', exitCode: 3010, seconds: 1.5 }],
    } as const;
    const made = await manifestOfTrees([{ tree: richTree(), name: 'one' }], { ...OPTIONS, inputs });
    await writeManifest(folder('schema.json'), made);
    const isValid = new Ajv2020({ strict: true }).compile(MANIFEST_SCHEMA);
    isValid(JSON.parse(readFileSync(folder('schema.json'), 'utf8')));
    expect(isValid.errors).toBeNull();
    expect(readFileSync('schema/manifest.schema.json', 'utf8')).toBe(manifestSchemaText());
  });

  test('keep memory and order at 200,000 files', async () => {
    const manifest = syntheticManifest(200_000);
    await writeManifest(folder('large.json'), manifest);
    const read = await readManifest(folder('large.json'));
    const before = process.memoryUsage().heapUsed;
    let files = 0;
    let most = 0;
    for await (const { path } of read.files()) {
      if (path !== '') files++;
      if (files % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(files).toBe(200_000);
    expect(most).toBeLessThan(200 << 20);
  });
});

describe('readManifest() refuses', () => {
  const lines = [
    '{',
    '  "schemaVersion": 1,',
    '  "name": "x",',
    '  "created": "2026-11-23T00:00:00.0000000Z",',
    '  "tool": "t",',
    '  "images": [],',
    '  "savings": {"bytes":0,"unique":0,"saved":0,"hardLinks":0,"betweenImages":0,"images":[]},',
    '  "blobs": [',
    `{"sha1":"${SHA1_OF_A}","size":1,"refs":1},`,
    `{"sha1":"${'b'.repeat(40)}","size":1,"refs":1}`,
    '  ],',
    '  "files": [',
    '{"image":1,"path":"\\\\","modified":"2026-11-23T00:00:00.0000000Z"},',
    '{"image":1,"path":"\\\\a","modified":"2026-11-23T00:00:00.0000000Z"}',
    '  ]',
    '}',
    '',
  ];

  test('nothing of a good one', async () => {
    expect(await readAll(lines.join('\n'))).toHaveLength(2);
  });

  test.each([
    ['a missing fact', 2, '  "version": "x",', ': no "name", expected the key "name"'],
    ['a wrong fact', 2, '  "name": 5,', ': 5 as "name", expected text'],
    ['an unknown fact', 2, '  "name": "x", "nane": "y",', ': the unknown key "nane"'],
    ['a newer schema', 1, '  "schemaVersion": 2,', ': a manifest of schema version 2, expected 1 at most'],
    ['facts that are no JSON', 2, '  "name": ,', ': Unexpected token'],
    [
      'a short SHA-1',
      8,
      '{"sha1":"abc","size":1,"refs":1},',
      ':9: "abc" as "sha1", expected 40 lower-case hexadecimal digits',
    ],
    [
      'a negative size',
      9,
      `{"sha1":"${SHA1_OF_A}","size":-1,"refs":1}`,
      ':10: -1 as "size", expected a whole number',
    ],
    ['an element that is no JSON', 9, '{"sha1"', ':10: '],
    [
      'a missing comma',
      8,
      `{"sha1":"${SHA1_OF_A}","size":1,"refs":1}`,
      ':10: an element after one without a comma',
    ],
    [
      'a path from nowhere',
      13,
      '{"image":1,"path":"a","modified":"2026-11-23T00:00:00.0000000Z"}',
      ':14: "a" as "path", expected a path that begins with "\\"',
    ],
    [
      'a file twice',
      13,
      '{"image":1,"path":"\\\\","modified":"2026-11-23T00:00:00.0000000Z"}',
      ':14: \\ of image 1 after \\ of image 1, expected files in order, each once',
    ],
    ['another layout', 7, '  "blobs":[', ': no line of "blobs"'],
  ])('%s', async (_title, line, replacement, message) => {
    await expect(readAll(lines.with(line, replacement).join('\n'))).rejects.toThrow(message);
  });

  test('a list of a million lists, without running out of stack', async () => {
    const deep = `{"sha1":${'['.repeat(1e6)}${']'.repeat(1e6)},"size":1,"refs":1}`;
    await expect(readAll(lines.with(9, deep).join('\n'))).rejects.toThrow(
      ':10: a list as "sha1", expected 40 lower-case hexadecimal digits',
    );
  });

  test('a file that ends in the middle', async () => {
    await expect(readAll(lines.slice(0, 13).join('\n'))).rejects.toMatchObject({
      code: 'damaged',
      details: { found: 'the end of the file', expected: 'the end of the list' },
    });
  });

  test('bytes that are no UTF-8', async () => {
    writeFileSync(folder('bad.json'), Buffer.concat([Buffer.from('{\n'), Buffer.of(0xff, 0x0a)]));
    await expect(readManifest(folder('bad.json'))).rejects.toThrow('bad.json:2: bytes that are no UTF-8');
  });
});

async function readAll(text: string): Promise<unknown> {
  writeFileSync(folder('bad.json'), text);
  const manifest = await readManifest(folder('bad.json'));
  return [await all(manifest.blobs()), await all(manifest.files())];
}

function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at + 4 <= length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes.writeUInt32LE(state, at);
  }
  return bytes;
}

function syntheticManifest(count: number): Manifest {
  const saving = { bytes: 0, unique: 0, saved: 0 };
  return {
    label: 'synthetic',
    facts: {
      schemaVersion: 1,
      name: 'large',
      created: '2026-11-23T00:00:00.0000000Z',
      tool: 't',
      images: [],
      savings: { ...saving, hardLinks: 0, betweenImages: 0, images: [] },
    },
    async *blobs() {
      for (let at = 0; at < count; at++) yield { sha1: at.toString(16).padStart(40, '0'), size: at, refs: 1 };
    },
    async *files(): AsyncGenerator<ManifestFile> {
      for (let at = 0; at < count; at++) {
        const path = `\\Windows\\WinSxS\\amd64_component_${String(at).padStart(8, '0')}`;
        yield {
          image: 1,
          path,
          size: at,
          sha1: at.toString(16).padStart(40, '0'),
          modified: '2026-11-23T00:00:00.0000000Z',
        };
      }
    },
  };
}
