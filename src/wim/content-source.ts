/** Reads contents from where they are: the tree, or the archive that the tree belongs to. */

import { createHash } from 'node:crypto';
import { equalBytes, giveBack } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { damaged } from './damage.js';
import { WimImageTree } from './image-tree.js';
import type { Content, Origin, StoredOrigin } from './scan.js';

/** Up to here a content is read whole, hashed, and compressed only when it is new. */
export const SMALL_SIZE = 1 << 20;

/** How many small contents are read ahead. */
const AHEAD_COUNT = 16;
const AHEAD_SIZE = 8 << 20;

/** A content in turn, with its bytes where it is small and must be read. */
export interface Turn {
  readonly content: Content;
  readonly bytes: Promise<Uint8Array> | null;
}

/**
 * The contents in their order; small ones are read a little ahead, since opening a file takes longer than reading it.
 *
 * @param isNeeded whether a content must be read at all
 */
export async function* inTurn(
  contents: Iterable<Content>,
  isNeeded: (content: Content) => boolean,
): AsyncGenerator<Turn, void, undefined> {
  const queue: Turn[] = [];
  let ahead = 0;
  const source = contents[Symbol.iterator]();
  let next = source.next();
  while (queue.length > 0 || next.done !== true) {
    while (next.done !== true && queue.length < AHEAD_COUNT && ahead < AHEAD_SIZE) {
      const content = next.value;
      const bytes = content.size <= SMALL_SIZE && isNeeded(content) ? readSmallContent(content) : null;
      // It is awaited in its turn; until then a failure waits too.
      bytes?.catch(() => {});
      if (bytes !== null) ahead += content.size;
      queue.push({ content, bytes });
      next = source.next();
    }
    const turn = queue.shift() as Turn;
    if (turn.bytes !== null) ahead -= turn.content.size;
    yield turn;
  }
}

/** The content in pieces. @throws busy when the source changed since it was listed; damaged when an archive lies */
export async function* readContentPieces(content: Content): AsyncGenerator<Uint8Array, void, undefined> {
  const { size } = content;
  const origin = originOf(content);
  // What a source says of itself is checked; what we hashed is compared by the caller.
  const said = 'blob' in origin ? origin.blob.sha1 : (origin.stream?.sha1 ?? null);
  const hash = said === null ? null : createHash('sha1');
  let length = 0;
  for await (const piece of rawPieces(origin)) {
    length += piece.length;
    if (length > size) throw changed(origin);
    hash?.update(piece);
    yield piece;
  }
  if (length !== size) throw changed(origin);
  if (hash !== null && said !== null && !equalBytes(hash.digest(), said)) {
    throw damaged(describeOrigin(origin), 'a content that is not what its SHA-1 says');
  }
}

export async function hashContent(content: Content): Promise<Uint8Array> {
  const hash = createHash('sha1');
  for await (const piece of readContentPieces(content)) {
    hash.update(piece);
    giveBack(piece);
  }
  return hash.digest();
}

/** @throws when the content was stored already, which no caller does */
export function originOf({ origin }: Content): Origin | StoredOrigin {
  if (origin === null) throw new Error('a content is read after it was stored');
  return origin;
}

export function changed(origin: Origin | StoredOrigin): FactoryError {
  return new FactoryError('busy', {
    subject: describeOrigin(origin),
    found: 'its content changed while it was read',
    next: 'end the program that writes to it, or exclude it, then run it again',
  });
}

function describeOrigin(origin: Origin | StoredOrigin): string {
  if ('blob' in origin) return origin.archive.describeBlob(origin.blob);
  const { tree, path, stream } = origin;
  const name = stream === null || stream.name === '' ? '' : `:${stream.name}`;
  return `${tree.label}: ${path}${name}`;
}

async function readSmallContent(content: Content): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  let length = 0;
  for await (const piece of readContentPieces(content)) {
    // Most come in one piece, which is ours.
    if (piece.length === content.size) bytes = piece;
    else (bytes ??= Buffer.allocUnsafeSlow(content.size)).set(piece, length);
    length += piece.length;
  }
  return bytes ?? new Uint8Array(0);
}

function rawPieces(origin: Origin | StoredOrigin): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if ('blob' in origin) return origin.archive.readBlob(origin.blob);
  const { tree, entry, stream } = origin;
  if (stream === null) return entry.reparse === null ? [] : [entry.reparse.data];
  // Not through the tree: what is encrypted is copied as it is.
  if (tree instanceof WimImageTree && stream.sha1 !== null) return tree.archive.readBlob(stream.sha1);
  return tree.read(entry, stream);
}
