/** Reading the content of a non-resident attribute from the clusters of the volume. */

import type { BlockDevice } from '../disk/index.js';
import type { NonResidentBody } from './attribute.js';
import type { Geometry } from './boot.js';
import { damaged } from './damage.js';
import { HOLE } from './runs.js';

/** What every reader of the volume needs. */
export interface VolumeContext {
  readonly device: BlockDevice;
  readonly geometry: Geometry;
  /** The volume as the user named it. */
  readonly label: string;
}

/**
 * Fills `target` with what the clusters hold from byte `offset`, each piece of the volume in one read. Holes become
 * zeros; the initialized size is not looked at.
 *
 * @param subject for errors
 * @throws damaged beyond the last run
 */
export async function readClusters(
  { device, geometry }: VolumeContext,
  { runs }: NonResidentBody,
  offset: number,
  target: Uint8Array,
  subject: string,
): Promise<void> {
  const { clusterSize } = geometry;
  if (offset + target.length > runs.end * clusterSize) {
    throw damaged(subject, `${runs.end} clusters`, `content up to byte ${offset + target.length}`);
  }
  let index = target.length === 0 ? -1 : runs.indexOf(Math.floor(offset / clusterSize));
  for (let done = 0; done < target.length; index++) {
    const start = runs.startOf(index) * clusterSize;
    const at = offset + done;
    const length = Math.min(target.length - done, runs.endOf(index) * clusterSize - at);
    const piece = target.subarray(done, done + length);
    const cluster = runs.clusterOf(index);
    if (cluster === HOLE) piece.fill(0);
    else await device.read(cluster * clusterSize + at - start, piece);
    done += length;
  }
}

/** As `readClusters`, with zeros behind the initialized size. */
export async function readInitialized(
  volume: VolumeContext,
  body: NonResidentBody,
  offset: number,
  target: Uint8Array,
  subject: string,
): Promise<void> {
  const written = Math.min(target.length, Math.max(0, body.initialized - offset));
  await readClusters(volume, body, offset, target.subarray(0, written), subject);
  target.fill(0, written);
}
