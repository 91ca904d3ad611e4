/**
 * The host's own view of a VHDX, no part of what is tested: which blocks and sectors a file holds, and of which parent
 * it is a child. Source: MS-VHDX 2.2 to 2.6. The files here were closed cleanly, so a log is never replayed.
 */

import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { parseGuid, formatGuid } from '../../src/bytes/index.js';
import { ITEMS } from '../support/vhdx-builder.js';
import { readPiece, SECTOR, type Range } from './raw-disk.js';
import { Refusal, textOf, type Code } from './refusal.js';

const MIB = 1 << 20;
const BAT = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const METADATA = '8b7ca206-4790-4b9a-b8fe-575f050f886e';

export interface VhdxFacts {
  readonly path: string;
  /** Bytes of the disk. */
  readonly size: number;
  readonly blockSize: number;
  readonly sectorSize: number;
  readonly diskId: string;
  readonly dataWriteGuid: string;
  /** Pairs of the parent locator; null for a disk that stands for itself. */
  readonly locator: ReadonlyMap<string, string> | null;
}

export interface StoredBlock {
  readonly index: number;
  /** Where its bytes lie in the file. */
  readonly at: number;
  /** A bit for each sector that is there; null: all are. */
  readonly bitmap: Uint8Array | null;
}

/** @throws Refusal as Windows does for what is no VHDX */
export async function readFacts(file: string): Promise<VhdxFacts> {
  return withFile(file, async (handle) => (await structure(handle, file)).facts);
}

/** The blocks that the file itself holds. */
export async function storedBlocks(file: string): Promise<{ facts: VhdxFacts; blocks: StoredBlock[] }> {
  return withFile(file, async (handle) => {
    const { facts, batAt } = await structure(handle, file);
    const { blockSize, sectorSize, size } = facts;
    const ratio = (2 ** 23 * sectorSize) / blockSize;
    const count = Math.ceil(size / blockSize);
    const bat = await readPiece(handle, batAt, Math.ceil(count / ratio) * (ratio + 1) * 8);
    const blocks: StoredBlock[] = [];
    for (let index = 0; index < count; index++) {
      const chunk = Math.floor(index / ratio);
      const entry = bat.readBigUInt64LE((index + chunk) * 8);
      const state = Number(entry & 7n);
      if (state < 6) continue;
      const at = Number(entry >> 20n) * MIB;
      const bits =
        state === 7 ? Number(bat.readBigUInt64LE((chunk * (ratio + 1) + ratio) * 8) >> 20n) * MIB : 0;
      const length = blockSize / sectorSize / 8;
      const bitmap = state === 7 ? await readPiece(handle, bits + (index % ratio) * length, length) : null;
      blocks.push({ index, at, bitmap });
    }
    return { facts, blocks };
  });
}

/** The runs of a block, from the start of the block, that it holds. */
export function rangesIn({ bitmap }: StoredBlock, blockSize: number): Range[] {
  if (bitmap === null) return [{ at: 0, length: blockSize }];
  const ranges: { at: number; length: number }[] = [];
  for (let sector = 0; sector < blockSize / SECTOR; sector++) {
    if (((bitmap[sector >>> 3] as number) & (1 << (sector & 7))) === 0) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last.at + last.length === sector * SECTOR) last.length += SECTOR;
    else ranges.push({ at: sector * SECTOR, length: SECTOR });
  }
  return ranges;
}

/** The file and its parents, itself first. @throws Refusal for a parent that is missing or was changed */
export async function chainOf(file: string): Promise<VhdxFacts[]> {
  const chain = [await readFacts(file)];
  for (let child = chain[0]; child?.locator; child = chain.at(-1)) {
    const parent = parentPath(child);
    const facts = await readFacts(parent).catch((error: unknown) => {
      throw error instanceof Refusal && error.hresult === '0x80070002' ? broken('0xC03A000D') : error;
    });
    if (child.locator.get('parent_linkage') !== `{${facts.dataWriteGuid}}`) throw broken('0xC03A000E');
    chain.push(facts);
  }
  return chain;
}

/** Where a child says that its parent lies. */
export function parentPath({ path: child, locator }: VhdxFacts): string {
  const relative = locator?.get('relative_path') ?? '';
  return path.resolve(path.dirname(child), ...relative.split('\\'));
}

function broken(code: Code): Refusal {
  return new Refusal({ message: textOf(code), id: 'VhdChain', category: 'InvalidData', hresult: code });
}

async function withFile<T>(file: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r').catch(() => {
    throw broken('0x80070002');
  });
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

async function structure(handle: FileHandle, file: string): Promise<{ facts: VhdxFacts; batAt: number }> {
  const front = await readPiece(handle, 0, MIB);
  if (front.toString('latin1', 0, 8) !== 'vhdxfile') throw broken('0xC03A0004');
  const headers = [64 * 1024, 128 * 1024].filter((at) => front.toString('latin1', at, at + 4) === 'head');
  const header = headers.toSorted((a, b) =>
    Number(front.readBigUInt64LE(b + 8) - front.readBigUInt64LE(a + 8)),
  )[0];
  if (header === undefined) throw broken('0xC03A0004');
  const regions = tableAt(front, 192 * 1024 + 16, front.readUInt32LE(192 * 1024 + 8));
  const metadataAt = Number(front.readBigUInt64LE(place(regions, METADATA)));
  const metadata = await readPiece(handle, metadataAt, MIB);
  const items = tableAt(metadata, 32, metadata.readUInt16LE(10));
  const item = (guid: string): number => metadata.readUInt32LE(place(items, guid));
  const differs = (metadata.readUInt32LE(item(ITEMS.fileParameters) + 4) & 2) !== 0;
  const facts: VhdxFacts = {
    path: file,
    size: Number(metadata.readBigUInt64LE(item(ITEMS.diskSize))),
    blockSize: metadata.readUInt32LE(item(ITEMS.fileParameters)),
    sectorSize: metadata.readUInt32LE(item(ITEMS.sectorSize)),
    diskId: formatGuid(metadata.subarray(item(ITEMS.diskId), item(ITEMS.diskId) + 16)),
    dataWriteGuid: formatGuid(front.subarray(header + 32, header + 48)),
    locator: differs ? pairsAt(metadata, item(ITEMS.parentLocator)) : null,
  };
  return { facts, batAt: Number(front.readBigUInt64LE(place(regions, BAT))) };
}

/** Entries of 32 bytes that begin with a GUID: by that, where what follows it lies. */
function tableAt(bytes: Buffer, at: number, count: number): Map<string, number> {
  const entries = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const entry = at + index * 32;
    entries.set(formatGuid(bytes.subarray(entry, entry + 16)), entry + 16);
  }
  return entries;
}

function place(table: ReadonlyMap<string, number>, guid: string): number {
  const found = table.get(formatGuid(parseGuid(guid)));
  if (found === undefined) throw broken('0xC03A0004');
  return found;
}

function pairsAt(bytes: Buffer, at: number): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let index = 0; index < bytes.readUInt16LE(at + 18); index++) {
    const entry = at + 20 + index * 12;
    const text = (offset: number, length: number): string => {
      const from = at + bytes.readUInt32LE(entry + offset);
      return bytes.toString('utf16le', from, from + bytes.readUInt16LE(entry + length));
    };
    pairs.set(text(0, 8), text(4, 10));
  }
  return pairs;
}
