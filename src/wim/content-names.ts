/** Under which names the images of an archive hold some contents. */

import { walk } from '../tree/index.js';
import type { WimArchive } from './archive.js';
import { blobKey } from './format.js';
import type { WimBlob } from './types.js';

/** @returns for each of `blobs` its paths, each once, whatever the number of images that have it */
export async function namesOfContents(
  archive: WimArchive,
  blobs: readonly WimBlob[],
  signal: AbortSignal,
): Promise<readonly (readonly string[])[]> {
  const names = new Map(blobs.map(({ sha1 }) => [blobKey(sha1), new Set<string>()]));
  if (blobs.length === 0) return [];
  for (const { index } of archive.images) {
    const tree = await archive.openImage(index);
    for await (const { path, entry } of walk(tree)) {
      signal.throwIfAborted();
      for (const { name, sha1 } of entry.streams) {
        if (sha1 !== null) names.get(blobKey(sha1))?.add(name === '' ? path : `${path}:${name}`);
      }
    }
  }
  return blobs.map(({ sha1 }) => [...(names.get(blobKey(sha1)) ?? [])]);
}
