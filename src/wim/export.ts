/** Images of archives into an archive: contents are copied as they are stored where it compresses in the same way. */

import type { CodecPool, Level } from '../codec/index.js';
import type { Reporter } from '../progress.js';
import { refuseSourceAsTarget } from './target.js';
import type { Compression, StoredImage, WriteResult } from './types.js';
import { writeWim } from './write.js';

export interface ExportOptions {
  /** In the order in which the archive will have them. */
  readonly images: readonly StoredImage[];
  /** Left out: what the first image's archive has, with `append` what the archive has that is added to. */
  readonly compression?: Compression;
  /** Of what is compressed anew. */
  readonly level?: Level;
  readonly append?: boolean;
  readonly pool: CodecPool;
  readonly reporter: Reporter;
}

/**
 * The first of the images that its own archive boots is booted; where images are added, the archive keeps its own.
 *
 * @throws usage; exists for a name that is there already; unsupported, damaged, no-space
 */
export async function exportImages(file: string, options: ExportOptions): Promise<WriteResult> {
  const { images, compression, level, append = false, pool, reporter } = options;
  await refuseSourceAsTarget(
    images.map(({ archive }) => archive),
    [file],
  );
  const own = images[0]?.archive.compression;
  // What LZMS has compressed is not read yet, and says so when it is.
  const wanted = compression ?? (append || own === 'lzms' ? undefined : own);
  const bootable = images.findIndex(({ archive, index }) => archive.bootIndex === index) + 1;
  return writeWim(file, {
    images,
    pool,
    reporter,
    append,
    ...(wanted === undefined ? {} : { compression: wanted }),
    ...(level === undefined ? {} : { level }),
    ...(append ? {} : { bootIndex: bootable }),
  });
}
