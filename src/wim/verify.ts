/**
 * Checks all that an archive says of itself, in each of its files: tables, metadata, integrity table, and the SHA-1 of
 * every content.
 */

import { toHex } from '../bytes/index.js';
import type { CodecPool } from '../codec/index.js';
import type { Reporter } from '../progress.js';
import type { WimArchive } from './archive.js';
import { damaged } from './damage.js';
import { checkIntegrity, readIntegrityTable, type IntegrityTable } from './integrity.js';
import { readAt, readInto } from './resource.js';
import type { WimProblem } from './types.js';
import { BlobVerifier, isDamage } from './verify-blobs.js';

export interface VerifyOptions {
  readonly pool: CodecPool;
  readonly reporter: Reporter;
}

/** An integrity table of more is none: an archive of a terabyte has 2 MB. */
const MAX_INTEGRITY_TABLE = 64 << 20;

/**
 * @returns what is wrong; nothing where the archive is whole
 * @throws unsupported, encrypted for what cannot be read yet
 */
export async function verifyWim(
  archive: WimArchive,
  { pool, reporter }: VerifyOptions,
): Promise<WimProblem[]> {
  const { members } = archive;
  const problems = verifyBoot(archive);
  for (const member of members) {
    problems.push(...inPart(archive, member, await verifyIntegrity(member, reporter)));
  }
  problems.push(...(await verifyImages(archive)));
  let total = 0;
  for (const { blobs } of members) for (const { size } of blobs) total += size;
  const task = reporter.task(`Verifying ${archive.path}`, total, 'bytes');
  try {
    for (const member of members) {
      const verifier = new BlobVerifier(member, pool, task);
      await verifier.verify(reporter.signal);
      problems.push(...inPart(archive, member, verifier.problems));
    }
    return problems;
  } finally {
    task.end();
  }
}

/** What the header says of the image that boots is what the blob table says. */
function verifyBoot({ header, metadata, imageCount }: WimArchive): WimProblem[] {
  const { bootIndex, bootMetadata } = header;
  if (bootIndex === 0) return [];
  const subject = 'header';
  const found = `image ${bootIndex} of ${imageCount} is to boot`;
  if (bootIndex > imageCount) return [{ subject, found }];
  const own = metadata[bootIndex - 1];
  if (own === undefined || own.offset === bootMetadata.offset) return [];
  return [{ subject, found: `${found}, but the metadata to boot with is that of another` }];
}

/** What was found in a part of a set says in which one. */
function inPart(
  { members }: WimArchive,
  { part }: WimArchive,
  problems: readonly WimProblem[],
): readonly WimProblem[] {
  if (members.length === 1) return problems;
  return problems.map(({ subject, found }) => ({ subject: `part ${part}, ${subject}`, found }));
}

async function verifyIntegrity(archive: WimArchive, reporter: Reporter): Promise<WimProblem[]> {
  if (!archive.integrity) return [];
  const { header, path } = archive;
  const end = header.blobTable.offset + header.blobTable.storedSize;
  const task = reporter.task(`Checking the integrity table of ${path}`, end, 'bytes');
  const read = async (position: number, bytes: Buffer) => {
    reporter.signal.throwIfAborted();
    await readInto(archive.file, position, bytes, path);
    task.advance(bytes.length);
  };
  try {
    const table = await readTable(archive, end);
    const wrong = await checkIntegrity(read, table, end);
    return wrong.map((at) => ({
      subject: 'integrity table',
      found: `the ${table.covered} bytes from ${at} on are not what they were when the archive was written`,
    }));
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [{ subject: 'integrity table', found: error.details.found }];
  } finally {
    task.end();
  }
}

async function readTable({ header, file, path }: WimArchive, end: number): Promise<IntegrityTable> {
  const what = `${path}: integrity table`;
  const { size, storedSize, offset } = header.integrity;
  if (size !== storedSize || size > Math.min(MAX_INTEGRITY_TABLE, file.size - offset)) {
    throw damaged(what, `${storedSize} bytes at ${offset} of a file of ${file.size} bytes`);
  }
  return readIntegrityTable(await readAt(file, offset, size, what), end, what);
}

async function verifyImages(archive: WimArchive): Promise<WimProblem[]> {
  const problems: WimProblem[] = [];
  for (const { index } of archive.images) {
    const subject = `image ${index}`;
    try {
      const { index: found } = await archive.readMetadata(index);
      problems.push(...found.problems.map((problem) => ({ subject, found: problem.found })));
      for (const key of found.references.keys()) {
        const sha1 = Buffer.from(key, 'latin1');
        if (archive.findBlob(sha1) === null)
          problems.push({ subject, found: `its content ${toHex(sha1)} is missing` });
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      problems.push({ subject, found: error.details.found });
    }
  }
  return problems;
}
