/** The files of a release that are fetched as a whole: SHA256SUMS first, and what it lists beside the parts. */

import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { formatBytes } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import { hashFile } from '../hash.js';
import { retrying } from '../http/index.js';
import { MANIFEST_NAME, SET_NAME, SUMS_NAME, WIM_NAME } from '../names.js';
import { MAX_SUMS, parseSums, type Sums } from '../sums.js';
import { retriesOf, untilRight, type Transfer } from './transfer.js';

/** The manifest of a million files has some hundred megabytes. */
const MAX_FILE = 2 ** 31;

/** The list of the release, written into `folder`. @throws not-found, damaged */
export async function fetchSums(folder: string, transfer: Transfer): Promise<Sums> {
  const said = transfer.source.sha256Of(SUMS_NAME);
  await untilRight(SUMS_NAME, transfer, async () => {
    const found = await fetchWhole(path.join(folder, SUMS_NAME), MAX_SUMS, transfer);
    return found === (said ?? found);
  });
  const subject = `${transfer.source.label}: ${SUMS_NAME}`;
  const sums = parseSums(await readFile(path.join(folder, SUMS_NAME), 'utf8'), subject);
  const missing = [MANIFEST_NAME, ...([WIM_NAME, SET_NAME].some((name) => sums.has(name)) ? [] : [WIM_NAME])];
  const first = missing.find((name) => !sums.has(name));
  if (first === undefined) return sums;
  throw new FactoryError('damaged', {
    subject,
    found: `no ${first}`,
    expected: 'the list of a release that this program made',
  });
}

/** One file that SHA256SUMS lists; what an earlier run fetched is kept. @throws not-found, damaged, store */
export async function fetchListed(file: string, sha256: string, transfer: Transfer): Promise<void> {
  const known = await stat(file).catch(() => null);
  if (known !== null && (await hashFile(file, transfer.reporter)).sha256 === sha256) {
    transfer.counts.kept += known.size;
    return;
  }
  await untilRight(path.basename(file), transfer, async () => {
    return (await fetchWhole(file, MAX_FILE, transfer)) === sha256;
  });
}

/** @returns the SHA-256 of what came */
async function fetchWhole(file: string, limit: number, transfer: Transfer): Promise<string> {
  const { source, counts, reporter } = transfer;
  const name = path.basename(file);
  return retrying(`Fetching ${name}`, retriesOf(transfer), async () => {
    const { pieces } = await source.read(name, null, reporter);
    const handle = await open(file, 'w');
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const piece of pieces) {
        size += piece.length;
        counts.downloaded += piece.length;
        if (size > limit) throw tooLarge(`${source.label}: ${name}`, limit, source.remedy);
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return hash.digest('hex');
  });
}

function tooLarge(subject: string, limit: number, next: string): FactoryError {
  const expected = `${formatBytes(limit)} at most`;
  return new FactoryError('damaged', { subject, found: `more than ${formatBytes(limit)}`, expected, next });
}
