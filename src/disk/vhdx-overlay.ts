/** A file with writes laid over it that never reach the file: a replayed log. */

import type { ByteSource } from './device.js';
import { checkRange } from './file.js';

/** A write of `data`, or of zeros. */
export interface Patch {
  readonly offset: number;
  readonly length: number;
  readonly data: Uint8Array | null;
}

/** A part of a patch that no later one covers; pieces do not overlap and are sorted. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly patch: Patch;
}

/**
 * `file` as it would be after all `patches` were written in order.
 *
 * @param size bytes of the result; beyond the end of `file` it is zeros
 */
export function overlay(file: ByteSource, patches: readonly Patch[], size: number): ByteSource {
  const pieces = visiblePieces(patches);
  return {
    label: file.label,
    size,
    async read(offset, target) {
      checkRange(file.label, size, offset, target.length);
      const stored = Math.max(0, Math.min(target.length, file.size - offset));
      if (stored > 0) await file.read(offset, target.subarray(0, stored));
      target.fill(0, stored);
      applyPieces(pieces, offset, target);
    },
  };
}

function applyPieces(pieces: readonly Piece[], offset: number, target: Uint8Array): void {
  const end = offset + target.length;
  for (let index = firstEndingAfter(pieces, offset); index < pieces.length; index++) {
    const { start, end: pieceEnd, patch } = pieces[index] as Piece;
    if (start >= end) return;
    const from = Math.max(start, offset);
    const to = Math.min(pieceEnd, end);
    if (patch.data === null) target.fill(0, from - offset, to - offset);
    else target.set(patch.data.subarray(from - patch.offset, to - patch.offset), from - offset);
  }
}

function firstEndingAfter(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  for (let high = pieces.length; low < high;) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle] as Piece).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Later patches win. The bounds of all patches cut the file into cells; from the last patch to the first, each takes
 * the cells that are still free, and `next` jumps over those that are taken.
 */
function visiblePieces(patches: readonly Patch[]): Piece[] {
  const bounds = Float64Array.from(
    patches.flatMap(({ offset, length }) => [offset, offset + length]),
  ).toSorted();
  const next = Int32Array.from(bounds, (_, index) => index);
  const cellOf = new Map(Array.from(bounds, (bound, index) => [bound, index] as const));
  const free = (cell: number): number => {
    let found = cell;
    while (next[found] !== found) {
      next[found] = next[next[found] as number] as number;
      found = next[found] as number;
    }
    return found;
  };
  const pieces: Piece[] = [];
  for (const patch of patches.toReversed()) {
    const last = cellOf.get(patch.offset + patch.length) as number;
    for (let cell = free(cellOf.get(patch.offset) as number); cell < last; cell = free(cell)) {
      const [start, end] = [bounds[cell] as number, bounds[cell + 1] as number];
      if (start < end) pieces.push({ start, end, patch });
      next[cell] = cell + 1;
    }
  }
  return pieces.toSorted((a, b) => a.start - b.start);
}
