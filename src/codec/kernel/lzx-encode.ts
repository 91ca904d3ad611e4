/**
 * The LZX encoder (WIM flavour, 32 KiB chunks).
 *
 * Contract:
 * - `lzxCompress` takes one chunk of 1..32768 bytes at `source` and writes at most `capacity` bytes at `target`. It
 *   returns the bytes written, or 0 when the chunk would not get smaller than `capacity`; what stands at `target` then
 *   does not matter. The caller passes `capacity = length - 1` and stores the chunk as it is on 0.
 * - It may change the source (the E8 translation works in place), may read 64 KiB of slack behind it, and may spill
 *   up to 64 KiB behind `target + capacity`.
 * - WORK..WORK_END is its own while it runs; it holds anything at entry. No state lives on from chunk to chunk.
 * - `level` is 0 fast, 1 normal, 2 best.
 */

import { translateCalls } from './lzx-calls';
import { endBits, startBits } from './lzx-encode-bits';
import { startBlocks, writeBlock } from './lzx-encode-block';
import { parseLazily } from './lzx-encode-lazy';
import { parseOptimally } from './lzx-encode-optimal';
import { sketchItems } from './lzx-encode-sketch';
import { findMatches } from './lzx-encode-matches';
import { ITEMS } from './lzx-encode-memory';
import { blockBytesEnd, blockCount, blockCounts, blockItemsEnd, splitItems } from './lzx-encode-split';

const FAST: i32 = 0;
const BEST: i32 = 2;

export function lzxCompress(level: i32, source: usize, length: i32, target: usize, capacity: i32): i32 {
  // What lies behind the chunk goes into hashes, and must not depend on the chunk before.
  memory.fill(source + length, 0, 16);
  translateCalls(source, length);
  parseChunk(level, source, length);
  startBits(target);
  startBlocks();
  let items = ITEMS;
  let position = 0;
  for (let block = 0; block < blockCount(); block++) {
    const itemsEnd = blockItemsEnd(block);
    const bytesEnd = blockBytesEnd(block);
    writeBlock(blockCounts(block), items, itemsEnd, bytesEnd - position);
    items = itemsEnd;
    position = bytesEnd;
  }
  const written = <i32>(endBits() - target);
  return written <= capacity ? written : 0;
}

/** Parses the chunk into items, and divides those into blocks. */
function parseChunk(level: i32, chunk: usize, length: i32): void {
  if (level == FAST) {
    splitItems(parseLazily(chunk, length, 32, 10), 4096);
    return;
  }
  const nice: u32 = level == BEST ? 64 : 32;
  findMatches(chunk, length, nice, level == BEST ? 32 : 6);
  splitItems(sketchItems(chunk, length), 2048);
  splitItems(parseOptimally(chunk, nice), 2048);
}
