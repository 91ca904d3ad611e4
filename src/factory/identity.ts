/** Whether a source is still the one that an interrupted build read, without reading its contents again. */

import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { fromSystemError } from '../errors.js';
import type { Reporter } from '../progress.js';
import type { SourceName } from '../source/index.js';
import { openDirectory, walk } from '../tree/index.js';

/** @returns a text that changes when the source changes */
export async function identityOf({ kind, path, part }: SourceName, reporter: Reporter): Promise<string> {
  try {
    const place = await realpath(path);
    if (kind === 'directory') return `${place} ${await fingerprintOf(place, reporter)}`;
    const { size, mtimeNs, ino } = await stat(place, { bigint: true });
    return `${place}#${part ?? ''} ${size} ${mtimeNs} ${ino}`;
  } catch (error) {
    throw fromSystemError(error, path);
  }
}

/** Of every name with its attributes, size and times: what a capture takes but the contents. */
async function fingerprintOf(folder: string, reporter: Reporter): Promise<string> {
  const hash = createHash('sha256');
  const task = reporter.task(`Looking over ${folder}`, null, 'files');
  // What is odd about the directory is told when it is read for the capture.
  const tree = await openDirectory(folder, { ...reporter, warn() {} });
  try {
    for await (const { path, entry } of walk(tree)) {
      reporter.signal.throwIfAborted();
      const sizes = entry.streams.map(({ size }) => size).join(',');
      const target = entry.reparse === null ? '' : Buffer.from(entry.reparse.data).toString('hex');
      hash.update(
        `${JSON.stringify(path)} ${entry.attributes} ${sizes} ${entry.created} ${entry.modified} ${target}\n`,
      );
      task.advance(1);
    }
    return hash.digest('hex');
  } finally {
    task.end();
    await tree.close();
  }
}
