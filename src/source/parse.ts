/** What a user may name as a source, taken apart: a place on the host, and a part of it. */

import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';

export interface SourceName {
  /** As the user wrote it. */
  readonly text: string;
  /** The file or directory, without the part. */
  readonly path: string;
  /** What follows the last `#`: a partition's number, an image's number or name; null for none. */
  readonly part: string | null;
  readonly kind: 'directory' | 'disk' | 'wim';
}

/** `MSWIM\0\0\0`; `WLPWM\0\0\0` is the pipable kind, which the archive's reader refuses by name. */
const WIM_SIGNATURES = ['MSWIM\0\0\0', 'WLPWM\0\0\0'];

/**
 * `#` is read from the last one; a path that exists as written wins. What a file is, its content says, not its name.
 *
 * @throws not-found, permission
 */
export async function parseSource(text: string): Promise<SourceName> {
  const whole = await kindOf(text);
  if (whole !== null) return { text, path: text, part: null, kind: whole };
  const at = text.lastIndexOf('#');
  const part = text.slice(at + 1);
  const isPart = at > 0 && !/[\\/]/.test(part);
  const file = isPart ? text.slice(0, at) : text;
  const kind = isPart ? await kindOf(file) : null;
  if (kind === null) {
    throw new FactoryError('not-found', { subject: file, found: 'does not exist', next: 'check the path' });
  }
  if (kind === 'directory') {
    throw new FactoryError('not-found', {
      subject: text,
      found: `"#${part}" after a directory, which has neither partitions nor images`,
      next: `name the directory alone: ${file}`,
    });
  }
  if (part === '') {
    const expected = 'the number of a partition, or the number or name of an image';
    throw new FactoryError('usage', { subject: text, found: 'nothing after the "#"', expected });
  }
  return { text, path: file, part, kind };
}

/** @returns null where there is nothing of that name */
async function kindOf(file: string): Promise<SourceName['kind'] | null> {
  try {
    const stats = await stat(file);
    if (stats.isDirectory()) return 'directory';
    return stats.isFile() && (await beginsAsWim(file)) ? 'wim' : 'disk';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fromSystemError(error, file);
  }
}

async function beginsAsWim(file: string): Promise<boolean> {
  const handle = await open(path.resolve(file), 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return WIM_SIGNATURES.includes(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
