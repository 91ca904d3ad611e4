/** Files that changed in places, captured on what they were: chunks that did not change are copied; judged by wimlib. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filetimeFromUnixNanoseconds } from '../../src/bytes/index.js';
import type { Level } from '../../src/codec/index.js';
import { silentReporter } from '../../src/progress.js';
import { openDirectory, type FileTree } from '../../src/tree/index.js';
import { openWim, type Compression, type WriteResult } from '../../src/wim/index.js';
import { noise, prose } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools, image } from '../support/wim.js';
import { wimResources } from '../support/wim-resources.js';

const CHUNK = 32_768;
const at = temporaryFolder();
const pool = codecPools();

/** What the files were and are. The last one is stored as it is, the one before it is in no base. */
const FILES = {
  'big.dll': change(prose(3_000_001, 1)),
  'small.dll': change(prose(300_000, 2)),
  'app.exe:data': change(prose(200_000, 3)),
  'grown.log': [prose(100_000, 4), Buffer.concat([prose(100_000, 4), prose(70_000, 5)])],
  'shrunk.log': [prose(150_000, 6), prose(150_000, 6).subarray(0, 100_000)],
  'one chunk.txt': [prose(20_000, 7), prose(20_000, 8)],
  'new.dll': [Buffer.alloc(0), prose(90_000, 9)],
  'noise.bin': change(noise(400_000, 10)),
} as const satisfies Record<string, readonly [Uint8Array, Uint8Array]>;

/** Other bytes at the beginning of each 64 KiB: of two chunks one stays. */
function change(before: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const now = Buffer.from(before);
  for (let position = 0; position < now.length; position += 2 * CHUNK) now.write('changed', position);
  return [before, now];
}

function month(which: 0 | 1) {
  // Who reads a content owns it: each capture gets copies.
  const bytes = (name: keyof typeof FILES) => new Uint8Array(FILES[name][which]);
  const content = (name: keyof typeof FILES) => file(bytes(name));
  const folder = directory({
    'BIG.dll': content('big.dll'),
    'app.exe': file('app', { streams: { data: bytes('app.exe:data') } }),
    'one chunk.txt': content('one chunk.txt'),
    ...(which === 0 ? {} : { 'new.dll': content('new.dll') }),
  });
  return memoryTree({
    // Windows tells no case apart.
    [which === 0 ? 'Windows' : 'WINDOWS']: folder,
    'small.dll': content('small.dll'),
    'grown.log': content('grown.log'),
    'shrunk.log': content('shrunk.log'),
    'noise.bin': content('noise.bin'),
  });
}

async function captureOn(
  base: string,
  out: string,
  compression: Compression,
  { threads = 2, level = 'fast' }: { threads?: number; level?: Level } = {},
): Promise<WriteResult> {
  const archive = await openWim(base);
  try {
    return await capture(out, [month(1)], { compression, level, pool: pool(threads), base: [archive] });
  } finally {
    await archive.close();
  }
}

function hashOf(name: string): string {
  return createHash('sha256').update(readFileSync(name)).digest('hex');
}

interface Chunk {
  readonly stored: string;
  readonly base: string;
  readonly isSame: boolean;
}

/** The chunks of what changed, as they are stored in `wim` and in `base`. */
function chunksOf(wim: string, base: string): Chunk[] {
  const [now, before] = [storedChunks(wim), storedChunks(base)];
  return Object.values(FILES).flatMap(([old, content]) => {
    const [were, are] = [before.get(sha1(old)) ?? [], now.get(sha1(content)) ?? []];
    return are.map((stored, index) => {
      const [a, b] = [old, content].map((bytes) => bytes.subarray(index * CHUNK, (index + 1) * CHUNK));
      return { stored, base: were[index] ?? '', isSame: Buffer.compare(a!, b!) === 0 };
    });
  });
}

function storedChunks(wim: string): Map<string, string[]> {
  return new Map(
    wimResources(wim).runs.map(({ sha1, data, sizes }) => {
      let end = 0;
      return [
        sha1,
        Array.from(sizes, (size) => Buffer.from(data.subarray(end, (end += size))).toString('hex')),
      ];
    }),
  );
}

function sha1(content: Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

const bytesOf = (chunks: readonly Chunk[]): number =>
  chunks.reduce((sum, { stored }) => sum + stored.length / 2, 0);

describe.each(['xpress', 'lzx'] as const)('a file that changed in places (%s)', (compression) => {
  const base = () => at(`base-${compression}.wim`);
  const plain = () => at(`plain-${compression}.wim`);

  beforeAll(async () => {
    // As the first of two images, for the name decides.
    await capture(base(), [memoryTree({ 'small.dll': file('nothing') })], {
      compression,
      pool: pool(2),
      images: [image(memoryTree({ 'small.dll': file('nothing') }), 'other'), image(month(0))],
    });
    await capture(plain(), [month(1)], { compression, pool: pool(2) });
  });

  test.each([1, 3])('gives the bytes of a capture without a base, with %i threads', async (threads) => {
    const based = at(`based-${compression}-${threads}.wim`);
    const result = await captureOn(base(), based, compression, { threads });
    expect(hashOf(based)).toBe(hashOf(plain()));
    const same = chunksOf(based, base()).filter(({ isSame }) => isSame);
    expect(same.length).toBeGreaterThan(40);
    const shared = await sharedBytes(based, base());
    expect(result.copiedBytes).toBe(shared + bytesOf(same));
  });

  test('keeps the chunks of a base of another level, and gets the others of its own', async () => {
    const based = at(`leveled-${compression}.wim`);
    await captureOn(base(), based, compression, { level: 'best' });
    const best = at(`best-${compression}.wim`);
    await capture(best, [month(1)], { compression, level: 'best', pool: pool(2) });
    const [mixed, pure] = [chunksOf(based, base()), chunksOf(best, base())];
    for (const [index, chunk] of mixed.entries())
      expect(chunk.stored).toBe(chunk.isSame ? chunk.base : pure[index]!.stored);
    expect(mixed.some(({ stored, isSame }, index) => isSame && stored !== pure[index]!.stored)).toBe(true);
  });

  test('is compressed anew where the base is damaged', async () => {
    const archive = await openWim(base());
    const blob = archive.findBlob(Buffer.from(sha1(FILES['big.dll'][0]), 'hex'))!;
    await archive.close();
    const { offset, storedSize } = blob;
    for (const [name, where] of [
      ['table', offset + 40],
      ['chunk', offset + storedSize - 9000],
    ] as const) {
      const bytes = readFileSync(base());
      bytes.fill(0xff, where, where + 200);
      const broken = at(`broken-${name}-${compression}.wim`);
      writeFileSync(broken, bytes);
      const based = at(`on-broken-${name}-${compression}.wim`);
      const { copiedBytes } = await captureOn(broken, based, compression);
      expect(hashOf(based)).toBe(hashOf(plain()));
      expect(copiedBytes).toBeGreaterThan(0);
    }
  });
});

describe('a directory on its own archive', () => {
  let folder: string;
  let base: string;

  beforeAll(async () => {
    folder = at('directory');
    base = at('directory.wim');
    mkdirSync(folder);
    for (let index = 0; index < 40; index++) write(`file ${index}.dll`, prose(30_000 + index, index));
    for (const index of [40, 41, 42]) write(`large ${index}.dll`, prose(2_500_000, index));
    write('copy of large 41.dll', prose(2_500_000, 41));
    const tree = await openDirectory(folder, silentReporter());
    await capture(base, [tree], { pool: pool(2) });
    write('file 7.dll', prose(30_007, 99));
    write('large 42.dll', change(prose(2_500_000, 42))[1]);
  });

  function write(name: string, content: Uint8Array): void {
    writeFileSync(path.join(folder, name), content);
  }

  async function captured(out: string, threads: number, tree: FileTree): Promise<void> {
    const archive = await openWim(base);
    try {
      await capture(out, [tree], { pool: pool(threads), base: [archive] });
    } finally {
      await archive.close();
    }
  }

  test.each([1, 3])('reads what changed alone, with %i threads', async (threads) => {
    const tree = await openDirectory(folder, silentReporter());
    const read: string[] = [];
    const watched: FileTree = {
      ...tree,
      read(entry, stream) {
        read.push(entry.name);
        return tree.read(entry, stream);
      },
    };
    const out = at(`directory-${threads}.wim`);
    await captured(out, threads, watched);
    expect(read).toEqual(['file 7.dll', 'large 42.dll']);
    const plain = at(`directory-${threads}-plain.wim`);
    await capture(plain, [tree], { pool: pool(2) });
    expect(hashOf(out)).toBe(hashOf(plain));
  });

  test('reads what cannot be hashed', async () => {
    const tree = await openDirectory(folder, silentReporter());
    const [out, plain] = [at('unhashed.wim'), at('unhashed-plain.wim')];
    await captured(out, 2, {
      ...tree,
      hostFile: (entry, stream) => ({ ...tree.hostFile!(entry, stream), path: at('nowhere') }),
    });
    await capture(plain, [tree], { pool: pool(2) });
    expect(hashOf(out)).toBe(hashOf(plain));
  });

  test.each(['file 7.dll', 'large 42.dll'])('refuses what is not what was hashed: %s', async (name) => {
    const tree = await openDirectory(folder, silentReporter());
    const twin = at(`twin of ${name}`);
    const content = readFileSync(path.join(folder, name));
    writeFileSync(twin, content.fill('other', 5000, 6000));
    const modified = filetimeFromUnixNanoseconds(statSync(twin, { bigint: true }).mtimeNs);
    const changed = captured(at('never.wim'), 2, {
      ...tree,
      hostFile(entry, stream) {
        const file = tree.hostFile!(entry, stream);
        return entry.name === name ? { ...file, path: twin, modified } : file;
      },
    });
    await expect(changed).rejects.toMatchObject({
      code: 'busy',
      details: { subject: `${folder}: \\${name}` },
    });
  });
});

/** Stored bytes of the contents that both archives hold. */
async function sharedBytes(wim: string, base: string): Promise<number> {
  const [now, before] = [await openWim(wim), await openWim(base)];
  let shared = 0;
  for (const { sha1, storedSize } of now.blobs) if (before.findBlob(sha1) !== null) shared += storedSize;
  await now.close();
  await before.close();
  return shared;
}

testWith(
  ['wimlib-imagex'],
  'on a base of wimlib keeps what wimlib compressed, and wimlib verifies and applies the whole archive',
  async () => {
    const ours = at('for-wimlib.wim');
    await capture(ours, [month(0)], { compression: 'lzx', pool: pool(2) });
    const theirs = at('by-wimlib.wim');
    await runPeer('wimlib-imagex', ['export', ours, 'all', theirs, '--recompress', '--compress=lzx:80']);
    const based = at('on-wimlib.wim');
    await captureOn(theirs, based, 'lzx');
    const chunks = chunksOf(based, theirs).filter(({ isSame }) => isSame);
    expect(chunks.length).toBeGreaterThan(40);
    for (const { stored, base } of chunks) expect(stored).toBe(base);
    const own = storedChunks(ours).get(sha1(FILES['big.dll'][0]))!;
    expect(chunks.some(({ stored }) => !own.includes(stored))).toBe(true);

    await runPeer('wimlib-imagex', ['verify', based]);
    const applied = at('applied');
    mkdirSync(applied);
    await runPeer('wimlib-imagex', ['apply', based, '1', applied]);
    for (const [name, place] of [
      ['big.dll', 'WINDOWS/BIG.dll'],
      ['new.dll', 'WINDOWS/new.dll'],
      ['small.dll', 'small.dll'],
      ['grown.log', 'grown.log'],
      ['shrunk.log', 'shrunk.log'],
    ] as const)
      expect(sha1(readFileSync(path.join(applied, place)))).toBe(sha1(FILES[name][1]));
  },
);
