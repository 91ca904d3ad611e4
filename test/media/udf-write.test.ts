/** UDF images that we write, as 7-Zip, udfinfo and libblkid read them. */

import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { writeUdfImage, type MediumFile } from '../../src/media/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';

const file = temporaryFolder();
const CREATED = new Date('2026-11-23T12:34:56.789Z');
const LABEL = 'IMGF_PAYLOAD';
const ZEROS = Buffer.alloc(1 << 20);

function bytes(path: string, text: string): MediumFile {
  return { path, source: { kind: 'bytes', bytes: Buffer.from(text) } };
}

async function make(name: string, files: readonly MediumFile[], label = LABEL): Promise<string> {
  await writeUdfImage(file(name), { label, files, created: CREATED });
  return file(name);
}

async function failure(files: readonly MediumFile[], label = LABEL): Promise<FactoryError> {
  const error = await make('refused.iso', files, label).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(FactoryError);
  expect(await readdir(file())).not.toContain('refused.iso');
  return error as FactoryError;
}

/** What 7-Zip takes out of a medium: text by path, null for a folder. */
async function extracted(image: string): Promise<Record<string, string | null>> {
  const to = `${image}.out`;
  await runPeer('7z', ['x', '-bd', '-y', `-o${to}`, image]);
  const found: Record<string, string | null> = {};
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
    const whole = path.join(entry.parentPath, entry.name);
    const name = path.relative(to, whole).replaceAll(path.sep, '\\');
    found[name] = entry.isDirectory() ? null : await readFile(whole, 'utf8');
  }
  return found;
}

/** What udfinfo and blkid say, as `name=value`. */
function facts(output: string): Record<string, string> {
  const pairs = output.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(pairs.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

describe('a UDF image', () => {
  testWith(
    ['7z'],
    'holds files, empty files, folders, empty folders and Unicode names, as 7-Zip finds them',
    async () => {
      const image = await make('names.iso', [
        bytes('Autounattend.xml', '<unattend/>'),
        bytes('agent\\agent.ps1', 'Write-Output 1'),
        bytes('agent/plan.json', '{}'),
        bytes('empty.txt', ''),
        { path: 'drivers\\none', source: { kind: 'folder' } },
        { path: 'drivers', source: { kind: 'folder' } },
        bytes('Größe\\Überblick.txt', 'Latin-1'),
        bytes('日本語\\ファイル 😀.txt', 'UTF-16'),
        bytes(`${'a'.repeat(250)}.txt`, 'the longest of 8 bits'),
        bytes(`語${'a'.repeat(122)}.txt`, 'the longest of 16 bits'),
      ]);
      expect(await extracted(image)).toEqual({
        'Autounattend.xml': '<unattend/>',
        agent: null,
        'agent\\agent.ps1': 'Write-Output 1',
        'agent\\plan.json': '{}',
        'empty.txt': '',
        drivers: null,
        'drivers\\none': null,
        Größe: null,
        'Größe\\Überblick.txt': 'Latin-1',
        日本語: null,
        '日本語\\ファイル 😀.txt': 'UTF-16',
        [`${'a'.repeat(250)}.txt`]: 'the longest of 8 bits',
        [`語${'a'.repeat(122)}.txt`]: 'the longest of 16 bits',
      });
    },
  );

  testWith(['7z'], 'holds 5,000 files in one folder', async () => {
    const files = Array.from({ length: 5000 }, (_, at) => bytes(`many\\file ${at}.txt`, `content ${at}`));
    const found = await extracted(await make('many.iso', files));
    expect(Object.keys(found)).toHaveLength(5001);
    for (const at of [0, 1, 2499, 4999]) expect(found[`many\\file ${at}.txt`]).toBe(`content ${at}`);
  });

  testWith(['7z'], 'holds a file of more than 4 GiB, in extents below 1 GiB', async () => {
    const size = 4 * 2 ** 30 + 50;
    const source = file('large.bin');
    await writeFile(source, 'begin');
    await truncate(source, size);
    const handle = await open(source, 'r+');
    for (const border of [2 ** 30 - 2048, 2 ** 30, 2 ** 32]) await handle.write(`<${border}>`, border - 6);
    await handle.write('end!!', size - 5);
    await handle.close();
    const image = await make('large.iso', [
      { path: 'updates\\large.msu', source: { kind: 'file', file: source } },
      bytes('z.txt', 'behind it'),
    ]);
    const child = spawn('7z', ['e', '-so', image, 'updates/large.msu'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let length = 0;
    let text = '';
    for await (const piece of child.stdout as AsyncIterable<Buffer>) {
      length += piece.length;
      if (!piece.equals(ZEROS.subarray(0, piece.length)))
        text += piece.toString('latin1').replaceAll('\0', '');
    }
    expect(length).toBe(size);
    expect(text).toBe('begin<1073739776><1073741824><4294967296>end!!');
    expect(await runPeer('7z', ['e', '-so', image, 'z.txt'])).toBe('behind it');
  });

  testWith(['udfinfo', 'blkid'], 'is UDF 1.02, closed and read-only, and found by its label', async () => {
    const image = await make('label.iso', [bytes('a\\b.txt', 'b'), bytes('c.txt', 'c')]);
    const blocks = (await stat(image)).size / 2048;
    const udf = facts(await runPeer('udfinfo', [image]));
    expect(udf).toMatchObject({
      label: LABEL,
      lvid: LABEL,
      vid: LABEL,
      fsid: LABEL,
      udfrev: '1.02',
      udfwriterev: '1.02',
      integrity: 'closed',
      accesstype: 'readonly',
      softwriteprotect: 'yes',
      hardwriteprotect: 'yes',
      blocksize: '2048',
      blocks: String(blocks),
      freeblocks: '0',
      behindblocks: '0',
      numfiles: '2',
      numdirs: '2',
    });
    expect(facts(await runPeer('blkid', ['-p', '-o', 'export', image]))).toMatchObject({
      TYPE: 'udf',
      LABEL,
      UUID: udf['uuid'],
    });
  });

  testWith(['udfinfo'], 'has a label of 30 Latin-1 characters, or of 15 others', async () => {
    for (const label of ['ÄÖÜ'.repeat(10), '工場イメージ'.repeat(2)]) {
      const image = await make('unicode-label.iso', [], label);
      expect(facts(await runPeer('udfinfo', ['--locale', image]))['label']).toBe(label);
    }
  });

  test('is the same, byte for byte, whatever the order of the request', async () => {
    const files = ['b.txt', 'a\\x.txt', 'A2.txt', 'a\\B.txt'].map((name) => bytes(name, name));
    const first = await readFile(await make('first.iso', files));
    const second = await readFile(await make('second.iso', files.toReversed()));
    expect(first.equals(second)).toBe(true);
  });

  test('is readable by nobody else where the request says so', async () => {
    await writeUdfImage(file('secret.iso'), { label: LABEL, files: [], created: CREATED, mode: 0o600 });
    if (process.platform !== 'win32') expect((await stat(file('secret.iso'))).mode & 0o777).toBe(0o600);
  });
});

describe('is refused', () => {
  const REFUSED: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'a name of 255 Latin-1 characters',
      ['a'.repeat(255)],
      /: a name of 255 UTF-16 code units, expected at most 254/,
    ],
    [
      'a name of 128 other characters',
      ['語'.repeat(128)],
      /: a name of 128 UTF-16 code units, expected at most 254/,
    ],
    ['half of a surrogate pair', ['a\ud800.txt'], /half of a surrogate pair in the name/],
    ['a colon', ['a:b.txt'], /":" in the name "a:b.txt", expected a name that Windows can open/],
    ['a dot at the end', ['folder.\\a'], /the name "folder." ends with a dot or a space/],
    ['a device', ['aux.txt'], /the name "aux.txt" is a device of Windows/],
    ['a way out', ['..\\a'], /the name ".."/],
    ['no name', ['\\'], /no name, expected the path of a file or folder/],
    ['two names that differ in case', ['A.txt', 'a.TXT'], /a.TXT: the same name twice/],
    ['a file that is a folder too', ['a', 'A\\b'], /"a" is a file and a folder/],
    ['a folder that is a file too', ['a\\b', 'A'], /A: the same name twice/],
  ];
  for (const [what, paths, says] of REFUSED) {
    test(what, async () => {
      const error = await failure(paths.map((name) => bytes(name, 'x')));
      expect(error.message).toMatch(says);
      expect(error.code).toBe('usage');
    });
  }

  test('a label of 31 characters, none, or a control character', async () => {
    for (const label of ['a'.repeat(31), '語'.repeat(16), '', 'a\nb']) {
      expect((await failure([], label)).message).toMatch(/expected 1 to 30 characters, or 15 where/);
    }
  });

  test('a file of the host that is not there, or is a folder', async () => {
    const missing = await failure([{ path: 'a', source: { kind: 'file', file: file('missing') } }]);
    expect(missing.code).toBe('not-found');
    const folder = await failure([{ path: 'a', source: { kind: 'file', file: file() } }]);
    expect(folder.message).toMatch(/not a file, expected a file to put on the medium/);
  });

  test('a medium whose writing is interrupted, and nothing of it is left', async () => {
    await writeFile(file('source.bin'), Buffer.alloc(3 * 2 ** 20));
    const stop = new AbortController();
    const reporter = keepingReporter(stop.signal);
    const writing = writeUdfImage(file('stopped.iso'), {
      label: LABEL,
      files: [{ path: 'a', source: { kind: 'file', file: file('source.bin') } }],
      created: CREATED,
      reporter: { ...reporter, task: () => ({ advance: () => stop.abort(), end() {} }) },
    });
    await expect(writing).rejects.toThrow(/abort/i);
    expect((await readdir(file())).filter((name) => name.includes('stopped'))).toEqual([]);
  });
});
