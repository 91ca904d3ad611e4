/** The disk of the quickstart is what its script says: a volume with every kind of thing, read by us and by wimlib. */

import { describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { loadDefinition } from '../../src/definition/index.js';
import { readWindowsInfo } from '../../src/inspect/index.js';
import { silentReporter } from '../../src/progress.js';
import { openSource } from '../../src/source/index.js';
import {
  FILE_ATTRIBUTE,
  find,
  isDirectory,
  REPARSE_TAG,
  unnamedStream,
  walk,
  type FileTree,
  type Located,
} from '../../src/tree/index.js';
import { ARCHITECTURE } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const DISK = 'examples/quickstart/reference.vhdx';
/** Where the script puts the volume. */
const VOLUME = { start: 640 * 512, size: 5471 * 512 };
const folder = temporaryFolder();

async function onTheVolume<T>(body: (tree: FileTree) => Promise<T>): Promise<T> {
  const source = await openSource(DISK, { reporter: silentReporter() });
  try {
    if (source.tree === null) throw new Error('no tree');
    return await body(source.tree);
  } finally {
    await source.close();
  }
}

const entryAt = (name: string) => onTheVolume(async (tree) => (await find(tree, name)).entry);

const listing = () =>
  onTheVolume(async (tree) => {
    const located: Located[] = [];
    for await (const each of walk(tree)) located.push(each);
    return located;
  });

test('the disk is small enough for a repository, and its definition is valid', async () => {
  expect(statSync(DISK).size).toBeLessThanOrEqual(8_000_000);
  const definition = await loadDefinition('examples/quickstart/image.yml');
  expect(definition).toMatchObject({
    name: 'quickstart',
    source: { kind: 'disk' },
    machine: { hypervisor: 'none' },
    capture: { compression: 'lzx', level: 'normal' },
  });
});

test('the volume holds a generalized Windows 11', async () => {
  expect(await onTheVolume((tree) => readWindowsInfo(tree))).toEqual({
    architecture: ARCHITECTURE.amd64,
    productName: 'Microsoft® Windows® Operating System',
    editionId: 'Enterprise',
    installationType: 'Client',
    productType: 'WinNT',
    productSuite: 'Terminal Server',
    hal: 'acpiapic',
    languages: ['de-DE', 'en-US'],
    defaultLanguage: 'en-US',
    version: { major: 10, minor: 0, build: 26_200, spBuild: 7171, spLevel: 0, branch: 'ge_release' },
    systemRoot: 'WINDOWS',
    displayName: 'Windows 11 Enterprise',
    displayVersion: '25H2',
    imageState: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE',
  });
});

test('the volume holds hundreds of files, tens of megabytes, and content that is there more than once', async () => {
  const files = (await listing()).filter(({ entry }) => !isDirectory(entry));
  const bytes = files.reduce((sum, { entry }) => sum + (unnamedStream(entry)?.size ?? 0), 0);
  expect(files).toHaveLength(480);
  expect(bytes).toBe(72_743_638);
  expect(files.filter(({ entry }) => entry.linkGroup !== 0)).toHaveLength(194);
});

describe('the volume holds', () => {
  test('junctions and a symbolic link', async () => {
    expect((await entryAt('Documents and Settings')).reparse?.tag).toBe(REPARSE_TAG.MOUNT_POINT);
    expect((await entryAt('Users\\All Users')).reparse?.tag).toBe(REPARSE_TAG.SYMLINK);
  });

  test('named streams, short names, an object ID and security descriptors', async () => {
    expect((await entryAt('Users\\Public\\Downloads\\setup.exe')).streams.map(({ name }) => name)).toEqual([
      '',
      'Zone.Identifier',
    ]);
    expect((await entryAt('PROGRA~2')).name).toBe('Program Files (x86)');
    expect((await entryAt('ProgramData\\Contoso\\settings.json')).objectId).toHaveLength(16);
    const all = (await listing()).map(({ entry }) => Buffer.from(entry.security ?? []).toString('hex'));
    expect(new Set(all).size).toBeGreaterThanOrEqual(4);
  });

  test('files that are compressed in both ways, and the page file', async () => {
    const log = await entryAt('Windows\\Logs\\CBS\\CBS.log');
    expect(log.attributes & FILE_ATTRIBUTE.COMPRESSED).not.toBe(0);
    const library = await onTheVolume(async (tree) => {
      const { entry } = await find(tree, 'Program Files\\Contoso Reader\\runtime0.dll');
      for await (const piece of tree.read(
        entry,
        entry.streams[0] ?? { name: '', size: 0, sha1: null, position: 0 },
      )) {
        return {
          size: unnamedStream(entry)?.size,
          reparse: entry.reparse,
          start: Buffer.from(piece.subarray(0, 2)),
        };
      }
      return null;
    });
    expect(library).toEqual({ size: 262_144, reparse: null, start: Buffer.from('MZ') });
    expect(unnamedStream(await entryAt('pagefile.sys'))?.size).toBe(16_777_216);
  });
});

testWith(['qemu-img', 'wimlib-imagex'], 'qemu-img and wimlib find the same volume in it', async () => {
  await runPeer('qemu-img', ['check', DISK]);
  await runPeer('qemu-img', ['convert', '-O', 'raw', DISK, folder('disk.raw')]);
  const disk = await open(folder('disk.raw'));
  const volume = new Uint8Array(VOLUME.size);
  await disk.read(volume, 0, VOLUME.size, VOLUME.start);
  await disk.close();
  await writeFile(folder('volume.raw'), volume);
  await runPeer('wimlib-imagex', [
    'capture',
    folder('volume.raw'),
    folder('volume.wim'),
    'x',
    '--compress=none',
  ]);

  const theirs = (await runPeer('wimlib-imagex', ['dir', folder('volume.wim')])).trimEnd().split('\n');
  const left = ['\\pagefile.sys', '\\swapfile.sys', '\\$Recycle.Bin', '\\System Volume Information'];
  const ours = (await listing())
    .map(({ path }) => path)
    .filter((name) => !left.some((out) => name.startsWith(out)));
  expect(ours.map((name) => name.replaceAll('\\', '/')).toSorted()).toEqual(theirs.toSorted());

  const info = await runPeer('wimlib-imagex', ['info', folder('volume.wim'), '1']);
  for (const [name, value] of [
    ['Architecture', 'x86_64'],
    ['Edition ID', 'Enterprise'],
    ['Product Type', 'WinNT'],
    ['Languages', 'de-DE en-US '],
    ['Default Language', 'en-US'],
    ['Build', '26200'],
  ]) {
    expect(info).toMatch(new RegExp(`^${name}: +${value}$`, 'm'));
  }
});
