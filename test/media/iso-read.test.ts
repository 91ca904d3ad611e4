/** Media that genisoimage, xorriso, mkudffs and we make, read as trees. */

import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dateFromFiletime } from '../../src/bytes/index.js';
import { openIso, writeUdfImage, type MediumFile, type MediumTree } from '../../src/media/index.js';
import { walk } from '../../src/tree/index.js';
import { noise } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';

const file = temporaryFolder();
const WIM = noise(7, 3_000_001);
const DEEP = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9'];
const LONG = `${'a'.repeat(60)}.txt`;

/** Paths with the SHA-1 of the content, null for a folder. */
type Contents = Record<string, string | null>;

function sha1(content: Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

/** A folder as an install medium has it, and what it holds. */
function sourceFolder(): { folder: string; holds: Contents } {
  const folder = file('source');
  const holds: Contents = { '\\': null };
  const add = (names: readonly string[], content: Uint8Array | null): void => {
    const place = path.join(folder, ...names);
    mkdirSync(content === null ? place : path.dirname(place), { recursive: true });
    if (content !== null) writeFileSync(place, content);
    names.forEach((_, at) => (holds[`\\${names.slice(0, at + 1).join('\\')}`] ??= null));
    holds[`\\${names.join('\\')}`] = content === null ? null : sha1(content);
  };
  add(['sources', 'install.wim'], WIM);
  add(['sources', 'empty.bin'], Buffer.alloc(0));
  add(['empty'], null);
  add([LONG], Buffer.from('long'));
  add(['Übersicht', '日本語.txt'], Buffer.from('Unicode'));
  add([...DEEP, 'deep.txt'], Buffer.from('deep'));
  return { folder, holds };
}

const { folder, holds } = sourceFolder();

async function contents(medium: MediumTree): Promise<Contents> {
  const found: Contents = {};
  for await (const { path: name, entry } of walk(medium)) {
    const [stream] = entry.streams;
    if (stream === undefined) found[name] = null;
    else {
      const hash = createHash('sha1');
      for await (const piece of medium.read(entry, stream)) hash.update(piece);
      found[name] = hash.digest('hex');
    }
  }
  return found;
}

async function reading<T>(image: string, use: (medium: MediumTree) => Promise<T>): Promise<T> {
  const medium = await openIso(image);
  try {
    return await use(medium);
  } finally {
    await medium.close();
  }
}

const XORRISO = ['xorriso', '-as', 'mkisofs', '-iso-level', '3'] as const;
const MAKERS: readonly (readonly [format: string, command: readonly string[]])[] = [
  ['UDF', ['genisoimage', '-udf', '-J', '-joliet-long', '-D']],
  ['Joliet', ['genisoimage', '-J', '-joliet-long', '-D']],
  ['Rock Ridge', ['genisoimage', '-R', '-D']],
  ['Joliet', [...XORRISO, '-J', '-joliet-long', '-R']],
  ['Rock Ridge', [...XORRISO, '-R']],
];

describe('a medium', () => {
  for (const [format, command] of MAKERS) {
    const [program, ...options] = command as ['genisoimage' | 'xorriso', ...string[]];
    testWith([program], `of ${command.join(' ')} is read as ${format}`, async () => {
      const image = file('made.iso');
      await runPeer(program, [...options, '-quiet', '-V', 'CCCOMA_X64FRE', '-o', image, folder]);
      await reading(image, async (medium) => {
        expect(medium).toMatchObject({ kind: 'iso', format, volumeLabel: 'CCCOMA_X64FRE' });
        expect(await contents(medium)).toEqual(holds);
      });
    });
  }

  testWith(['genisoimage'], 'with folders that Rock Ridge moved shows them where they were', async () => {
    const image = file('moved.iso');
    await runPeer('genisoimage', ['-quiet', '-R', '-o', image, folder]);
    await reading(image, async (medium) => {
      expect(await contents(medium)).toEqual({ ...holds, '\\rr_moved': null });
    });
  });

  testWith(['xorriso'], 'with links is read without them, and tells it', async () => {
    mkdirSync(file('links'));
    writeFileSync(file('links', 'a.txt'), 'a');
    symlinkSync('a.txt', file('links', 'b.txt'));
    await runPeer('xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-o', file('links.iso'), file('links')]);
    const reporter = keepingReporter();
    const medium = await openIso(file('links.iso'), reporter);
    expect(await contents(medium)).toEqual({ '\\': null, '\\a.txt': sha1(Buffer.from('a')) });
    expect(reporter.warnings).toEqual([
      expect.stringMatching(/: \\: "b\.txt" is a link or a device and is left out/),
    ]);
    await medium.close();
  });

  for (const revision of ['1.02', '1.50', '2.00', '2.01']) {
    for (const allocation of ['inicb', 'short', 'long']) {
      const options = ['-b', '2048', '-m', 'dvd', '-r', revision, `--ad=${allocation}`, '-l', 'Größe'];
      testWith(['mkudffs'], `of mkudffs with UDF ${revision} and ${allocation} is read`, async () => {
        const image = file('mkudffs.iso');
        await writeFile(image, '');
        await truncate(image, 8 * 2 ** 20);
        await runPeer('mkudffs', [...options, image]);
        await reading(image, async (medium) => {
          expect(medium).toMatchObject({ format: 'UDF', volumeLabel: 'Größe' });
          expect(await contents(medium)).toEqual({ '\\': null });
        });
      });
    }
  }

  test('of ours is read as it was written, with its times', async () => {
    const created = new Date('2026-11-23T12:34:56.789Z');
    const files: readonly MediumFile[] = Object.entries(holds)
      .filter(([name]) => name !== '\\')
      .map(([name, content]) => {
        const host = path.join(folder, ...name.split('\\'));
        return { path: name, source: content === null ? { kind: 'folder' } : { kind: 'file', file: host } };
      });
    await writeUdfImage(file('ours.iso'), { label: 'OURS', files, created });
    await reading(file('ours.iso'), async (medium) => {
      expect(medium).toMatchObject({ format: 'UDF', volumeLabel: 'OURS' });
      expect(await contents(medium)).toEqual(holds);
      for await (const { entry } of walk(medium)) expect(dateFromFiletime(entry.modified)).toEqual(created);
    });
  });

  testWith(['genisoimage', 'xorriso'], 'gives the bytes of a file from anywhere in it', async () => {
    await runPeer('genisoimage', ['-quiet', '-udf', '-o', file('udf.iso'), folder]);
    await runPeer('xorriso', ['-as', 'mkisofs', '-quiet', '-J', '-o', file('joliet.iso'), folder]);
    for (const image of [file('udf.iso'), file('joliet.iso')]) {
      await reading(image, async (medium) => {
        const bytes = await medium.openFile('/SOURCES/Install.wim');
        expect(bytes.size).toBe(WIM.length);
        for (const [at, length] of [
          [0, 10],
          [2047, 2],
          [1_500_000, 100_000],
          [WIM.length - 1, 1],
        ] as const) {
          const target = new Uint8Array(length);
          await bytes.read(at, target);
          expect(Buffer.from(target).equals(WIM.subarray(at, at + length))).toBe(true);
        }
        await expect(bytes.read(WIM.length, new Uint8Array(1))).rejects.toThrow(
          /beyond the end at byte 3000001/,
        );
        await expect(medium.openFile('sources')).rejects.toThrow(
          /\\sources: is a directory, expected a file/,
        );
      });
    }
  });

  testWith(['xorriso', '7z'], 'of ISO 9660 holds a file in two pieces, as 7-Zip finds it', async () => {
    mkdirSync(file('pieces'));
    writeFileSync(file('pieces', 'A.BIN'), noise(1, 4096));
    writeFileSync(file('pieces', 'B.BIN'), noise(2, 1000));
    const image = file('pieces.iso');
    await runPeer('xorriso', [...XORRISO.slice(1), '-quiet', '-o', image, file('pieces')]);
    const bytes = readFileSync(image);
    const record = bytes.indexOf('A.BIN') - 33;
    bytes[record + 25] = 0x80; // the next record goes on with it
    for (let at = 0; (at = bytes.indexOf('B.BIN')) !== -1;) bytes.write('A', at);
    writeFileSync(image, bytes);
    const whole = Buffer.concat([noise(1, 4096), noise(2, 1000)]);
    await runPeer('7z', ['x', '-bd', `-o${file('pieces.out')}`, image]);
    expect(sha1(readFileSync(file('pieces.out', 'A.BIN')))).toBe(sha1(whole));
    await reading(image, async (medium) => {
      expect(await contents(medium)).toEqual({ '\\': null, '\\A.BIN': sha1(whole) });
    });
  });

  testWith(['mkudffs'], 'of a kind that is written bit by bit is refused by name', async () => {
    for (const [media, says] of [
      [['-m', 'dvdrw'], /"\*UDF Sparable Partition", expected one of a medium that is written at once/],
      [
        ['-m', 'dvdr', '--vat'],
        /"\*UDF Virtual Partition", expected one of a medium that is written at once/,
      ],
    ] as const) {
      const image = file('bits.iso');
      await writeFile(image, '');
      await truncate(image, 8 * 2 ** 20);
      await runPeer('mkudffs', ['-b', '2048', ...media, image]);
      await expect(openIso(image)).rejects.toThrow(says);
    }
  });

  test('that is none is refused', async () => {
    await writeFile(file('none.iso'), Buffer.alloc(100_000));
    await expect(openIso(file('none.iso'))).rejects.toThrow(
      /neither UDF nor ISO 9660, expected the image file/,
    );
    await writeFile(file('empty.iso'), '');
    await expect(openIso(file('empty.iso'))).rejects.toThrow(/neither UDF nor ISO 9660/);
    await expect(openIso(file('source'))).rejects.toThrow(
      /a directory, expected the image file of a medium: ISO/,
    );
  });
});
