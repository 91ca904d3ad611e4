/** Full disks, interruptions, and how much memory hundreds of thousands of files take. */

import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { silentReporter } from '../../src/progress.js';
import { FILE_ATTRIBUTE, walk, type Entry, type FileTree } from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { noise } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { file, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools, image } from '../support/wim.js';

const at = temporaryFolder();
const pool = codecPools();
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe('a disk that is full', () => {
  const tree = memoryTree({
    a: file(noise(700_000)),
    b: file(noise(3_000_000, 2)),
    c: file(noise(900_000, 3)),
  });

  (canMount ? test.each(['none', 'xpress'] as const) : test.skip.each(['none'] as const))(
    'ends the capture by name, and nothing is left [needs root to mount; compression %s]',
    async (compression) => {
      const folder = at(`full-${compression}`);
      mkdirSync(folder);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
      try {
        const path = `${folder}/x.wim`;
        await expect(capture(path, [tree], { compression, pool: pool(2) })).rejects.toMatchObject({
          code: 'no-space',
          message: expect.stringContaining('no space is left on the device'),
        });
        expect(readdirSync(folder)).toEqual([]);
      } finally {
        execFileSync('umount', [folder]);
      }
    },
  );
});

describe('an interruption', () => {
  test('ends the capture with its reason, and nothing is left', async () => {
    const controller = new AbortController();
    const reason = new FactoryError('interrupted', { subject: 'capture', found: 'interrupted' });
    const read = async function* () {
      await Promise.resolve();
      controller.abort(reason);
      yield new Uint8Array(10);
    };
    const tree = memoryTree({ a: file({ size: 10, read }), b: file('b') });
    const reporter = silentReporter(controller.signal);
    const options = { compression: 'none', pool: pool(1), reporter, images: [image(tree)] } as const;
    mkdirSync(at('stopped'));
    await expect(capture(at('stopped', 'x.wim'), [], options)).rejects.toBe(reason);
    expect(readdirSync(at('stopped'))).toEqual([]);
  });
});

describe('a tree of 200,000 files', () => {
  const DIRECTORIES = 2000;
  const FILES = 100;

  testWith(['wimlib-imagex'], 'is captured, opened and walked in less than 500 MB', async () => {
    const wim = at('many.wim');
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    const written = await capture(wim, [manyFiles(DIRECTORIES, FILES)], {
      compression: 'xpress',
      pool: pool(2),
    });
    const archive = await openWim(wim);
    const opened = await archive.openImage(1);
    let count = 0;
    for await (const { entry } of walk(opened)) count += entry.linkGroup + 1;
    clearInterval(watch);
    await archive.close();
    expect(count).toBe(1 + DIRECTORIES + DIRECTORIES * FILES);
    expect(written).toMatchObject({ images: [{ files: 200_000, directories: 2001 }] });
    expect(written.blobs).toHaveLength(200_000);
    // Jest itself is in the process.
    expect((peak - before) >> 20).toBeLessThan(500);
    await runPeer('wimlib-imagex', ['verify', wim]);
  });
});

/** Made as it is asked for: what stays in memory is what the writer keeps. */
function manyFiles(directories: number, files: number): FileTree {
  const place = new WeakMap<Entry, number>();
  const entry = (name: string, attributes: number, id: number, size: number | null): Entry => {
    const time = 134_398_656_000_000_000n + BigInt(id);
    const streams = size === null ? [] : [{ name: '', size, sha1: null, position: id }];
    const times = { created: time, accessed: time, modified: time };
    const nothing = { shortName: '', security: null, reparse: null, objectId: null, extendedAttributes: [] };
    const made = { name, attributes, ...times, ...nothing, streams, linkGroup: 0 };
    place.set(made, id);
    return made;
  };
  const base = memoryTree({});
  const root = entry('', FILE_ATTRIBUTE.DIRECTORY, -1, null);
  const list = (id: number) =>
    id === -1
      ? Array.from({ length: directories }, (_, at) =>
          entry(`directory ${at}`, FILE_ATTRIBUTE.DIRECTORY, at, null),
        )
      : Array.from({ length: files }, (_, at) => entry(`file ${at} of many.dll`, 0x20, id * files + at, 500));
  return {
    ...base,
    root,
    children: (directory) => Promise.resolve(list(place.get(directory)!)),
    read: async function* (entry) {
      await Promise.resolve();
      yield Buffer.alloc(500, `content ${place.get(entry)!} `);
    },
  };
}
