/**
 * From a disk to the XML of its archive: each element by which DISM, Windows Setup and MDT know an image, as wimlib
 * finds it there. Setup of 24H2 refuses an image without edition, installation type, product type, suite or languages.
 */

import { expect, test } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import { readFile } from 'node:fs/promises';
import { filetimeFromDate } from '../../src/bytes/index.js';
import { CodecPool } from '../../src/codec/index.js';
import { readWindowsInfo } from '../../src/inspect/index.js';
import { silentReporter } from '../../src/progress.js';
import { openSource } from '../../src/source/index.js';
import { createExclusions } from '../../src/tree/index.js';
import { openWim, writeWim } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const folder = temporaryFolder();
const CREATED = new Date('2026-11-23T00:00:00Z');

async function capture(archive: string): Promise<void> {
  const reporter = silentReporter();
  const source = await openSource('examples/quickstart/reference.vhdx', { reporter });
  const pool = new CodecPool({ threads: 1 });
  try {
    if (source.tree === null) throw new Error('no tree');
    const windows = await readWindowsInfo(source.tree);
    const image = {
      tree: source.tree,
      name: 'quickstart',
      displayName: windows?.displayName ?? '',
      windows,
      created: filetimeFromDate(CREATED),
      exclude: createExclusions(),
    };
    await writeWim(archive, { images: [image], compression: 'none', pool, reporter });
  } finally {
    await pool.close();
    await source.close();
  }
}

testWith(['wimlib-imagex'], 'the XML of a captured disk holds all by which an image is known', async () => {
  const archive = folder('quickstart.wim');
  await capture(archive);
  await runPeer('wimlib-imagex', ['info', archive, `--extract-xml=${folder('image.xml')}`]);
  const xml = (await readFile(folder('image.xml'))).toString('utf16le').replace(/^\ufeff/, '');
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const texts = (name: string) =>
    [...document.getElementsByTagName(name)].map((element) => element.textContent);
  const elements = {
    ARCH: ['9'],
    PRODUCTNAME: ['Microsoft® Windows® Operating System'],
    EDITIONID: ['Enterprise'],
    INSTALLATIONTYPE: ['Client'],
    IMAGESTATE: ['IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE'],
    HAL: ['acpiapic'],
    PRODUCTTYPE: ['WinNT'],
    PRODUCTSUITE: ['Terminal Server'],
    LANGUAGE: ['de-DE', 'en-US'],
    DEFAULT: ['en-US'],
    MAJOR: ['10'],
    MINOR: ['0'],
    BUILD: ['26200'],
    SPBUILD: ['7171'],
    SPLEVEL: ['0'],
    BRANCH: ['ge_release'],
    SYSTEMROOT: ['WINDOWS'],
    NAME: ['quickstart'],
    FLAGS: ['Enterprise'],
    DISPLAYNAME: ['Windows 11 Enterprise'],
    // Of 163 folders and 480 files three folders are links, which count as files; what is excluded counts nowhere.
    DIRCOUNT: ['157'],
    FILECOUNT: ['479'],
    HARDLINKBYTES: ['16777216'],
    HIGHPART: ['0x01DD7ADD', '0x01DD7ADD'],
    LOWPART: ['0x952B8000', '0x952B8000'],
  };
  expect(Object.fromEntries(Object.keys(elements).map((name) => [name, texts(name)]))).toEqual(elements);
  expect(texts('TOTALBYTES').at(-1)).toBe('54916118');
});

test('what the XML says of Windows is read from the archive as it was from the disk', async () => {
  const archive = folder('again.wim');
  await capture(archive);
  const source = await openSource(`${archive}#1`, { reporter: silentReporter() });
  try {
    if (source.tree === null) throw new Error('no tree');
    const inside = await readWindowsInfo(source.tree);
    const wim = await openWim(archive);
    const said = wim.images[0]?.windows;
    await wim.close();
    // No element holds the display version.
    expect({ ...said, displayVersion: '25H2' }).toEqual(inside);
  } finally {
    await source.close();
  }
});
