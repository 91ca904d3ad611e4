/** Disks with a GPT for tests: volume images placed into partitions by sgdisk, converted by qemu-img. */

import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { runPeer, type Peer } from './peers.js';

export const DISK_PEERS: readonly Peer[] = ['sgdisk', 'qemu-img'];

export interface PartitionShape {
  /** As sgdisk calls it: `0700` basic data, `ef00` EFI system, `2700` recovery. */
  readonly type: string;
  readonly name: string;
  /** A file with the bytes of the volume. */
  readonly image: string;
}

const MIB = 1 << 20;

/** Makes `file`, a raw disk whose partitions hold `partitions` in this order, each at a multiple of 1 MiB. */
export async function makeDisk(file: string, partitions: readonly PartitionShape[]): Promise<void> {
  const places: { readonly image: string; readonly offset: number }[] = [];
  const table: string[] = [];
  let end = MIB;
  for (const [index, { type, name, image }] of partitions.entries()) {
    const { size } = await stat(image);
    const sectors = Math.ceil(size / 512);
    const number = index + 1;
    table.push(`--new=${number}:${end / 512}:${end / 512 + sectors - 1}`);
    table.push(`--typecode=${number}:${type}`, `--change-name=${number}:${name}`);
    places.push({ image, offset: end });
    end += Math.ceil(size / MIB) * MIB;
  }
  await writeFile(file, '');
  await truncate(file, end + MIB);
  await runPeer('sgdisk', ['--clear', '--set-alignment=1', ...table, file]);
  const disk = await open(file, 'r+');
  for (const { image, offset } of places) {
    const bytes = await readFile(image);
    await disk.write(bytes, 0, bytes.length, offset);
  }
  await disk.close();
}

/** @param format as qemu-img calls it: `vhdx`, `vpc` */
export async function convertDisk(from: string, to: string, format: string): Promise<void> {
  await runPeer('qemu-img', ['convert', '-f', 'raw', '-O', format, from, to]);
}
