/** A whole hive as hivex reads it, in one form with what our reader gives. */

import { DOMParser, type Element } from '@xmldom/xmldom';
import { dateFromFiletime } from '../../src/bytes/index.js';
import type { Key, Value } from '../../src/registry/index.js';
import { runPeer } from './peers.js';

/** Each key's path with its time to the second, and its values as lines of "name type content", sorted. */
export type HiveDump = Record<string, string[]>;

/** @param file a hive */
export async function dumpByHivex(file: string): Promise<HiveDump> {
  // hivexml opens /dev/stdout by its name, which works for a pipe of the shell but not for a socket of Node.
  const text = await runPeer('sh', ['-c', 'hivexml "$1" | cat', 'sh', file]);
  const root = new DOMParser().parseFromString(text, 'text/xml').documentElement;
  const dump: HiveDump = {};
  for (const node of childrenOf(root, 'node')) addNode(dump, '', node);
  return dump;
}

/** What our reader says of the same hive. */
export function dumpKey(key: Key, dump: HiveDump = {}, path = ''): HiveDump {
  const time = `${dateFromFiletime(key.lastWritten).toISOString().slice(0, 19)}Z`;
  dump[path] = [time, ...key.values().map(describe).toSorted()];
  for (const child of key.subkeys()) dumpKey(child, dump, `${path}\\${child.name}`);
  return dump;
}

function addNode(dump: HiveDump, path: string, node: Element): void {
  const time = childrenOf(node, 'mtime')[0]?.textContent ?? '';
  dump[path] = [time, ...childrenOf(node, 'value').map(describeElement).toSorted()];
  for (const child of childrenOf(node, 'node'))
    addNode(dump, `${path}\\${child.getAttribute('name')}`, child);
}

function childrenOf(parent: Element | null, name: string): Element[] {
  const nodes = parent === null ? [] : [...parent.childNodes];
  return nodes.filter((node): node is Element => node.nodeName === name);
}

function describeElement(element: Element): string {
  const name = element.getAttribute('key') ?? '';
  const type = element.getAttribute('type') ?? '';
  const value = element.getAttribute('value') ?? '';
  if (type === 'string-list') {
    // hivex counts the string that ends the list.
    const strings = childrenOf(element, 'string').map((child) => child.textContent ?? '');
    return `${name} ${type} ${strings.filter((text) => text !== '').join('|')}`;
  }
  return `${name} ${type} ${element.getAttribute('encoding') === 'base64' ? value.replaceAll(/\s/g, '') : value}`;
}

const TYPES = [
  'none',
  'string',
  'expand',
  'binary',
  'int32',
  'int32',
  'link',
  'string-list',
  'resource-list',
];

function describe(value: Value): string {
  const data = Buffer.from(value.data);
  const text = data.toString('utf16le').replaceAll(/\0+$/g, '');
  const type = value.type === 11 ? 'int64' : (TYPES[value.type] ?? 'unknown');
  const contents: Record<string, () => string> = {
    string: () => text,
    expand: () => text,
    link: () => text,
    'string-list': () => text.replaceAll('\0', '|'),
    int32: () => String(value.type === 4 ? data.readInt32LE() : data.readInt32BE()),
    int64: () => String(data.readBigInt64LE()),
  };
  return `${value.name} ${type} ${contents[type]?.() ?? data.toString('base64')}`;
}
