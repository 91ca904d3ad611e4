import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  checkManifest,
  manifestOfArchive,
  manifestOfTrees,
  readManifest,
  writeManifest,
  type ManifestOptions,
} from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import { openDirectory, type FileTree } from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, MEMORY_TIME, memoryTree, type Nodes } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';

const folder = temporaryFolder();
const reporter = silentReporter();
const OPTIONS: ManifestOptions = { name: 'x', created: MEMORY_TIME, reporter };
const FILES: Nodes = { Windows: directory({ a: file('a'), b: file('b') }), c: file('c') };
const SHA1_OF_B = 'e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98';
const SHA1_OF_X = '11f6ad8ec52a2984abaafd7c3b516503785c2072';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** What a check of the manifest of `FILES` finds in `children`. */
async function problemsOf(children: Nodes): Promise<string[]> {
  const manifest = await manifestOfTrees([{ tree: memoryTree(FILES), name: 'one' }], OPTIONS);
  const { problems } = await checkManifest(manifest, [{ tree: memoryTree(children), name: 'one' }], {
    reporter,
  });
  return problems.map(({ subject, said, found }) => `${subject}: ${said} -> ${found}`);
}

describe('checkManifest()', () => {
  test('finds nothing where everything is as the manifest says', async () => {
    const manifest = await manifestOfTrees([{ tree: memoryTree(FILES), name: 'one' }], OPTIONS);
    const result = await checkManifest(manifest, [{ tree: memoryTree(FILES), name: 'one' }], { reporter });
    expect(result).toEqual({ problems: [], count: 0, images: 1, files: 5, bytes: 3, notCompared: [] });
  });

  test('names each content, name and key that differs', async () => {
    const changed = {
      ...FILES,
      Windows: directory({ a: file('a', { attributes: 0x22 }), b: file('x') }),
      d: file('c'),
    };
    expect(await problemsOf(changed)).toEqual([
      'image 1: files: 3 -> 4',
      'image 1: bytes: 3 -> 4',
      'savings: bytes: 3 -> 4',
      'savings: saved: 0 -> 1',
      'savings: images: [{"index":1,"bytes":3,"unique":3,"saved":0}] -> [{"index":1,"bytes":4,"unique":3,"saved":1}]',
      'blob 84a516841ba77a5b4648de2cd0dfcb30ea46dbb4: refs: 1 -> 2',
      `blob ${SHA1_OF_B}: there -> null`,
      `blob ${SHA1_OF_X}: null -> there`,
      'image 1 \\d: null -> there',
      'image 1 \\Windows\\a: attributes: null -> HA',
      `image 1 \\Windows\\b: sha1: ${SHA1_OF_B} -> ${SHA1_OF_X}`,
    ]);
  });

  test('of two trees compares what both can say, and tells what not; what their places are called is no matter', async () => {
    const carries = { ...memoryTree({}).carries, security: false, shortNames: false };
    const disk = { ...FILES, c: file('c', { shortName: 'C~1' }) };
    const manifest = await manifestOfTrees([{ tree: memoryTree(disk), name: 'disk' }], OPTIONS);
    const applied = { ...memoryTree(FILES), carries };
    const check = (tree: FileTree) => checkManifest(manifest, [{ tree, name: 'applied' }], { reporter });
    expect(await check(applied)).toMatchObject({ problems: [], notCompared: ['security', 'shortNames'] });
    expect((await check({ ...memoryTree({ ...FILES, c: file('x') }), carries })).problems).toContainEqual({
      subject: 'image 1 \\c: sha1',
      said: sha1('c'),
      found: SHA1_OF_X,
    });
    expect((await check(memoryTree(FILES))).problems).toEqual([
      { subject: 'image 1 \\c: shortName', said: 'C~1', found: null },
    ]);
  });

  test('knows nothing of the release that the archive was built against', async () => {
    const { facts, ...lists } = await manifestOfTrees([{ tree: memoryTree(FILES), name: 'one' }], OPTIONS);
    const savings = { ...facts.savings, betweenReleases: { shared: 2, stored: 1 } };
    const manifest = { ...lists, facts: { ...facts, savings } };
    const result = await checkManifest(manifest, [{ tree: memoryTree(FILES), name: 'one' }], { reporter });
    expect(result.problems).toEqual([]);
  });

  test('hashes what the source says it knows', async () => {
    const lying = (content: string): FileTree =>
      memoryTree({ f: file(content, { sha1: Buffer.from(SHA1_OF_B, 'hex') }) });
    const manifest = await manifestOfTrees([{ tree: lying('b'), name: 'one' }], OPTIONS);
    const result = await checkManifest(manifest, [{ tree: lying('x'), name: 'one' }], { reporter });
    expect(result.problems).toEqual([{ subject: 'memory: \\f: sha1', said: SHA1_OF_B, found: SHA1_OF_X }]);
  });

  test('lists as many problems as it is told to, and counts the rest', async () => {
    const manifest = await manifestOfTrees([{ tree: memoryTree(FILES), name: 'one' }], OPTIONS);
    const empty = [{ tree: memoryTree({}), name: 'one' }];
    const result = await checkManifest(manifest, empty, { reporter, limit: 2 });
    expect(result.problems).toHaveLength(2);
    expect(result.count).toBe(13);
  });

  testWith(['wimlib-imagex'], 'compares of an archive and a tree what both can say', async () => {
    const source = folder('both');
    mkdirSync(source);
    writeFileSync(`${source}/one`, 'first content');
    const wim = folder('both.wim');
    await runPeer('wimlib-imagex', ['capture', source, wim, 'Both', '--compress=none']);
    const archive = await openWim(wim);
    const manifest = await manifestOfArchive(archive, OPTIONS);
    await archive.close();
    const tree = { tree: await openDirectory(source, reporter), name: 'both' };
    expect(await checkManifest(manifest, [tree], { reporter })).toMatchObject({ problems: [], files: 2 });

    writeFileSync(`${source}/one`, 'First content');
    const changed = { tree: await openDirectory(source, reporter), name: 'both' };
    const { problems } = await checkManifest(manifest, [changed], { reporter });
    expect(problems[0]).toEqual({
      subject: 'image 1 \\one: sha1',
      said: sha1('first content'),
      found: sha1('First content'),
    });
    expect(problems.filter(({ subject }) => !subject.startsWith('image 1 \\one: '))).toEqual([]);
  });

  testWith(['wimlib-imagex'], 'finds one byte that changed in an archive', async () => {
    const source = folder('source');
    mkdirSync(source);
    writeFileSync(`${source}/one`, 'first content');
    writeFileSync(`${source}/two`, 'second content');
    const wim = folder('x.wim');
    await runPeer('wimlib-imagex', ['capture', source, wim, 'One', '--compress=none']);
    const archive = await openWim(wim);
    await writeManifest(
      folder('manifest.json'),
      await manifestOfArchive(archive, { ...OPTIONS, encoder: 'wimlib' }),
    );
    const manifest = await readManifest(folder('manifest.json'));
    expect(await checkManifest(manifest, archive, { reporter })).toMatchObject({
      count: 0,
      files: 3,
      bytes: 27,
    });
    const [image] = manifest.facts.images;
    if (image === undefined) throw new Error('one image');
    const facts = { ...manifest.facts, images: [{ ...image, build: '26200.7171' }] };
    expect(await checkManifest({ ...manifest, facts }, archive, { reporter })).toMatchObject({
      problems: [{ subject: 'image 1: build', said: '26200.7171', found: null }],
    });
    await archive.close();

    const bytes = readFileSync(wim);
    bytes[bytes.indexOf('second content')] = 0x53;
    writeFileSync(wim, bytes);
    const damaged = await openWim(wim);
    const { problems } = await checkManifest(manifest, damaged, { reporter });
    await damaged.close();
    expect(problems.map(({ subject }) => subject.replace(/blob [0-9a-f]{40}/, 'blob'))).toEqual([
      `${wim}#1: \\two: sha1`,
      'archive: parts',
      'blob: storedHash',
    ]);
    expect(problems[0]).toMatchObject({ said: sha1('second content'), found: sha1('Second content') });
  });
});
