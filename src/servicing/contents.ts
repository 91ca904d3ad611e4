/** The names of the files in a package: of a cabinet, or of a WIM, which an .msu is since Windows 11 24H2. */

import { openFile, readAt } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import { openWim } from '../wim/index.js';
import { listCabinet } from './cabinet.js';
import type { UpdateFile } from './types.js';

export interface PackageContents {
  readonly container: UpdateFile['container'];
  /** null where the list cannot be read, though the file is what it should be. */
  readonly names: readonly string[] | null;
}

const MAGIC_BYTES = 8;

/** @throws damaged where it is neither, or a cabinet that is cut short; not-found, permission */
export async function readContents(path: string): Promise<PackageContents> {
  const file = await openFile(path, 'an .msu or .cab file');
  try {
    const magic = Buffer.from(await readAt(file, 0, Math.min(MAGIC_BYTES, file.size))).toString('latin1');
    if (magic === 'MSWIM\0\0\0') return { container: 'wim', names: await namesInWim(path) };
    if (!magic.startsWith('MSCF')) throw neither(path, magic);
    return { container: 'cabinet', names: (await listCabinet(file)).map(({ name }) => name) };
  } finally {
    await file.close();
  }
}

/** Whether the file is whole is told by its SHA-1; DISM may read what we cannot. */
async function namesInWim(path: string): Promise<string[] | null> {
  try {
    const archive = await openWim(path);
    try {
      const tree = await archive.openImage(1);
      return (await tree.children(tree.root)).map(({ name }) => name);
    } finally {
      await archive.close();
    }
  } catch (error) {
    if (error instanceof FactoryError) return null;
    throw error;
  }
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
