import { planMatrix } from '../../factory/index.js';
import { renderMatrix } from '../../report/index.js';
import type { Invocation } from '../command.js';
import { findDefinitions } from '../definitions.js';

/** `plan [DEFINITION ...]`: what a workflow builds; with `--json`, the `matrix` of its strategy. */
export async function run(invocation: Invocation): Promise<number> {
  const files = await findDefinitions(invocation.positionals.filter((text) => text !== ''));
  const [tag, store] = [invocation.text('tag'), invocation.text('store')];
  const jobs = await planMatrix(
    files,
    {
      changed: invocation.flag('changed'),
      ...(tag === null ? {} : { tag }),
      ...(store === null ? {} : { store }),
      env: process.env,
    },
    invocation.reporter,
  );
  if (!invocation.json) {
    await invocation.write(renderMatrix(jobs));
    return 0;
  }
  for (const { image, reason, isBuilt } of jobs) {
    if (!isBuilt) invocation.reporter.info(`${image.name}: left out, ${reason}`);
  }
  const include = jobs.filter(({ isBuilt }) => isBuilt).map(({ image }) => image);
  await invocation.write(`${JSON.stringify({ include })}\n`);
  return 0;
}
