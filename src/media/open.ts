/** An image file of a medium as a FileTree, and each file in it as bytes that can be read anywhere. */

import type { ByteSource } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import { silentReporter, type Reporter } from '../progress.js';
import {
  FILE_ATTRIBUTE,
  find,
  isDirectory,
  joinPath,
  type Carries,
  type Entry,
  type FileTree,
} from '../tree/index.js';
import { damaged } from './damage.js';
import { openIso9660 } from './iso9660/read.js';
import { MediumFileBytes } from './sectors.js';
import { openUdf } from './udf/read.js';
import type { Extent, MediumFormat, MediumNode, MediumVolume } from './volume.js';

/** The files of a medium: what Windows shows of it. */
export interface MediumTree extends FileTree {
  readonly kind: 'iso';
  readonly format: MediumFormat;
  readonly volumeLabel: string;
  /** Bytes of the image file. */
  readonly size: number;
  /** A file for reading at any position, as long as the medium is open. @throws not-found, usage for a folder */
  openFile(path: string): Promise<ByteSource>;
}

interface MediumEntry extends Entry {
  readonly node: MediumNode;
  readonly path: string;
}

const CARRIES: Carries = {
  attributes: false,
  security: false,
  shortNames: false,
  creationTimes: false,
  reparseData: false,
  namedStreams: false,
  hardLinks: false,
  objectIds: false,
  extendedAttributes: false,
};

const PIECE = 1024 * 1024;
const RECOGNITION_SECTOR = 16;
const SECTOR = 2048;
/** Descriptors of the recognition sequence that are looked at: ECMA-167 2/8.3.1. */
const MAX_RECOGNITION = 64;

/**
 * Opens an ISO: UDF where it has that, else ISO 9660 with the names of Joliet or Rock Ridge.
 *
 * @throws unsupported for what is no such image; damaged, not-found, permission; usage for a directory
 */
export async function openIso(path: string, reporter: Reporter = silentReporter()): Promise<MediumTree> {
  const file = await MediumFileBytes.open(path);
  try {
    return treeOver(file, await openVolume(file, reporter), reporter);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openVolume(file: MediumFileBytes, reporter: Reporter): Promise<MediumVolume> {
  const standards = await readRecognition(file);
  if (standards.has('NSR02') || standards.has('NSR03')) return openUdf(file, reporter);
  if (standards.has('CD001')) return openIso9660(file, reporter);
  throw new FactoryError('unsupported', {
    subject: file.label,
    found: 'neither UDF nor ISO 9660',
    expected: 'the image file of a medium: ISO',
    next: 'check the path',
  });
}

/** The standards that the volume recognition sequence names: ECMA-167 2/8.3. */
async function readRecognition(file: MediumFileBytes): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < MAX_RECOGNITION; at++) {
    const offset = (RECOGNITION_SECTOR + at) * SECTOR;
    if (offset + SECTOR > file.size) break;
    const descriptor = await file.structure(offset, SECTOR, `${file.label}: volume recognition`);
    const standard = Buffer.from(descriptor.subarray(1, 6)).toString('latin1');
    if (!/^(?:CD001|BEA01|NSR0[23]|TEA01|BOOT2|CDW02)$/.test(standard)) break;
    found.add(standard);
  }
  return found;
}

function treeOver(file: MediumFileBytes, volume: MediumVolume, reporter: Reporter): MediumTree {
  const { root, format, volumeLabel } = volume;
  // A folder in two places would let a tree without an end fit into one sector.
  const pathOf = new Map([[root.place, '\\']]);
  const tree: MediumTree = {
    kind: 'iso',
    label: file.label,
    format,
    volumeLabel,
    size: file.size,
    carries: CARRIES,
    root: entryOf(root, '\\'),
    async children(directory) {
      if (!isDirectory(directory)) return [];
      const { node, path } = directory as MediumEntry;
      const nodes = await volume.list(node, path);
      const names = new Set<string>();
      for (const { name, kind, place } of nodes) {
        const child = joinPath(path, name);
        const subject = `${file.label}: ${child}`;
        if (names.has(name)) throw damaged(subject, 'the same name twice', 'one of each');
        names.add(name);
        if (kind === 'file') continue;
        const known = pathOf.get(place);
        if (known !== undefined && known !== child) {
          throw damaged(subject, `the folder ${known} once more`, 'a folder of its own');
        }
        pathOf.set(place, child);
      }
      return nodes.map((child) => entryOf(child, joinPath(path, child.name)));
    },
    read: (entry) => contentOf(bytesOf(file, entry as MediumEntry), reporter.signal),
    async openFile(path) {
      const { entry, path: found } = await find(tree, path);
      if (!isDirectory(entry)) return bytesOf(file, entry as MediumEntry);
      const subject = `${file.label}: ${found}`;
      throw new FactoryError('usage', { subject, found: 'is a directory', expected: 'a file' });
    },
    close: () => file.close(),
  };
  return tree;
}

function entryOf(node: MediumNode, path: string): MediumEntry {
  const { name, kind, hidden, created, accessed, modified, size, extents } = node;
  const isFolder = kind === 'folder';
  const attributes =
    (isFolder ? FILE_ATTRIBUTE.DIRECTORY : FILE_ATTRIBUTE.READONLY) | (hidden ? FILE_ATTRIBUTE.HIDDEN : 0);
  const stream = { name: '', size, sha1: null, position: extents[0]?.offset ?? 0 };
  return {
    name,
    shortName: '',
    attributes,
    created,
    accessed,
    modified,
    security: null,
    reparse: null,
    objectId: null,
    extendedAttributes: [],
    streams: isFolder ? [] : [stream],
    linkGroup: 0,
    node,
    path,
  };
}

function bytesOf(file: MediumFileBytes, { node: { extents, size }, path }: MediumEntry): ByteSource {
  const label = `${file.label}${path}`;
  const ends: number[] = [];
  for (const { length } of extents) ends.push((ends.at(-1) ?? 0) + length);
  return {
    label,
    size,
    async read(offset, target) {
      if (offset < 0 || target.length > size - offset) {
        throw damaged(
          label,
          `${target.length} bytes wanted at byte ${offset}, beyond the end at byte ${size}`,
        );
      }
      let at = firstEndBehind(ends, offset);
      for (let done = 0; done < target.length; at++) {
        const extent = extents[at] as Extent;
        const skip = offset + done - ((ends[at] as number) - extent.length);
        const piece = target.subarray(done, done + extent.length - skip);
        if (extent.offset === null) piece.fill(0);
        else await file.read(extent.offset + skip, piece);
        done += piece.length;
      }
    },
  };
}

/** The first of growing numbers that is larger than `value`. */
function firstEndBehind(ends: readonly number[], value: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function* contentOf(source: ByteSource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.size; offset += PIECE) {
    signal.throwIfAborted();
    const piece = new Uint8Array(Math.min(PIECE, source.size - offset));
    await source.read(offset, piece);
    yield piece;
  }
}
