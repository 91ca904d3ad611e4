/** Sparse files of a disk's bytes: which runs hold data, and how to move them. */

import { open, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { runPeer } from '../support/peers.js';

/** A run of bytes. */
export interface Range {
  readonly at: number;
  readonly length: number;
}

export const SECTOR = 512;
const PIECE = 1 << 20;

/** An empty file of `size` bytes. */
export async function makeRaw(file: string, size: number): Promise<void> {
  await writeFile(file, '');
  await truncate(file, size);
}

/** The runs of a sparse file that are no hole. */
export async function dataRanges(file: string): Promise<Range[]> {
  const json = await runPeer('qemu-img', ['map', '--output=json', '-f', 'raw', file]);
  const extents = JSON.parse(json) as { start: number; length: number; data: boolean }[];
  return extents.filter(({ data }) => data).map(({ start, length }) => ({ at: start, length }));
}

/** The runs of an overlay that are its own, in the order of the disk. */
export async function overlayRanges(file: string): Promise<Range[]> {
  const json = await runPeer('qemu-img', ['map', '--output=json', '-f', 'qcow2', file]);
  const extents = JSON.parse(json) as { start: number; length: number; depth: number }[];
  return extents.filter(({ depth }) => depth === 0).map(({ start, length }) => ({ at: start, length }));
}

/** The parts of `ranges` that lie in `within`. */
export function clip(ranges: readonly Range[], within: Range): Range[] {
  return ranges.flatMap(({ at, length }) => {
    const start = Math.max(at, within.at);
    const end = Math.min(at + length, within.at + within.length);
    return end > start ? [{ at: start, length: end - start }] : [];
  });
}

/** Overlapping and touching runs joined. */
export function join(ranges: readonly Range[]): Range[] {
  const joined: { at: number; length: number }[] = [];
  for (const { at, length } of ranges.toSorted((a, b) => a.at - b.at)) {
    const last = joined.at(-1);
    if (last !== undefined && at <= last.at + last.length) {
      last.length = Math.max(last.length, at + length - last.at);
    } else joined.push({ at, length });
  }
  return joined;
}

/** Copies `ranges` of `from`; each lands `shift` bytes further in `to`. */
export async function copyRanges(
  from: string,
  ranges: readonly Range[],
  to: string,
  shift: number,
): Promise<void> {
  const [source, target] = await Promise.all([open(from, 'r'), open(to, 'r+')]);
  try {
    for (const { at, length } of pieces(ranges)) {
      const bytes = await readPiece(source, at, length);
      await target.write(bytes, 0, length, at + shift);
    }
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** The sectors, in runs, in which `file` differs from `other`, whose byte `shift` is its first. */
export async function differences(
  file: string,
  other: string,
  ranges: readonly Range[],
  shift: number,
): Promise<Range[]> {
  const found: Range[] = [];
  const [left, right] = await Promise.all([open(file, 'r'), open(other, 'r')]);
  try {
    for (const { at, length } of pieces(ranges)) {
      const [here, there] = [await readPiece(left, at, length), await readPiece(right, at + shift, length)];
      if (here.equals(there)) continue;
      for (let sector = 0; sector < length; sector += SECTOR) {
        const end = Math.min(length, sector + SECTOR);
        if (here.compare(there, sector, end, sector, end) !== 0)
          found.push({ at: at + sector, length: end - sector });
      }
    }
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
  return join(found);
}

function* pieces(ranges: readonly Range[]): Generator<Range> {
  for (const { at, length } of ranges) {
    for (let done = 0; done < length; done += PIECE) {
      yield { at: at + done, length: Math.min(PIECE, length - done) };
    }
  }
}

/** Zeros where the file ends. */
export async function readPiece(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, at);
  return bytes;
}
