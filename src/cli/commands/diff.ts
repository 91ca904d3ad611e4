import { FactoryError } from '../../errors.js';
import { diffManifests, type Diff, type ManifestFacts } from '../../manifest/index.js';
import { writeOutput } from '../../output.js';
import { groupChanges, renderDiffMarkdown, renderDiffPage, renderDiffText } from '../../report/index.js';
import type { Paint } from '../color.js';
import type { Invocation } from '../command.js';
import { openManifest } from '../source-manifest.js';

/** Listed where nobody asks for all. */
const SOME = { things: 20, files: 100 };

/** `diff A B`: what changed; with `--exit-code`, status 1 where something did. */
export async function run(invocation: Invocation): Promise<number> {
  const [from = '', to = ''] = invocation.positionals;
  if (invocation.json && invocation.flag('markdown')) {
    throw new FactoryError('usage', {
      subject: 'image-factory diff',
      found: '--json and --markdown',
      expected: 'one of them',
    });
  }
  const page = invocation.text('html');
  const before = await openManifest(from, invocation);
  try {
    const after = await openManifest(to, invocation);
    try {
      const diff = await diffManifests(before.manifest, after.manifest);
      if (page !== null) await writePage(page, diff, before.manifest.facts, after.manifest.facts);
      await invocation.write(rendered(diff, invocation));
      return invocation.flag('exit-code') && diff.changes.length > 0 ? 1 : 0;
    } finally {
      await after.close();
    }
  } finally {
    await before.close();
  }
}

async function writePage(file: string, diff: Diff, from: ManifestFacts, to: ManifestFacts): Promise<void> {
  const page = Buffer.from(renderDiffPage(diff, from, to));
  await writeOutput(file, (handle) => handle.writeFile(page));
}

function rendered(diff: Diff, invocation: Invocation): string {
  const limit = invocation.flag('all')
    ? { things: Number.POSITIVE_INFINITY, files: Number.POSITIVE_INFINITY }
    : SOME;
  if (invocation.json) {
    const { changes, ...sums } = diff;
    const groups = groupChanges(changes, true).map(({ things, ...group }) => ({
      ...group,
      things: things.map((thing) => ({ ...thing, changes: undefined })),
    }));
    return `${JSON.stringify({ ...sums, groups, changes }, null, 2)}\n`;
  }
  if (invocation.flag('markdown')) return renderDiffMarkdown(diff, limit.things);
  return colored(renderDiffText(diff, limit), invocation.paint);
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
