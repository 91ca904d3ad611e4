/** What a UDF and an ISO 9660 volume have in common: folders and files at places of the medium. */

import { damaged } from './damage.js';

/** A run of a file's content. */
export interface Extent {
  /** Bytes from the start of the medium; null: not recorded, which reads as zeros. */
  readonly offset: number | null;
  /** Bytes. */
  readonly length: number;
}

export interface MediumNode {
  readonly name: string;
  readonly kind: 'folder' | 'file';
  readonly hidden: boolean;
  /** FILETIMEs. */
  readonly created: bigint;
  readonly accessed: bigint;
  readonly modified: bigint;
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** Of the content, which is the list of names for a folder. */
  readonly extents: readonly Extent[];
  /** Where a folder is described: two folders never share it. */
  readonly place: string;
}

export type MediumFormat = 'UDF' | 'Joliet' | 'Rock Ridge' | 'ISO 9660';

export interface MediumVolume {
  readonly format: MediumFormat;
  readonly volumeLabel: string;
  readonly root: MediumNode;
  /** @param path of the folder, for errors */
  list(folder: MediumNode, path: string): Promise<readonly MediumNode[]>;
}

/** A list of names is held in memory as a whole: 64 MiB have more than half a million. */
export const MAX_LIST = 2 ** 26;

/** Extents that lie behind each other as one; what is behind `size` is cut off. @throws damaged where they are too short */
export function joinExtents(extents: readonly Extent[], size: number, subject: string): Extent[] {
  const joined: Extent[] = [];
  let left = size;
  for (const { offset, length: whole } of extents) {
    if (left === 0) break;
    const length = Math.min(whole, left);
    left -= length;
    const last = joined.at(-1);
    if (last !== undefined && follows(last, offset)) {
      joined[joined.length - 1] = { offset: last.offset, length: last.length + length };
    } else joined.push({ offset, length });
  }
  if (left === 0) return joined;
  throw damaged(subject, `content of ${size - left} bytes`, `${size}, as its entry says`);
}

function follows(last: Extent, offset: number | null): boolean {
  return last.offset === null ? offset === null : offset === last.offset + last.length;
}
