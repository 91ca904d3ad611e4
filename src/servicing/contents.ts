/** The names of the files in a package: of a cabinet, or of a WIM, which an .msu is since Windows 11 24H2. */

import { openFile, readAt } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import { unnamedStream, type Entry, type FileTree } from '../tree/index.js';
import { openWim } from '../wim/index.js';
import { openCabinet } from './cabinet.js';
import { METADATA_NAME, readComponentDatabase, type UpdateBuilds } from './component-database.js';
import type { UpdateFile } from './types.js';

export interface PackageContents {
  readonly container: UpdateFile['container'];
  /** null where the list cannot be read, though the file is what it should be. */
  readonly names: readonly string[] | null;
  /** Which a cumulative update since 24H2 says that it makes; null for another, or where that cannot be read. */
  readonly builds: UpdateBuilds | null;
}

const MAGIC_BYTES = 8;
/** Real ones have some 20 KB. */
const LARGEST_METADATA = 16 << 20;

/** @throws damaged where it is neither, or a cabinet that is cut short; not-found, permission */
export async function readContents(path: string): Promise<PackageContents> {
  const file = await openFile(path, 'an .msu or .cab file');
  try {
    const magic = Buffer.from(await readAt(file, 0, Math.min(MAGIC_BYTES, file.size))).toString('latin1');
    if (magic === 'MSWIM\0\0\0') return { container: 'wim', ...(await readWim(path)) };
    if (!magic.startsWith('MSCF')) throw neither(path, magic);
    const { files } = await openCabinet(file);
    return { container: 'cabinet', names: files.map(({ name }) => name), builds: null };
  } finally {
    await file.close();
  }
}

/** Whether the file is whole is told by its SHA-1; DISM may read what we cannot. */
async function readWim(path: string): Promise<Pick<PackageContents, 'names' | 'builds'>> {
  let names: string[] | null = null;
  try {
    const archive = await openWim(path);
    try {
      const tree = await archive.openImage(1);
      const entries = await tree.children(tree.root);
      names = entries.map(({ name }) => name);
      const metadata = entries.find(({ name }) => name.toLowerCase() === METADATA_NAME.toLowerCase());
      const builds = metadata === undefined ? null : await readBuilds(tree, metadata);
      return { names, builds };
    } finally {
      await archive.close();
    }
  } catch (error) {
    if (error instanceof FactoryError) return { names, builds: null };
    throw error;
  }
}

async function readBuilds(tree: FileTree, entry: Entry): Promise<UpdateBuilds | null> {
  const stream = unnamedStream(entry);
  if (stream === null || stream.size > LARGEST_METADATA) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of tree.read(entry, stream)) pieces.push(piece);
  return readComponentDatabase(Buffer.concat(pieces), `${tree.label}: ${entry.name}`);
}

function neither(path: string, magic: string): FactoryError {
  const isPage = /^\s*</.test(magic);
  return new FactoryError('damaged', {
    subject: path,
    found: magic === '' ? 'an empty file' : isPage ? 'a web page' : 'neither a cabinet nor a WIM',
    expected: 'an update as the Microsoft Update Catalog has it',
    next: 'fetch the file again, or take it out of the folder',
  });
}
