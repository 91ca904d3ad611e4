/** What a report takes of a work directory: what was written about the build, and nothing of the image. */

import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const KINDS = ['.jsonl', '.json', '.log', '.png', '.txt', '.md', '.xml'];
/** Bytes: logs of servicing that are larger say nothing that their end does not. */
const LARGEST = 20_000_000;

/**
 * Copies journals, logs, screenshots and manifests, under the paths that they have.
 *
 * @returns how many
 */
export async function gather(work: string, report: string): Promise<number> {
  const entries = await readdir(work, { recursive: true, withFileTypes: true }).catch(() => []);
  let copied = 0;
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !KINDS.includes(path.extname(entry.name).toLowerCase())) continue;
    if ((await stat(file)).size > LARGEST) continue;
    const target = path.join(report, path.relative(work, file));
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(file, target);
    copied++;
  }
  return copied;
}
