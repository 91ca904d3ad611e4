/** What the tests of archives share. */

import { afterAll } from '@jest/globals';
import { CodecPool } from '../../src/codec/index.js';
import { silentReporter } from '../../src/progress.js';
import { walk, type Entry, type FileTree } from '../../src/tree/index.js';
import { writeWim, type ImageSource, type WriteOptions, type WriteResult } from '../../src/wim/index.js';

/** A fixed time, so that the same test writes the same bytes. */
export const CREATED = 134_398_656_123_456_789n;

/** Pools of a test file, closed after its last test. */
export function codecPools(): (threads: number) => CodecPool {
  const pools = new Map<number, CodecPool>();
  afterAll(async () => {
    await Promise.all([...pools.values()].map((pool) => pool.close()));
  });
  return (threads) => {
    const pool = pools.get(threads) ?? new CodecPool({ threads });
    pools.set(threads, pool);
    return pool;
  };
}

export function image(tree: FileTree, name = 'image', more: Partial<ImageSource> = {}): ImageSource {
  return { tree, name, windows: null, created: CREATED, ...more };
}

/** Writes `trees` as images named "image", "image 2", … */
export function capture(
  path: string,
  trees: readonly FileTree[],
  options: Partial<WriteOptions> & Pick<WriteOptions, 'pool'>,
): Promise<WriteResult> {
  const images = trees.map((tree, index) => image(tree, index === 0 ? 'image' : `image ${index + 1}`));
  return writeWim(path, { reporter: silentReporter(), images, level: 'fast', ...options });
}

export async function contentOf(tree: FileTree, entry: Entry, name = ''): Promise<Buffer> {
  const stream = entry.streams.find((stream) => stream.name === name);
  if (stream === undefined) throw new Error(`${entry.name}: no stream "${name}"`);
  const pieces: Uint8Array[] = [];
  for await (const piece of tree.read(entry, stream)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Everything that a tree says, in a form that tests compare: contents as bytes, links as lists of names. */
export async function describeTree(tree: FileTree): Promise<Map<string, unknown>> {
  const described = new Map<string, unknown>();
  const links = new Map<number, string[]>();
  for await (const { path, entry } of walk(tree)) {
    const { linkGroup, streams, reparse, security, objectId, ...plain } = entry;
    const contents: Record<string, string> = {};
    for (const { name } of streams) contents[name] = (await contentOf(tree, entry, name)).toString('latin1');
    const names = links.get(linkGroup) ?? [];
    if (linkGroup !== 0) links.set(linkGroup, names);
    names.push(path);
    described.set(path, {
      name: plain.name,
      shortName: plain.shortName,
      attributes: plain.attributes,
      created: plain.created,
      accessed: plain.accessed,
      modified: plain.modified,
      extendedAttributes: plain.extendedAttributes.map(({ value, ...rest }) => ({
        ...rest,
        value: hex(value),
      })),
      reparse: reparse === null ? null : { ...reparse, data: hex(reparse.data) },
      security: security === null ? null : hex(security),
      objectId: objectId === null ? null : hex(objectId),
      names,
      contents,
    });
  }
  return described;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
