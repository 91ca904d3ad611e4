/** What the hypervisors say, in our own sentences, is looked up as well. */

import { expect, test } from '@jest/globals';
import { explain } from '../../../src/inspect/index.js';
import { eventSentences } from '../../../src/machine/hyperv/events.js';
import { firmwareSentences, sentenceOf } from '../../../src/machine/qemu/events.js';
import { silentReporter } from '../../../src/progress.js';

/** As Hyper-V's log has it, in whatever language the host speaks. */
function hyperv(id: number): readonly string[] {
  const event = { id, time: '2026-11-23T10:00:00Z', message: 'x', values: ['imgf'] };
  return eventSentences([event], ['imgf']);
}

function qemu(event: string, data: Readonly<Record<string, unknown>>): readonly string[] {
  const sentence = sentenceOf({ event, data, timestamp: { seconds: 1_795_000_000, microseconds: 0 } });
  return sentence === null ? [] : [sentence];
}

test.each([
  ['firmware-finds-nothing-to-boot', hyperv(18_605)],
  ['hyperv-triple-fault', hyperv(18_539)],
  ['hyperv-triple-fault', hyperv(18_560)],
  [
    'firmware-finds-nothing-to-boot',
    firmwareSentences('BdsDxe: No bootable option or device was found.\r\n'),
  ],
  [
    'windows-bugcheck',
    qemu('GUEST_PANICKED', { info: { type: 'hyper-v', arg1: 0x7b, arg2: 1, arg3: 2, arg4: 3, arg5: 4 } }),
  ],
])('%s', async (id, sentences) => {
  const machine = sentences.map((sentence) => `the hypervisor says "${sentence}"`);
  const { causes } = await explain(null, { reporter: silentReporter(), machine });
  expect(causes).toMatchObject([{ id, file: 'the hypervisor' }]);
});
