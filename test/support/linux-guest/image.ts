/**
 * The Linux guest as one file that UEFI starts: systemd's stub with a kernel, its command line and an initramfs. Made
 * once for the scripts and programs that it holds, and kept in the temporary folder.
 */

import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { runPeer, type Peer } from '../peers.js';
import { findKernel, type GuestKernel } from './kernel.js';

/** `setup` is what an install medium starts, `windows` what an installed disk does. */
export type GuestRole = 'windows' | 'setup';

export const LINUX_GUEST_PEERS: readonly Peer[] = [
  'linux-image',
  'systemd-boot-efi',
  'objcopy',
  'busybox',
  'jq',
  'ntfs-3g',
  'blkid',
];

const STUB = '/usr/lib/systemd/boot/efi/linuxx64.efi.stub';
const SCRIPTS = fileURLToPath(new URL('../../../../test/support/linux-guest/guest', import.meta.url));
const PROGRAMS = ['jq', 'ntfs-3g', 'blkid'];

/** @returns the path of the unified kernel image */
export async function linuxGuest(role: GuestRole = 'windows'): Promise<string> {
  const kernel = findKernel();
  if (kernel === null) throw new Error('no installed kernel has the drivers of the machine');
  const programs = await Promise.all(PROGRAMS.map((name) => programWithLibraries(name)));
  const files = [...new Set(programs.flat())];
  return kept(`linux-guest-${keyOf(kernel, files)}`, `${role}.efi`, (folder) =>
    makeImages(folder, kernel, files),
  );
}

/** A file of a folder that `make` fills once; several processes may make it, and the first one wins. */
export async function kept(
  name: string,
  file: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = path.join(tmpdir(), `image-factory-${name}`);
  if (!existsSync(folder)) {
    const making = mkdtempSync(`${folder}-`);
    try {
      await make(making);
      renameSync(making, folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  }
  return path.join(folder, file);
}

/** A program, the libraries that it loads and the loader, by the paths at which they are found. */
export async function programWithLibraries(name: string): Promise<string[]> {
  const program = (await runPeer('which', [name])).trim();
  const libraries = (await runPeer('ldd', [program])).matchAll(/(\/[^ ]+) \(0x/g);
  return [program, ...[...libraries].map((match) => match[1] as string)];
}

function keyOf(kernel: GuestKernel, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(SCRIPTS).toSorted()) hash.update(readFileSync(path.join(SCRIPTS, name)));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of [kernel.image, ...kernel.modules, ...kernel.inputModules, STUB, ...files]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function makeImages(folder: string, kernel: GuestKernel, files: readonly string[]): Promise<void> {
  const root = path.join(folder, 'root');
  await fillRoot(root, kernel, files);
  const archive = await runPeer('sh', [
    '-c',
    `cd '${root}' && find . | busybox cpio -o -H newc >../initramfs`,
  ]);
  if (archive !== '') throw new Error(archive);
  const initramfs = path.join(folder, 'initramfs');
  writeFileSync(initramfs, gzipSync(readFileSync(initramfs), { level: 1 }));
  for (const role of ['windows', 'setup'] as const) {
    const line = path.join(folder, `${role}.cmdline`);
    // What costs time where each instruction is translated, and protects nobody here, is off.
    writeFileSync(
      line,
      `console=tty0 quiet panic=1 mitigations=off no5lvl nokaslr init_on_alloc=0 audit=0 guest.role=${role}`,
    );
    await unite(path.join(folder, `${role}.efi`), line, kernel.image, initramfs);
  }
  rmSync(root, { recursive: true });
  rmSync(initramfs);
}

async function fillRoot(root: string, kernel: GuestKernel, files: readonly string[]): Promise<void> {
  for (const name of ['bin', 'sbin', 'modules']) mkdirSync(path.join(root, name), { recursive: true });
  cpSync(SCRIPTS, path.join(root, 'guest'), { recursive: true });
  copyFileSync(path.join(SCRIPTS, 'init.sh'), path.join(root, 'init'));
  await runPeer('chmod', ['755', path.join(root, 'init')]);
  const busybox = (await runPeer('which', ['busybox'])).trim();
  copyFileSync(busybox, path.join(root, 'bin/busybox'));
  copyFileSync(busybox, path.join(root, 'bin/sh'));
  for (const file of files) {
    const inside = file.includes('/lib') ? file : `/sbin/${path.basename(file)}`;
    mkdirSync(path.dirname(path.join(root, inside)), { recursive: true });
    copyFileSync(realpathSync(file), path.join(root, inside));
  }
  const folder = path.join(root, 'modules');
  for (const [list, modules] of [
    ['order', kernel.modules],
    ['order-input', kernel.inputModules],
  ] as const) {
    const names: string[] = [];
    for (const module of modules) names.push(await unpackModule(module, folder));
    writeFileSync(path.join(folder, list), names.map((name) => `/modules/${name}\n`).join(''));
  }
}

/** Debian's modules are plain files, other distributions compress them. @returns the file's name */
async function unpackModule(module: string, folder: string): Promise<string> {
  const name = path.basename(module).replace(/\.(xz|zst|gz)$/, '');
  const target = path.join(folder, name);
  copyFileSync(module, module.endsWith('.ko') ? target : path.join(folder, path.basename(module)));
  const compressed = path.join(folder, path.basename(module));
  if (module.endsWith('.xz')) await runPeer('xz', ['-d', compressed]);
  if (module.endsWith('.zst')) await runPeer('zstd', ['-q', '-d', '--rm', compressed]);
  if (module.endsWith('.gz')) await runPeer('gzip', ['-d', compressed]);
  return name;
}

async function unite(target: string, line: string, kernel: string, initramfs: string): Promise<void> {
  // The addresses that the UAPI group's tools use: each section behind the one before it.
  const sections = [
    ['.osrel', '/etc/os-release', '0x20000'],
    ['.cmdline', line, '0x30000'],
    ['.linux', kernel, '0x2000000'],
    ['.initrd', initramfs, '0x3000000'],
  ];
  const options = sections.flatMap(([name, file, address]) => [
    '--add-section',
    `${name}=${file}`,
    '--change-section-vma',
    `${name}=${address}`,
  ]);
  await runPeer('objcopy', [...options, STUB, target]);
}
