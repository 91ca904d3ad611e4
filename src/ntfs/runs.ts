/**
 * Where the clusters of a non-resident attribute lie: its mapping pairs. Each pair is a byte (low four bits: bytes of
 * the length, high four: bytes of the offset), the length in clusters, and the offset from the pair before as a signed
 * number. No offset means a hole; a zero byte ends the list.
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("Data Runs").
 */

import { damaged } from './damage.js';

/** The longest number that stays exact; volumes and files reach 2^47 clusters at most. */
const MAX_NUMBER_BYTES = 6;

export const HOLE = -1;

/** Runs in order of their virtual cluster number (VCN), without gaps. */
export class Runs {
  /** The first VCN of each run. */
  readonly #starts: number[] = [];
  /** The first cluster on the volume, or HOLE. */
  readonly #clusters: number[] = [];
  #end = 0;

  /** The VCN after the last run. */
  get end(): number {
    return this.#end;
  }

  /** How many pieces of the volume and holes there are. */
  get count(): number {
    return this.#starts.length;
  }

  /** Adds a run at the end; what continues the last run becomes part of it. */
  append(cluster: number, length: number): void {
    const last = this.#starts.length - 1;
    const lastCluster = this.#clusters[last];
    const follows =
      lastCluster !== undefined &&
      (lastCluster === HOLE
        ? cluster === HOLE
        : cluster === lastCluster + this.#end - (this.#starts[last] as number));
    if (!follows) {
      this.#starts.push(this.#end);
      this.#clusters.push(cluster);
    }
    this.#end += length;
  }

  /** The run that holds `vcn`. @returns -1 beyond the end */
  indexOf(vcn: number): number {
    if (vcn < 0 || vcn >= this.#end) return -1;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] as number) <= vcn) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  startOf(index: number): number {
    return this.#starts[index] ?? this.#end;
  }

  endOf(index: number): number {
    return this.#starts[index + 1] ?? this.#end;
  }

  /** The first cluster of a run on the volume, or HOLE. */
  clusterOf(index: number): number {
    return this.#clusters[index] ?? HOLE;
  }

  /** The first cluster that is no hole; 0 where all is. */
  get firstCluster(): number {
    return this.#clusters.find((cluster) => cluster !== HOLE) ?? 0;
  }
}

/**
 * Adds what `pairs` say to `runs`.
 *
 * @param clusters how many the volume has
 * @param subject for errors
 * @throws damaged
 */
export function decodeRuns(pairs: Uint8Array, runs: Runs, clusters: number, subject: string): void {
  let cluster = 0;
  for (let at = 0; ;) {
    const head = pairs[at];
    if (head === undefined) throw damaged(subject, 'mapping pairs without an end');
    if (head === 0) return;
    const lengthBytes = head & 0xf;
    const offsetBytes = head >> 4;
    const next = at + 1 + lengthBytes + offsetBytes;
    if (lengthBytes === 0 || lengthBytes > MAX_NUMBER_BYTES || offsetBytes > MAX_NUMBER_BYTES) {
      throw damaged(subject, `a mapping pair that begins with 0x${head.toString(16)}`);
    }
    if (next > pairs.length) throw damaged(subject, 'mapping pairs that reach beyond the attribute');
    const length = signed(pairs, at + 1, lengthBytes);
    if (length <= 0) throw damaged(subject, `a run of ${length} clusters`);
    if (offsetBytes === 0) {
      runs.append(HOLE, length);
    } else {
      cluster += signed(pairs, at + 1 + lengthBytes, offsetBytes);
      // NTFS before 3.0 wrote a hole as cluster -1.
      if (cluster < HOLE || cluster + length > clusters) {
        throw damaged(subject, `${length} clusters at cluster ${cluster}`, `less than ${clusters}`);
      }
      runs.append(cluster, length);
    }
    if (!Number.isSafeInteger(runs.end)) throw damaged(subject, `${runs.end} clusters`, 'less than 2^53');
    at = next;
  }
}

/** The first run of mapping pairs, and whether it is the only one; null where it is a hole or makes no sense. */
export function firstRun(pairs: Uint8Array): { cluster: number; length: number; isOnly: boolean } | null {
  const head = pairs[0] ?? 0;
  const lengthBytes = head & 0xf;
  const offsetBytes = head >> 4;
  const end = 1 + lengthBytes + offsetBytes;
  if (offsetBytes === 0 || offsetBytes > MAX_NUMBER_BYTES || end >= pairs.length) return null;
  if (lengthBytes === 0 || lengthBytes > MAX_NUMBER_BYTES) return null;
  const length = signed(pairs, 1, lengthBytes);
  const cluster = signed(pairs, 1 + lengthBytes, offsetBytes);
  return length <= 0 || cluster < 0 ? null : { cluster, length, isOnly: pairs[end] === 0 };
}

function signed(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] as number);
  return (bytes[at + count - 1] as number) >= 0x80 ? value - 2 ** (8 * count) : value;
}
