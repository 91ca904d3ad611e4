/**
 * Hashes files of the host in the pool, ahead of their turn. Of a content that an archive at hand has already, nothing but
 * the hash is needed: it is read where it is hashed, and no byte of it travels.
 */

import type { CodecPool, HostFile } from '../codec/index.js';
import type { Content } from './scan.js';

/** What travels to the pool together: bytes of content, and contents. */
const GROUP_SIZE = 4 << 20;
const GROUP_COUNT = 256;

/**
 * The contents in their order, some at a time. Those that were hashed know their SHA-1.
 *
 * @param mayBeKnown whether it is worth while to hash a content first
 */
export async function* hashedAhead(
  contents: readonly Content[],
  pool: CodecPool,
  mayBeKnown: (content: Content) => boolean,
): AsyncGenerator<readonly Content[], void, undefined> {
  const groups: Promise<readonly Content[]>[] = [];
  for (const group of grouped(contents)) {
    const hashed = hashGroup(group, pool, mayBeKnown);
    // It is awaited in its turn; until then a failure waits too.
    hashed.catch(() => {});
    groups.push(hashed);
    if (groups.length > 2 * pool.threads) yield (await groups.shift()) ?? [];
  }
  for (const group of groups) yield await group;
}

function* grouped(contents: readonly Content[]): Generator<readonly Content[], void, undefined> {
  let group: Content[] = [];
  let size = 0;
  for (const content of contents) {
    group.push(content);
    size += content.size;
    if (size < GROUP_SIZE && group.length < GROUP_COUNT) continue;
    yield group;
    group = [];
    size = 0;
  }
  yield group;
}

async function hashGroup(
  group: readonly Content[],
  pool: CodecPool,
  mayBeKnown: (content: Content) => boolean,
): Promise<readonly Content[]> {
  const asked: Content[] = [];
  const files: HostFile[] = [];
  for (const content of group) {
    const file = content.sha1 === null && mayBeKnown(content) ? hostFileOf(content) : null;
    if (file === null) continue;
    asked.push(content);
    files.push(file);
  }
  if (files.length === 0) return group;
  const hashes = await pool.hashFiles(files);
  // A file that could not be hashed is told when it is read.
  for (const [at, content] of asked.entries()) content.sha1 = hashes[at] ?? null;
  return group;
}

function hostFileOf({ origin }: Content): HostFile | null {
  if (origin === null || 'blob' in origin || origin.stream === null) return null;
  return origin.tree.hostFile?.(origin.entry, origin.stream) ?? null;
}
