/** One name of a tree as an element of `files`. */

import { createHash } from 'node:crypto';
import { formatFiletime } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import {
  formatAttributes,
  readLinkTarget,
  reparseTagName,
  type Carries,
  type Entry,
  type ReparsePoint,
} from '../tree/index.js';
import { DEFAULT_ATTRIBUTES } from './schema.js';
import type { Lack, ManifestFile, ManifestReparse } from './types.js';

/** A stream with its SHA-1; '' for an empty one. */
export interface HashedStream {
  readonly name: string;
  readonly size: number;
  readonly sha1: string;
}

export interface Described {
  readonly image: number;
  readonly path: string;
  readonly entry: Entry;
  readonly streams: readonly HashedStream[];
  /** '' where it has none. */
  readonly reparseSha1: string;
  /** '' where this is the first name of the file. */
  readonly firstName: string;
}

/** Descriptors are few and shared: each is hashed once. */
export type SecurityHashes = WeakMap<Uint8Array, string>;

export function describeFile(what: Described, securityHashes: SecurityHashes): ManifestFile {
  const { entry } = what;
  const attributes = formatAttributes(entry.attributes);
  const unnamed = what.streams.find(({ name }) => name === '');
  const named = what.streams.filter(({ name }) => name !== '').map(describeStream);
  return {
    image: what.image,
    path: what.path,
    ...(attributes === DEFAULT_ATTRIBUTES ? {} : { attributes }),
    ...(unnamed === undefined || unnamed.size === 0 ? {} : { size: unnamed.size, sha1: unnamed.sha1 }),
    ...(entry.created === entry.modified ? {} : { created: formatFiletime(entry.created) }),
    modified: formatFiletime(entry.modified),
    ...(entry.security === null ? {} : { security: hashOf(entry.security, securityHashes) }),
    ...(entry.reparse === null ? {} : { reparse: describeReparse(entry.reparse, what.reparseSha1) }),
    ...(entry.shortName === '' ? {} : { shortName: entry.shortName }),
    ...(named.length === 0 ? {} : { streams: named }),
    ...(what.firstName === '' ? {} : { links: what.firstName }),
  };
}

export function lacksOf(carries: Carries): Lack[] {
  const kinds = ['attributes', 'security', 'shortNames', 'creationTimes', 'namedStreams'] as const;
  return kinds.filter((kind) => !carries[kind]);
}

export function sha1Of(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

function describeStream({ name, size, sha1 }: HashedStream) {
  return { name, size, ...(size === 0 ? {} : { sha1 }) };
}

function hashOf(descriptor: Uint8Array, known: SecurityHashes): string {
  const hash = known.get(descriptor) ?? sha1Of(descriptor);
  known.set(descriptor, hash);
  return hash;
}

function describeReparse(reparse: ReparsePoint, sha1: string): ManifestReparse {
  const target = targetOf(reparse);
  return {
    tag: reparseTagName(reparse.tag),
    ...(target === null ? {} : { target }),
    ...(sha1 === '' ? {} : { sha1 }),
  };
}

/** null for a link whose data contradicts itself too: its SHA-1 says what it is. */
function targetOf(reparse: ReparsePoint): string | null {
  try {
    return readLinkTarget(reparse, '')?.substitute ?? null;
  } catch (error) {
    if (error instanceof FactoryError) return null;
    throw error;
  }
}
