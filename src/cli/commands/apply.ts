import { openSource } from '../../source/index.js';
import { applyTree } from '../../tree/index.js';
import { writeApplyResult } from '../apply-result.js';
import type { Invocation } from '../command.js';
import { refuseInside } from '../target.js';

/** `apply SOURCE DIR`: the whole tree as a directory of this host. */
export async function run(invocation: Invocation): Promise<number> {
  const [sourceText = '', target = ''] = invocation.positionals;
  const { reporter } = invocation;
  const source = await openSource(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
  try {
    refuseInside(target, source);
    const started = Date.now();
    const result = await applyTree(source.tree, target, { reporter });
    await writeApplyResult(invocation, source.tree.label, target, result, Date.now() - started);
    return 0;
  } finally {
    await source.close();
  }
}
