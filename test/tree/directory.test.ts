import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync, linkSync, appendFileSync } from 'node:fs';
import {
  sortedChildren,
  find,
  openDirectory,
  walk,
  type Entry,
  type FileTree,
} from '../../src/tree/index.js';
import { silentReporter } from '../../src/progress.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import { wimlibDir, wimlibTime } from '../support/wimlib-dir.js';

const folder = temporaryFolder();
const onPosix = process.platform === 'win32' ? test.skip : test;

async function contentOf(tree: FileTree, entry: Entry): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const [stream] = entry.streams;
  if (stream !== undefined) for await (const piece of tree.read(entry, stream)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

describe('openDirectory()', () => {
  testWith(['wimlib-imagex'], 'gives the entries that wimlib captures of the same directory', async () => {
    const source = folder('agree');
    mkdirSync(`${source}/Windows/System32`, { recursive: true });
    writeFileSync(`${source}/Windows/System32/ntdll.dll`, Buffer.alloc(3 << 20, 'ntdll'));
    writeFileSync(`${source}/Windows/empty`, '');
    writeFileSync(`${source}/Ünïcödé 😀`, 'x');
    writeFileSync(Buffer.concat([Buffer.from(`${source}/lone`), Buffer.of(0xed, 0xa0, 0x80)]), 'y');
    linkSync(`${source}/Windows/System32/ntdll.dll`, `${source}/Windows/ntdll.dll`);
    const targets = [
      'Windows/empty',
      '/etc/passwd',
      'Windows',
      '/etc',
      '..',
      'nowhere/',
      'a\\b',
      '/',
      '//server/x',
    ];
    targets.forEach((target, index) => symlinkSync(target, `${source}/link${index}`));
    const wim = folder('agree.wim');
    await runPeer('wimlib-imagex', ['capture', source, wim, '--compress=none', '--norpfix']);
    const theirs = await wimlibDir(wim);

    const tree = await openDirectory(source, silentReporter());
    const paths: string[] = [];
    for await (const { path, entry } of walk(tree)) {
      paths.push(path);
      const their = theirs.get(path);
      expect({ path, attributes: entry.attributes, modified: wimlibTime(entry.modified) }).toEqual({
        path,
        attributes: their?.attributes,
        modified: their?.modified,
      });
      expect(entry.reparse?.tag ?? 0).toBe(their?.reparseTag);
      expect(entry.reparse === null ? '' : sha1(entry.reparse.data)).toBe(their?.reparseSha1);
      expect(entry.linkGroup !== 0).toBe((their?.linkCount ?? 0) > 1);
      const content = await contentOf(tree, entry);
      const zero = '0'.repeat(40);
      if (entry.reparse === null) {
        expect(content.length === 0 ? zero : sha1(content)).toBe(their?.streams.get('')?.sha1);
      }
    }
    expect(paths.toSorted()).toEqual([...theirs.keys()].toSorted());
    await tree.close();
  });

  test('keeps 100 ns of the times, and gives the modification time as the access time', async () => {
    const source = folder('times');
    mkdirSync(source);
    writeFileSync(`${source}/f`, 'x');
    const tree = await openDirectory(source, silentReporter());
    const { entry } = await find(tree, '\\f');
    const stats = lstatSync(`${source}/f`, { bigint: true });
    expect(entry.modified).toBe(stats.mtimeNs / 100n + 116_444_736_000_000_000n);
    expect(entry.created).toBe(stats.birthtimeNs / 100n + 116_444_736_000_000_000n);
    expect(entry.accessed).toBe(entry.modified);
  });

  test('gives the names of one file one link group and one list of streams', async () => {
    const source = folder('links');
    mkdirSync(`${source}/d`, { recursive: true });
    writeFileSync(`${source}/a`, 'x');
    writeFileSync(`${source}/single`, 'x');
    linkSync(`${source}/a`, `${source}/d/b`);
    const tree = await openDirectory(source, silentReporter());
    const [a, b, single] = await Promise.all(
      ['\\a', '\\d\\b', '\\single'].map(async (path) => (await find(tree, path)).entry),
    );
    expect(a?.linkGroup).toBe(1);
    expect(b?.linkGroup).toBe(1);
    expect(b?.streams).toBe(a?.streams);
    expect(single?.linkGroup).toBe(0);
  });

  onPosix('skips a pipe and says so once, however often the directory is listed', async () => {
    const source = folder('pipe');
    mkdirSync(source);
    execFileSync('mkfifo', [`${source}/p`]);
    const reporter = keepingReporter();
    const tree = await openDirectory(source, reporter);
    expect(await sortedChildren(tree, tree.root)).toEqual([]);
    expect(await sortedChildren(tree, tree.root)).toEqual([]);
    await tree.close();
    expect(reporter.warnings).toEqual([
      `${source}: \\p: skipped: a socket, pipe or device has no form in an image`,
    ]);
  });

  onPosix('names the first five files that Windows cannot make, and counts the rest', async () => {
    const source = folder('reserved');
    mkdirSync(source);
    for (const name of ['a:b', 'aux.c', 'c?', 'dot.', 'e<', 'f>', 'LPT1', 'fine'])
      writeFileSync(`${source}/${name}`, '');
    const reporter = keepingReporter();
    const tree = await openDirectory(source, reporter);
    await tree.children(tree.root);
    await tree.close();
    expect(reporter.warnings).toHaveLength(6);
    expect(reporter.warnings[5]).toBe(`${source}: 2 more: Windows cannot make a file of this name`);
  });

  onPosix.each([
    ['bytes that are no UTF-8', Buffer.of(0x62, 0xff), 'the bytes 62ff as a file name, expected UTF-8'],
    [
      'a surrogate pair in six bytes',
      Buffer.from('eda0bdedb880', 'hex'),
      'the bytes eda0bdedb880 as a file name',
    ],
    ['a backslash', Buffer.from('a\\b'), '"a\\b" as a file name, expected a name without "\\"'],
  ])('refuses a name with %s', async (title, name, message) => {
    const source = folder(`name-${title}`);
    mkdirSync(source);
    writeFileSync(Buffer.concat([Buffer.from(`${source}/`), name]), '');
    const tree = await openDirectory(source, silentReporter());
    await expect(tree.children(tree.root)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(message) as unknown,
    });
  });

  test.each([
    ['a small file', 10],
    ['a file of several pieces', (2 << 20) + 1],
  ])('refuses %s that changed or vanished after it was listed', async (title, size) => {
    const source = folder(`changed ${title}`);
    mkdirSync(source);
    writeFileSync(`${source}/f`, Buffer.alloc(size));
    const tree = await openDirectory(source, silentReporter());
    const { entry } = await find(tree, '\\f');
    appendFileSync(`${source}/f`, 'more');
    await expect(contentOf(tree, entry)).rejects.toMatchObject({
      code: 'busy',
      details: { subject: `${source}: \\f`, found: 'it changed after it was listed' },
    });
    rmSync(`${source}/f`);
    await expect(contentOf(tree, entry)).rejects.toMatchObject({
      code: 'busy',
      details: { found: 'it vanished after it was listed' },
    });
    symlinkSync('/etc/passwd', `${source}/f`);
    await expect(contentOf(tree, entry)).rejects.toMatchObject({ code: 'busy' });
  });

  test('refuses what is missing, and what is no directory', async () => {
    writeFileSync(folder('file'), '');
    await expect(openDirectory(folder('missing'), silentReporter())).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(openDirectory(folder('file'), silentReporter())).rejects.toMatchObject({ code: 'usage' });
  });
});
