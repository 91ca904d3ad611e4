/**
 * Files of virtual disks: made as Windows makes them, flattened to the bytes of the disk, and written back. A dynamic
 * VHDX is written by qemu-img, a differencing one by the tests' own writer, since no peer writes those.
 */

import { randomUUID } from 'node:crypto';
import { open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildVhdx, type Block } from '../support/vhdx-builder.js';
import { runPeer } from '../support/peers.js';
import { clip, join, readPiece, SECTOR, type Range } from './raw-disk.js';
import { chainOf, rangesIn, readFacts, storedBlocks, type VhdxFacts } from './vhdx-file.js';

const MIB = 1 << 20;

/** What New-VHD takes where none is given. Source: New-VHD, and "Hyper-V virtual hard disk format overview". */
export const DYNAMIC_BLOCK = 32 * MIB;
const DIFFERENCING_BLOCK = 2 * MIB;

export async function makeDynamic(file: string, size: number, blockSize: number): Promise<void> {
  const options = `subformat=dynamic,block_size=${blockSize}`;
  await runPeer('qemu-img', ['create', '-q', '-f', 'vhdx', '-o', options, file, String(size)]);
}

/** @param size null: as large as the parent */
export async function makeDifferencing(file: string, parent: string, size: number | null): Promise<void> {
  const facts = await readFacts(parent);
  const shape = {
    size: size ?? facts.size,
    blockSize: DIFFERENCING_BLOCK,
    sectorSize: facts.sectorSize,
    dataWriteGuid: randomUUID(),
    parent: locatorOf(file, facts),
  };
  await writeFile(file, buildVhdx(shape), { flag: 'wx' });
}

/** The parent locator's pairs. Source: MS-VHDX 2.6.2.6.3; the drive is the one that every path here lies on. */
function locatorOf(child: string, parent: VhdxFacts): Record<string, string> {
  const below = path.relative(path.dirname(path.resolve(child)), path.resolve(parent.path));
  const relative = below.split('/').join('\\');
  const absolute = path.resolve(parent.path).split('/').join('\\');
  return {
    parent_linkage: `{${parent.dataWriteGuid}}`,
    parent_linkage2: '{00000000-0000-0000-0000-000000000000}',
    relative_path: relative.startsWith('..') ? relative : `.\\${relative}`,
    volume_path: `\\\\?\\Volume{b1a7c3d2-0000-4000-8000-000000000001}${absolute}`,
    absolute_win32_path: `C:${absolute}`,
  };
}

/** Writes the disk's bytes, of the whole chain, into a sparse file. */
export async function flatten(file: string, raw: string): Promise<void> {
  const chain = await chainOf(file);
  const root = chain.at(-1) as VhdxFacts;
  await runPeer('qemu-img', ['convert', '-f', 'vhdx', '-O', 'raw', root.path, raw]);
  const disk = await open(raw, 'r+');
  try {
    await disk.truncate((chain[0] as VhdxFacts).size);
    for (const child of chain.slice(0, -1).toReversed()) await layOver(child.path, disk);
  } finally {
    await disk.close();
  }
}

async function layOver(child: string, disk: Awaited<ReturnType<typeof open>>): Promise<void> {
  const { facts, blocks } = await storedBlocks(child);
  const file = await open(child, 'r');
  try {
    for (const block of blocks) {
      const start = block.index * facts.blockSize;
      for (const range of rangesIn(block, facts.blockSize)) {
        const length = Math.min(range.length, facts.size - start - range.at);
        const bytes = await readPiece(file, block.at + range.at, length);
        await disk.write(bytes, 0, length, start + range.at);
      }
    }
  } finally {
    await file.close();
  }
}

/**
 * Writes into the file what was changed on its disk. Its DataWriteGuid is then another one, so that no child of the old
 * content opens it.
 *
 * @param raw the disk's bytes as they are now
 * @param changed in runs of whole sectors
 */
export async function writeBack(file: string, raw: string, changed: readonly Range[]): Promise<void> {
  if (changed.length === 0) return;
  const { facts, blocks } = await storedBlocks(file);
  const whole = `${file}.${randomUUID()}`;
  if (facts.locator === null) {
    const options = `subformat=dynamic,block_size=${facts.blockSize}`;
    await runPeer('qemu-img', ['convert', '-f', 'raw', '-O', 'vhdx', '-o', options, raw, whole]);
  } else {
    const held = blocks.flatMap((block) =>
      rangesIn(block, facts.blockSize).map(({ at, length }) => ({
        at: block.index * facts.blockSize + at,
        length,
      })),
    );
    const shape = {
      size: facts.size,
      blockSize: facts.blockSize,
      sectorSize: facts.sectorSize,
      dataWriteGuid: randomUUID(),
      parent: Object.fromEntries(facts.locator),
      blocks: await blocksOf(raw, facts, join([...held, ...changed])),
    };
    await writeFile(whole, buildVhdx(shape));
  }
  await rename(whole, file);
}

async function blocksOf(
  raw: string,
  { blockSize, size }: VhdxFacts,
  ranges: readonly Range[],
): Promise<Map<number, Block>> {
  const blocks = new Map<number, Block>();
  const disk = await open(raw, 'r');
  try {
    for (const index of touched(ranges, blockSize)) {
      const within = { at: index * blockSize, length: Math.min(blockSize, size - index * blockSize) };
      const data = Buffer.alloc(blockSize);
      const bitmap = new Uint8Array(blockSize / SECTOR / 8);
      for (const { at, length } of clip(ranges, within)) {
        data.set(await readPiece(disk, at, length), at - within.at);
        setBits(bitmap, (at - within.at) / SECTOR, length / SECTOR);
      }
      blocks.set(index, { state: 7, data, bitmap });
    }
  } finally {
    await disk.close();
  }
  return blocks;
}

function touched(ranges: readonly Range[], blockSize: number): number[] {
  const blocks = new Set<number>();
  for (const { at, length } of ranges) {
    const last = Math.floor((at + length - 1) / blockSize);
    for (let block = Math.floor(at / blockSize); block <= last; block++) blocks.add(block);
  }
  return [...blocks].toSorted((a, b) => a - b);
}

function setBits(bits: Uint8Array, first: number, count: number): void {
  for (let bit = first; bit < first + count; bit++) (bits[bit >>> 3] as number) |= 1 << (bit & 7);
}
