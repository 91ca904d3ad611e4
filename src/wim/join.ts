/**
 * Makes one archive of the parts of a split set: contents in their order, then the metadata, then the tables. What
 * `splitWim` made of an archive of ours becomes that archive again, byte for byte.
 */

import { formatGuid } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { writeOutput } from '../output.js';
import type { Reporter } from '../progress.js';
import type { WimArchive } from './archive.js';
import { writeBlobTable } from './blob-table.js';
import { copyStored, relocated, storedBytes, storedInOrder } from './copy-stored.js';
import { HEADER_FLAG, HEADER_SIZE } from './format.js';
import { integrityHash } from './integrity.js';
import { OutputFile } from './output-file.js';
import { NO_RESOURCE } from './resource-header.js';
import { refuseSourceAsTarget } from './target.js';
import { contentGuid, writeTables } from './write-tables.js';
import { writeArchiveXml } from './write-xml.js';
import { encodeXml } from './xml.js';

export interface JoinOptions {
  readonly reporter: Reporter;
}

export interface JoinResult {
  readonly guid: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * @param archive a split set; it stays open
 * @throws usage, unsupported, damaged, no-space
 */
export async function joinWim(
  archive: WimArchive,
  file: string,
  { reporter }: JoinOptions,
): Promise<JoinResult> {
  checkIsSet(archive);
  await refuseSourceAsTarget([archive], [file]);
  const contents = storedInOrder(archive);
  const stored = [...contents, ...archive.metadata];
  const blobs = relocated(contents, 1, HEADER_SIZE);
  const metadata = relocated(archive.metadata, 1, HEADER_SIZE + storedBytes(blobs));
  const table = writeBlobTable([...metadata, ...blobs]);
  const end = HEADER_SIZE + storedBytes(stored) + table.length;
  const xml = encodeXml(writeArchiveXml(archive.xml, [], end, archive.path));
  const guid = contentGuid(table, xml);
  const { version, flags, chunkSize, imageCount, bootIndex } = archive.header;
  const task = reporter.task(`Joining ${archive.path}`, storedBytes(stored), 'bytes');
  try {
    const size = await writeOutput(file, async (handle) => {
      const out = new OutputFile(handle, HEADER_SIZE, { integrity: integrityHash(archive.integrity) });
      await copyStored(archive, stored, out, { task, signal: reporter.signal });
      await writeTables(out, {
        table,
        xml,
        version,
        flags: flags & ~HEADER_FLAG.SPANNED,
        chunkSize,
        guid,
        part: 1,
        parts: 1,
        imageCount,
        bootMetadata: metadata[bootIndex - 1] ?? NO_RESOURCE,
        bootIndex,
      });
      await out.finish();
      return out.position;
    });
    return { guid: formatGuid(guid), size };
  } finally {
    task.end();
  }
}

function checkIsSet({ path, part, parts }: WimArchive): void {
  if (parts > 1 && part === 1) return;
  throw new FactoryError('usage', {
    subject: path,
    found: parts === 1 ? 'a whole archive' : `part ${part} of ${parts}`,
    expected: 'the first part of a split set',
    ...(parts === 1 ? {} : { next: 'name the first part, or all of them' }),
  });
}
