import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  diffManifests,
  manifestOfArchive,
  manifestOfTrees,
  readManifest,
  writeManifest,
} from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import { FILE_ATTRIBUTE, openDirectory } from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { diffTrees } from '../support/diff-trees.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, MEMORY_TIME, memoryTree, type Nodes } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';

const folder = temporaryFolder();
const reporter = silentReporter();

const BEFORE: Nodes = {
  Windows: directory({
    'changed.dll': file('old'),
    'hidden.dll': file('hidden'),
    'same.dll': file('same'),
    'stream.dll': file('s', { streams: { x: 'one' } }),
    'touched.dll': file('touched'),
    WinSxS: directory({
      'v1.dll': file('moved and renamed'),
      v1: directory({ 'x.dll': file('moved'), 'y.dll': file('gone') }),
    }),
  }),
};
const AFTER: Nodes = {
  Windows: directory({
    'changed.dll': file('newer'),
    'hidden.dll': file('hidden', { attributes: FILE_ATTRIBUTE.HIDDEN, security: Buffer.from('sd') }),
    'same.dll': file('same'),
    'stream.dll': file('s', { streams: { x: 'two' } }),
    'touched.dll': file('touched', { modified: MEMORY_TIME + 1n, created: MEMORY_TIME + 1n }),
    WinSxS: directory({
      'v2.dll': file('moved and renamed'),
      v2: directory({ 'x.dll': file('moved') }),
      'z.dll': file('same'),
    }),
  }),
};

describe('diffTrees()', () => {
  test('tells added, removed, changed, moved and metadata apart', async () => {
    const diff = await diffTrees(memoryTree(BEFORE, {}, 'before'), memoryTree(AFTER, {}, 'after'), {
      reporter,
    });
    const change = { image: '', directory: false };
    expect(diff).toEqual({
      from: 'before',
      to: 'after',
      counts: {
        added: { entries: 2, bytes: 4 },
        removed: { entries: 2, bytes: 4 },
        changed: { entries: 2, bytes: 9 },
        moved: { entries: 2, bytes: 22 },
        metadata: { entries: 1, bytes: 6 },
        unchanged: { entries: 5, bytes: 11 },
      },
      newContents: { contents: 2, bytes: 8, stored: null },
      goneContents: { contents: 3, bytes: 10, stored: null },
      notCompared: [],
      changes: [
        {
          ...change,
          kind: 'changed',
          path: '\\Windows\\changed.dll',
          size: 5,
          oldSize: 3,
          download: { bytes: 5, stored: null },
          gone: { bytes: 3, stored: null },
        },
        {
          ...change,
          kind: 'metadata',
          path: '\\Windows\\hidden.dll',
          size: 6,
          metadata: ['attributes', 'security'],
        },
        {
          ...change,
          kind: 'changed',
          path: '\\Windows\\stream.dll',
          size: 4,
          oldSize: 4,
          download: { bytes: 3, stored: null },
          gone: { bytes: 3, stored: null },
        },
        { ...change, kind: 'removed', path: '\\Windows\\WinSxS\\v1', directory: true, size: 0 },
        {
          ...change,
          kind: 'removed',
          path: '\\Windows\\WinSxS\\v1\\y.dll',
          size: 4,
          gone: { bytes: 4, stored: null },
        },
        { ...change, kind: 'added', path: '\\Windows\\WinSxS\\v2', directory: true, size: 0 },
        {
          ...change,
          kind: 'moved',
          path: '\\Windows\\WinSxS\\v2\\x.dll',
          from: '\\Windows\\WinSxS\\v1\\x.dll',
          size: 5,
        },
        {
          ...change,
          kind: 'moved',
          path: '\\Windows\\WinSxS\\v2.dll',
          from: '\\Windows\\WinSxS\\v1.dll',
          size: 17,
        },
        { ...change, kind: 'added', path: '\\Windows\\WinSxS\\z.dll', size: 4 },
      ],
    });
  });

  test('counts times where it is told to', async () => {
    const options = { reporter, times: true };
    const diff = await diffTrees(memoryTree(BEFORE), memoryTree(AFTER), options);
    const touched = diff.changes.find(({ path }) => path === '\\Windows\\touched.dll');
    expect(touched).toMatchObject({ kind: 'metadata', metadata: ['created', 'modified'] });
  });

  test('finds nothing between a tree and itself', async () => {
    const diff = await diffTrees(memoryTree(BEFORE), memoryTree(BEFORE), { reporter, times: true });
    expect(diff.changes).toEqual([]);
    expect(diff.newContents).toEqual({ contents: 0, bytes: 0, stored: null });
    expect(diff.counts.unchanged.entries).toBe(12);
  });

  test('pairs moved files of equal content by their names first, and each once', async () => {
    const one = memoryTree({ a: directory({ x: file('same'), y: file('same') }) });
    const two = memoryTree({ b: directory({ w: file('same'), y: file('same'), z: file('same') }) });
    const diff = await diffTrees(one, two, { reporter });
    expect(diff.changes.map(({ kind, path, from }) => [kind, path, from])).toEqual([
      ['removed', '\\a', undefined],
      ['added', '\\b', undefined],
      ['moved', '\\b\\w', '\\a\\x'],
      ['moved', '\\b\\y', '\\a\\y'],
      ['added', '\\b\\z', undefined],
    ]);
  });

  test('does not compare what a directory of the host cannot say', async () => {
    const source = folder('host');
    mkdirSync(source);
    writeFileSync(`${source}/f`, 'f');
    const rich = memoryTree({
      f: file('f', {
        attributes: FILE_ATTRIBUTE.SYSTEM,
        security: Buffer.from('sd'),
        shortName: 'F~1',
        streams: { x: 'x' },
      }),
    });
    const diff = await diffTrees(rich, await openDirectory(source, reporter), { reporter });
    expect(diff.changes).toEqual([]);
    expect(diff.notCompared).toEqual(['attributes', 'security', 'shortNames', 'namedStreams']);
  });
});

describe('diffManifests()', () => {
  test('pairs the images of two archives by name', async () => {
    const options = { name: 'x', created: 0n, reporter };
    const pro = { tree: memoryTree({ a: file('a') }), name: 'Pro' };
    const home = { tree: memoryTree({ h: file('h') }), name: 'Home' };
    const newPro = { tree: memoryTree({ a: file('b') }), name: 'Pro' };
    const edu = { tree: memoryTree({ e: file('h') }), name: 'Education' };
    const diff = await diffManifests(
      await manifestOfTrees([pro, home], options),
      await manifestOfTrees([edu, newPro], options),
    );
    expect(diff.changes.map(({ kind, image, path }) => `${kind} ${image} ${path}`)).toEqual([
      'added Education \\',
      'added Education \\e',
      'changed Pro \\a',
      'removed Home \\',
      'removed Home \\h',
    ]);
    expect(diff.newContents).toEqual({ contents: 1, bytes: 1, stored: null });
  });

  test('gives the same of documents, most lines of which it does not read, as of what they were written from', async () => {
    const options = { name: 'x', created: 0n, reporter };
    const trees = [BEFORE, AFTER].map((nodes) => ({
      Same: directory({ 'a "size":9': file('ab', { streams: { one: '123', two: '4567' } }), b: file('') }),
      ...nodes,
    }));
    const made = await Promise.all(
      trees.map((nodes) => manifestOfTrees([{ tree: memoryTree(nodes), name: 'x' }], options)),
    );
    for (const [at, manifest] of made.entries()) await writeManifest(folder(`${at}.json`), manifest);
    const [before, after] = [await readManifest(folder('0.json')), await readManifest(folder('1.json'))];
    const expected = await diffManifests(made[0] ?? before, made[1] ?? after);
    const names = { from: before.label, to: after.label };
    expect(await diffManifests(before, after)).toEqual({ ...expected, ...names });

    const lines = readFileSync(folder('1.json'), 'utf8').split('\n');
    const touched = lines.findIndex((line) => line.includes('touched.dll'));
    const swapped = lines.with(touched, lines[touched - 1] ?? '').with(touched - 1, lines[touched] ?? '');
    writeFileSync(folder('swapped.json'), swapped.join('\n'));
    await expect(diffManifests(before, await readManifest(folder('swapped.json')))).rejects.toThrow(
      /swapped\.json:\d+: .*, expected files in order/,
    );
  });

  testWith(['wimlib-imagex'], 'says what a consumer of the older archive must download', async () => {
    const source = folder('source');
    mkdirSync(source);
    writeFileSync(`${source}/a`, 'a'.repeat(100_000));
    const options = { name: 'x', created: 0n, reporter };
    const made = [];
    for (const name of ['old', 'new']) {
      await runPeer('wimlib-imagex', ['capture', source, folder(`${name}.wim`), '--compress=XPRESS']);
      const archive = await openWim(folder(`${name}.wim`));
      made.push(await manifestOfArchive(archive, options));
      await archive.close();
      writeFileSync(`${source}/b`, 'b'.repeat(200_000));
    }
    const [before, after] = made;
    if (before === undefined || after === undefined) throw new Error('two archives');
    const diff = await diffManifests(before, after);
    const stored = (await runPeer('wimlib-imagex', ['info', folder('new.wim'), '--blobs']))
      .split('\n\n')
      .find((blob) => blob.includes('Uncompressed size = 200000'))
      ?.match(/^Compressed size += (\d+)/m)?.[1];
    expect(diff.newContents).toEqual({ contents: 1, bytes: 200_000, stored: Number(stored) });
    expect(diff.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['added \\b']);
  });
});
