/**
 * One pass over the metadata of an image before anything is read from it: every entry is checked and met once, which
 * bounds cycles, shared directories and overlapping lists; hard-link groups are counted, contents too.
 */

import { isZero } from '../bytes/index.js';
import { FILE_ATTRIBUTE } from '../tree/index.js';
import { damaged } from './damage.js';
import {
  LINK_GROUP_AT,
  SHA1_AT,
  attributesOf,
  classifyStreams,
  endOfDentry,
  extraStreams,
  isReparsePoint,
  nameKey,
  nameOf,
  sha1At,
  subdirOf,
  type Metadata,
} from './dentry.js';
import { blobKey } from './format.js';
import { NO_SECURITY, type SecurityData } from './security-data.js';
import type { WimProblem } from './types.js';

/** How many entries that were left out are named; the rest is counted. */
const NAMED_PROBLEMS = 100;

export interface MetadataIndex {
  /** Names, without those that were left out. */
  readonly entries: number;
  /** How many entries refer to each content, by `blobKey`. */
  readonly references: Map<string, number>;
  readonly links: LinkGroups;
  /** Entries that no Windows program can have made, and that are left out. */
  readonly problems: readonly WimProblem[];
}

/** @throws damaged */
export function indexMetadata(metadata: Metadata, security: SecurityData): MetadataIndex {
  const root = security.end;
  const references = new Map<string, number>();
  const links = new LinkGroups(metadata);
  const seen = new Uint8Array(Math.ceil(metadata.bytes.length / 64));
  const problems: WimProblem[] = [];
  let entries = 0;
  let leftOut = 0;
  const visit = (at: number) => {
    entries++;
    checkSecurityId(metadata, at, security);
    countReferences(metadata, at, references);
    links.add(at);
  };
  if (endOfDentry(metadata, root) === null) throw damaged(metadata.what, 'no entry for the root');
  visit(root);
  const pending = [root];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    listDirectory(metadata, directory, {
      entry(at) {
        visit(at);
        if (isRealDirectory(metadata, at)) pending.push(at);
      },
      check: (at) => markSeen(metadata, seen, at),
      leaveOut(at, why) {
        leftOut++;
        if (problems.length < NAMED_PROBLEMS)
          problems.push({ subject: metadata.what, found: describe(metadata, at, why) });
      },
    });
  }
  if (leftOut > NAMED_PROBLEMS) {
    problems.push({
      subject: metadata.what,
      found: `${leftOut - NAMED_PROBLEMS} more entries that were left out`,
    });
  }
  return { entries, references, links, problems };
}

export interface ListVisitor {
  entry(at: number): void;
  /** Asked for each entry before it is looked at. */
  check?(at: number): void;
  leaveOut?(at: number, why: string): void;
}

/** Calls `visitor` for what a directory holds, in the order of the archive. @throws damaged */
export function listDirectory(metadata: Metadata, directory: number, visitor: ListVisitor): void {
  const first = subdirOf(metadata, directory);
  if (first === 0) return;
  const names = new Set<string>();
  let at = Number.isNaN(first) ? metadata.bytes.length : first;
  for (let end = endOfDentry(metadata, at); end !== null; end = endOfDentry(metadata, at)) {
    visitor.check?.(at);
    const key = nameKey(metadata, at);
    const why = whyUnusable(key, names);
    if (why === null) {
      names.add(key);
      visitor.entry(at);
    } else visitor.leaveOut?.(at, why);
    at = end;
  }
}

/** A directory that is followed: no junction. */
export function isRealDirectory(metadata: Metadata, at: number): boolean {
  const { DIRECTORY, REPARSE_POINT } = FILE_ATTRIBUTE;
  return (attributesOf(metadata, at) & (DIRECTORY | REPARSE_POINT)) === DIRECTORY;
}

/**
 * The names of the same file. Windows 7's install.wim uses a number for different files, so names are linked only
 * where their unnamed streams are the same too, and directories never.
 */
export class LinkGroups {
  readonly #metadata: Metadata;
  readonly #byId = new Map<number | string, { group: number; at: number; names: number }>();
  readonly #reused = new Map<string, { group: number; names: number }>();
  #groups = 0;

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  add(at: number): void {
    const id = this.#idOf(at);
    if (id === 0) return;
    const known = this.#byId.get(id);
    if (known === undefined) this.#byId.set(id, { group: ++this.#groups, at, names: 1 });
    else if (this.#isSame(known.at, at)) known.names++;
    else {
      const key = this.#reusedKey(id, at);
      const reused = this.#reused.get(key);
      if (reused === undefined) this.#reused.set(key, { group: ++this.#groups, names: 1 });
      else reused.names++;
    }
  }

  /** The number that the names of this file share; 0 where it has only this one. */
  groupOf(at: number): number {
    const id = this.#idOf(at);
    if (id === 0) return 0;
    const first = this.#byId.get(id);
    if (first === undefined) return 0;
    const known = this.#isSame(first.at, at) ? first : this.#reused.get(this.#reusedKey(id, at));
    return known === undefined || known.names < 2 ? 0 : known.group;
  }

  #idOf(at: number): number | string {
    const { bytes } = this.#metadata;
    if ((attributesOf(this.#metadata, at) & (FILE_ATTRIBUTE.DIRECTORY | FILE_ATTRIBUTE.REPARSE_POINT)) !== 0)
      return 0;
    const low = bytes.readUInt32LE(at + LINK_GROUP_AT);
    const high = bytes.readUInt32LE(at + LINK_GROUP_AT + 4);
    return high < 2 ** 21 ? high * 2 ** 32 + low : `${high}:${low}`;
  }

  #isSame(a: number, b: number): boolean {
    return this.#contentKey(a) === this.#contentKey(b);
  }

  #reusedKey(id: number | string, at: number): string {
    return `${id} ${this.#contentKey(at)}`;
  }

  #contentKey(at: number): string {
    const { unnamed } = classifyStreams(this.#metadata, at);
    return unnamed === null ? '' : blobKey(unnamed);
  }
}

function countReferences(metadata: Metadata, at: number, references: Map<string, number>): void {
  const count = (sha1: Uint8Array) => {
    if (isZero(sha1)) return;
    const key = blobKey(sha1);
    references.set(key, (references.get(key) ?? 0) + 1);
  };
  count(sha1At(metadata, at + SHA1_AT));
  if (metadata.bytes.readUInt16LE(at + 0x60) === 0) return;
  for (const { sha1 } of extraStreams(metadata, at)) count(sha1);
}

function checkSecurityId({ bytes, what }: Metadata, at: number, { descriptors }: SecurityData): void {
  const id = bytes.readUInt32LE(at + 0x0c);
  if (id === NO_SECURITY || id < descriptors.length) return;
  throw damaged(
    what,
    `security descriptor ${id} for the entry at byte ${at}`,
    `less than ${descriptors.length}`,
  );
}

function markSeen({ what }: Metadata, seen: Uint8Array, at: number): void {
  const index = Math.floor(at / 64);
  const bit = 1 << (Math.floor(at / 8) % 8);
  if (((seen[index] as number) & bit) !== 0) {
    throw damaged(what, `the entry at byte ${at} is in two directories, or in a directory inside itself`);
  }
  seen[index] = (seen[index] as number) | bit;
}

function whyUnusable(key: string, names: ReadonlySet<string>): string | null {
  if (key === '') return 'has no name';
  if (key === '.\0' || key === '.\0.\0') return 'is named like a step of a path';
  if (hasPathCharacter(key)) return 'has NUL, "\\" or "/" in its name';
  return names.has(key) ? 'has the name of another entry' : null;
}

/** NUL, `/` or `\` among the UTF-16 units of a name. */
function hasPathCharacter(key: string): boolean {
  for (let at = 0; at < key.length; at += 2) {
    if (key.charCodeAt(at + 1) !== 0) continue;
    const unit = key.charCodeAt(at);
    if (unit === 0 || unit === 0x2f || unit === 0x5c) return true;
  }
  return false;
}

function describe(metadata: Metadata, at: number, why: string): string {
  const kind = isReparsePoint(metadata, at) || !isRealDirectory(metadata, at) ? 'file' : 'directory';
  return `a ${kind} was left out: ${JSON.stringify(nameOf(metadata, at).slice(0, 100))} ${why}`;
}
