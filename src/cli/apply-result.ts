import { countOf, formatBytes, formatDuration } from '../bytes/index.js';
import type { ApplyResult } from '../tree/index.js';
import type { Invocation } from './command.js';

/** Says what `apply` and `extract` made. */
export async function writeApplyResult(
  invocation: Invocation,
  label: string,
  target: string,
  result: ApplyResult,
  milliseconds: number,
): Promise<void> {
  if (invocation.json) {
    await invocation.write(
      `${JSON.stringify({ source: label, target, ...result, milliseconds }, null, 2)}\n`,
    );
    return;
  }
  const made = [countOf(result.directories, 'directory', 'directories'), countOf(result.files, 'file')];
  if (result.hardLinks > 0) made.push(countOf(result.hardLinks, 'hard link'));
  if (result.links > 0) made.push(countOf(result.links, 'link'));
  const speed = `${formatBytes(result.bytes)} in ${formatDuration(milliseconds)}`;
  invocation.reporter.info(`${label} → ${target}: ${made.join(', ')}, ${speed}`);
}
