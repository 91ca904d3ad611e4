/** The door to every kind of disk image. */

import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../errors.js';
import { silentReporter, type Reporter } from '../progress.js';
import type { BlockDevice } from './device.js';
import { openFile, type DiskFile } from './file.js';
import { AnotherDisk, openParent, type Chain, type Family } from './parent.js';
import { rawDisk } from './raw.js';
import { recognize } from './recognize.js';
import { openVhd } from './vhd.js';
import { openVhdx } from './vhdx.js';

export interface OpenDiskOptions {
  /** Is told what was worked around: a damaged copy of a header, a log that was replayed in memory. */
  readonly reporter?: Reporter;
  /** Where the parents of a differencing disk may lie, besides its own folder and what is below that. */
  readonly parentFolders?: readonly string[];
}

/**
 * A VHDX, VHD or raw disk image as one run of bytes, a differencing one together with its parents. The files are only
 * read, never written; closing the device closes them.
 *
 * @throws unsupported for what is no disk image, or one of a kind that is not read, with what to do next
 * @throws damaged when the image contradicts itself or its checksums, or its parent was changed since
 * @throws usage for a directory; not-found, also for a parent; permission
 */
export async function openDisk(file: string, options: OpenDiskOptions = {}): Promise<BlockDevice> {
  const { reporter = silentReporter(), parentFolders = [] } = options;
  const folders = [path.dirname(file), ...parentFolders].map((folder) => path.resolve(folder));
  const real = await realpath(file).catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  return openOne(file, { reporter, folders, files: [real] }, null);
}

/** @param identities what the file must be, as its child knows it; null where it has none */
async function openOne(
  name: string,
  chain: Chain,
  identities: readonly string[] | null,
): Promise<BlockDevice> {
  const file = await openFile(name);
  try {
    return await diskIn(file, chain, identities);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function diskIn(
  file: DiskFile,
  chain: Chain,
  identities: readonly string[] | null,
): Promise<BlockDevice> {
  const family: Family = {
    reporter: chain.reporter,
    checkIdentity(identity) {
      if (identities !== null && !identities.includes(identity)) throw new AnotherDisk();
    },
    openParent: (reference) =>
      openParent(file.label, reference, chain, (parent, longer) =>
        openOne(parent, longer, reference.identities),
      ),
  };
  const format = await recognize(file);
  if (format.kind === 'vhdx') return openVhdx(file, family);
  if (format.kind === 'vhd') return openVhd(file, family);
  family.checkIdentity('');
  return rawDisk(file, format.sectorSize);
}
