/** Which partition of a disk is meant, and its volume as a tree. */

import { formatBytes } from '../bytes/index.js';
import { DISK_IMAGE, listPartitions, openDisk, openPartition } from '../disk/index.js';
import type { BlockDevice, OpenDiskOptions, Partition } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import { openNtfs } from '../ntfs/index.js';
import type { Reporter } from '../progress.js';
import { findOrNull, isFolder, type FileTree } from '../tree/index.js';
import type { SourceName } from './parse.js';

interface Options {
  readonly reporter: Reporter;
  readonly allowDirty?: boolean;
  readonly parentFolders?: readonly string[];
}

interface Volume {
  readonly tree: FileTree;
  readonly partition: Partition;
  close(): Promise<void>;
}

/** What is neither archive nor medium is taken for a disk, of which its user may never have thought. */
export async function openSourceDisk(path: string, options: OpenDiskOptions): ReturnType<typeof openDisk> {
  try {
    return await openDisk(path, options);
  } catch (error) {
    if (!(error instanceof FactoryError) || error.details.expected !== DISK_IMAGE) throw error;
    const expected = `a WIM, an ISO, or ${DISK_IMAGE}`;
    throw new FactoryError(error.code, { ...error.details, expected });
  }
}

/** @throws not-found with the list of partitions, encrypted, dirty, damaged, unsupported */
export async function openDiskVolume({ path, part }: SourceName, options: Options): Promise<Volume> {
  const { reporter, parentFolders = [] } = options;
  const disk = await openSourceDisk(path, { reporter, parentFolders });
  try {
    const partitions = await listPartitions(disk, reporter);
    const { tree, partition } = await (part === null
      ? findVolume(disk, partitions, options)
      : openNumbered(disk, partitions, part, options));
    const close = async () => {
      await tree.close();
      await disk.close();
    };
    return { tree, partition, close };
  } catch (error) {
    await disk.close();
    throw error;
  }
}

type Opened = Omit<Volume, 'close'>;

function openVolume(disk: BlockDevice, partition: Partition, options: Options): Promise<FileTree> {
  return openNtfs(openPartition(disk, partition), options);
}

async function openNumbered(
  disk: BlockDevice,
  partitions: readonly Partition[],
  part: string,
  options: Options,
): Promise<Opened> {
  const partition = partitions.find(({ number }) => number > 0 && String(number) === part);
  if (partition !== undefined) return { partition, tree: await openVolume(disk, partition, options) };
  const isVolume = partitions[0]?.scheme === 'none';
  throw new FactoryError('not-found', {
    subject: disk.label,
    found: `no partition ${part}`,
    expected: isVolume ? 'no number, for the disk is a volume without partitions' : list(partitions),
  });
}

/** The volume that holds Windows, else the only NTFS volume there is. */
async function findVolume(
  disk: BlockDevice,
  partitions: readonly Partition[],
  options: Options,
): Promise<Opened> {
  const volumes = partitions.filter(({ fileSystem }) => fileSystem === 'ntfs');
  const locked = partitions.filter(({ fileSystem }) => fileSystem === 'bitlocker');
  const [only, ...others] = volumes;
  if (only !== undefined && others.length === 0 && locked.length === 0) {
    return { partition: only, tree: await openVolume(disk, only, options) };
  }
  const windows = await withWindows(disk, volumes, options);
  const [found, ...more] = windows;
  if (found !== undefined && more.length === 0) return found;
  await Promise.all(windows.map(({ tree }) => tree.close()));
  if (found !== undefined) throw ambiguous(disk, `${windows.length} partitions with Windows`, partitions);
  const [encrypted] = locked;
  if (encrypted !== undefined) {
    throw new FactoryError('encrypted', {
      subject: `${disk.label}#${encrypted.number}`,
      found: 'a volume that is encrypted with BitLocker',
      expected: 'an NTFS volume that can be read',
      next: 'decrypt it on the reference machine with "manage-bde -off", and wait until it is done',
    });
  }
  const count =
    volumes.length === 0 ? 'no NTFS volume' : `${volumes.length} NTFS volumes, and Windows on none`;
  throw ambiguous(disk, count, partitions);
}

/** The volumes with an installation, open. One that cannot be opened is told, unless it is all that there is. */
async function withWindows(
  disk: BlockDevice,
  volumes: readonly Partition[],
  options: Options,
): Promise<Opened[]> {
  const found: Opened[] = [];
  const failed: unknown[] = [];
  for (const partition of volumes) {
    const tree = await openVolume(disk, partition, options).catch((error: unknown) => {
      failed.push(error);
      return null;
    });
    if (tree === null) continue;
    if (await holdsWindows(tree)) found.push({ partition, tree });
    else await tree.close();
  }
  if (failed.length > 0 && found.length === 0) throw failed[0];
  for (const error of failed) {
    options.reporter.warn(
      `not looked at for Windows: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return found;
}

async function holdsWindows(tree: FileTree): Promise<boolean> {
  const config = await findOrNull(tree, '\\Windows\\System32\\config');
  return config !== null && isFolder(config.entry);
}

function ambiguous(disk: BlockDevice, found: string, partitions: readonly Partition[]): FactoryError {
  const first = partitions.find(({ fileSystem }) => fileSystem === 'ntfs');
  return new FactoryError('not-found', {
    subject: disk.label,
    found,
    expected: partitions.length === 0 ? 'a disk with partitions' : list(partitions),
    ...(first === undefined ? {} : { next: `name the partition: ${disk.label}#${first.number}` }),
  });
}

function list(partitions: readonly Partition[]): string {
  const rows = partitions.map(({ number, type, name, size, fileSystem }) => {
    const title = name === '' || name === type.name ? type.name : `${type.name} "${name}"`;
    return `${number} (${title}, ${formatBytes(size)}, ${fileSystem})`;
  });
  return `one of ${rows.join(', ')}`;
}
