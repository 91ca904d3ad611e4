import { countOf, formatBytes } from '../../bytes/index.js';
import { sweep, workDirectory, type Swept } from '../../factory/index.js';
import type { Invocation } from '../command.js';

/**
 * `sweep`: removes what builds that died left on this host and in the work directory; running builds are left alone.
 *
 * @returns 1 where something could not be removed
 */
export async function run(invocation: Invocation): Promise<number> {
  const dryRun = invocation.flag('dry-run');
  const directory = workDirectory(invocation.text('work'), process.env);
  const { reporter } = invocation;
  const swept = await sweep(directory, { dryRun, kept: invocation.flag('kept'), reporter });
  const status = swept.some(({ failures }) => failures.length > 0) ? 1 : 0;
  if (invocation.json) {
    await invocation.write(`${JSON.stringify({ directory, dryRun, swept }, null, 2)}\n`);
    return status;
  }
  for (const one of swept) {
    for (const line of linesOf(one, dryRun)) await invocation.write(`${one.folder}: ${line}\n`);
  }
  if (swept.length === 0) reporter.info(`${directory}: no build left anything behind`);
  return status;
}

function linesOf({ resources, files, bytes, failures, kept }: Swept, dryRun: boolean): string[] {
  const verb = dryRun ? 'would remove' : 'removed';
  return [
    ...resources.map((resource) => `${verb} ${resource}`),
    ...(files.length === 0 ? [] : [`${verb} ${countOf(files.length, 'file')}, ${formatBytes(bytes)}`]),
    ...failures.map(({ what, why }) => `could not remove ${what}: ${why}`),
    ...kept.map((machine) => `the machine ${machine} is kept; --kept removes it`),
  ];
}
