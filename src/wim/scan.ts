/**
 * Walks a tree once and writes the metadata of its image on the way, with holes where the hashes of contents go. What
 * stays in memory of a file is its entry in the metadata, and the content that must still be read.
 */

import { COLLECT_EVERY, collectGarbage } from '../collect.js';
import type { Task } from '../progress.js';
import {
  isDirectory,
  isFolder,
  joinPath,
  sortedChildren,
  type Entry,
  type FileTree,
  type StreamInfo,
} from '../tree/index.js';
import { LINK_GROUP_AT, SUBDIR_AT } from './dentry.js';
import { PagedBytes } from './paged-bytes.js';
import { DEFAULT_DESCRIPTOR, writeSecurityData } from './security-data.js';
import type { ImageSource, StoredImage, WimBlob } from './types.js';
import type { WimArchive } from './archive.js';
import { encodeDentry, slotSize, slotsOf, type Slot } from './write-dentry.js';

/** Most of what a scan makes stays, so that collecting gives less than elsewhere. */
const COLLECT_AFTER = 3 * COLLECT_EVERY;

/** A content that entries refer to. */
export interface Content {
  readonly size: number;
  /** How many entries of the image refer to it. */
  refs: number;
  /** Known from the source, or since it was read. */
  sha1: Uint8Array | null;
  /** Where to read it; let go when it is stored, since half a million entries are a lot. */
  origin: Origin | StoredOrigin | null;
}

/** A content of an archive. */
export interface StoredOrigin {
  readonly archive: WimArchive;
  readonly blob: WimBlob;
}

/** A content of a file in a tree. */
export interface Origin {
  readonly tree: FileTree;
  readonly path: string;
  readonly entry: Entry;
  /** Null for reparse data. */
  readonly stream: StreamInfo | null;
}

export interface ScannedImage<Source extends ImageSource | StoredImage = ImageSource | StoredImage> {
  readonly source: Source;
  /** Every content of the image, in the order in which the source is read best. */
  readonly contents: readonly Content[];
  readonly directories: number;
  readonly files: number;
  readonly bytes: number;
  readonly hardLinkBytes: number;
  /** Whether a reparse point's target was made relative to the image's root. */
  readonly hasFixedTargets: boolean;
  /** The metadata resource; complete when every content has its hash. */
  metadata(): MetadataPieces | Promise<MetadataPieces>;
}

export interface MetadataPieces {
  readonly size: number;
  pieces(): Iterable<Uint8Array>;
}

interface Folder {
  readonly entry: Entry;
  readonly path: string;
  /** Where it stands in the entries. */
  readonly at: number;
}

export async function scanImage(source: ImageSource, task: Task, signal: AbortSignal): Promise<ScannedImage> {
  const scan = new ImageScan(source);
  const pending: Folder[] = [scan.root()];
  let added = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    signal.throwIfAborted();
    const listed = await sortedChildren(source.tree, folder.entry);
    added += listed.length;
    if (added > COLLECT_AFTER) {
      collectGarbage();
      added = 0;
    }
    const folders = scan.list(folder, listed);
    task.advance(listed.length);
    for (let index = folders.length - 1; index >= 0; index--) pending.push(folders[index] as Folder);
  }
  return scan.finish();
}

class ImageScan implements ScannedImage<ImageSource> {
  readonly source: ImageSource;
  contents: Content[] = [];
  directories = 0;
  files = 0;
  bytes = 0;
  hardLinkBytes = 0;
  hasFixedTargets = false;
  /** The root's entry and everything after it; offsets count from its start until `metadata`. */
  readonly #entries = new PagedBytes();
  readonly #descriptors = new Descriptors();
  /** Where the offset of each directory's list stands. */
  readonly #subdirs: number[] = [];
  readonly #lists: number[] = [];
  /** Where hashes are missing, and whose. */
  readonly #holes: number[] = [];
  readonly #owners: Content[] = [];
  readonly #links = new Map<
    number,
    { readonly at: number; readonly contents: readonly (Content | null)[]; id: number }
  >();
  #linkIds = 0;

  constructor(source: ImageSource) {
    this.source = source;
  }

  root(): Folder {
    const folder = { entry: this.source.tree.root, path: '\\', at: this.#add(this.source.tree.root, '\\') };
    this.#endList();
    return folder;
  }

  /** Writes what a directory holds. @returns the directories in it */
  list(folder: Folder, listed: readonly Entry[]): Folder[] {
    this.#subdirs.push(folder.at + SUBDIR_AT);
    this.#lists.push(this.#entries.length);
    const folders: Folder[] = [];
    for (const entry of listed) {
      const path = joinPath(folder.path, entry.name);
      if (this.source.exclude?.(path, entry) === true) continue;
      const at = this.#add(entry, path);
      // A junction has no list, not even an empty one.
      if (isFolder(entry)) folders.push({ entry, path, at });
    }
    this.#endList();
    return folders;
  }

  finish(): ScannedImage {
    this.contents.sort((a, b) => placeOf(a) - placeOf(b));
    return this;
  }

  metadata(): MetadataPieces {
    const security = writeSecurityData(this.#descriptors.list);
    this.#subdirs.forEach((at, index) => {
      this.#entries.patchU64(at, security.length + (this.#lists[index] as number));
    });
    this.#holes.forEach((at, index) => {
      const { sha1 } = this.#owners[index] as Content;
      if (sha1 === null) throw new Error(`the content at byte ${at} of the metadata was never stored`);
      this.#entries.patch(at, sha1);
    });
    const entries = this.#entries;
    return {
      size: security.length + entries.length,
      *pieces() {
        yield security;
        yield* entries.pieces();
      },
    };
  }

  #endList(): void {
    this.#entries.append(new Uint8Array(8));
  }

  #add(entry: Entry, path: string): number {
    const slots = slotsOf(entry);
    const securityId = this.#descriptors.idOf(entry.security ?? DEFAULT_DESCRIPTOR);
    const { bytes, hashes } = encodeDentry(entry, slots, securityId, `${this.source.tree.label}: ${path}`);
    const at = this.#entries.length;
    this.#entries.append(bytes);
    this.#count(entry, slots);
    const contents = this.#contentsOf(entry, slots, path, at);
    contents.forEach((content, index) => {
      if (content === null) return;
      content.refs++;
      this.#holes.push(at + (hashes[index] as number));
      this.#owners.push(content);
    });
    return at;
  }

  #count(entry: Entry, slots: readonly Slot[]): void {
    // A junction counts as a file, as it does for wimlib.
    if (isFolder(entry)) this.directories++;
    else this.files++;
    for (const slot of slots) this.bytes += slotSize(slot);
    if (entry.reparse !== null && !entry.reparse.notFixed) this.hasFixedTargets = true;
  }

  /** The contents of the slots, shared by the names of one file; null for what is empty. */
  #contentsOf(entry: Entry, slots: readonly Slot[], path: string, at: number): readonly (Content | null)[] {
    // The field that links names is that of the reparse tag, and Windows links no directories.
    const canLink = entry.linkGroup !== 0 && entry.reparse === null && !isDirectory(entry);
    const linked = canLink ? this.#links.get(entry.linkGroup) : undefined;
    if (linked !== undefined) {
      if (linked.id === 0) {
        linked.id = ++this.#linkIds;
        this.#entries.patchU64(linked.at + LINK_GROUP_AT, linked.id);
      }
      this.#entries.patchU64(at + LINK_GROUP_AT, linked.id);
      for (const slot of slots) this.hardLinkBytes += slotSize(slot);
      return linked.contents;
    }
    const contents = slots.map((slot) => this.#content(slot, entry, path));
    if (canLink) this.#links.set(entry.linkGroup, { at, contents, id: 0 });
    return contents;
  }

  #content(slot: Slot, entry: Entry, path: string): Content | null {
    const size = slotSize(slot);
    if (size === 0) return null;
    const stream = 'reparse' in slot ? null : slot.stream;
    const origin = { tree: this.source.tree, path, entry, stream };
    const content = { size, refs: 0, sha1: stream?.sha1 ?? null, origin };
    this.contents.push(content);
    return content;
  }
}

/** Where a content begins on the source. Reparse data, which is at hand, comes first. */
function placeOf({ origin }: Content): number {
  return origin !== null && 'stream' in origin ? (origin.stream?.position ?? -1) : -1;
}

/** Descriptors, each stored once. */
class Descriptors {
  readonly list: Uint8Array[] = [];
  readonly #byObject = new Map<Uint8Array, number>();
  readonly #byContent = new Map<string, number>();

  idOf(descriptor: Uint8Array): number {
    const known = this.#byObject.get(descriptor);
    if (known !== undefined) return known;
    const key = Buffer.from(descriptor).toString('latin1');
    const same = this.#byContent.get(key);
    if (same !== undefined) return same;
    const id = this.list.push(descriptor) - 1;
    this.#byContent.set(key, id);
    // Only the first object: a tree that makes a new one for each entry would keep them all alive.
    this.#byObject.set(descriptor, id);
    return id;
  }
}
