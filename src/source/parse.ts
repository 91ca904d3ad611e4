/** What a user may name as a source, taken apart: a place on the host, and a part of it. */

import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError, notThere } from '../errors.js';

export interface SourceName {
  /** As the user wrote it. */
  readonly text: string;
  /** The file or directory, without the part. */
  readonly path: string;
  /** What follows the last `#`: a partition's number, an image's number or name; null for none. */
  readonly part: string | null;
  readonly kind: SourceKind;
}

export type SourceKind = 'directory' | 'disk' | 'wim' | 'iso';

/** A kind in a sentence. */
export const KIND_NAMES: Readonly<Record<SourceKind, string>> = {
  directory: 'a directory',
  disk: 'a disk',
  wim: 'a WIM archive',
  iso: 'an ISO',
};

/** `MSWIM\0\0\0`; `WLPWM\0\0\0` is the pipable kind, which the archive's reader refuses by name. */
const WIM_SIGNATURES = ['MSWIM\0\0\0', 'WLPWM\0\0\0'];
/** In the 17th sector of a medium: ISO 9660, also beside UDF, or UDF alone. */
const ISO_SIGNATURES = ['CD001', 'BEA01'];
const ISO_SIGNATURE_AT = 0x8001;

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
    throw notThere(file);
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
    return stats.isFile() ? await kindOfFile(file) : 'disk';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fromSystemError(error, file);
  }
}

async function kindOfFile(file: string): Promise<SourceName['kind']> {
  const handle = await open(path.resolve(file), 'r');
  const textAt = async (position: number, length: number) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.toString('latin1', 0, bytesRead);
  };
  try {
    if (WIM_SIGNATURES.includes(await textAt(0, 8))) return 'wim';
    return ISO_SIGNATURES.includes(await textAt(ISO_SIGNATURE_AT, 5)) ? 'iso' : 'disk';
  } finally {
    await handle.close();
  }
}
