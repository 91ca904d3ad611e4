import { stat } from 'node:fs/promises';
import path from 'node:path';
import { countOf } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import { explain, findLogs, logKind, saveLogs, type FoundLogs } from '../../inspect/index.js';
import { renderExplanation } from '../../report/index.js';
import { openSource } from '../../source/index.js';
import type { Invocation } from '../command.js';
import { refuseInside } from '../target.js';

/**
 * `explain SOURCE`: why what is on it failed.
 *
 * @returns 1 where its logs hold errors, and none that is known
 */
export async function run(invocation: Invocation): Promise<number> {
  const { reporter, json } = invocation;
  const [text = ''] = invocation.positionals;
  const target = invocation.text('to');
  const one = await logAlone(text);
  const source = await openSource(one === null ? text : path.dirname(text), { reporter, allowDirty: true });
  try {
    if (target !== null) refuseInside(target, source);
    const found = await findLogs(source.tree);
    const chosen = one === null ? found : { ...found, logs: found.logs.filter(({ path: at }) => at === one) };
    if (chosen.logs.length === 0) throw noLogs(text, chosen);
    const explanation = await explain(source.tree, { reporter, found: chosen });
    if (target !== null) {
      const { saved } = await saveLogs(source.tree, chosen.logs, target);
      reporter.info(`${target}: ${countOf(saved.length, 'log')} copied`);
    }
    const label = one === null ? source.tree.label : text;
    await invocation.write(
      json
        ? `${JSON.stringify({ source: label, ...explanation }, null, 2)}\n`
        : renderExplanation(label, explanation),
    );
    return explanation.causes.length === 0 && explanation.errors.length > 0 ? 1 : 0;
  } finally {
    await source.close();
  }
}

/** The path of a log in the folder around it, where it is named itself. */
async function logAlone(text: string): Promise<string | null> {
  const name = `\\${path.basename(text)}`;
  if (logKind(name) === null) return null;
  const isFile = await stat(text).then(
    (stats) => stats.isFile(),
    () => false,
  );
  return isFile ? name : null;
}

function noLogs(subject: string, { unread }: FoundLogs): FactoryError {
  const [first] = unread;
  return new FactoryError('not-found', {
    subject,
    found: first === undefined ? 'no log' : `no log that can be read (${first.why})`,
    expected: 'an installation of Windows, or a folder with its logs',
    next: 'name the disk of the machine, or the folder that the failed build named',
  });
}
