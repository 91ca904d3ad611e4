/** An image of an archive that becomes one of another as it is: its contents, and its metadata without a change. */

import { FactoryError } from '../errors.js';
import { HEADER_FLAG } from './format.js';
import type { Content, MetadataPieces, ScannedImage } from './scan.js';
import { PIECE_SIZE } from './resource.js';
import type { StoredImage } from './types.js';

/** @throws damaged where its metadata is, or where a content is missing; unsupported, encrypted for what is not read */
export async function storedImage(source: StoredImage): Promise<ScannedImage<StoredImage>> {
  const { archive, index } = source;
  const info = archive.selectImage(String(index));
  // Opening it checks that all of its contents are there.
  const { entries, references, problems, label } = await archive.openImage(index);
  const [problem] = problems;
  if (problem !== undefined) throw notAsIs(label, problem.found);
  const contents: Content[] = [];
  let bytes = 0;
  for (const [key, refs] of references) {
    const blob = archive.findBlob(Buffer.from(key, 'latin1'));
    if (blob === null) continue;
    contents.push({ size: blob.size, refs, sha1: blob.sha1, origin: { archive, blob } });
    bytes += refs * blob.size;
  }
  contents.sort((a, b) => placeOf(a) - placeOf(b));
  const directories = info.directories ?? 0;
  return {
    source,
    contents,
    directories,
    files: info.files ?? entries - directories,
    bytes,
    hardLinkBytes: info.hardLinkBytes ?? 0,
    hasFixedTargets: (archive.flags & HEADER_FLAG.RP_FIX) !== 0,
    metadata: () => metadataPieces(source),
  };
}

/** What is left out of an image has no contents that could be copied. */
function notAsIs(subject: string, found: string): FactoryError {
  return new FactoryError('unsupported', {
    subject,
    found,
    expected: 'an image that can be taken over as it is',
    next: `make it anew without that entry: "image-factory capture ${subject} OUT.wim"`,
  });
}

/** Read anew: a hundred megabytes an image are not kept while contents are copied. */
async function metadataPieces({ archive, index }: StoredImage): Promise<MetadataPieces> {
  const { metadata } = await archive.readMetadata(index);
  const { bytes } = metadata;
  return {
    size: bytes.length,
    *pieces() {
      for (let at = 0; at < bytes.length; at += PIECE_SIZE) yield bytes.subarray(at, at + PIECE_SIZE);
    },
  };
}

function placeOf({ origin }: Content): number {
  return origin !== null && 'blob' in origin ? origin.archive.positionOf(origin.blob) : -1;
}
