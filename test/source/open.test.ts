import { expect, test } from '@jest/globals';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { silentReporter } from '../../src/progress.js';
import { openSource, parseSource, type OpenSource, type OpenSourceOptions } from '../../src/source/index.js';
import { findOrNull } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const folder = temporaryFolder();
const reporter = silentReporter();

/** What `use` gives of a source, which is closed afterwards. */
async function opened<T>(
  text: string,
  use: (source: OpenSource) => T | Promise<T>,
  options: Partial<OpenSourceOptions> = {},
): Promise<T> {
  const source = await openSource(text, { reporter, ...options });
  try {
    return await use(source);
  } finally {
    await source.close();
  }
}

async function refusal(text: string, options: Partial<OpenSourceOptions> = {}): Promise<string> {
  const error = await opened(text, () => null, options).catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw error;
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}

test('a directory is a source', async () => {
  mkdirSync(folder('plain/Windows'), { recursive: true });
  const seen = await opened(folder('plain'), async ({ kind, tree, archive, partition }) => ({
    kind,
    tree: tree.kind,
    archive,
    partition,
    windows: (await findOrNull(tree, '/windows'))?.path,
  }));
  expect(seen).toEqual({
    kind: 'directory',
    tree: 'directory',
    archive: null,
    partition: null,
    windows: '\\Windows',
  });
});

test('a path that exists as written wins over the part after "#"', async () => {
  mkdirSync(folder('a#1'));
  writeFileSync(folder('a'), 'x'.repeat(100));
  expect(await parseSource(folder('a#1'))).toMatchObject({
    path: folder('a#1'),
    part: null,
    kind: 'directory',
  });
  expect(await parseSource(folder('a#2'))).toMatchObject({ path: folder('a'), part: '2', kind: 'disk' });
});

test('what is not there is told with the path that was looked for', async () => {
  expect(await refusal(folder('none.vhdx'))).toBe('not-found: /none.vhdx: does not exist. Check the path.');
  expect(await refusal(folder('none.vhdx#2'))).toBe('not-found: /none.vhdx: does not exist. Check the path.');
  expect(await refusal(folder('c#/none.vhdx'))).toBe(
    'not-found: /c#/none.vhdx: does not exist. Check the path.',
  );
  mkdirSync(folder('empty'));
  expect(await refusal(folder('empty#1'))).toBe(
    'not-found: /empty#1: "#1" after a directory, which has neither partitions nor images. Name the directory alone: /empty.',
  );
  writeFileSync(folder('some.wim'), 'MSWIM\0\0\0');
  expect(await refusal(folder('some.wim#'))).toBe(
    'usage: /some.wim#: nothing after the "#", expected the number of a partition, or the number or name of an image',
  );
});

test('a file that is no disk is refused by what it is', async () => {
  writeFileSync(folder('notes.vhdx'), 'just some notes\n'.repeat(100));
  expect(await refusal(folder('notes.vhdx'))).toBe(
    'unsupported: /notes.vhdx: neither a disk header nor a partition table nor a file system, expected a WIM, an ISO, or a VHDX, VHD or raw disk image. Check the path.',
  );
});

testWith(
  ['wimlib-imagex'],
  'an image of an archive is named by number, name or edition, whatever the file is called',
  async () => {
    const one = folder('one.bin');
    const two = folder('two.wim');
    for (const name of ['first', 'second']) {
      mkdirSync(folder(name));
      writeFileSync(folder(name, `${name}.txt`), name);
    }
    await runPeer('wimlib-imagex', ['capture', folder('first'), one, 'First', '--flags=Professional']);
    cpSync(one, two);
    await runPeer('wimlib-imagex', ['append', folder('second'), two, 'Second', '--flags=Enterprise']);
    const nameOf = ({ image, tree }: OpenSource) => [image?.name, tree.label.replace(folder(), '')];
    expect(await opened(one, nameOf)).toEqual(['First', '/one.bin#1']);
    expect(await opened(`${two}#2`, nameOf)).toEqual(['Second', '/two.wim#2']);
    expect(await opened(`${two}#first`, nameOf)).toEqual(['First', '/two.wim#1']);
    expect(await opened(two, nameOf, { edition: 'enterprise' })).toEqual(['Second', '/two.wim#2']);
    const content = await opened(`${two}#2`, async ({ tree }) => {
      const file = await findOrNull(tree, 'second.txt');
      const pieces: Uint8Array[] = [];
      const [stream] = file?.entry.streams ?? [];
      if (file !== null && stream !== undefined) {
        for await (const piece of tree.read(file.entry, stream)) pieces.push(piece);
      }
      return Buffer.concat(pieces).toString();
    });
    expect(content).toBe('second');
    const list = 'one of 1 "First" (Professional), 2 "Second" (Enterprise). Name one: /two.wim#1.';
    expect(await refusal(two)).toBe(`not-found: /two.wim: 2 images, expected ${list}`);
    expect(await refusal(two, { edition: 'Education' })).toBe(
      `not-found: /two.wim: no image of the edition "Education", expected ${list}`,
    );
    expect(await refusal(`${two}#3`)).toBe(
      'not-found: /two.wim: no image "3", expected one of 1 "First", 2 "Second"',
    );
  },
);
