import { openSource } from '../../source/index.js';
import { extractPaths } from '../../tree/index.js';
import { writeApplyResult } from '../apply-result.js';
import type { Invocation } from '../command.js';
import { refuseInside } from '../target.js';

/** `extract SOURCE PATH... --to DIR`: some entries under their own names, folders with all that they hold. */
export async function run(invocation: Invocation): Promise<number> {
  const [sourceText = '', ...paths] = invocation.positionals;
  const { reporter } = invocation;
  const target = invocation.text('to') ?? '';
  const source = await openSource(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
  try {
    refuseInside(target, source);
    const started = Date.now();
    const result = await extractPaths(source.tree, paths, target, { reporter });
    await writeApplyResult(invocation, source.tree.label, target, result, Date.now() - started);
    return 0;
  } finally {
    await source.close();
  }
}
