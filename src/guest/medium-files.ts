/** Files and folders of the host as files of the medium. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import type { MediumFile } from '../media/index.js';

/** A folder with all that it holds, to any depth, but for files that `leaveOut` names. */
export async function folderFiles(
  folder: string,
  onMedium: string,
  leaveOut: (name: string) => boolean = () => false,
): Promise<MediumFile[]> {
  const files: MediumFile[] = [{ path: onMedium, source: { kind: 'folder' } }];
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw fromSystemError(error, folder);
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    const there = `${onMedium}\\${entry.name}`;
    if (entry.isDirectory()) {
      files.push(...(await folderFiles(file, there, leaveOut)));
    } else if ((await kindOf(file)).isFile) {
      if (!leaveOut(entry.name)) files.push({ path: there, source: { kind: 'file', file } });
    } else {
      throw new FactoryError('unsupported', {
        subject: file,
        found: 'a link to a folder',
        expected: 'files and folders: a medium holds no links',
        next: 'put the folder itself there',
      });
    }
  }
  return files;
}

/** What a path leads to; links are followed. */
export async function kindOf(file: string): Promise<{ readonly isFile: boolean }> {
  const found = await stat(file).catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  if (found.isFile() || found.isDirectory()) return { isFile: found.isFile() };
  throw new FactoryError('unsupported', {
    subject: file,
    found: 'neither a file nor a folder',
    expected: 'one of the two',
  });
}
