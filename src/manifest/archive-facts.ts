/**
 * What a manifest says of an archive's bytes: the SHA-256 of each of its files, of each block, and of each content as it
 * is stored, from one pass over the files.
 */

import { createHash, hash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { toHex } from '../bytes/index.js';
import { COLLECT_EVERY, collectGarbage } from '../collect.js';
import { FactoryError, fromSystemError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { RESOURCE_FLAG, type WimArchive, type WimBlob } from '../wim/index.js';
import type { Contents } from './contents.js';
import { BLOCK_SIZE, type ManifestBlob, type ManifestPart } from './types.js';

const PIECE = 4 << 20;

export interface ArchiveBytes {
  /** The file, or the parts of a split set. */
  readonly parts: readonly ManifestPart[];
  /** In the order of the files. */
  readonly blobs: readonly ManifestBlob[];
  readonly stored: number;
}

/** @throws damaged when two contents share bytes, or reach beyond the end */
export async function hashArchive(
  archive: WimArchive,
  contents: Contents,
  reporter: Reporter,
): Promise<ArchiveBytes> {
  const ordered = [...archive.blobs].toSorted(
    (a, b) => a.part - b.part || a.offset - b.offset || compareHashes(a, b),
  );
  const parts: ManifestPart[] = [];
  const blobs: ManifestBlob[] = [];
  for (const { part, path: file } of archive.members) {
    const inPart = ordered.filter((blob) => blob.part === part);
    const hasher = new StoredHasher(
      archive,
      inPart.filter((blob) => !isSolid(blob)),
    );
    parts.push(await hashFile(file, hasher, reporter));
    for (const blob of inPart) blobs.push(manifestBlob(blob, contents, hasher));
  }
  const stored = ordered.reduce((sum, { storedSize }) => sum + storedSize, 0);
  return { parts, blobs, stored };
}

function manifestBlob(blob: WimBlob, contents: Contents, hasher: StoredHasher): ManifestBlob {
  const sha1 = toHex(blob.sha1);
  const place = { part: blob.part, offset: blob.offset };
  const refs = contents.refsOf(sha1);
  if (isSolid(blob)) return { sha1, size: blob.size, ...place, refs };
  const storedHash = hasher.hashOf(blob);
  return { sha1, size: blob.size, stored: blob.storedSize, storedHash, ...place, refs };
}

async function hashFile(file: string, stored: StoredHasher, reporter: Reporter): Promise<ManifestPart> {
  const whole = createHash('sha256');
  const blocks: string[] = [];
  let block = createHash('sha256');
  let done = 0;
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  const task = reporter.task(`Hashing ${file}`, (await handle.stat()).size, 'bytes');
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      reporter.signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, PIECE, done);
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      whole.update(piece);
      stored.update(piece, done);
      for (let at = 0; at < bytesRead;) {
        const length = Math.min(bytesRead - at, BLOCK_SIZE - ((done + at) % BLOCK_SIZE));
        block.update(piece.subarray(at, at + length));
        at += length;
        if ((done + at) % BLOCK_SIZE !== 0) continue;
        blocks.push(block.digest('hex'));
        block = createHash('sha256');
      }
      done += bytesRead;
      task.advance(bytesRead);
    }
  } catch (error) {
    throw reporter.signal.aborted ? error : fromSystemError(error, file);
  } finally {
    task.end();
    await handle.close();
  }
  if (done % BLOCK_SIZE !== 0) blocks.push(block.digest('hex'));
  return { name: path.basename(file), size: done, sha256: whole.digest('hex'), blocks };
}

/** Hashes the ranges of contents out of a file that passes by in order. */
class StoredHasher {
  readonly #archive: WimArchive;
  readonly #blobs: readonly WimBlob[];
  readonly #hashes = new Map<WimBlob, string>();
  #next = 0;
  #current: Hash | null = null;

  /** @param blobs by their offset */
  constructor(archive: WimArchive, blobs: readonly WimBlob[]) {
    this.#archive = archive;
    this.#blobs = blobs;
    for (const [at, blob] of blobs.entries()) {
      const after = blobs[at + 1];
      if (after === undefined || blob.offset + blob.storedSize <= after.offset) continue;
      throw new FactoryError('damaged', {
        subject: archive.describeBlob(after),
        found: `bytes from ${after.offset}, which ${toHex(blob.sha1)} has too`,
        expected: `bytes from ${blob.offset + blob.storedSize} on`,
      });
    }
  }

  update(piece: Uint8Array, position: number): void {
    const end = position + piece.length;
    for (let blob = this.#blobs[this.#next]; blob !== undefined; blob = this.#blobs[this.#next]) {
      const blobEnd = blob.offset + blob.storedSize;
      if (blob.offset >= end) return;
      const bytes = piece.subarray(Math.max(blob.offset - position, 0), Math.min(blobEnd, end) - position);
      if (blobEnd > end) {
        this.#current ??= createHash('sha256');
        this.#current.update(bytes);
        return;
      }
      // A hash object for each of half a million contents is a lot to collect.
      const digest = this.#current?.update(bytes).digest('hex') ?? hash('sha256', bytes);
      this.#hashes.set(blob, digest);
      this.#current = null;
      this.#next++;
      if (this.#next % COLLECT_EVERY === 0) collectGarbage();
    }
  }

  hashOf(blob: WimBlob): string {
    const digest = this.#hashes.get(blob);
    if (digest !== undefined) return digest;
    throw new FactoryError('damaged', {
      subject: this.#archive.describeBlob(blob),
      found: `${blob.storedSize} bytes at ${blob.offset}, beyond the end of the file`,
    });
  }
}

function isSolid(blob: WimBlob): boolean {
  return (blob.flags & RESOURCE_FLAG.SOLID) !== 0;
}

function compareHashes(a: WimBlob, b: WimBlob): number {
  return Buffer.compare(a.sha1, b.sha1);
}
