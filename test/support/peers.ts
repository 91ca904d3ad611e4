/**
 * The peers that judge us: other programs that read and write the same formats. CI has them all, so there a missing
 * one is a failure; on a user's machine the tests that need it are skipped and say so.
 */

import { test } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const PACKAGES = {
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
  '7z': 'p7zip-full',
  udfinfo: 'udftools',
  blkid: 'util-linux',
} as const;

export type Peer = keyof typeof PACKAGES;

const run = promisify(execFile);

function isInstalled(peer: Peer): boolean {
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
  const packages = missing.map((peer) => `${peer} (Debian package ${PACKAGES[peer]})`).join(', ');
  if (process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error(`CI must have ${packages}`);
    });
  } else {
    test.skip(`${name} [skipped: ${packages} is not installed]`, body);
  }
}

/** Runs a peer. @returns its standard output @throws with its standard error when it fails */
export async function runPeer(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(command, [...args], {
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return stdout;
}
