/** Reads UDF 1.02 to 2.60 with blocks of 2,048 bytes: what Microsoft's install media, and ours, are. */

import { readBytes, readU8, skip } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import { joinPath, whyUnsafe } from '../../tree/index.js';
import { damaged, unsupported } from '../damage.js';
import type { MediumFileBytes } from '../sectors.js';
import { MAX_LIST, type MediumNode, type MediumVolume } from '../volume.js';
import { CHARACTERISTIC, FILE_IDENTIFIER_SIZE, FILE_TYPE, SECTOR, TAG } from './format.js';
import type { Partition } from './partitions.js';
import { readAddress, readLogicalVolume, type LogicalVolume } from './read-descriptors.js';
import { readBlock, readEntry, type BlockAddress, type UdfBlocks } from './read-entry.js';
import { checkedDescriptor } from './tag.js';
import { decodeText } from './text.js';

/** @throws damaged, unsupported */
export async function openUdf(file: MediumFileBytes, reporter: Reporter): Promise<MediumVolume> {
  const volume = await readLogicalVolume(file, reporter);
  const blocks = { file, partitions: await openPartitions(file, volume) };
  const rootAddress = await readFileSet(blocks, volume);
  const root = await readNode(
    blocks,
    '',
    rootAddress,
    { isFolder: true, hidden: false },
    `${file.label}: \\`,
  );
  if (root === null) throw damaged(`${file.label}: \\`, 'a root that is no folder');
  return {
    format: 'UDF',
    volumeLabel: volume.label,
    root,
    list: (folder, path) => readFolder(blocks, folder, path, reporter),
  };
}

async function openPartitions(file: MediumFileBytes, { maps, runs }: LogicalVolume): Promise<Partition[]> {
  const subject = `${file.label}: partition map`;
  const physical = maps.map(({ number }): Partition => {
    const run = runs.get(number);
    if (run === undefined) throw damaged(subject, `partition ${number}, which has no descriptor`);
    const extent = { offset: run.sector * SECTOR, length: run.sectors * SECTOR };
    return { runs: [extent], blocks: run.sectors };
  });
  const partitions: Partition[] = [];
  for (const [at, { kind, files }] of maps.entries()) {
    const whole = physical[at] as Partition;
    partitions.push(kind === 'run' ? whole : await openMetadata({ file, partitions: [whole] }, files));
  }
  return partitions;
}

/** A metadata partition is what its file holds, or the file's copy. */
async function openMetadata(blocks: UdfBlocks, files: readonly number[]): Promise<Partition> {
  let first: unknown = null;
  for (const block of files) {
    try {
      const subject = `${blocks.file.label}: metadata file`;
      const { extents, size } = await readEntry(blocks, { block, partition: 0 }, subject);
      return { runs: extents, blocks: Math.floor(size / SECTOR) };
    } catch (error) {
      if (!(error instanceof FactoryError) || error.code !== 'damaged') throw error;
      first ??= error;
    }
  }
  throw first;
}

/** @returns the address of the root's entry: ECMA-167 4/14.1 */
async function readFileSet(blocks: UdfBlocks, { fileSet }: LogicalVolume): Promise<BlockAddress> {
  const subject = `${blocks.file.label}: file set descriptor`;
  const { bytes } = await readBlock(blocks, fileSet, subject);
  const cursor = checkedDescriptor(bytes, { subject, identifiers: [TAG.FILE_SET], block: fileSet.block });
  skip(cursor, 400 - cursor.position + 4); // the length of the root's extent
  return readAddress(cursor);
}

/** The names of a folder and what each is: ECMA-167 4/14.4. */
async function readFolder(
  blocks: UdfBlocks,
  folder: MediumNode,
  path: string,
  reporter: Reporter,
): Promise<MediumNode[]> {
  const subject = `${blocks.file.label}: ${path}`;
  const { extents } = folder;
  const size = extents.reduce((sum, { length }) => sum + length, 0);
  if (size > MAX_LIST) throw unsupported(subject, `a list of names of ${size} bytes`, `${MAX_LIST} at most`);
  const list = await blocks.file.whole(extents, size);
  const nodes: MediumNode[] = [];
  for (let at = 0; at < list.length;) {
    const identifier = readIdentifier(list.subarray(at), subject);
    at += identifier.size;
    const { name, address, characteristics } = identifier;
    if ((characteristics & (CHARACTERISTIC.DELETED | CHARACTERISTIC.PARENT)) !== 0) continue;
    const why = whyUnsafe(name);
    if (why !== null) throw damaged(subject, why, 'the name of a file or folder');
    const flags = {
      isFolder: (characteristics & CHARACTERISTIC.DIRECTORY) !== 0,
      hidden: (characteristics & CHARACTERISTIC.HIDDEN) !== 0,
    };
    const node = await readNode(
      blocks,
      name,
      address,
      flags,
      `${blocks.file.label}: ${joinPath(path, name)}`,
    );
    if (node !== null) nodes.push(node);
    else reporter.warn(`${subject}: "${name}" is a link or a device and is left out`);
  }
  return nodes;
}

function readIdentifier(bytes: Uint8Array, subject: string) {
  if (bytes.length < FILE_IDENTIFIER_SIZE) {
    throw damaged(
      subject,
      `${bytes.length} bytes behind the last name`,
      `${FILE_IDENTIFIER_SIZE} for another, or none`,
    );
  }
  // The CRC may be over all of it, however long it is: the lengths come first, the check of the tag then.
  const nameLength = bytes[19] as number;
  const useLength = (bytes[36] as number) | ((bytes[37] as number) << 8);
  const size = Math.ceil((FILE_IDENTIFIER_SIZE + useLength + nameLength) / 4) * 4;
  const whole = bytes.subarray(0, size);
  const cursor = checkedDescriptor(whole, { subject, identifiers: [TAG.FILE_IDENTIFIER], block: null });
  skip(cursor, 2); // version
  const characteristics = readU8(cursor);
  skip(cursor, 1);
  skip(cursor, 4); // the length of its entry
  const address = readAddress(cursor);
  skip(cursor, 6 + 2 + useLength);
  const name = decodeText(readBytes(cursor, nameLength), subject);
  return { size, characteristics, address, name };
}

interface NodeFlags {
  readonly isFolder: boolean;
  readonly hidden: boolean;
}

/** @returns null for what is neither a file nor a folder */
async function readNode(
  blocks: UdfBlocks,
  name: string,
  address: BlockAddress,
  { isFolder, hidden }: NodeFlags,
  subject: string,
): Promise<MediumNode | null> {
  const { type, size, created, accessed, modified, extents } = await readEntry(blocks, address, subject);
  if (isFolder !== (type === FILE_TYPE.DIRECTORY)) {
    throw damaged(subject, `an entry of type ${type} under the name of a ${isFolder ? 'folder' : 'file'}`);
  }
  if (!isFolder && type !== FILE_TYPE.FILE && type !== FILE_TYPE.REAL_TIME) return null;
  const place = `${address.partition}:${address.block}`;
  const kind = isFolder ? 'folder' : 'file';
  return { name, kind, hidden, created, accessed, modified, size: isFolder ? 0 : size, extents, place };
}
