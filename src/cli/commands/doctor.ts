import { doctor } from '../../factory/index.js';
import { renderFindings } from '../../report/index.js';
import type { Invocation } from '../command.js';

/**
 * `doctor`: what this host has and lacks for a build.
 *
 * @returns 4 where a build cannot do without something that is missing
 */
export async function run(invocation: Invocation): Promise<number> {
  const [definition = ''] = invocation.positionals;
  const work = invocation.text('work');
  const findings = await doctor(
    definition === '' ? null : definition,
    work === null ? {} : { work },
    invocation.reporter,
  );
  await invocation.write(
    invocation.json ? `${JSON.stringify({ findings }, null, 2)}\n` : renderFindings(findings),
  );
  return findings.some(({ state }) => state === 'error') ? 4 : 0;
}
