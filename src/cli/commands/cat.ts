import { FactoryError } from '../../errors.js';
import { openSource } from '../../source/index.js';
import {
  find,
  findOrNull,
  isDirectory,
  withoutDrive,
  type FileTree,
  type Located,
} from '../../tree/index.js';
import type { Invocation } from '../command.js';

/** `cat SOURCE PATH`: the bytes of a file, or of a named stream as `PATH:STREAM`, as they are. */
export async function run(invocation: Invocation): Promise<number> {
  const [sourceText = '', path = ''] = invocation.positionals;
  const { reporter } = invocation;
  const source = await openSource(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
  try {
    const { located, stream } = await locate(source.tree, path);
    const subject = `${source.tree.label}: ${path}`;
    const info = located.entry.streams.find(({ name }) => name === stream);
    if (info === undefined) {
      const isFolder = stream === '' && isDirectory(located.entry);
      const named = located.entry.streams.filter(({ name }) => name !== '');
      const names = named.map(({ name }) => `"${name}"`).join(', ');
      throw new FactoryError('not-found', {
        subject,
        found: isFolder ? 'is a directory' : `there is no stream "${stream}"`,
        expected: isFolder
          ? 'a file'
          : names === ''
            ? 'no name, for it has no named streams'
            : `one of ${names}`,
        next: isFolder ? 'list it with "image-factory ls"' : 'check the name after the colon',
      });
    }
    for await (const piece of source.tree.read(located.entry, info)) {
      reporter.signal.throwIfAborted();
      await invocation.write(piece);
    }
    return 0;
  } finally {
    await source.close();
  }
}

/** A path that exists as written wins over one whose end names a stream. */
async function locate(tree: FileTree, path: string): Promise<{ located: Located; stream: string }> {
  const asWritten = await findOrNull(tree, path);
  const colon = path.lastIndexOf(':');
  const isDrive = colon === 1 && withoutDrive(path) !== null;
  if (asWritten !== null || colon === -1 || isDrive)
    return { located: asWritten ?? (await find(tree, path)), stream: '' };
  return { located: await find(tree, path.slice(0, colon)), stream: path.slice(colon + 1) };
}
