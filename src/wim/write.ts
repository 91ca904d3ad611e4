/**
 * Writes an archive: scan the trees, store each content once, then the metadata of the images, the blob table, the XML,
 * the integrity table, and last the header. The file gets its name when all that is done; the GUID comes from the
 * content, so the same input gives the same bytes.
 */

import type { FileHandle } from 'node:fs/promises';
import { formatGuid } from '../bytes/index.js';
import { writeOutput } from '../output.js';
import { BaseFiles } from './base-files.js';
import { BlobSink, type StoredBlob } from './blob-sink.js';
import { writeBlobTable } from './blob-table.js';
import { HEADER_FLAG, RESOURCE_FLAG, VERSION } from './format.js';
import type { Header } from './header.js';
import { WimImageTree } from './image-tree.js';
import { integrityHash } from './integrity.js';
import { openWim } from './open-set.js';
import { OutputFile } from './output-file.js';
import { NO_RESOURCE } from './resource-header.js';
import { storedImage } from './stored-image.js';
import { scanImage, type ScannedImage } from './scan.js';
import { ContentStore } from './store.js';
import type { ImageSource, StoredImage, WimBlob, WriteOptions, WriteResult, WrittenImage } from './types.js';
import { checkTexts, planOf, type WritePlan } from './write-plan.js';
import { contentGuid, writeTables } from './write-tables.js';
import { writeArchiveXml, type ImageDescription, type TakenDescription } from './write-xml.js';
import { encodeXml } from './xml.js';

/**
 * Captures trees as images of an archive.
 *
 * @param path the archive; without `append` an older one is replaced when the new one is complete
 * @throws usage, exists, busy, no-space, and what the trees throw
 */
export async function writeWim(path: string, options: WriteOptions): Promise<WriteResult> {
  const existing = options.append === true ? await openWim(path) : null;
  try {
    const plan = await planOf(path, options, existing);
    // What is added to is copied: until the new archive is complete, the old one stays as it is.
    return await writeOutput(
      path,
      async (handle) => {
        const result = await writeArchive(plan, handle);
        // Windows replaces no file that is open.
        await existing?.close();
        await options.beforeReplace?.();
        return result;
      },
      existing === null ? undefined : path,
    );
  } finally {
    await existing?.close();
  }
}

async function writeArchive(plan: WritePlan, handle: FileHandle): Promise<WriteResult> {
  const { options, blobs, sources, base, position, metadata: oldMetadata } = plan;
  const { pool, reporter } = options;
  const out = new OutputFile(handle, position, { integrity: integrityHash(options.integrity ?? true) });
  await out.release();
  const level = options.level ?? 'normal';
  const sink = new BlobSink(out, { pool, level, compression: plan.compression, chunkSize: plan.chunkSize });
  const before = base.length === 0 || plan.compression === 'none' ? null : new BaseFiles(base);
  const { chunkSize } = plan;
  const store = new ContentStore({ sink, pool, blobs, sources, before, chunkSize, signal: reporter.signal });
  const images: ScannedImage[] = [];
  // The metadata at least has to be compressed.
  if (plan.compression !== 'none') pool.start();
  try {
    for (const turn of turnsOf(options.images)) images.push(...(await storeTurn(plan, turn, store)));
    const metadata: StoredBlob[] = [];
    for (const image of images) metadata.push(await addMetadata(sink, image));
    await sink.finish();
    const header = await finishArchive(plan, out, images, [...oldMetadata, ...metadata]);
    await out.finish();
    return resultOf(plan, header, out.position, images, [...blobs.values()], {
      newBytes: store.newBytes,
      copiedBytes: sink.copiedBytes,
    });
  } catch (error) {
    await sink.abandon(error);
    throw error;
  }
}

type AnyImage = WriteOptions['images'][number];

/** What is scanned and stored at a time: an image that opens late by itself, the others together. */
function turnsOf(images: readonly AnyImage[]): (readonly AnyImage[])[] {
  return images.some((image) => 'open' in image) ? images.map((image) => [image]) : [images];
}

async function storeTurn(
  { path, options }: WritePlan,
  turn: readonly AnyImage[],
  store: ContentStore,
): Promise<ScannedImage[]> {
  const { reporter } = options;
  const opened: { close(): Promise<void> }[] = [];
  try {
    const images: ScannedImage[] = [];
    for (const image of turn) {
      if (!('open' in image)) {
        images.push(await scan(image, options));
        continue;
      }
      const late = await image.open();
      opened.push(late);
      checkTexts(path, late.source);
      images.push(await scan(late.source, options));
    }
    const contents = images.flatMap((image) => image.contents);
    const total = contents.reduce((sum, { size }) => sum + size, 0);
    const one = turn.length < options.images.length ? `image "${turn[0]?.name}" ` : '';
    const task = reporter.task(`Capturing ${one}to ${path}`, total, 'bytes');
    try {
      store.expect(contents);
      for (const image of images) await store.add(image.contents, image.source.name, task);
      return images;
    } finally {
      task.end();
    }
  } finally {
    for (const late of opened) await late.close();
  }
}

async function scan(source: ImageSource | StoredImage, { reporter }: WriteOptions): Promise<ScannedImage> {
  if ('archive' in source) return await storedImage(source);
  const task = reporter.task(`Scanning ${source.tree.label}`, null, 'files');
  try {
    return await scanImage(source, task, reporter.signal);
  } finally {
    task.end();
  }
}

/** The metadata resource of an image: compressed as everything else is, since some readers take no other. */
async function addMetadata(sink: BlobSink, image: ScannedImage): Promise<StoredBlob> {
  const metadata = await image.metadata();
  const { size } = metadata;
  const flags = RESOURCE_FLAG.METADATA;
  const blob: StoredBlob = {
    sha1: new Uint8Array(20),
    size,
    storedSize: 0,
    offset: 0,
    flags,
    refs: 1,
    part: 1,
  };
  blob.sha1 = await sink.addLarge(asyncPieces(metadata.pieces()), blob);
  return blob;
}

async function* asyncPieces(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces;
}

/** What comes after the contents, and the header in its place. */
async function finishArchive(
  plan: WritePlan,
  out: OutputFile,
  images: readonly ScannedImage[],
  metadata: readonly WimBlob[],
): Promise<Header> {
  const { blobs, existing, path, bootIndex } = plan;
  // Metadata in the order of the images, which own it by that order; then the contents as they lie in the file.
  const table = writeBlobTable([...metadata, ...[...blobs.values()].toSorted((a, b) => a.offset - b.offset)]);
  const end = out.position + table.length;
  const xml = encodeXml(writeArchiveXml(existing?.xml ?? null, describeImages(plan, images), end, path));
  return writeTables(out, {
    table,
    xml,
    version: VERSION,
    flags: headerFlags(plan, images),
    chunkSize: plan.chunkSize,
    guid: contentGuid(table, xml),
    part: 1,
    parts: 1,
    imageCount: metadata.length,
    bootMetadata: metadata[bootIndex - 1] ?? NO_RESOURCE,
    bootIndex,
  });
}

function headerFlags({ compression, existing }: WritePlan, images: readonly ScannedImage[]): number {
  const { COMPRESSION, COMPRESS_LZX, COMPRESS_XPRESS, RP_FIX } = HEADER_FLAG;
  const kept = existing?.flags ?? 0;
  // Whoever applies the image makes such targets absolute again only when the header says so.
  const fixes = images.some(({ hasFixedTargets }) => hasFixedTargets) ? RP_FIX : 0;
  if (compression === 'none') return kept | fixes;
  return kept | fixes | COMPRESSION | (compression === 'lzx' ? COMPRESS_LZX : COMPRESS_XPRESS);
}

function describeImages(
  plan: WritePlan,
  images: readonly ScannedImage[],
): (ImageDescription | TakenDescription)[] {
  return writtenImages(plan, images).map((written, at) => {
    const { source } = images[at] as ScannedImage;
    if ('archive' in source) return { written, asIs: source.archive.selectImage(String(source.index)).xml };
    const { tree, description, displayName, displayDescription, windows, created } = source;
    const kept = source.xml ?? (tree instanceof WimImageTree ? tree.info.xml : null);
    const flags = source.flags ?? windows?.editionId;
    return { written, description, displayName, displayDescription, flags, windows, created, kept };
  });
}

function writtenImages({ existing }: WritePlan, images: readonly ScannedImage[]): WrittenImage[] {
  const before = existing?.imageCount ?? 0;
  return images.map(({ source, directories, files, bytes, hardLinkBytes }, at) => {
    return { index: before + at + 1, name: source.name, directories, files, bytes, hardLinkBytes };
  });
}

function resultOf(
  plan: WritePlan,
  header: Header,
  size: number,
  images: readonly ScannedImage[],
  blobs: readonly StoredBlob[],
  { copiedBytes, newBytes }: { readonly copiedBytes: number; readonly newBytes: number },
): WriteResult {
  const { guid, flags, version, chunkSize, part, parts, imageCount, bootIndex, integrity } = header;
  const ofAll = images.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    guid: formatGuid(guid),
    compression: plan.compression,
    chunkSize,
    version,
    part,
    parts,
    flags,
    bootIndex,
    imageCount,
    integrity: integrity.size !== 0,
    size,
    images: writtenImages(plan, images),
    blobs: blobs.toSorted((a, b) => a.offset - b.offset),
    uniqueBytes: blobs.reduce((sum, blob) => sum + blob.size, 0),
    storedBytes: blobs.reduce((sum, blob) => sum + blob.storedSize, 0),
    savedBytes: ofAll - newBytes,
    copiedBytes,
  };
}
