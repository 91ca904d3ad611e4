import { describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import {
  applyTree,
  extractPaths,
  FILE_ATTRIBUTE,
  openDirectory,
  REPARSE_TAG,
  type ApplyResult,
  type FileTree,
  type ReparsePoint,
} from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, MEMORY_TIME, memoryTree, type Node } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';

const folder = temporaryFolder();
const onPosix = process.platform === 'win32' ? test.skip : test;
const quiet = { reporter: silentReporter() };

function makeSource(source: string): void {
  mkdirSync(`${source}/Windows/System32/empty folder`, { recursive: true });
  writeFileSync(`${source}/Windows/System32/ntdll.dll`, Buffer.alloc((3 << 20) + 77, 'ntdll'));
  writeFileSync(`${source}/Windows/empty`, '');
  writeFileSync(`${source}/Ünïcödé 😀`, 'x');
  writeFileSync(Buffer.concat([Buffer.from(`${source}/lone`), Buffer.of(0xed, 0xa0, 0x80)]), 'y');
  linkSync(`${source}/Windows/System32/ntdll.dll`, `${source}/Windows/ntdll.dll`);
  const targets = ['Windows/empty', '/etc/passwd', 'Windows', '/etc', '..', 'nowhere/', '/', '//server/x'];
  targets.forEach((target, index) => symlinkSync(target, `${source}/link${index}`));
  utimesSync(`${source}/Windows/empty`, 1_600_000_000, 1_500_000_000.123_456_7);
  utimesSync(`${source}/Windows`, 1_600_000_000, 1_400_000_000);
}

/** Every entry with its type, link count, time to the microsecond, size and target, as `find` sees it. */
function listing(where: string): string[] {
  const format = '%y %n %s %TY-%Tm-%Td %TT %l %P\\n';
  const lines = execFileSync('find', [where, '-printf', format], { encoding: 'latin1' }).split('\n');
  return lines
    .map((line) => line.replace(/^d (\d+) \d+/, 'd $1').replace(/(:\d\d\.\d{6})\d*/, '$1'))
    .toSorted();
}

describe('applyTree()', () => {
  testWith(['wimlib-imagex'], 'makes what wimlib makes of the same directory', async () => {
    const source = folder('source');
    makeSource(source);
    await runPeer('wimlib-imagex', ['capture', source, folder('x.wim'), '--compress=none', '--norpfix']);
    await runPeer('wimlib-imagex', ['apply', folder('x.wim'), '1', folder('theirs')]);
    const tree = await openDirectory(source, silentReporter());
    const result = await applyTree(tree, folder('ours'), quiet);
    expect(listing(folder('ours'))).toEqual(listing(folder('theirs')));
    expect(listing(folder('ours'))).toEqual(listing(source));
    execFileSync('diff', ['-r', '--no-dereference', folder('theirs'), folder('ours')]);
    expect(result).toEqual({
      directories: 4,
      files: 4,
      hardLinks: 1,
      links: 8,
      bytes: (3 << 20) + 77 + 2,
      losses: {},
      notMade: {},
      skipped: [],
    });
  });

  testWith(['wimlib-imagex'], 'makes of an image of an archive what wimlib makes of it', async () => {
    const source = folder('archived');
    makeSource(source);
    const wim = folder('xpress.wim');
    await runPeer('wimlib-imagex', ['capture', source, wim, '--compress=XPRESS', '--norpfix']);
    await runPeer('wimlib-imagex', ['apply', wim, '1', folder('theirs-of-wim')]);
    const archive = await openWim(wim);
    const result = await applyTree(await archive.openImage(1), folder('ours-of-wim'), quiet);
    await archive.close();
    expect(listing(folder('ours-of-wim'))).toEqual(listing(folder('theirs-of-wim')));
    execFileSync('diff', ['-r', '--no-dereference', folder('theirs-of-wim'), folder('ours-of-wim')]);
    expect(result).toMatchObject({
      directories: 4,
      files: 4,
      hardLinks: 1,
      links: 8,
      losses: {},
      notMade: {},
    });
  });

  testWith(['wimlib-imagex'], 'finds a byte that changed in an archive, and leaves nothing', async () => {
    mkdirSync(folder('precious'));
    writeFileSync(folder('precious', 'f'), 'precious content');
    const wim = folder('changed.wim');
    await runPeer('wimlib-imagex', ['capture', folder('precious'), wim, '--compress=none']);
    const bytes = readFileSync(wim);
    bytes[bytes.indexOf('precious content')] = 0x50;
    writeFileSync(wim, bytes);
    const archive = await openWim(wim);
    const tree = await archive.openImage(1);
    await expect(applyTree(tree, folder('of-changed'), quiet)).rejects.toMatchObject({
      code: 'damaged',
      details: { subject: `${wim}#1: \\f` },
    });
    await archive.close();
    expect(existsSync(folder('of-changed'))).toBe(false);
  });

  test('removes what a killed apply left, beside the target and inside it', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    mkdirSync(folder(`.after.${dead}-00000000.partial`, 'd'), { recursive: true });
    mkdirSync(folder('after2', `.apply.${dead}-00000000.partial`, 'd'), { recursive: true });
    const tree = memoryTree({ f: file('abc') });
    await applyTree(tree, folder('after'), quiet);
    await applyTree(tree, folder('after2'), quiet);
    expect(readdirSync(folder()).filter((name) => name.includes('.after'))).toEqual([]);
    expect(readdirSync(folder('after2'))).toEqual(['f']);
  });

  test('names the place in the target, not the hidden one where it happened', async () => {
    const name = 'x'.repeat(300);
    const tree = memoryTree({ d: directory({ [name]: file() }) });
    await expect(applyTree(tree, folder('long'), quiet)).rejects.toMatchObject({
      details: { subject: folder('long', 'd', name) },
    });
  });

  test('survives times that no host has', async () => {
    const times = { modified: 2n ** 64n - 1n, accessed: 2n ** 63n };
    await applyTree(memoryTree({ f: file('', times) }, times), folder('future'), quiet);
    expect(lstatSync(folder('future', 'f')).mtimeMs).toBeGreaterThan(Date.UTC(2100));
  });

  test('fills an empty directory, and keeps the time of the root', async () => {
    mkdirSync(folder('empty'));
    await applyTree(memoryTree({ f: file('abc') }), folder('empty'), quiet);
    expect(readdirSync(folder('empty'))).toEqual(['f']);
    expect(readFileSync(folder('empty', 'f'), 'utf8')).toBe('abc');
    const microseconds = (MEMORY_TIME - 116_444_736_000_000_000n) / 10n;
    expect(lstatSync(folder('empty'), { bigint: true }).mtimeNs / 1000n).toBe(microseconds);
    expect(lstatSync(folder('empty', 'f'), { bigint: true }).mtimeNs / 1000n).toBe(microseconds);
  });

  test('leaves long runs of zeros as holes', async () => {
    const content = Buffer.alloc(8 << 20);
    content.write('start');
    content.write('middle', (3 << 20) + 5);
    await applyTree(memoryTree({ sparse: file(content) }), folder('sparse'), quiet);
    expect(readFileSync(folder('sparse', 'sparse')).equals(content)).toBe(true);
    if (process.platform === 'linux') {
      expect(lstatSync(folder('sparse', 'sparse')).blocks * 512).toBeLessThanOrEqual(3 << 16);
    }
  });

  test('fills a new volume, where a file system has made its own folders', async () => {
    for (const name of ['System Volume Information', '$RECYCLE.BIN', 'lost+found'])
      mkdirSync(folder('volume', name), { recursive: true });
    await applyTree(memoryTree({ f: file('abc') }), folder('volume'), quiet);
    expect(readdirSync(folder('volume'))).toContain('f');
    const clash = memoryTree({ 'lost+found': directory({}), g: file('abc') });
    await expect(applyTree(clash, folder('volume'), quiet)).rejects.toMatchObject({ code: 'exists' });
    expect(readdirSync(folder('volume'))).not.toContain('g');
  });

  test('refuses a target that holds something, and leaves it as it is', async () => {
    mkdirSync(folder('full'));
    writeFileSync(folder('full', 'mine'), 'mine');
    await expect(applyTree(memoryTree({ f: file() }), folder('full'), quiet)).rejects.toMatchObject({
      code: 'exists',
      details: { subject: folder('full'), expected: 'an empty directory, or none' },
    });
    expect(readdirSync(folder('full'))).toEqual(['mine']);
  });

  test('with overwrite replaces files, keeps others, and never follows a link that lies there', async () => {
    mkdirSync(folder('over', 'd'), { recursive: true });
    writeFileSync(folder('over', 'mine'), 'mine');
    writeFileSync(folder('outside'), 'outside');
    symlinkSync(folder('outside'), folder('over', 'd', 'f'));
    const tree = memoryTree({ d: directory({ f: file('new') }) });
    await applyTree(tree, folder('over'), { ...quiet, overwrite: true });
    expect(readFileSync(folder('outside'), 'utf8')).toBe('outside');
    expect(readFileSync(folder('over', 'd', 'f'), 'utf8')).toBe('new');
    expect(readFileSync(folder('over', 'mine'), 'utf8')).toBe('mine');

    mkdirSync(folder('elsewhere'));
    mkdirSync(folder('over2'));
    symlinkSync(folder('elsewhere'), folder('over2', 'd'));
    await expect(applyTree(tree, folder('over2'), { ...quiet, overwrite: true })).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining(`${folder('over2')} is incomplete: empty it`) as unknown,
    });
    expect(readdirSync(folder('elsewhere'))).toEqual([]);
  });

  test('verifies what has a known SHA-1, and leaves nothing of a damaged tree', async () => {
    const good = file('x'.repeat(70_000), { sha1: sha1Of('x'.repeat(70_000)) });
    await applyTree(memoryTree({ good }), folder('good'), quiet);
    expect(readFileSync(folder('good', 'good'), 'utf8')).toBe('x'.repeat(70_000));

    const before = readdirSync(folder());
    const bad = file('x', { sha1: sha1Of('y') });
    await expect(applyTree(memoryTree({ good, bad }), folder('damaged'), quiet)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(
        'memory: \\bad: content with the SHA-1 11f6ad8ec52a2984abaafd7c3b516503785c2072, expected ',
      ) as unknown,
    });
    mkdirSync(folder('damaged2'));
    await expect(applyTree(memoryTree({ good, bad }), folder('damaged2'), quiet)).rejects.toThrow();
    expect(readdirSync(folder('damaged2'))).toEqual([]);
    expect(readdirSync(folder())).toEqual([...before, 'damaged2'].toSorted());
  });

  test('refuses a tree that gives less than it says', async () => {
    const tree = memoryTree({ short: file('abc') });
    const short: FileTree = {
      ...tree,
      async *read() {
        await Promise.resolve();
        yield Buffer.from('ab');
      },
    };
    await expect(applyTree(short, folder('short'), quiet)).rejects.toMatchObject({
      code: 'damaged',
      details: { subject: 'memory: \\short', found: '2 bytes', expected: '3 bytes' },
    });
    expect(existsSync(folder('short'))).toBe(false);
  });

  test.each([
    ['..', 'the name ".."'],
    ['.', 'the name "."'],
    ['', 'an empty name'],
    ['a/b', '"/" in the name "a/b"'],
    ['..\\..\\evil', '"\\" in the name "..\\..\\evil"'],
    ['a\0b', 'a NUL in the name "a\\u0000b"'],
  ])('refuses the name %j before it makes anything', async (name, found) => {
    const tree = memoryTree({ a: file(), d: directory({ [name]: file() }) });
    await expect(applyTree(tree, folder('names', 'deep'), quiet)).rejects.toMatchObject({
      code: 'damaged',
      details: { subject: 'memory: \\d', found },
    });
    expect(existsSync(folder('names', 'deep'))).toBe(false);
  });

  test('refuses two entries of one name', async () => {
    const tree = memoryTree({ a: file() });
    const twice: FileTree = {
      ...tree,
      children: async (parent) => [await tree.children(parent), await tree.children(parent)].flat(),
    };
    await expect(applyTree(twice, folder('twice'), quiet)).rejects.toMatchObject({
      code: 'damaged',
      details: { found: 'two entries named "a"' },
    });
  });

  onPosix('makes links last, so that a link and a directory of one place cannot write outside', async () => {
    mkdirSync(folder('prey'));
    const tree = memoryTree({ D: link(lxSymlink(folder('prey'))), d: directory({ f: file() }) });
    await applyTree(tree, folder('links-last'), quiet);
    expect(readdirSync(folder('prey'))).toEqual([]);
    expect(readlinkSync(folder('links-last', 'D'))).toBe(folder('prey'));
  });

  onPosix('keeps the targets of junctions, symbolic links and WSL links', async () => {
    const tree = memoryTree({
      junction: link(windowsLink(REPARSE_TAG.MOUNT_POINT, '\\??\\C:\\Users')),
      share: link(windowsLink(REPARSE_TAG.SYMLINK, '\\??\\UNC\\server\\share')),
      wsl: link(lxSymlink('a\\b/c')),
    });
    const result = await applyTree(tree, folder('targets'), quiet);
    expect(readlinkSync(folder('targets', 'junction'))).toBe('/Users');
    expect(readlinkSync(folder('targets', 'share'))).toBe('//server/share');
    expect(readlinkSync(folder('targets', 'wsl'))).toBe('a\\b/c');
    expect(result.links).toBe(3);
  });

  test('refuses link data that contradicts itself', async () => {
    const data = Buffer.from('0000ffff000000000000000041', 'hex');
    const reparse = { tag: REPARSE_TAG.SYMLINK, data, notFixed: true };
    const tree = memoryTree({ l: link(reparse) });
    await expect(applyTree(tree, folder('bad-link'), quiet)).rejects.toMatchObject({ code: 'damaged' });
    expect(existsSync(folder('bad-link'))).toBe(false);
  });

  test('counts what a directory cannot carry, and tells it in one warning', async () => {
    const reporter = keepingReporter();
    const security = new Uint8Array(20);
    const children = {
      f: file('a', {
        security,
        shortName: 'F~1',
        attributes: FILE_ATTRIBUTE.HIDDEN,
        objectId: new Uint8Array(16),
        created: MEMORY_TIME - 1n,
        streams: { 'Zone.Identifier': 'b' },
      }),
      g: file('', { security }),
      'python.exe': link({ tag: 0x8000001b, data: new Uint8Array(4), notFixed: false }),
    };
    const tree: FileTree = { ...memoryTree(children), kind: 'wim' };
    const result = await applyTree(tree, folder('poor'), { reporter });
    const losses: ApplyResult['losses'] = {
      security: 2,
      attributes: 1,
      shortNames: 1,
      creationTimes: 1,
      namedStreams: 1,
      objectIds: 1,
    };
    expect(result).toMatchObject({ losses, notMade: { APPEXECLINK: 1 }, links: 0, files: 2 });
    expect(reporter.warnings).toEqual([
      `${folder('poor')}: a directory of this host cannot carry security descriptors (2 entries), attributes (1), ` +
        'short names (1), creation times (1), named streams (1), object IDs (1): left out. ' +
        'Apply with dism.exe where they matter.',
      `${folder('poor')}: 1 reparse points of the kind APPEXECLINK cannot be made on this host: left out.`,
    ]);
    expect(readdirSync(folder('poor')).toSorted()).toEqual(['f', 'g']);
  });

  test('sets a time before 1970 to 1970', async () => {
    const entry = { modified: 0n, accessed: 0n };
    await applyTree(memoryTree({ old: file('', entry) }), folder('old'), quiet);
    expect(lstatSync(folder('old', 'old')).mtimeMs).toBe(0);
  });

  test('stops when it is told to, and leaves nothing', async () => {
    const controller = new AbortController();
    const tree = memoryTree({ f: file(Buffer.alloc(3 << 20, 1)) });
    const reporter = {
      ...silentReporter(controller.signal),
      task: () => ({ advance: () => controller.abort(), end() {} }),
    };
    await expect(applyTree(tree, folder('aborted'), { reporter })).rejects.toThrow('aborted');
    expect(readdirSync(folder()).filter((name) => name.includes('aborted'))).toEqual([]);
  });
});

describe('extractPaths()', () => {
  const tree = memoryTree({
    Windows: directory({ 'a.dll': file('a'), 'b.DLL': file(), 'c.exe': file() }),
    Users: directory({ 'a.dll': file() }),
  });

  test('makes what the paths and wildcards mean under their own names', async () => {
    await extractPaths(tree, ['windows\\*.dll', '/users'], folder('extract'), quiet);
    expect(readdirSync(folder('extract')).toSorted()).toEqual(['Users', 'a.dll', 'b.DLL']);
    expect(readdirSync(folder('extract', 'Users'))).toEqual(['a.dll']);
  });

  test('adds to a directory that holds other things, but replaces nothing unasked', async () => {
    mkdirSync(folder('add'));
    writeFileSync(folder('add', 'c.exe'), 'mine');
    await extractPaths(tree, ['\\Windows\\a.dll'], folder('add'), quiet);
    expect(readdirSync(folder('add')).toSorted()).toEqual(['a.dll', 'c.exe']);
    await expect(extractPaths(tree, ['\\Windows\\*'], folder('add'), quiet)).rejects.toMatchObject({
      code: 'exists',
    });
    expect(readFileSync(folder('add', 'c.exe'), 'utf8')).toBe('mine');
    await extractPaths(tree, ['\\Windows\\*'], folder('add'), { ...quiet, overwrite: true });
    expect(readFileSync(folder('add', 'c.exe'), 'utf8')).toBe('');
  });

  test('refuses two entries that would have one name', async () => {
    await expect(
      extractPaths(tree, ['\\Windows\\a.dll', '\\Users\\a.dll'], folder('both'), quiet),
    ).rejects.toMatchObject({ code: 'usage', details: { subject: 'memory: \\Users\\a.dll' } });
  });

  test('refuses a path and a wildcard that mean nothing', async () => {
    for (const path of ['\\Windows\\missing', '\\Windows\\*.sys', '\\c*\\d']) {
      await expect(extractPaths(tree, [path], folder('none'), quiet)).rejects.toMatchObject({
        code: 'not-found',
        details: { subject: `memory: ${path}` },
      });
    }
  });
});

function link(reparse: ReparsePoint): Node {
  return file('', { reparse, attributes: 0 });
}

function lxSymlink(target: string): ReparsePoint {
  const data = Buffer.concat([Buffer.of(2, 0, 0, 0), Buffer.from(target)]);
  return { tag: REPARSE_TAG.LX_SYMLINK, data, notFixed: true };
}

/** With an empty print name, which Windows allows. */
function windowsLink(tag: number, substitute: string): ReparsePoint {
  const header = Buffer.alloc(tag === REPARSE_TAG.SYMLINK ? 12 : 8);
  header.writeUInt16LE(substitute.length * 2, 2);
  return { tag, data: Buffer.concat([header, Buffer.from(substitute, 'utf16le')]), notFixed: true };
}

function sha1Of(text: string): Uint8Array {
  return createHash('sha1').update(text).digest();
}
