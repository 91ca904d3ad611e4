import { formatBytes, formatDuration } from '../../bytes/index.js';
import { joinWim, openParts, openWim } from '../../wim/index.js';
import type { Invocation } from '../command.js';
import { refuseExisting } from '../target.js';
import { wholeArchive } from '../whole-archive.js';

/** `join FIRST.swm [PART...] OUT.wim`: one WIM of a split set, whose parts are beside the first or all named. */
export async function run(invocation: Invocation): Promise<number> {
  const { positionals, reporter, json } = invocation;
  const out = positionals.at(-1) ?? '';
  const [first = '', ...others] = positionals.slice(0, -1);
  const started = Date.now();
  await refuseExisting(out, null);
  const archive =
    others.length === 0 ? await openWim(await wholeArchive(first)) : await openParts([first, ...others]);
  try {
    const { guid, size } = await joinWim(archive, out, { reporter });
    const milliseconds = Date.now() - started;
    if (json) {
      const parts = archive.members.map(({ path }) => path);
      await invocation.write(`${JSON.stringify({ wim: out, guid, size, parts, milliseconds }, null, 2)}\n`);
    } else {
      reporter.info(
        `${out}: ${formatBytes(size)} of ${archive.parts} parts, ${formatDuration(milliseconds)}`,
      );
    }
    return 0;
  } finally {
    await archive.close();
  }
}
