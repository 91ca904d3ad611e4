/** What a command says of an archive that it wrote. */

import { countOf, formatBytes, formatDuration } from '../bytes/index.js';
import type { WriteResult } from '../wim/index.js';
import type { Invocation } from './command.js';

/**
 * @param saved the words for what did not have to be stored, or compressed
 * @param more what `--json` says besides
 */
export async function tellWritten(
  invocation: Invocation,
  out: string,
  archive: WriteResult,
  { saved, milliseconds, more = {} }: { saved: string; milliseconds: number; more?: object },
): Promise<void> {
  const { guid, size, images, uniqueBytes, storedBytes, savedBytes, copiedBytes } = archive;
  if (invocation.json) {
    const facts = { wim: out, guid, size, images, uniqueBytes, storedBytes, savedBytes, copiedBytes };
    await invocation.write(`${JSON.stringify({ ...facts, ...more, milliseconds }, null, 2)}\n`);
    return;
  }
  const { reporter } = invocation;
  for (const { index, name, files, directories, bytes } of images) {
    const held = `${countOf(files, 'file')}, ${countOf(directories, 'directory', 'directories')}, ${formatBytes(bytes)}`;
    reporter.info(`${out}#${index} "${name}": ${held}`);
  }
  const stored = `${formatBytes(uniqueBytes)} unique in ${formatBytes(size)}`;
  reporter.info(`${out}: ${stored}, ${saved}, ${formatDuration(milliseconds)}`);
}

/** The words for what was taken over from another archive. */
export function copiedWords({ copiedBytes }: WriteResult): string {
  return `${formatBytes(copiedBytes)} copied as they are`;
}
