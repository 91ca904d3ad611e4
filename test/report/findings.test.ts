import { expect, test } from '@jest/globals';
import { findingLine, renderFindings } from '../../src/report/index.js';
import type { Finding } from '../../src/machine/index.js';

const FINDINGS: readonly Finding[] = [
  { subject: 'Hyper-V', state: 'ok', found: 'is there' },
  { subject: 'memory', state: 'error', found: '2.0 GiB', expected: '8.0 GiB', next: 'set machine.memory' },
  { subject: 'leftovers', state: 'warning', found: 'of a build', next: 'image-factory sweep' },
];

test('what doctor found is a table, with what mends it below', () => {
  expect(renderFindings(FINDINGS)).toBe(`ok       Hyper-V    is there
error    memory     2.0 GiB, expected 8.0 GiB
                    set machine.memory
warning  leftovers  of a build
                    image-factory sweep
`);
});

test('a finding is a sentence', () => {
  expect(FINDINGS.map(findingLine)).toEqual([
    'Hyper-V: is there',
    'memory: 2.0 GiB, expected 8.0 GiB. Set machine.memory',
    'leftovers: of a build. Image-factory sweep',
  ]);
});
