import { diffManifests, formatDiff } from '../../manifest/index.js';
import type { Paint } from '../color.js';
import type { Invocation } from '../command.js';
import { openManifest } from '../source-manifest.js';

/** `diff A B`: what changed; with `--exit-code`, status 1 where something did. */
export async function run(invocation: Invocation): Promise<number> {
  const [from = '', to = ''] = invocation.positionals;
  const before = await openManifest(from, invocation);
  try {
    const after = await openManifest(to, invocation);
    try {
      const diff = await diffManifests(before.manifest, after.manifest);
      await invocation.write(
        invocation.json ? `${JSON.stringify(diff, null, 2)}\n` : colored(formatDiff(diff), invocation.paint),
      );
      return invocation.flag('exit-code') && diff.changes.length > 0 ? 1 : 0;
    } finally {
      await after.close();
    }
  } finally {
    await before.close();
  }
}

const STYLES = { '+': 'green', '-': 'red', '~': 'yellow' } as const;

function colored(text: string, paint: Paint): string {
  const lines = text.split('\n').map((line) => {
    const style = STYLES[line.trimStart().charAt(0) as keyof typeof STYLES] as
      (typeof STYLES)['+'] | undefined;
    return style === undefined ? line : paint(style, line);
  });
  return lines.join('\n');
}
