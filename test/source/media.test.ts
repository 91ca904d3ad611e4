/** What can be installed from media, and which image a definition means. */

import { describe, expect, test } from '@jest/globals';
import { copyFileSync, mkdirSync } from 'node:fs';
import { writeUdfImage } from '../../src/media/index.js';
import { silentReporter } from '../../src/progress.js';
import { chooseImage, imagesOfMedia, openSource } from '../../src/source/index.js';
import { findOrNull } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const file = temporaryFolder();
const reporter = silentReporter();

/** `install.wim` with two editions, and its split set. */
async function makeArchives(): Promise<void> {
  mkdirSync(file('pro'));
  mkdirSync(file('enterprise', 'Windows'), { recursive: true });
  copyFileSync(process.execPath, file('enterprise', 'Windows', 'large.bin'));
  const names = [
    ['pro', 'Windows 11 Pro', 'Professional'],
    ['enterprise', 'Windows 11 Entreprise (FR)', 'Enterprise'],
  ];
  for (const [index, [folder = '', name = '', flags = '']] of names.entries()) {
    const command = index === 0 ? 'capture' : 'append';
    await runPeer('wimlib-imagex', [command, file(folder), file('install.wim'), name, `--flags=${flags}`]);
  }
  await runPeer('wimlib-imagex', ['split', file('install.wim'), file('install.swm'), '10']);
}

let made: Promise<void> | null = null;
async function medium(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  made ??= makeArchives();
  await made;
  await writeUdfImage(file(name), {
    label: 'CCCOMA_X64FRE',
    created: new Date('2026-11-23T00:00:00Z'),
    files: Object.entries(files).map(([path, source]) => ({
      path,
      source: { kind: 'file', file: file(source) },
    })),
  });
  return file(name);
}

const LIST = 'one of 1 "Windows 11 Pro" (Professional), 2 "Windows 11 Entreprise (FR)" (Enterprise)';

describe('imagesOfMedia()', () => {
  testWith(['wimlib-imagex'], 'finds the images in an ISO and in an archive', async () => {
    const iso = await medium('win.iso', { 'SOURCES\\Install.WIM': 'install.wim' });
    const inIso = await imagesOfMedia(iso);
    expect(inIso).toMatchObject({ path: iso, wim: 'SOURCES\\Install.WIM' });
    expect(inIso.images.map(({ name }) => name)).toEqual(['Windows 11 Pro', 'Windows 11 Entreprise (FR)']);
    expect(await imagesOfMedia(file('install.wim'))).toMatchObject({
      path: file('install.wim'),
      wim: file('install.wim'),
    });
  });

  testWith(['wimlib-imagex'], 'takes a split set, whose parts lie beside each other in the ISO', async () => {
    const parts = { 'sources\\install.swm': 'install.swm', 'sources\\install2.swm': 'install2.swm' };
    const iso = await medium('split.iso', parts);
    expect((await imagesOfMedia(iso)).wim).toBe('sources\\install.swm');
    const source = await openSource(`${iso}#2`, { reporter });
    expect(await findOrNull(source.tree, 'Windows\\large.bin')).not.toBeNull();
    await source.close();
    const half = await medium('half.iso', { 'sources\\install.swm': 'install.swm' });
    await expect(imagesOfMedia(half)).rejects.toThrow(
      /half\.iso\\sources\\install\.swm: part 2 of \d+ is missing/,
    );
  });

  testWith(['wimlib-imagex'], 'takes the one architecture of a medium, and refuses two', async () => {
    const one = await medium('one.iso', { 'x64\\sources\\install.wim': 'install.wim' });
    expect((await imagesOfMedia(one)).wim).toBe('x64\\sources\\install.wim');
    const two = await medium('two.iso', {
      'x64\\sources\\install.wim': 'install.wim',
      'x86\\sources\\install.wim': 'install.wim',
    });
    await expect(imagesOfMedia(two)).rejects.toThrow(
      /two\.iso: an archive for each architecture: x64\\sources\\install\.wim, x86\\sources\\install\.wim, expected/,
    );
  });

  testWith(['wimlib-imagex'], 'refuses a medium that installs nothing, and what is no medium', async () => {
    const other = await medium('other.iso', { 'data.wim': 'install.wim' });
    await expect(imagesOfMedia(other)).rejects.toThrow(
      /other\.iso: no sources\\install\.wim, sources\\install\.esd, sources\\install\.swm, expected the install medium/,
    );
    await expect(imagesOfMedia(file('pro'))).rejects.toThrow(
      /pro: a directory, expected an ISO of Windows, a WIM/,
    );
    await expect(imagesOfMedia(file('missing.iso'))).rejects.toThrow(/does not exist/);
  });
});

describe('chooseImage()', () => {
  testWith(['wimlib-imagex'], 'goes by edition or number, never by a translated name', async () => {
    const media = await imagesOfMedia(await medium('choose.iso', { 'sources\\install.wim': 'install.wim' }));
    expect(chooseImage(media, { edition: 'ENTERPRISE' }).index).toBe(2);
    expect(chooseImage(media, { index: 1 }).name).toBe('Windows 11 Pro');
    expect(chooseImage({ ...media, images: media.images.slice(0, 1) }, {}).index).toBe(1);
    const refused: readonly (readonly [object, string])[] = [
      [{ edition: 'Windows 11 Pro' }, 'no image of the edition "Windows 11 Pro"'],
      [{ index: 3 }, 'no image with the number 3'],
      [{ index: 1, edition: 'Enterprise' }, 'no image with the number 1 of the edition "Enterprise"'],
      [{}, '2 images'],
    ];
    for (const [wanted, found] of refused) {
      expect(() => chooseImage(media, wanted)).toThrow(
        `${media.path}: ${found}, expected ${LIST}. Name one: ${media.path}#1.`,
      );
    }
  });
});

describe('an ISO as a source', () => {
  testWith(
    ['wimlib-imagex'],
    'is its files, and with a number or a name the image that it installs',
    async () => {
      const iso = await medium('source.iso', { 'sources\\install.wim': 'install.wim' });
      const files = await openSource(iso, { reporter });
      expect(files).toMatchObject({ kind: 'iso', archive: null, image: null });
      expect(await findOrNull(files.tree, '\\sources\\install.wim')).not.toBeNull();
      await files.close();
      for (const options of [{ installs: true, edition: 'Enterprise' }, { edition: 'enterprise' }]) {
        const image = await openSource(iso, { reporter, ...options });
        expect(image.tree.label).toBe(`${iso}\\sources\\install.wim#2`);
        await image.close();
      }
      const named = await openSource(`${iso}#Windows 11 Pro`, { reporter });
      expect(named.image?.index).toBe(1);
      await named.close();
      await expect(openSource(iso, { reporter, installs: true })).rejects.toThrow(
        /source\.iso: 2 images, expected one of/,
      );
    },
  );

  test('that installs nothing has no images', async () => {
    await writeUdfImage(file('empty.iso'), { label: 'X', created: new Date(0), files: [] });
    await expect(openSource(`${file('empty.iso')}#1`, { reporter })).rejects.toThrow(
      /empty\.iso: no sources\\install\.wim/,
    );
  });
});
