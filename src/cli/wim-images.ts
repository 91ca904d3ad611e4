/** `WIM#IMAGE` on the command line: images that are taken out of archives as they are. */

import path from 'node:path';
import { CodecPool, type Level } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { KIND_NAMES, openArchiveOf, parseSource } from '../source/index.js';
import { exportImages, type Compression, type StoredImage, type WimArchive } from '../wim/index.js';
import type { Invocation } from './command.js';
import { refuseExisting } from './target.js';
import { threadsOf } from './threads.js';
import { copiedWords, tellWritten } from './written-archive.js';

/**
 * Writes the images that `texts` name, in their order; a WIM without `#` is meant with all its images.
 *
 * @param of append: null where there is no such option; name: what the image shall be called, where it is one
 */
export async function takeImages(
  texts: readonly string[],
  out: string,
  invocation: Invocation,
  { append, name }: { readonly append: boolean | null; readonly name: string | null },
): Promise<number> {
  const started = Date.now();
  await refuseExisting(out, append);
  const archives = new Map<string, WimArchive>();
  const pool = new CodecPool(threadsOf(invocation));
  try {
    const named: StoredImage[] = [];
    for (const text of texts) named.push(...(await imagesOf(text, archives, invocation.reporter)));
    const images = name === null ? named : [{ ...onlyOne(named, name), name }];
    const compression = invocation.text('compress') as Compression | null;
    const level = invocation.text('level') as Level | null;
    const result = await exportImages(out, {
      images,
      append: append === true,
      pool,
      reporter: invocation.reporter,
      ...(compression === null ? {} : { compression }),
      ...(level === null ? {} : { level }),
    });
    const milliseconds = Date.now() - started;
    await tellWritten(invocation, out, result, { saved: copiedWords(result), milliseconds });
    return 0;
  } finally {
    await pool.close();
    for (const archive of archives.values()) await archive.close();
  }
}

/** @param archives those that are open, by their path; one that is not yet is added */
async function imagesOf(
  text: string,
  archives: Map<string, WimArchive>,
  reporter: Reporter,
): Promise<StoredImage[]> {
  const name = await parseSource(text);
  const { kind, path: file, part } = name;
  if (kind !== 'wim' && kind !== 'iso') {
    throw new FactoryError('usage', {
      subject: text,
      found: kind === 'disk' ? 'no WIM' : KIND_NAMES[kind],
      expected: 'an image of a WIM: x.wim#1',
      next: 'capture a disk or a directory with "image-factory capture"',
    });
  }
  const key = path.resolve(file);
  const archive = archives.get(key) ?? (await openArchiveOf(name, reporter));
  archives.set(key, archive);
  const infos = part === null ? archive.images : [archive.selectImage(part)];
  return infos.map(({ index, name }) => ({ archive, index, name }));
}

function onlyOne(images: readonly StoredImage[], name: string): StoredImage {
  const [image, ...others] = images;
  if (image !== undefined && others.length === 0) return image;
  throw new FactoryError('usage', {
    subject: '--name',
    found: `"${name}" for ${images.length} images`,
    expected: 'one image: WIM#IMAGE',
  });
}
