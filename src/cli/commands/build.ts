import { build, planBuild, type BuildOptions } from '../../factory/index.js';
import { renderPlan, renderSummary } from '../../report/index.js';
import type { Invocation } from '../command.js';
import { threadsOf } from '../threads.js';

/** `build DEFINITION`: the line from definition to release folder; with `--dry-run` only what it would do. */
export async function run(invocation: Invocation): Promise<number> {
  const [definition = ''] = invocation.positionals;
  const { reporter, json } = invocation;
  const [out, work, base] = [invocation.text('out'), invocation.text('work'), invocation.text('base')];
  const options: BuildOptions = {
    ...threadsOf(invocation),
    ...(out === null ? {} : { out }),
    ...(work === null ? {} : { work }),
    ...(base === null ? {} : { base }),
    ...(invocation.flag('no-publish') ? { store: null } : {}),
    resume: invocation.flag('resume'),
    keepMachine: invocation.flag('keep-machine'),
  };
  if (invocation.flag('dry-run')) {
    const plan = await planBuild(definition, options, reporter);
    await invocation.write(json ? `${JSON.stringify(plan, null, 2)}\n` : renderPlan(plan));
    return 0;
  }
  const summary = await build(definition, options, reporter);
  await invocation.write(json ? `${JSON.stringify(summary, null, 2)}\n` : renderSummary(summary));
  return 0;
}
