import { countOf, formatBytes } from '../../bytes/index.js';
import { sweep, workDirectory } from '../../factory/index.js';
import type { Invocation } from '../command.js';

/** `sweep`: removes what builds that died left in the work directory; running builds are left alone. */
export async function run(invocation: Invocation): Promise<number> {
  const isDryRun = invocation.flag('dry-run');
  const directory = workDirectory(invocation.text('work'), process.env);
  const swept = await sweep(directory, isDryRun);
  if (invocation.json) {
    await invocation.write(`${JSON.stringify({ directory, dryRun: isDryRun, swept }, null, 2)}\n`);
    return 0;
  }
  const verb = isDryRun ? 'would remove' : 'removed';
  for (const { folder, files, bytes } of swept) {
    await invocation.write(`${folder}: ${verb} ${countOf(files.length, 'file')}, ${formatBytes(bytes)}\n`);
  }
  if (swept.length === 0) invocation.reporter.info(`${directory}: no build left anything behind`);
  return 0;
}
