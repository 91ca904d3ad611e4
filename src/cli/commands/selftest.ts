import { selfTest } from '../../factory/index.js';
import { renderSelfTest } from '../../report/index.js';
import type { Invocation } from '../command.js';
import { threadsOf } from '../threads.js';

/**
 * `selftest MEDIUM`: builds a small image twice on this host, and leaves a report.
 *
 * @returns 1 where a step failed; 4 where `doctor` says what the host lacks
 */
export async function run(invocation: Invocation): Promise<number> {
  const [medium = ''] = invocation.positionals;
  const work = invocation.text('work');
  const usual = process.platform === 'win32' ? 'hyperv' : 'qemu';
  const told = await selfTest(
    {
      medium,
      edition: invocation.text('edition'),
      hypervisor: (invocation.text('hypervisor') ?? usual) === 'hyperv' ? 'hyperv' : 'qemu',
      report: invocation.text('report') ?? 'selftest',
    },
    { ...threadsOf(invocation), ...(work === null ? {} : { work }) },
    invocation.reporter,
  );
  await invocation.write(invocation.json ? `${JSON.stringify(told, null, 2)}\n` : renderSelfTest(told));
  if (told.result === 'passed') return 0;
  return told.steps.some(({ name, state }) => name === 'doctor' && state === 'failed') ? 4 : 1;
}
