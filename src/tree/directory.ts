/**
 * A directory of the host as a FileTree, read lazily: a directory is listed when it is asked for, and listing it again
 * sees what is there then.
 *
 * What it decides, as a user who builds an image from a directory would:
 * - The source must hold still. A file that vanishes or changes between listing and reading ends the work by name: an
 *   image of half of an update is worse than none.
 * - A name that is not UTF-8 (WTF-8 is: unpaired surrogates come through), or that holds a `\`, has no form in
 *   Windows and ends the work by name too: nothing is left out silently.
 * - Sockets, pipes and devices have no form either, but nobody misses them: skipped, with a warning.
 * - The access time is given as the modification time: reading changes it, and the same directory read twice shall
 *   give the same bytes. The creation time is the file system's, or the modification time where it keeps none.
 */

import { lstatSync, readdirSync, readlinkSync, statSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { filetimeFromUnixNanoseconds } from '../bytes/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { hostFile, readHostFile } from './host-file.js';
import { linkFromPosix, linkFromWindows } from './host-links.js';
import { printable, whyNotOnWindows } from './names.js';
import { joinPath } from './paths.js';
import { Remarks } from './remarks.js';
import { linkReparsePoint } from './reparse.js';
import { FILE_ATTRIBUTE, type Carries, type Entry, type FileTree, type StreamInfo } from './tree.js';
import { decodeWtf8, hostPathOf } from './wtf8.js';

const WINDOWS = process.platform === 'win32';
/** One for all entries: half a million of them are held at a time. */
const NONE: readonly never[] = [];
/** Entries that are described in one go: a trip to the thread pool for each takes ten times as long as the look. */
const BATCH = 512;

/** On Windows Node tells a link from a junction only by guess, and no attribute, descriptor, short name or stream. */
const CARRIES: Carries = {
  attributes: false,
  security: false,
  shortNames: false,
  creationTimes: true,
  reparseData: !WINDOWS,
  namedStreams: false,
  hardLinks: true,
  objectIds: false,
  extendedAttributes: false,
};

interface HostEntry extends Entry {
  readonly parent: HostEntry | null;
  /** `device:inode`, of directories only. */
  readonly id: string;
}

interface Host {
  /** As the user named the directory. */
  readonly label: string;
  /** Absolute. */
  readonly base: string;
  readonly remarks: Remarks;
  /** By `device:inode`, of files with several names. */
  readonly links: Map<string, { readonly group: number; readonly streams: readonly StreamInfo[] }>;
}

/**
 * @param folder the directory; a symbolic link to one counts
 * @throws not-found, permission; usage when it is no directory
 */
export async function openDirectory(folder: string, reporter: Reporter): Promise<FileTree> {
  const host: Host = {
    label: folder,
    base: path.resolve(folder),
    remarks: new Remarks(reporter, folder),
    links: new Map(),
  };
  const root = openRoot(host);
  return {
    kind: 'directory',
    label: folder,
    carries: CARRIES,
    root,
    async children(directory) {
      const parent = directory as HostEntry;
      refuseLoop(host, parent);
      return describeAll(host, parent, listNames(host, parent), reporter.signal);
    },
    async childrenNamed(directory, isWanted) {
      const parent = directory as HostEntry;
      return describeAll(host, parent, listNames(host, parent).filter(isWanted), reporter.signal);
    },
    read(entry) {
      const file = entry as HostEntry;
      return readHostFile(hostPath(host, file), entry, `${folder}: ${treePath(file)}`);
    },
    hostFile(entry, { size }) {
      return hostFile(hostPath(host, entry as HostEntry), size, entry);
    },
    close() {
      host.remarks.finish();
      return Promise.resolve();
    },
  };
}

function openRoot(host: Host): HostEntry {
  let stats: BigIntStats;
  try {
    stats = statSync(host.base, { bigint: true });
  } catch (error) {
    throw fromSystemError(error, host.label);
  }
  if (!stats.isDirectory()) {
    throw new FactoryError('usage', { subject: host.label, found: 'no directory', expected: 'a directory' });
  }
  return directoryEntry(null, '', stats);
}

async function describeAll(
  host: Host,
  parent: HostEntry,
  names: readonly string[],
  signal: AbortSignal,
): Promise<HostEntry[]> {
  const entries: HostEntry[] = [];
  for (const [at, name] of names.entries()) {
    if (at > 0 && at % BATCH === 0) await setImmediate();
    if (at % BATCH === 0) signal.throwIfAborted();
    const entry = describe(host, parent, name);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

/** In order of code units, so that what depends on the order of listing is the same everywhere. */
function listNames(host: Host, parent: HostEntry): string[] {
  const where = `${host.label}: ${treePath(parent)}`;
  try {
    if (WINDOWS) return readdirSync(hostPath(host, parent)).toSorted();
    const names = readdirSync(hostPath(host, parent), { encoding: 'buffer' });
    return names.map((name) => decodeName(name, where)).toSorted();
  } catch (error) {
    throw fromSystemError(error, where);
  }
}

function decodeName(bytes: Buffer, where: string): string {
  const name = decodeWtf8(bytes);
  if (name !== null && !name.includes('\\')) return name;
  const shown = name === null ? `the bytes ${bytes.toString('hex')}` : `"${printable(name)}"`;
  throw new FactoryError('unsupported', {
    subject: where,
    found: `${shown} as a file name`,
    expected: name === null ? 'UTF-8' : 'a name without "\\", which separates names in Windows',
    next: 'rename it, or exclude the directory that holds it',
  });
}

/** @returns null for what an image cannot hold */
function describe(host: Host, parent: HostEntry, name: string): HostEntry | null {
  const where = joinPath(treePath(parent), name);
  const file = hostPath(host, parent, name);
  try {
    const stats = lstatSync(file, { bigint: true });
    if (whyNotOnWindows(name) !== null) host.remarks.add('Windows cannot make a file of this name', where);
    if (stats.isDirectory()) return directoryEntry(parent, name, stats);
    if (stats.isSymbolicLink()) return linkEntry(parent, name, stats, file);
    if (stats.isFile()) return fileEntry(host, parent, name, stats);
    host.remarks.add('skipped: a socket, pipe or device has no form in an image', where);
    return null;
  } catch (error) {
    throw vanished(error, `${host.label}: ${where}`);
  }
}

function directoryEntry(parent: HostEntry | null, name: string, stats: BigIntStats): HostEntry {
  const id = `${stats.dev}:${stats.ino}`;
  return {
    ...common(parent, name, stats),
    id,
    attributes: FILE_ATTRIBUTE.DIRECTORY,
    streams: [],
    linkGroup: 0,
  };
}

function fileEntry(host: Host, parent: HostEntry, name: string, stats: BigIntStats): HostEntry {
  const base = { ...common(parent, name, stats), attributes: FILE_ATTRIBUTE.NORMAL };
  const streams = [{ name: '', size: Number(stats.size), sha1: null, position: 0 }];
  if (stats.nlink < 2n) return { ...base, streams, linkGroup: 0 };
  const key = `${stats.dev}:${stats.ino}`;
  const link = host.links.get(key) ?? { group: host.links.size + 1, streams };
  host.links.set(key, link);
  return { ...base, streams: link.streams, linkGroup: link.group };
}

/** A link to a directory is a directory itself, as Windows wants it; a broken one counts as a file. */
function linkEntry(parent: HostEntry, name: string, stats: BigIntStats, file: string | Buffer): HostEntry {
  const target = decodeWtf8(readlinkSync(file, { encoding: 'buffer' }));
  if (target === null) {
    throw new FactoryError('unsupported', {
      subject: joinPath(treePath(parent), name),
      found: 'a symbolic link whose target is not UTF-8',
      next: 'remove the link, or make it anew',
    });
  }
  const toFolder = isFolderAt(file);
  const link = WINDOWS ? linkFromWindows(target, toFolder) : linkFromPosix(target);
  return {
    ...common(parent, name, stats),
    attributes: FILE_ATTRIBUTE.REPARSE_POINT | (toFolder ? FILE_ATTRIBUTE.DIRECTORY : 0),
    reparse: linkReparsePoint(link),
    streams: toFolder ? [] : [{ name: '', size: 0, sha1: null, position: 0 }],
    linkGroup: 0,
  };
}

function isFolderAt(file: string | Buffer): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

function common(parent: HostEntry | null, name: string, stats: BigIntStats) {
  const modified = filetimeFromUnixNanoseconds(stats.mtimeNs);
  const created = stats.birthtimeNs === 0n ? modified : filetimeFromUnixNanoseconds(stats.birthtimeNs);
  return {
    parent,
    id: '',
    name,
    shortName: '',
    created,
    accessed: modified,
    modified,
    security: null,
    reparse: null,
    objectId: null,
    extendedAttributes: NONE,
  };
}

/** A directory mounted inside itself would never end. */
function refuseLoop(host: Host, directory: HostEntry): void {
  for (let above = directory.parent; above !== null; above = above.parent) {
    if (above.id !== directory.id) continue;
    throw new FactoryError('unsupported', {
      subject: `${host.label}: ${treePath(directory)}`,
      found: `the same directory as ${treePath(above)}, which it lies in`,
      next: 'unmount it',
    });
  }
}

function vanished(error: unknown, subject: string): FactoryError {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return fromSystemError(error, subject);
  return new FactoryError('busy', {
    subject,
    found: 'it vanished while the directory was read',
    next: 'stop what changes the directory, then run it again',
    cause: error,
  });
}

function treePath(entry: HostEntry): string {
  return `\\${namesOf(entry).join('\\')}`;
}

function namesOf(entry: HostEntry): string[] {
  const names: string[] = [];
  for (let at = entry; at.parent !== null; at = at.parent) names.push(at.name);
  return names.toReversed();
}

/** Bytes where the name has no UTF-8 form. On Windows Node itself makes a long path one that Windows takes. */
function hostPath(host: Host, entry: HostEntry, ...more: string[]): string | Buffer {
  const names = [...namesOf(entry), ...more];
  const base = host.base.endsWith(path.sep) || names.length === 0 ? host.base : `${host.base}${path.sep}`;
  const file = `${base}${names.join(path.sep)}`;
  return hostPathOf(file);
}
