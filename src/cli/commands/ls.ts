import { formatFiletime, printable, toHex } from '../../bytes/index.js';
import { openSource } from '../../source/index.js';
import {
  expandPaths,
  formatAttributes,
  isDirectory,
  isFolder,
  joinPath,
  sortedChildren,
  unnamedStream,
  walk,
  type FileTree,
  type Located,
} from '../../tree/index.js';
import type { Invocation } from '../command.js';

/** `ls SOURCE [PATH]`: what a folder holds, or with `--recursive` all below it; a file lists itself. */
export async function run(invocation: Invocation): Promise<number> {
  const [sourceText = '', path = '\\'] = invocation.positionals;
  const { reporter, json } = invocation;
  const source = await openSource(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
  try {
    const long = invocation.flag('long');
    let separator = '[\n';
    for (const start of await expandPaths(source.tree, [path])) {
      for await (const located of listed(source.tree, start, invocation.flag('recursive'))) {
        reporter.signal.throwIfAborted();
        if (json) {
          await invocation.write(separator + JSON.stringify(describe(located)));
          separator = ',\n';
        } else {
          await invocation.write(`${long ? longLine(located) : printable(located.path)}\n`);
        }
      }
    }
    if (json) await invocation.write(separator === ',\n' ? '\n]\n' : '[]\n');
    return 0;
  } finally {
    await source.close();
  }
}

async function* listed(tree: FileTree, start: Located, recursive: boolean): AsyncGenerator<Located> {
  if (!isFolder(start.entry)) {
    yield start;
  } else if (recursive) {
    yield* walk(tree, start);
  } else {
    for (const entry of await sortedChildren(tree, start.entry)) {
      yield { path: joinPath(start.path, entry.name), entry };
    }
  }
}

function longLine({ path, entry }: Located): string {
  const size = isDirectory(entry) ? '' : String(unnamedStream(entry)?.size ?? 0);
  const more = [
    ...(entry.shortName === '' ? [] : [`(${entry.shortName})`]),
    ...(entry.reparse === null ? [] : [`[reparse 0x${entry.reparse.tag.toString(16)}]`]),
    ...(entry.linkGroup === 0 ? [] : ['[hard link]']),
    ...entry.streams.filter(({ name }) => name !== '').map(({ name, size: bytes }) => `[:${name} ${bytes}]`),
  ];
  const columns = [
    formatAttributes(entry.attributes).padEnd(10),
    size.padStart(12),
    formatFiletime(entry.modified),
  ];
  return printable([...columns, path, ...more].join('  '));
}

function describe({ path, entry }: Located): Record<string, unknown> {
  return {
    path,
    type: isDirectory(entry) ? 'directory' : 'file',
    attributes: formatAttributes(entry.attributes),
    size: unnamedStream(entry)?.size ?? 0,
    created: formatFiletime(entry.created),
    modified: formatFiletime(entry.modified),
    ...(entry.shortName === '' ? {} : { shortName: entry.shortName }),
    ...(entry.linkGroup === 0 ? {} : { linkGroup: entry.linkGroup }),
    ...(entry.reparse === null
      ? {}
      : { reparse: { tag: entry.reparse.tag, data: toHex(entry.reparse.data) } }),
    ...(entry.objectId === null ? {} : { objectId: toHex(entry.objectId) }),
    streams: entry.streams.map(({ name, size, sha1 }) => ({
      name,
      size,
      ...(sha1 === null ? {} : { sha1: toHex(sha1) }),
    })),
  };
}
