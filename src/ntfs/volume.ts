/** Opening a volume: its measures, its file table, its state, and the tree over them. */

import type { BlockDevice } from '../disk/index.js';
import type { Reporter } from '../progress.js';
import { findOrNull, unnamedStream, type FileTree } from '../tree/index.js';
import { readGeometry } from './boot.js';
import { dirtyError, dirtyFlagOf, hibernationOf, logStateOf } from './clean.js';
import type { VolumeContext } from './clusters.js';
import { damaged, recordSubject, Warnings } from './damage.js';
import { findStream } from './facts.js';
import { loadAttributes } from './file.js';
import { Hierarchy, ROOT_RECORD } from './hierarchy.js';
import { valueOf } from './list.js';
import { MasterFileTable } from './mft.js';
import { ATTRIBUTE } from './record.js';
import { scanFileTable } from './scan.js';
import { readSecurityDescriptors } from './security.js';
import { VolumeTree } from './volume-tree.js';

const LOG_RECORD = 2;
const VOLUME_RECORD = 3;
const SECURE_RECORD = 9;

export interface OpenNtfsOptions {
  /** Read a volume that was not cleanly unmounted, or is hibernated, with a warning. */
  readonly allowDirty?: boolean;
  readonly reporter: Reporter;
}

/** An NTFS volume as a tree of files. Its own metadata files (`$MFT` to `$Extend`) are not in it. */
export interface NtfsTree extends FileTree {
  readonly kind: 'ntfs';
  readonly volumeLabel: string;
  /** "3.1" since Windows XP. */
  readonly version: string;
  /** What says that the volume is not clean, in words; null for a clean one. */
  readonly dirty: string | null;
  readonly serial: bigint;
}

/**
 * Reads the whole file table of a volume; contents are read when asked for. Closing the tree closes the device, which
 * stays the caller's when this throws.
 *
 * @throws dirty, encrypted, unsupported, damaged
 */
export async function openNtfs(device: BlockDevice, options: OpenNtfsOptions): Promise<NtfsTree> {
  const { reporter } = options;
  reporter.signal.throwIfAborted();
  const geometry = await readGeometry(device);
  const volume: VolumeContext = { device, geometry, label: device.label };
  const mft = await MasterFileTable.open(volume);
  const { volumeLabel, version, flags } = await readVolumeFile(mft);
  const warnings = new Warnings(reporter, volume.label);
  const log = findStream(await loadAttributes(mft, LOG_RECORD), '');
  const states = [dirtyFlagOf(flags), log === null ? 'without a log' : await logStateOf(volume, log)];

  const table = await scanFileTable(mft, reporter, warnings);
  const root = table.files.rowOf[ROOT_RECORD] ?? -1;
  if (root === -1) throw damaged(recordSubject(volume.label, ROOT_RECORD), 'no root directory');
  const hierarchy = new Hierarchy(table, root, warnings);
  const descriptors = await readSecure(mft, version, warnings);
  const tree = new VolumeTree(mft, table, hierarchy, descriptors, warnings, reporter.signal);
  const opened = {
    kind: 'ntfs' as const,
    label: tree.label,
    carries: tree.carries,
    root: await tree.openRoot(),
    children: tree.children.bind(tree),
    read: tree.read.bind(tree),
    close: () => device.close(),
  };
  states.push(await hibernation(opened));
  const found = states.filter((state) => state !== null);
  const dirty = found.length === 0 ? null : found.join(' and ');
  if (dirty !== null) {
    if (options.allowDirty !== true) throw dirtyError(volume.label, dirty);
    reporter.warn(`${volume.label}: the volume is ${dirty}; it is read as it is`);
  }
  return { ...opened, volumeLabel, version, dirty, serial: geometry.serial };
}

async function readVolumeFile(mft: MasterFileTable) {
  const subject = recordSubject(mft.volume.label, VOLUME_RECORD);
  const attributes = await loadAttributes(mft, VOLUME_RECORD);
  const information = attributes.find(({ type }) => type === ATTRIBUTE.VOLUME_INFORMATION);
  if (information === undefined || !information.body.resident || information.body.value.length < 12) {
    throw damaged(subject, 'no $VOLUME_INFORMATION');
  }
  const { value } = information.body;
  const name = attributes.find(({ type }) => type === ATTRIBUTE.VOLUME_NAME);
  const label = name === undefined ? new Uint8Array(0) : await valueOf(mft.volume, name, 256);
  return {
    volumeLabel: Buffer.from(label).toString('utf16le'),
    version: `${value[8]}.${value[9]}`,
    flags: (value[10] as number) | ((value[11] as number) << 8),
  };
}

/** The descriptors of $Secure; NTFS 1.2 has none and keeps them in the records. */
async function readSecure(
  mft: MasterFileTable,
  version: string,
  warnings: Warnings,
): Promise<ReadonlyMap<number, Uint8Array>> {
  if (version.startsWith('1.')) return new Map();
  const stream = findStream(await loadAttributes(mft, SECURE_RECORD), '$SDS');
  if (stream === null) throw damaged(recordSubject(mft.volume.label, SECURE_RECORD), 'no stream $SDS');
  return readSecurityDescriptors(mft.volume, stream, warnings);
}

async function hibernation(tree: FileTree): Promise<string | null> {
  const located = await findOrNull(tree, '\\hiberfil.sys');
  const stream = located === null ? null : unnamedStream(located.entry);
  if (located === null || stream === null || stream.size === 0) return null;
  for await (const piece of tree.read(located.entry, stream)) return hibernationOf(piece);
  return null;
}
