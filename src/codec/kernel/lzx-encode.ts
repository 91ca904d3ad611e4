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
import { ITEMS, clearCounts } from './lzx-encode-memory';

const FAST: i32 = 0;

export function lzxCompress(level: i32, source: usize, length: i32, target: usize, capacity: i32): i32 {
  // What lies behind the chunk goes into hashes, and must not depend on the chunk before.
  memory.fill(source + length, 0, 16);
  translateCalls(source, length);
  startBits(target);
  startBlocks();
  clearCounts();
  const end = level == FAST ? parseLazily(source, length, 32, 8) : parseLazily(source, length, 96, 48);
  writeBlock(ITEMS, end, length);
  const written = <i32>(endBits() - target);
  return written <= capacity ? written : 0;
}
