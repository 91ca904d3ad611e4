/** What is known before anything is written: how the archive compresses, what it holds already, where it goes on. */

import { FactoryError } from '../errors.js';
import type { WimArchive } from './archive.js';
import type { StoredBlob } from './blob-sink.js';
import { DEFAULT_CHUNK_SIZE, HEADER_FLAG, HEADER_SIZE, MAX_IMAGES, VERSION, blobKey } from './format.js';
import { WimImageTree } from './image-tree.js';
import { refuseSourceAsTarget } from './target.js';
import type { Compression, ImageSource, LateImage, StoredImage, WimBlob, WriteOptions } from './types.js';
import { checkXmlText } from './xml.js';

export interface WritePlan {
  readonly path: string;
  readonly options: WriteOptions;
  readonly compression: Compression;
  /** Bytes; 0 without compression. */
  readonly chunkSize: number;
  /** The archive that is added to. */
  readonly existing: WimArchive | null;
  /** Its contents by `blobKey`, their references counted anew: those of Microsoft's tools are too low. */
  readonly blobs: Map<string, StoredBlob>;
  /** The metadata of its images. */
  readonly metadata: readonly WimBlob[];
  /** Where the first new resource goes. */
  readonly position: number;
  readonly bootIndex: number;
  /** Archives whose stored bytes can be copied. */
  readonly sources: readonly WimArchive[];
  /** Those of them that an earlier state is in. */
  readonly base: readonly WimArchive[];
}

/** @throws usage, exists, unsupported, damaged */
export async function planOf(
  path: string,
  options: WriteOptions,
  existing: WimArchive | null,
): Promise<WritePlan> {
  if (existing !== null) checkAppendable(existing);
  checkNames(path, options, existing);
  const compression = compressionFor(path, options, existing);
  const chunkSize = compression === 'none' ? 0 : (existing?.chunkSize ?? DEFAULT_CHUNK_SIZE);
  const blobs = existing === null ? new Map<string, StoredBlob>() : await countedBlobs(existing);
  const metadata = existing?.metadata ?? [];
  const ends = [...blobs.values(), ...metadata].map(({ offset, storedSize }) => offset + storedSize);
  const isSame = (archive: WimArchive) =>
    archive.compression === compression && archive.chunkSize === chunkSize && !archive.encrypted;
  const own = options.images.map((image) => archiveOf(image)).filter((archive) => archive !== null);
  const base = options.base ?? [];
  await refuseSourceAsTarget(base, [path]);
  for (const archive of base) {
    if (!isSame(archive)) warnOfBase(archive, options);
  }
  const archives = [...own, ...base];
  return {
    path,
    options,
    compression,
    chunkSize,
    existing,
    blobs,
    metadata,
    position: ends.reduce((last, end) => Math.max(last, end), HEADER_SIZE),
    bootIndex: bootIndexFor(path, options, existing),
    sources: [...new Set(archives.filter((archive) => isSame(archive)))],
    base: base.filter((archive) => isSame(archive)),
  };
}

function warnOfBase(archive: WimArchive, { reporter }: WriteOptions): void {
  const { path, compression, chunkSize, encrypted } = archive;
  const kind = encrypted
    ? 'encrypted contents'
    : `compression ${compression} in chunks of ${chunkSize} bytes`;
  reporter.warn(`${path}: nothing of it is copied, for it has ${kind}, unlike the archive that is written`);
}

/** The archive that an image is in already. */
function archiveOf(image: ImageSource | StoredImage | LateImage): WimArchive | null {
  if ('archive' in image) return image.archive;
  if ('open' in image) return null;
  return image.tree instanceof WimImageTree ? image.tree.archive : null;
}

function compressionFor(
  path: string,
  { compression }: WriteOptions,
  existing: WimArchive | null,
): Compression {
  if (existing === null) return compression ?? 'lzx';
  const has = existing.compression;
  if (has === 'lzms') throw unsupportedAppend(path, 'an archive that is compressed with LZMS');
  if (compression === undefined || compression === has) return has;
  throw new FactoryError('usage', {
    subject: path,
    found: `compression ${compression} asked for an archive that has ${has}`,
    expected: has,
    next: 'leave the compression out, or write a new archive',
  });
}

function bootIndexFor(path: string, options: WriteOptions, existing: WimArchive | null): number {
  const count = (existing?.imageCount ?? 0) + options.images.length;
  const index = options.bootIndex ?? existing?.bootIndex ?? 0;
  if (Number.isInteger(index) && index >= 0 && index <= count) return index;
  throw new FactoryError('usage', {
    subject: path,
    found: `image ${index} to boot from`,
    expected: `1 to ${count}, or 0 for none`,
  });
}

function checkAppendable({ path, version, parts, encrypted, flags }: WimArchive): void {
  if (encrypted) throw unsupportedAppend(path, 'an encrypted ESD');
  if (version !== VERSION) throw unsupportedAppend(path, `an archive of version 0x${version.toString(16)}`);
  if (parts > 1) throw unsupportedAppend(path, `a part of a set of ${parts}`);
  if ((flags & HEADER_FLAG.READONLY) !== 0)
    throw unsupportedAppend(path, 'an archive that is marked read-only');
}

function unsupportedAppend(subject: string, found: string): FactoryError {
  return new FactoryError('unsupported', {
    subject,
    found: `${found}, which images cannot be added to`,
    expected: 'a whole WIM with compression none, XPRESS or LZX',
    next: 'write a new archive',
  });
}

function checkNames(path: string, { images }: WriteOptions, existing: WimArchive | null): void {
  const count = (existing?.imageCount ?? 0) + images.length;
  if (count === 0 || count > MAX_IMAGES) {
    const expected = `1 to ${MAX_IMAGES}`;
    throw new FactoryError('usage', { subject: path, found: `${count} images`, expected });
  }
  const names = new Set(existing?.images.map(({ name }) => name.toLowerCase()));
  for (const image of images) {
    const { name } = image;
    if (name === '') {
      const next = 'give it one with --name';
      throw new FactoryError('usage', { subject: path, found: 'an image without a name', next });
    }
    checkTexts(path, image);
    if (names.has(name.toLowerCase())) {
      throw new FactoryError('exists', {
        subject: path,
        found: `an image named "${name}" already`,
        next: 'choose another name',
      });
    }
    names.add(name.toLowerCase());
  }
}

/** @throws usage for what is new of an image's XML and cannot stand there */
export function checkTexts(path: string, image: ImageSource | StoredImage | LateImage): void {
  for (const text of textsOf(image)) checkXmlText(text ?? '', `${path}: image "${image.name}"`);
}

function textsOf(image: ImageSource | StoredImage | LateImage): readonly (string | undefined)[] {
  if ('archive' in image) return [image.name];
  if ('open' in image) return [image.name, image.description];
  return [image.name, image.description, image.displayName, image.displayDescription, image.flags];
}

async function countedBlobs(archive: WimArchive): Promise<Map<string, StoredBlob>> {
  const references = new Map<string, number>();
  for (const { index } of archive.images) {
    const image = await archive.readMetadata(index);
    for (const [key, count] of image.index.references)
      references.set(key, (references.get(key) ?? 0) + count);
  }
  const blobs = new Map<string, StoredBlob>();
  for (const blob of archive.blobs) {
    const key = blobKey(blob.sha1);
    blobs.set(key, { ...blob, refs: references.get(key) ?? blob.refs });
  }
  return blobs;
}
