/**
 * An install medium like Microsoft's: UDF, booted through an El Torito image for UEFI, with the images of Windows in
 * `sources\install.wim`. Its Setup is the Linux guest; the programs that it needs lie beside the images.
 */

import { copyFileSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runPeer, type Peer } from '../peers.js';
import { GUEST_DISK_PEERS, makeEsp } from './disk.js';
import { linuxGuest, programWithLibraries } from './image.js';
import { windowsFiles, type WindowsFacts } from './windows-files.js';

export const SETUP_ISO_PEERS: readonly Peer[] = [
  ...GUEST_DISK_PEERS,
  'genisoimage',
  'sfdisk',
  'wimlib-imagex',
];

const PROGRAMS = ['sfdisk', 'mkntfs', 'wimlib-imagex'];
/** Room for the guest's image in a FAT volume; El Torito counts it in a number of 16 bits. */
const BOOT_IMAGE_SIZE = 24 << 20;

/** @param images one of each in `install.wim`, in this order @returns `file` */
export async function setupIso(file: string, images: readonly WindowsFacts[] = [{}]): Promise<string> {
  const root = `${file}.root`;
  const guest = path.join(root, 'sources/guest');
  for (const name of ['boot', 'sources/guest/bin', 'sources/guest/lib']) {
    mkdirSync(path.join(root, name), { recursive: true });
  }
  await makeEsp(path.join(root, 'boot/efisys.bin'), await linuxGuest('setup'), BOOT_IMAGE_SIZE);
  copyFileSync(await linuxGuest(), path.join(guest, 'bootx64.efi'));
  for (const name of PROGRAMS) {
    const [program = '', ...libraries] = await programWithLibraries(name);
    copyFileSync(realpathSync(program), path.join(guest, 'bin', name));
    for (const library of libraries) {
      copyFileSync(realpathSync(library), path.join(guest, 'lib', path.basename(library)));
    }
  }
  await installWim(path.join(root, 'sources/install.wim'), `${file}.windows`, images);
  const boot = ['-e', 'boot/efisys.bin', '-no-emul-boot'];
  const names = ['-udf', '-iso-level', '3', '-J', '-R', '-V', 'CCCOMA_X64FRE_EN-US_DV9'];
  await runPeer('genisoimage', ['-quiet', ...names, ...boot, '-o', file, root]);
  rmSync(root, { recursive: true });
  return file;
}

/** Images with the properties that Microsoft's have, for Windows that were never started. */
async function installWim(wim: string, folder: string, images: readonly WindowsFacts[]): Promise<void> {
  for (const [index, facts] of images.entries()) {
    const { edition = 'Enterprise', build = 26_200, revision = 7171 } = facts;
    const files = Object.entries(windowsFiles('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE', facts));
    for (const [name, content] of files) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const properties = {
      ARCH: 9,
      EDITIONID: edition,
      INSTALLATIONTYPE: 'Client',
      PRODUCTTYPE: 'WinNT',
      PRODUCTSUITE: 'Terminal Server',
      'LANGUAGES/LANGUAGE': 'en-US',
      'LANGUAGES/DEFAULT': 'en-US',
      'VERSION/MAJOR': 10,
      'VERSION/MINOR': 0,
      'VERSION/BUILD': build,
      'VERSION/SPBUILD': revision,
      'VERSION/SPLEVEL': 0,
      SYSTEMROOT: 'WINDOWS',
    };
    const words = Object.entries(properties).map(
      ([name, value]) => `--image-property=WINDOWS/${name}=${value}`,
    );
    const how = index === 0 ? 'capture' : 'append';
    await runPeer('wimlib-imagex', [
      how,
      folder,
      wim,
      `Windows 11 ${edition}`,
      ...words,
      `--image-property=FLAGS=${edition}`,
    ]);
    rmSync(folder, { recursive: true });
  }
}
