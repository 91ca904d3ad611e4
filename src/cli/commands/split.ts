import path from 'node:path';
import { countOf, formatBytes, formatDuration } from '../../bytes/index.js';
import { GITHUB_SPLIT } from '../../release/index.js';
import { openWim, splitWim, type SplitPart } from '../../wim/index.js';
import type { Invocation } from '../command.js';
import { sizeOption } from '../size.js';
import { wholeArchive } from '../whole-archive.js';

/** How many names of a content are told. */
const NAMES = 5;

/** `split WIM --to DIR --size 1900MiB`: `install.swm`, `install2.swm` and so on. */
export async function run(invocation: Invocation): Promise<number> {
  const file = await wholeArchive(invocation.positionals[0] ?? '');
  const { reporter, json } = invocation;
  const folder = invocation.text('to') ?? '';
  const size = sizeOption(invocation) ?? GITHUB_SPLIT;
  const started = Date.now();
  const archive = await openWim(file);
  try {
    const first = path.join(folder, `${path.parse(file).name}.swm`);
    const { guid, parts } = await splitWim(archive, first, { size, reporter });
    for (const part of parts) warnOfLarge(part, size, invocation);
    const milliseconds = Date.now() - started;
    if (json) {
      await invocation.write(`${JSON.stringify({ set: first, guid, parts, milliseconds }, null, 2)}\n`);
      return 0;
    }
    for (const part of parts) {
      reporter.info(`${part.path}: ${countOf(part.contents, 'content')}, ${formatBytes(part.size)}`);
    }
    reporter.info(`${first}: ${countOf(parts.length, 'part')}, ${formatDuration(milliseconds)}`);
    return 0;
  } finally {
    await archive.close();
  }
}

function warnOfLarge(
  { path: file, size, tooLarge }: SplitPart,
  limit: number,
  { reporter }: Invocation,
): void {
  if (tooLarge === null) return;
  const more = tooLarge.length > NAMES ? ` and ${countOf(tooLarge.length - NAMES, 'more name')}` : '';
  const names =
    tooLarge.length === 0 ? 'a content that no file refers to' : tooLarge.slice(0, NAMES).join(', ');
  reporter.warn(
    `${file}: ${formatBytes(size)}, more than ${formatBytes(limit)}: a content cannot be cut, and ${names}${more} is one`,
  );
}
