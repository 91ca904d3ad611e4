/** Where the bytes of an archive come from: a file of the host, or a file inside another one, as on an install medium. */

import { openFile, type ByteSource } from '../disk/index.js';

export interface ArchiveBytes extends ByteSource {
  /** The file of the host that they lie in. */
  readonly hostFile: string;
  close(): Promise<void>;
}

/** Finds a file of an archive by its path: the named one, and the parts of a split set beside it. */
export type OpenArchiveBytes = (path: string) => Promise<ArchiveBytes>;

/** @throws not-found, permission, usage for what is no file */
export async function openHostArchive(path: string): Promise<ArchiveBytes> {
  const file = await openFile(path, 'the file of an archive: WIM, ESD or SWM');
  return { ...file, hostFile: path };
}
