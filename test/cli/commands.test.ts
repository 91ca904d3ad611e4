import { createHash } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const DISK = 'examples/quickstart/reference.vhdx';
const EPOCH = { SOURCE_DATE_EPOCH: '1767225600' };
const inFolder = temporaryFolder();
const WIM = inFolder('install.wim');

async function done(...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await runCli(words, { env: EPOCH });
  if (status !== 0) throw new Error(`image-factory ${words.join(' ')}: status ${status}\n${stdout}${stderr}`);
  return stdout;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

beforeAll(async () => {
  await done('capture', DISK, WIM, '--name', 'Quickstart', '--compress', 'xpress', '--quiet');
});

describe('image-factory', () => {
  testWith(
    ['wimlib-imagex'],
    'captures a disk into a WIM that wimlib verifies and describes as we do',
    async () => {
      await runPeer('wimlib-imagex', ['verify', WIM]);
      const theirs = await runPeer('wimlib-imagex', ['info', WIM]);
      const ours = JSON.parse(await done('info', `${WIM}#Quickstart`, '--json')) as Record<string, unknown>;
      expect(theirs).toMatch(new RegExp(`Total Bytes:\\s+${String(ours['bytes'])}`));
      expect(ours['windows']).toMatchObject({
        displayName: 'Windows 11 Enterprise',
        version: '10.0.26200.7171',
      });
    },
  );

  test('lists the same files in the disk and in the WIM made of it, but for what a capture leaves out', async () => {
    const [disk, wim] = await Promise.all([done('ls', '-r', DISK), done('ls', '-r', `${WIM}#1`)]);
    const missing = disk.split('\n').filter((line) => !wim.split('\n').includes(line));
    expect(
      missing.filter(
        (line) => !/^\\(pagefile\.sys|swapfile\.sys|System Volume Information|\$Recycle\.Bin)/.test(line),
      ),
    ).toEqual([]);
    expect(wim.split('\n').length).toBeGreaterThan(500);
  });

  test('finds no change between the disk and the WIM made of it', async () => {
    const { status, stdout } = await runCli(['diff', DISK, `${WIM}#1`, '--exit-code', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ changes: [], newContents: { contents: 0, bytes: 0 } });
    expect(status).toBe(0);
  });

  testWith(['wimlib-imagex'], 'applies what wimlib applies', async () => {
    await done('apply', `${WIM}#1`, inFolder('ours'), '--quiet');
    await runPeer('wimlib-imagex', ['apply', WIM, '1', inFolder('theirs')]);
    await runPeer('diff', ['-r', '--no-dereference', inFolder('ours'), inFolder('theirs')]);
  });

  test('extracts by pattern, and prints a file as it is', async () => {
    const to = inFolder('panther');
    await done('extract', DISK, '/windows/setup/state/*.ini', '--to', to, '--quiet');
    const extracted = await readFile(`${to}/State.ini`, 'utf8');
    expect(extracted).toContain('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE');
    expect(await done('cat', `${WIM}#1`, 'Windows/Setup/State/State.ini')).toBe(extracted);
  });

  test('writes the same manifest twice, and checks it against WIM and disk', async () => {
    const [first, second] = [inFolder('a.json'), inFolder('b.json')];
    await done('manifest', WIM, '--to', first);
    await done('manifest', WIM, '--to', second);
    expect(await readFile(first, 'utf8')).toBe(await readFile(second, 'utf8'));
    expect(await done('manifest', WIM, '--check', first)).toContain(`${first} holds for ${WIM}`);
    const changed = (await readFile(first, 'utf8')).replace(/"sha1":"../, '"sha1":"00');
    await writeFile(inFolder('wrong.json'), changed);
    const { status, stdout } = await runCli(['manifest', WIM, '--check', inFolder('wrong.json')]);
    expect(stdout).toContain('does NOT hold');
    expect(status).toBe(1);

    expect(await done('manifest', DISK, '--check', first)).toContain(`${first} holds for ${DISK}`);
    const other = await readFile(first, 'utf8');
    await writeFile(inFolder('wrong.json'), other.replace(/("path":"[^"]*State.ini".*"sha1":")../, '$100'));
    const disk = await runCli(['manifest', DISK, '--check', inFolder('wrong.json')]);
    expect(disk.stdout.split('\n').slice(0, -2)).toEqual([
      expect.stringMatching(/^image 1 \\Windows\\Setup\\State\\State\.ini: sha1: [0-9a-f]{40}, expected 00/),
    ]);
    expect(disk.status).toBe(1);
  });

  test('gives the same WIM from the same disk with 1 and with 4 threads', async () => {
    const sums = await Promise.all(
      ['1', '4'].map(async (threads) => {
        const out = inFolder(`threads-${threads}.wim`);
        await done('capture', DISK, out, '--name', 'T', '--level', 'fast', '--threads', threads, '--quiet');
        return hashOf(await readFile(out));
      }),
    );
    expect(sums[0]).toBe(sums[1]);
  });

  test('appends an image and stores its contents once', async () => {
    const out = inFolder('two.wim');
    await done('capture', DISK, out, '--name', 'One', '--compress', 'xpress', '--quiet');
    await done('capture', DISK, out, '--name', 'Two', '--append', '--quiet');
    const { images, contents } = JSON.parse(await done('info', out, '--json')) as {
      images: { name: string }[];
      contents: number;
    };
    expect(images.map(({ name }) => name)).toEqual(['One', 'Two']);
    expect(contents).toBe((JSON.parse(await done('info', WIM, '--json')) as { contents: number }).contents);
    expect(await done('verify', out)).toContain('whole (2 images');
  });

  describe('with a split set', () => {
    const first = inFolder('parts', 'install.swm');
    beforeAll(async () => {
      await done('split', WIM, '--to', inFolder('parts'), '--size', '64KiB', '--quiet');
    });

    test('tells the parts, and by name what is larger than the limit', async () => {
      const { stdout, stderr } = await runCli([
        'split',
        WIM,
        '--to',
        inFolder('told'),
        '--size',
        '64KiB',
        '--json',
      ]);
      const { parts } = JSON.parse(stdout) as { parts: { size: number; tooLarge: string[] | null }[] };
      expect(parts.length).toBeGreaterThan(3);
      for (const { size, tooLarge } of parts) {
        expect(size > 65_536).toBe(tooLarge !== null);
        for (const name of tooLarge ?? []) expect(stderr).toContain(name);
      }
    });

    test('lists, prints, extracts, verifies and describes it as it does the WIM', async () => {
      expect(await done('ls', '-r', '-l', `${first}#1`)).toBe(await done('ls', '-r', '-l', `${WIM}#1`));
      await done('diff', `${first}#1`, `${WIM}#1`, '--exit-code');
      const state = 'Windows/Setup/State/State.ini';
      expect(await done('cat', `${first}#1`, state)).toBe(await done('cat', `${WIM}#1`, state));
      await done('apply', `${first}#1`, inFolder('of-set'), '--quiet');
      await done('apply', `${WIM}#1`, inFolder('of-wim'), '--quiet');
      await runPeer('diff', ['-r', '--no-dereference', inFolder('of-set'), inFolder('of-wim')]);
      expect(await done('verify', first)).toContain('whole (1 image');
      expect(JSON.parse(await done('info', first, '--json'))).toMatchObject({
        part: 1,
        parts: expect.any(Number),
      });
    });

    test('writes its manifest with every part, which holds', async () => {
      const file = inFolder('set.json');
      await done('manifest', first, '--to', file);
      const { archive, blobs } = JSON.parse(await readFile(file, 'utf8')) as {
        archive: { parts: { name: string; size: number; sha256: string }[] };
        blobs: { part: number; offset: number; stored: number; storedHash: string }[];
      };
      expect(archive.parts.slice(0, 2).map(({ name }) => name)).toEqual(['install.swm', 'install2.swm']);
      for (const [index, { name, size, sha256 }] of archive.parts.entries()) {
        const bytes = await readFile(inFolder('parts', name));
        expect([bytes.length, hashOf(bytes)]).toEqual([size, sha256]);
        for (const { part, offset, stored, storedHash } of blobs) {
          if (part === index + 1) expect(hashOf(bytes.subarray(offset, offset + stored))).toBe(storedHash);
        }
      }
      expect(await done('manifest', first, '--check', file)).toContain('holds for');
    });

    test('joins it to the WIM that it was', async () => {
      await done('join', first, inFolder('joined.wim'), '--quiet');
      expect(hashOf(await readFile(inFolder('joined.wim')))).toBe(hashOf(await readFile(WIM)));
    });

    test('names a part that is missing, and a size that is none', async () => {
      await copyFile(first, inFolder('alone.swm'));
      const missing = await runCli(['ls', `${inFolder('alone.swm')}#1`]);
      expect(missing.stderr).toContain('part 2 of');
      expect(missing.stderr).toContain(`there is no ${inFolder('alone2.swm')}`);
      expect(missing.status).toBe(2);
      const { stderr, status } = await runCli(['split', WIM, '--to', inFolder('none'), '--size', '1900']);
      expect(stderr).toContain('--size: "1900", expected a size with its unit');
      expect(status).toBe(2);
    });
  });

  describe('with images of archives', () => {
    testWith(['wimlib-imagex'], 'exports one under another name, and merges it with the first', async () => {
      const [small, merged] = [inFolder('small.wim'), inFolder('merged.wim')];
      await done(
        'export',
        `${WIM}#Quickstart`,
        small,
        '--name',
        'Small',
        '--compress',
        'lzx',
        '--level',
        'fast',
        '--quiet',
      );
      await runPeer('wimlib-imagex', ['verify', small]);
      const { stdout } = await runCli(['merge', WIM, `${small}#1`, '--to', merged, '--json']);
      const result = JSON.parse(stdout) as { images: unknown[]; copiedBytes: number; storedBytes: number };
      expect(result.images).toMatchObject([{ name: 'Quickstart' }, { name: 'Small' }]);
      expect(result.copiedBytes).toBe(result.storedBytes);
      await runPeer('wimlib-imagex', ['verify', merged]);
      const files = (image: string) => runPeer('wimlib-imagex', ['dir', merged, image, '--detailed']);
      expect(await files('2')).toBe(await files('1'));
      await done('diff', `${merged}#Small`, `${WIM}#1`, '--exit-code');
    });

    test('adds an image, and refuses its name the second time', async () => {
      const out = inFolder('added.wim');
      await done('export', WIM, out, '--quiet');
      const clash = await runCli(['export', WIM, out, '--append']);
      expect(clash.stderr).toContain('an image named "Quickstart" already. Choose another name.');
      expect(clash.status).toBe(2);
      await done('export', WIM, out, '--append', '--name', 'Again', '--quiet');
      expect(await done('verify', out)).toContain('whole (2 images');
      const { stderr } = await runCli(['export', out, inFolder('both.wim'), '--name', 'One']);
      expect(stderr).toContain('--name: "One" for 2 images, expected one image: WIM#IMAGE');
    });

    test('replaces no archive that nobody gave up', async () => {
      const out = inFolder('kept.wim');
      await copyFile(WIM, out);
      const before = hashOf(await readFile(out));
      await done('split', WIM, '--to', inFolder('kept'), '--size', '100KiB', '--quiet');
      const set = path.join(inFolder('kept'), `${path.parse(WIM).name}.swm`);
      for (const words of [
        ['export', `${WIM}#1`, out],
        ['merge', WIM, '--to', out],
        ['join', set, out],
      ]) {
        const { status, stderr } = await runCli(words);
        expect([words[0], status]).toEqual([words[0], 2]);
        expect(stderr).toContain(`${out}: exists already. `);
        expect(stderr.includes('--append')).toBe(words[0] === 'export');
      }
      expect(hashOf(await readFile(out))).toBe(before);
    });

    test('refuses a disk, and a merge to nowhere', async () => {
      const { stderr, status } = await runCli(['merge', DISK, '--to', inFolder('no.wim')]);
      expect(stderr).toContain('no WIM, expected an image of a WIM: x.wim#1');
      expect(status).toBe(2);
      expect((await runCli(['merge', WIM])).stderr).toContain('--to is missing, expected --to OUT.wim');
    });

    test('captures on a base what it would capture without, and says what was copied', async () => {
      const words = (out: string) => [
        'capture',
        DISK,
        inFolder(out),
        '--name',
        'Quickstart',
        '--compress',
        'xpress',
      ];
      const { stdout } = await runCli([...words('based.wim'), '--base', WIM, '--json'], { env: EPOCH });
      const { copiedBytes, storedBytes } = JSON.parse(stdout) as { copiedBytes: number; storedBytes: number };
      expect([copiedBytes, storedBytes > 0]).toEqual([storedBytes, true]);
      expect(hashOf(await readFile(inFolder('based.wim')))).toBe(hashOf(await readFile(WIM)));
      const told = await runCli([
        ...words('told.wim'),
        '--base',
        inFolder('parts', 'install.swm'),
        '--base',
        WIM,
      ]);
      expect(told.stderr).toContain('copied as they are');
      const none = await runCli([...words('none.wim'), '--base', inFolder('absent.wim')]);
      expect(none.stderr).toContain('absent.wim: does not exist');
      expect(none.status).toBe(2);
    });
  });

  test('prints the schema that is in schema/', async () => {
    expect(await done('schema')).toBe(await readFile('schema/image.schema.json', 'utf8'));
  });

  test('says nothing on standard error when quiet, and prints errors as JSON when asked', async () => {
    const { stdout, stderr, status } = await runCli(['info', inFolder('none.wim'), '--json']);
    expect(JSON.parse(stdout)).toEqual({
      error: expect.objectContaining({ code: 'not-found', subject: inFolder('none.wim') }) as unknown,
    });
    expect(stderr).toMatch(/^error: .*none\.wim: does not exist\. Check the path\.\n$/);
    expect(status).toBe(2);
    expect((await runCli(['verify', WIM, '--quiet'])).stderr).toBe('');
  });
});
