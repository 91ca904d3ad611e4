/**
 * A FileTree in memory that can carry everything: what a test says, a writer must keep.
 *
 *     const shared = file('hello');
 *     memoryTree({ Windows: directory({ 'a.txt': shared, 'b.txt': link(shared) }, { attributes: 0x10 }) })
 */

import {
  CARRIES_ALL,
  FILE_ATTRIBUTE,
  type Entry,
  type ExtendedAttribute,
  type FileTree,
  type ReparsePoint,
  type StreamInfo,
} from '../../src/tree/index.js';

/** 2026-11-23T00:00:00.0000001Z: not a multiple of anything, so that rounding shows. */
export const MEMORY_TIME = 134_398_656_000_000_001n;

/** A content: text, bytes, or pieces that are made when they are read. */
export type Content = string | Uint8Array | { readonly size: number; read(): AsyncIterable<Uint8Array> };

export interface Meta {
  readonly shortName?: string;
  readonly attributes?: number;
  readonly created?: bigint;
  readonly accessed?: bigint;
  readonly modified?: bigint;
  readonly security?: Uint8Array | null;
  readonly reparse?: ReparsePoint;
  readonly objectId?: Uint8Array;
  readonly extendedAttributes?: readonly ExtendedAttribute[];
  /** Named streams. */
  readonly streams?: Readonly<Record<string, Content>>;
  /** Where the content begins on the source. */
  readonly position?: number;
  /** What the tree says of the unnamed stream, right or wrong; by default it says nothing. */
  readonly sha1?: Uint8Array;
}

export type Node =
  | { readonly kind: 'directory'; readonly children: Nodes; readonly meta: Meta }
  | { readonly kind: 'file'; readonly content: Content; readonly meta: Meta }
  | { readonly kind: 'link'; readonly to: Node; readonly shortName: string };

export type Nodes = Readonly<Record<string, Node>>;

export function directory(children: Nodes = {}, meta: Meta = {}): Node {
  return { kind: 'directory', children, meta };
}

export function file(content: Content = '', meta: Meta = {}): Node {
  return { kind: 'file', content, meta };
}

/** Another name of `to`, which stands elsewhere in the tree as it is. */
export function link(to: Node, shortName = ''): Node {
  return { kind: 'link', to, shortName };
}

interface MemoryEntry extends Entry {
  readonly node: Node;
}

export function memoryTree(children: Nodes, meta: Meta = {}, label = 'memory'): FileTree {
  const root = directory(children, meta);
  const groups = new Map<Node, { group: number; streams: readonly StreamInfo[] }>();
  numberLinks(root, groups);
  return {
    kind: 'directory',
    label,
    carries: CARRIES_ALL,
    root: makeEntry('', root, groups),
    children(parent) {
      const { node } = parent as MemoryEntry;
      const nodes = node.kind === 'directory' && parent.reparse === null ? node.children : {};
      return Promise.resolve(Object.entries(nodes).map(([name, child]) => makeEntry(name, child, groups)));
    },
    async *read(entry, stream) {
      const node = targetOf((entry as MemoryEntry).node);
      const content = stream.name === '' ? contentOf(node) : (node.meta.streams?.[stream.name] ?? '');
      if (typeof content === 'string') yield Buffer.from(content);
      else if (content instanceof Uint8Array) {
        for (let at = 0; at < content.length; at += 1 << 20) yield content.slice(at, at + (1 << 20));
      } else yield* content.read();
    },
    close: () => Promise.resolve(),
  };
}

type Target = Exclude<Node, { kind: 'link' }>;
type Groups = Map<Node, { group: number; streams: readonly StreamInfo[] }>;

function targetOf(node: Node): Target {
  return node.kind === 'link' ? targetOf(node.to) : node;
}

function contentOf(node: Target): Content {
  return node.kind === 'file' ? node.content : '';
}

function numberLinks(node: Node, groups: Groups): void {
  if (node.kind === 'link') {
    const target = targetOf(node);
    if (!groups.has(target)) groups.set(target, { group: groups.size + 1, streams: streamsOf(target) });
  } else if (node.kind === 'directory') {
    for (const child of Object.values(node.children)) numberLinks(child, groups);
  }
}

function makeEntry(name: string, node: Node, groups: Groups): MemoryEntry {
  const target = targetOf(node);
  const { meta } = target;
  const linked = groups.get(target);
  const kind = target.kind === 'directory' ? FILE_ATTRIBUTE.DIRECTORY : 0;
  const reparse = meta.reparse === undefined ? 0 : FILE_ATTRIBUTE.REPARSE_POINT;
  return {
    node,
    name,
    shortName: node.kind === 'link' ? node.shortName : (meta.shortName ?? ''),
    attributes: (meta.attributes ?? (kind === 0 ? FILE_ATTRIBUTE.ARCHIVE : 0)) | kind | reparse,
    created: meta.created ?? MEMORY_TIME,
    accessed: meta.accessed ?? MEMORY_TIME,
    modified: meta.modified ?? MEMORY_TIME,
    security: meta.security ?? null,
    reparse: meta.reparse ?? null,
    objectId: meta.objectId ?? null,
    extendedAttributes: meta.extendedAttributes ?? [],
    streams: linked?.streams ?? streamsOf(target),
    linkGroup: linked?.group ?? 0,
  };
}

function streamsOf(target: Target): StreamInfo[] {
  const { meta } = target;
  const stream = (name: string, content: Content): StreamInfo => {
    const size = typeof content === 'string' ? Buffer.byteLength(content) : sizeOf(content);
    const sha1 = name === '' ? (meta.sha1 ?? null) : null;
    return { name, size, sha1, position: meta.position ?? 0 };
  };
  const named = Object.entries(meta.streams ?? {}).map(([name, content]) => stream(name, content));
  return target.kind === 'file' ? [stream('', target.content), ...named] : named;
}

function sizeOf(content: Exclude<Content, string>): number {
  return content instanceof Uint8Array ? content.length : content.size;
}
