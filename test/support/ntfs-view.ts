/** What we say of every entry of a tree, in the words of `wimlib-imagex dir --detailed`. */

import { createHash } from 'node:crypto';
import { openRaw } from '../../src/disk/index.js';
import { openNtfs, type NtfsTree } from '../../src/ntfs/index.js';
import { isDirectory, walk, type Entry, type FileTree, type StreamInfo } from '../../src/tree/index.js';
import { keepingReporter } from './reporter.js';
import { wimlibTime, type WimlibEntry } from './wimlib-dir.js';

const EMPTY = '0'.repeat(40);

/** Opens the volume in a raw image. */
export async function openImage(
  image: string,
  allowDirty = false,
): Promise<NtfsTree & { warnings: string[] }> {
  const reporter = keepingReporter();
  const device = await openRaw(image);
  try {
    const tree = await openNtfs(device, { allowDirty, reporter });
    return { ...tree, warnings: reporter.warnings };
  } catch (error) {
    await device.close();
    throw error;
  }
}

export async function contentOf(tree: FileTree, entry: Entry, stream: StreamInfo): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of tree.read(entry, stream)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export async function streamHash(tree: FileTree, entry: Entry, stream: StreamInfo): Promise<string> {
  const hash = createHash('sha1');
  let size = 0;
  for await (const piece of tree.read(entry, stream)) {
    hash.update(piece);
    size += piece.length;
  }
  if (size !== stream.size)
    throw new Error(`${entry.name}:${stream.name} has ${size} bytes of ${stream.size}`);
  return size === 0 ? EMPTY : hash.digest('hex');
}

/** Each entry by its path, as `wimlibDir` gives it. Link groups are numbered by their first path. */
export async function viewOf(tree: FileTree): Promise<Map<string, WimlibEntry>> {
  const view = new Map<string, WimlibEntry>();
  for await (const { path, entry } of walk(tree)) view.set(path, await entryView(tree, entry));
  return numberLinkGroups(view);
}

async function entryView(tree: FileTree, entry: Entry): Promise<WimlibEntry> {
  const streams = new Map<string, { sha1: string; size: number }>();
  // wimlib shows an unnamed stream for directories, and none for reparse points.
  if (isDirectory(entry) && entry.reparse === null) streams.set('', { sha1: EMPTY, size: 0 });
  for (const stream of entry.streams) {
    if (stream.name === '' && entry.reparse !== null) continue;
    streams.set(stream.name, { sha1: await streamHash(tree, entry, stream), size: stream.size });
  }
  return {
    attributes: entry.attributes,
    created: wimlibTime(entry.created),
    accessed: wimlibTime(entry.accessed),
    modified: wimlibTime(entry.modified),
    linkCount: 0,
    linkGroup: entry.linkGroup,
    security: hexOf(entry.security),
    objectId: hexOf(entry.objectId),
    shortName: entry.shortName,
    reparseTag: entry.reparse?.tag ?? 0,
    streams,
    reparseSha1: entry.reparse === null ? '' : createHash('sha1').update(entry.reparse.data).digest('hex'),
  };
}

/** Numbers of groups are each reader's own: counted from 1 in the order of paths, and the links are counted. */
export function numberLinkGroups(view: Map<string, WimlibEntry>): Map<string, WimlibEntry> {
  const numbers = new Map<number, number>();
  const counts = new Map<number, number>();
  const paths = [...view.keys()].toSorted();
  for (const path of paths) {
    const group = view.get(path)?.linkGroup ?? 0;
    if (group === 0) continue;
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (!numbers.has(group)) numbers.set(group, numbers.size + 1);
  }
  const linkGroup = (group: number) => numbers.get(group) ?? 0;
  return new Map(
    paths.map((path) => {
      const entry = view.get(path) as WimlibEntry;
      const linkCount = counts.get(entry.linkGroup) ?? 1;
      return [path, { ...entry, linkCount, linkGroup: linkGroup(entry.linkGroup) }];
    }),
  );
}

function hexOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : Buffer.from(bytes).toString('hex');
}
