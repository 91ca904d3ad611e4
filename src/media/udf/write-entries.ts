/** The entries of folders and files, and the lists of names: ECMA-167 4/14. */

import { ByteWriter } from '../../bytes/index.js';
import { CHARACTERISTIC, FILE_ENTRY_SIZE, FILE_TYPE, MAX_EXTENT, TAG } from './format.js';
import { implementation, oneBlock, timestamp } from './parts.js';
import { blocksOf, identifierSize, sortedChildren, type PlannedFile, type PlannedFolder } from './plan.js';
import { sealTag, TAG_SIZE } from './tag.js';
import { encodeText } from './text.js';

/** Read and execute for owner, group and others: OSTA UDF 2.3.6.2. */
const READ_ONLY = 0x14a5;

/** The file entry of a folder or file: ECMA-167 4/14.9. */
export function fileEntry(planned: PlannedFile | PlannedFolder, created: Date): Buffer {
  const { kind, size, entryBlock, dataBlock, uniqueId } = planned;
  const extents = extentsOf(size, dataBlock);
  const body = new ByteWriter()
    .u32(0) // prior direct entries
    .u16(4) // strategy: one direct entry
    .u16(0)
    .u16(1) // entries at most
    .u8(0)
    .u8(kind === 'folder' ? FILE_TYPE.DIRECTORY : FILE_TYPE.FILE)
    .zeros(6) // no parent ICB
    .u16(0) // short allocation descriptors
    .u32(0xffffffff) // no owner
    .u32(0xffffffff) // no group
    .u32(READ_ONLY)
    .u16(kind === 'folder' ? 1 + subfolders(planned) : 1)
    .zeros(6) // no records
    .u64(size)
    .u64(blocksOf(size))
    .raw(timestamp(created)) // accessed
    .raw(timestamp(created)) // modified
    .raw(timestamp(created)) // attributes changed
    .u32(1) // checkpoint
    .zeros(16) // no extended attributes
    .raw(implementation())
    .u64(uniqueId)
    .u32(0)
    .u32(extents.length);
  const bytes = Buffer.alloc(FILE_ENTRY_SIZE + extents.length);
  bytes.set(body.finish(), TAG_SIZE);
  bytes.set(extents, FILE_ENTRY_SIZE);
  return sealTag(bytes, TAG.FILE_ENTRY, entryBlock);
}

/** Each subfolder names its parent once. */
function subfolders({ children }: PlannedFolder): number {
  return [...children.values()].filter(({ kind }) => kind === 'folder').length;
}

/** `short_ad`s: ECMA-167 4/14.14.1. All but the last are whole blocks. */
function extentsOf(size: number, dataBlock: number): Uint8Array {
  const extents = new ByteWriter();
  for (let done = 0; done < size; done += MAX_EXTENT) {
    extents.u32(Math.min(size - done, MAX_EXTENT)).u32(dataBlock + blocksOf(done));
  }
  return extents.finish();
}

/** The list of names of a folder: first the parent, which the root is of itself. */
export function nameList(folder: PlannedFolder): Buffer {
  const parent = folder.parent ?? folder;
  const list: Buffer[] = [];
  let at = 0;
  const add = (name: string, characteristics: number, target: PlannedFile | PlannedFolder): void => {
    const bytes = fileIdentifier(name, characteristics, target);
    list.push(sealTag(bytes, TAG.FILE_IDENTIFIER, folder.dataBlock + Math.floor(at / 2048)));
    at += bytes.length;
  };
  add('', CHARACTERISTIC.PARENT | CHARACTERISTIC.DIRECTORY, parent);
  for (const child of sortedChildren(folder)) {
    add(child.name, child.kind === 'folder' ? CHARACTERISTIC.DIRECTORY : 0, child);
  }
  return Buffer.concat(list);
}

/** ECMA-167 4/14.4, without its tag. */
function fileIdentifier(
  name: string,
  characteristics: number,
  { entryBlock, uniqueId }: PlannedFile | PlannedFolder,
): Buffer {
  const identifier = encodeText(name);
  const body = new ByteWriter()
    .u16(1) // file version number
    .u8(characteristics)
    .u8(identifier.length)
    .raw(oneBlock(entryBlock, uniqueId))
    .u16(0) // no implementation use
    .raw(identifier);
  const bytes = Buffer.alloc(identifierSize(name));
  bytes.set(body.finish(), TAG_SIZE);
  return bytes;
}
