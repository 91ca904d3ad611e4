import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
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
  });

  test('gives the same WIM from the same disk with 1 and with 4 threads', async () => {
    const sums = await Promise.all(
      ['1', '4'].map(async (threads) => {
        const out = inFolder(`threads-${threads}.wim`);
        await done('capture', DISK, out, '--name', 'T', '--level', 'fast', '--threads', threads, '--quiet');
        return createHash('sha256')
          .update(await readFile(out))
          .digest('hex');
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
