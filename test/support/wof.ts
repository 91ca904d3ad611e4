/** Files as the Windows Overlay Filter keeps them, compressed by wimlib. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MountedNtfs } from './ntfs-volume.js';
import { runPeer } from './peers.js';

/** By the number that the reparse data gives each. */
const ALGORITHMS = [
  ['XPRESS', 4096],
  ['LZX', 32768],
  ['XPRESS', 8192],
  ['XPRESS', 16384],
] as const;

export type WofAlgorithm = 0 | 1 | 2 | 3;

/** The resource that wimlib writes for `content`: chunk table and chunks. It must be compressible. */
export async function wofResource(content: Uint8Array, algorithm: WofAlgorithm): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-factory-wof-'));
  try {
    mkdirSync(path.join(folder, 'source'));
    writeFileSync(path.join(folder, 'source', 'content'), content);
    const wim = path.join(folder, 'x.wim');
    const [type, chunkSize] = ALGORITHMS[algorithm];
    const options = [`--compress=${type}`, `--chunk-size=${chunkSize}`, '--no-acls'];
    await runPeer('wimlib-imagex', ['capture', path.join(folder, 'source'), wim, 'one', ...options]);
    const listing = await runPeer('wimlib-imagex', ['dir', wim, '1', '--detailed', '--path=/content']);
    const number = (name: string): number =>
      Number(new RegExp(`^${name}\\s*= (\\d+) bytes`, 'm').exec(listing)?.[1]);
    const offset = number('Offset in WIM');
    return readFileSync(wim).subarray(offset, offset + number('Compressed size'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reparse data of the overlay filter: version 1, provider, version 1, algorithm. */
export function wofData(provider: 1 | 2, algorithm: number): Buffer {
  const data = Buffer.alloc(16);
  [1, provider, 1, algorithm].forEach((value, index) => data.writeUInt32LE(value, index * 4));
  return data;
}

/** Puts `content` on the volume as `compact /exe` would. */
export async function wofFile(
  volume: MountedNtfs,
  name: string,
  content: Uint8Array,
  algorithm: WofAlgorithm,
): Promise<void> {
  volume.sparseFile(name, content.length, []);
  volume.stream(name, 'WofCompressedData', await wofResource(content, algorithm));
  await volume.reparse(name, 0x80000017, wofData(2, algorithm));
}
